"""Words that rules look at: abbreviations by what may follow them, sentence openers, verbs."""

from __future__ import annotations


def listed(listing: str) -> frozenset[str]:
    """Return the words of `listing`, which stand between blanks."""
    return frozenset(listing.split())


TITLES = listed("""
    Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Rev Fr Msgr Hon Pres Sen Sens Rep Reps Gov Govs Lt Ltn Col
    Cols Gen Gens Maj Capt Cpt Cmdr Comdr Cdr Cpl Sgt Pvt Pfc Adm Brig Insp Supt Det Atty Amb Asst Spc
    Cllr Ald Mt Ft Sr Sra Srta Herr Ing Dipl Univ Dept mr mrs ms dr prof проф акад ген полк вул просп бул
    им ул пр пл
    пос ред см ср напр англ лат рис доц канд гр гл
""")
"""Stand before a name: no sentence ends here when a capital follows."""

NEVER_LAST = listed("e.g eg i.e ie cf viz vs v viz approx ca z.B bzw d.h u.a p.ej т.е т.к т.н")
"""Always have something after them, whatever its case."""

NUMBERED = listed("""
    no nos nr p pp vol vols art arts sec sect secs fig figs ch chap eq op par para cl ver rs tel ext app
    ex pt bk ed pg ref str num n° nº стр ст гл рис № №№ тел кв
""")
"""Stand before a number, lower case or not; before a word they may be common words (`art`, `no`)."""

CALENDAR = listed("""
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
""")
"""Months and days: a number usually follows."""

TRAILING = listed("""
    inc co corp ltd llc plc bros jr esq cie intl mfg assn assoc natl govt al ave blvd rd hwy pkwy sq ste
    st mi km kg lb lbs oz ft hr hrs min sec mph млн млрд тыс тис грн руб долл коп чел
""")
"""Close a name or a measure: a sentence ends here if the next word usually opens one."""

STATES = listed("""
    Ala Ariz Ark Calif Colo Conn Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nebr Nev
    Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ont Que Alta Sask Man NSW St Ste Del
""")
"""Written with a capital; else as `TRAILING`."""

LISTS_END = listed("etc usw т.д т.п др пр")
"""End a list: with a capital after it, a sentence ends."""

CLOCK = listed("a.m p.m A.M P.M")

AFTER_CLOCK = listed("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december est edt cst cdt mst mdt pst pdt gmt utc bst cet cest eet
    eest msk ist jst aest et pt ct mt eastern central pacific mountain greenwich moscow local jan feb
    mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
""")
"""After a.m. or p.m. these go on with the time."""

MONTHS_DE = listed("Januar Februar März Mai Juni Juli Oktober Dezember")
"""After a number with a stop, which is German for "1st"; without the names that English shares."""

LETTERED = listed("""
    plan vitamin vitamins hepatitis type class group grade section part phase point option exhibit team
    appendix annex category schedule area zone block gate hall level list model series step unit title
    tier
""")
"""Before a single letter: the letter is a label, not the initial of a name."""

NAMES_WITH_MARK = listed("yahoo jeopardy yum joomla oklahoma eek ideas kahoot")
"""Names written with an exclamation mark."""

STARTERS = listed("""
    a an the this that these those he she it they we i you there here his her its their our my your who
    what when where why how which whose in on at by for from with without within after before as but and
    or nor so if while although though however meanwhile moreover furthermore nevertheless nonetheless
    also then now yet still since because despite during under over between among amid about against
    according across along around behind below beyond both each every many most more some several few
    all any no not none one another other others such once until unless whether is are was were do does
    did don't didn't has have had can can't could would should must please let let's earlier later last
    next today yesterday tomorrow tonight recently currently finally instead indeed perhaps maybe nobody
    everybody everyone someone anyone nothing something everything only even just like thus therefore
    hence otherwise overall additionally similarly finally first second third two three four five thanks
    thank yes it's he's she's they're we're i'm i've you're that's there's what's who's here's i'd we've
    to of through throughout towards upon regarding following including based given asked speaking it’s
    he’s she’s they’re we’re i’m i’ve you’re that’s there’s what’s who’s here’s i’d we’ve don’t didn’t
    can’t let’s в на по это этот эта эти он она они но и а как так мы я вы также однако что если при за
    после для с из у о об когда тем там где кто все всё его её их до от не нет затем поэтому сейчас
    теперь потом хотя der die das ein eine er sie es wir ich und aber im am auf mit nach dies diese le
    la les un une il elle ils nous je mais et dans ce cette el los las una en pero y
""")
"""Words, in lower case, that often open a sentence and are rarely part of a name."""

REPORTING = listed("""
    said says asked asks told tells replied replies added adds wrote writes shouted shouts cried cries
    exclaimed whispered answered wondered yelled demanded declared stated tweeted posted insisted argued
    announced noted recalled remarked joked responded quipped explained continued beams smiles laughs
    grins snaps
""")
"""Verbs that name who spoke after a quotation."""

FINITE = listed("""
    is are was were has have had does did do will would can could should may might must isn't aren't
    wasn't weren't won't isn’t aren’t wasn’t weren’t won’t it's it’s he's he’s said says told tells
    claims claimed show shows showed depicts depict stands stand sits sit walks walk waves wave speaks
    speak spoke talks talk looks look holds hold held carries carry attends attend arrives arrive leaves
    leave left passes pass rides ride drives drive raises raise fires fire inspects inspect meets meet
    met shakes addresses gestures takes take took makes make made gives give gave goes go went comes
    come came gets get got fled flee flees remains remain reads became becomes begins began ran runs run
    works work lies lay appears appeared seems seemed announced declared reported reports confirmed
    confirms denied denies believes believe knows know knew fell rose reveals illustrates captures marks
    greets watches plays prepares pose poses celebrates celebrate advance advances help helps use uses
    move moves cover covers fight fights load loads pay pays lives live burn burns rise rises
""")
"""Finite verbs common in captions and in body text; enough to tell a sentence from a noun phrase."""

SMALL = listed("""
    a an the of in on to for and or nor but by at with from as is so if up out off via per vs into over
    than that its near amid after about de la le du des di da von van der den und et y e i el los las
    del dos to be are was
""")
"""Short words that titles leave without capitals."""

CLAUSE = listed("""
    said says was were has have had is are will would did does told can cannot could isn't aren't wasn't
    weren't isn’t aren’t wasn’t weren’t
""")
"""Verbs that headlines leave out; with `ARTICLES` they tell a sentence that lost its full stop."""

ARTICLES = listed("the a an this that these those his her their its he she they it we i")

QUESTIONS = listed("what why how who when where which whose")
