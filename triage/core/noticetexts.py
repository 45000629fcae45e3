"""The words of boilerplate, as data: in lower case, straight apostrophes, without final stops."""

from __future__ import annotations

import re
from collections.abc import Mapping

NOTICES = frozenset(
    """
-30-|about|about the author|about us|accept|accept all|accept cookies|ad|add a comment|add comment|ads
ads by google|advertise with us|advertisement|advertisement - continue reading below
advertisement continue reading below|advertisements|advertising|afp|agencies|all rights reserved
already a member|already a subscriber|also read|anzeige|ap|article continues after ad
article continues after advertisement|article continues below|article continues below advertisement
associated press|author|back to top|be the first to comment|be the first to leave a comment
become a member|become a patron|become a subscriber|become a supporter|bookmark|breaking news
cancel reply|careers|categories|check back for updates|click here|close|comment|comments
comments are closed|comments are off|compartir|contact|contact us|contents|continue reading
continue reading below|cookie policy|cookie settings|cookies|copy link|copy url|copyright|create account
disclaimer|don't miss|donate|donate now|download our app|download the app|editor|editor's picks
editors' picks|email|email this|email this article|end|ends|faq|fin|find out more|follow|follow us
free trial|fullscreen|gallery|get started|get the app|gift this article|go back|got it|here
hide comments|home|image|in other news|join now|join the conversation|join the discussion|join us
join us on telegram|keep reading|latest news|latest stories|lea también|learn more|leave a comment
leave a reply|leave your comment|leer más|leggi anche|lesen sie auch|like|like loading|like this|like us
link copied|lire aussi|lire la suite|listen|listen now|listen to article|listen to this article|live
load more|loading|log in|log in to comment|log out|login|manage preferences|menu|more details
more from this author|more information|more like this|more news|more on this story|more stories
more to read|most popular|most read|must read|must reads|mute|my account|name|newsletter|newsletters
next|next article|next post|no comments|no comments yet|paid content|paid partnership|partner content
pause|photo|photos|pin it|play|play video|popular posts|post a comment|post comment|previous
previous article|previous post|print|print article|print this|print this article|privacy|privacy policy
promoted|promoted content|pubblicità|publicidad|publicité|read also|read full article|read full story
read more|read more here|read next|read on|read the full article|read the full story|recent posts
recommended|recommended for you|recommended stories|register|reject all|related|related articles
related content|related coverage|related news|related posts|related stories|related topics|remove ads
reply|report a typo|report an error|required fields are marked|reuters|rss|save|save article
save for later|scroll to continue|scroll to continue with content|search|see all|see also|see more|send
send us a tip|share|share article|share on facebook|share on linkedin|share on social media
share on twitter|share on whatsapp|share on x|share this|share this article|share this page
share this post|share this story|share via email|share with friends|show comments|show more|sign in
sign up|sign up for free|sign up here|sign up now|sign up today|sitemap|skip|skip ad|skip to content
skip to main content|sponsored|sponsored by|sponsored content|staff|staff reporter|staff writer
start free trial|story continues below|story continues below advertisement|submit|subscribe
subscribe for free|subscribe here|subscribe now|subscribe today|suggest a correction
support independent journalism|support our journalism|support our work|support us|table of contents|tags
tap here|tass|terms|terms and conditions|terms of service|terms of use|the associated press
this is a breaking news story|this is a developing story|this story is developing|top stories|topics
trending|trending now|trending stories|tweet|tweet this|ukrinform|unmute|up next|video|videos|view all
view comments|view more|watch|watch live|watch now|watch the video|watch video|website|weiterlesen
werbung|what to read next|with agency inputs|with inputs from agencies|write a comment|you may also like
you may have missed|you might also like|your email|your name|комментарии|поделиться|подробнее|реклама
читайте также|читать далее
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""Whole blocks."""

_NAMED = {
    "<network>": (
        r"(?:x|twitter|facebook|instagram|telegram|youtube|tiktok|linkedin|whatsapp|threads|bluesky|mastodon"
        r"|truth social|google news|google|gab|parler|rumble|reddit|social media|vk|viber|flipboard|msn)"
    ),
    "<organ>": r"(?:article|story|post|piece|report|column|essay|content|text|page|commentary|op-ed)",
}


def _patterns(listing: str) -> Mapping[str, tuple[str, ...]]:
    """Read patterns by the word they begin with: a line of first words, then the pattern on indented lines.

    ``#`` stands for a number.
    """
    found: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"\n(?=\S)", listing.strip()):
        heads, *lines = entry.split("\n")
        pattern = "".join(line[4:] for line in lines)
        for name, meaning in _NAMED.items():
            pattern = pattern.replace(name, meaning)
        for head in heads.rstrip(":").split():
            found[head] = (*found.get(head, ()), pattern)
    return found


PATTERNS = _patterns(r"""
this the:
    (?:this|the) <organ> (?:first |originally |was |has )*(?:appeared|published|posted|republished
    |reprinted|syndicated|been republished) (?:first |originally )?(?:in|on|at|by|from
    |with)\b.{1,120}?(?:(?:and )?(?:has been|is|was) (?:re)?(?:published|printed
    |posted)(?: here)?)? ?(?:with|by|under) (?:the )?(?:kind )?(?:permission|licen[cs]e
    |a creative commons).{0,80}
the:
    the post .{1,140} (?:appeared first|first appeared) on .{1,60}
this:
    this <organ> (?:was )?(?:first|originally) (?:appeared|published|posted)(?: first)? (?:in
    |on|at|by)\b.{1,90}
this:
    this <organ> (?:is|was|has been) (?:re)?published (?:here )?(?:from|under (?:an? |the )?(?:creative
    |licen)|with permission|by permission|courtesy)\b.{1,120}
this:
    this (?:story|article|post|page|report) has (?:been|not been) (?:updated|edited|corrected|amended
    |created by)\b.{0,160}
republished reprinted reproduced posted published:
    (?:republished|reprinted|reproduced|posted|published) (?:here )?(?:with
    |by) (?:the )?(?:kind )?permission.{0,90}
your:
    your email(?: address)? will not be (?:published|shared)(?:\.? required fields are marked)?.{0,4}
required:
    required fields are marked.{0,4}
save:
    save my name,? email.{0,80}
notify:
    notify me (?:of|when|by|via) .{0,80}
you:
    you must be logged in to .{0,40}
# no one:
    (?:\d+|no|one) (?:comments?|repl(?:y|ies)|responses?|shares?|views?|likes?|reads?)(?: (?:on
    |to) .{1,120})?
comments comment shares share views view likes like reply replies show:
    (?:comments?|shares?|views?|likes?|repl(?:y|ies)|show comments
    |view comments) ?[(:]? ?\d[\d.,]*k?\)?
#:
    \d+ ?-? ?min(?:ute)?s? (?:read|listen|watch)
reading estimated:
    (?:estimated )?reading time:? .{1,20}
read watch listen:
    (?:read|watch|listen)(?: (?:more|also|next|now|it))?(?: on| about| from)?[ ]?[:|»] ?\S.{0,180}
related also must more don't recommended trending most you read see читайте lesen lire:
    (?:related|related (?:articles?|stor(?:y|ies)|news|posts?|coverage|links?)|also read|must read
    |more on this|don't miss|recommended|trending|most read|you may also like|read here|see also
    |читайте также|lesen sie auch|lire aussi) ?[:|»] ?\S.{0,180}
tag tags topic topics category categories filed posted keyword keywords:
    (?:tags?|topics?|categor(?:y|ies)|filed under|filed in|posted in|keywords?) ?[:|] ?\S.{0,120}
source written editing reporting edited translated:
    (?:source link|written by|editing by|reporting by|edited by|translated by) ?[:|] ?\S.{0,120}
subscribe sign register:
    (?:subscribe|sign up|register)(?: (?:now|today|here|for free))? (?:to|for) (?:our|the|my|this
    |your) (?:[\w'-]+ ){0,5}(?:newsletters?|updates?|channel|feed|podcast|alerts?|mailing list
    |bulletin|briefing|emails?|digest|blog|page)\b.{0,120}
subscribe sign register join:
    (?:subscribe|sign up|register|join)(?: (?:now|today|here|for free|us|to|and))* (?:to|and) (?:get
    |receive|read|continue|access|stay|unlock|support|keep) .{0,120}
get receive:
    (?:get|receive) .{0,80}(?:in|to|into|straight to|delivered to) your (?:e-?mail |mail)?inbox.{0,60}
join:
    join (?:us|our|the) (?:[\w'-]+ ){0,4}(?:telegram|whatsapp|newsletter|mailing list|facebook
    |discord|channel|community|group)\b.{0,80}
follow like find join connect subscribe:
    (?:follow|like|find|join|connect with|subscribe to)(?: (?:us|me|our|the author
    |@?[\w.]+)){1,2}(?: (?:page|channel|account|news|live))? (?:on|at|in
    |via) <network>(?:(?:,? and |, | & | or |/)<network>)*(?: ?[@:(].{0,60}| (?:for|to) .{0,80})?
follow:
    follow (?:us|me|him|her|them) (?:at |on )?@\w+
click tap press:
    (?:click|tap|press) (?:here|on the link|the link|below)(?: (?:to|for) .{1,120})?
click tap:
    (?:click|tap) to (?:share|print|email|subscribe|read|view|play|enlarge|expand|tweet|copy|watch
    |listen)\b.{0,80}
share:
    share (?:this|it)?(?: (?:article|story|post|page|news))? ?(?:on|via|with|to)? ?<network>
download get install:
    (?:download|get|install) (?:our|the) (?:[\w'-]+ ){0,3}app\b.{0,80}
copyright c ©:
    (?:copyright|\(c\)|copyright \(c\)|copyright ©|©|c\)) ?(?:© ?)?(?:\d{4}.{0,160}
    |.{0,120}all rights reserved.{0,160})
©:
    © ?.{1,120}
this:
    this (?:material|content) may not be (?:published|reproduced|copied|broadcast).{0,160}
the views opinions:
    (?:the )?(?:views|opinions)(?: and (?:views|opinions))? expressed (?:here|in this|herein|above
    |by (?:the |our |guest )?(?:authors?|writers?|contributors?|columnists?|commenters)
    |are (?:those|solely|the author|not necessarily))\b.{0,240}
this we:
    (?:this (?:website|site)|we) uses? cookies\b.{0,300}
by:
    by (?:clicking|continuing|subscribing|signing up|submitting|using this).{0,60}you (?:agree|accept
    |consent|confirm|acknowledge)\b.{0,240}
last first updated published posted modified created date issued:
    (?:last |first )?(?:updated|published|posted|modified|created|date|issued)(?: on
    | at)? ?[:|] ?\S.{0,60}
with:
    with (?:inputs?|information|reporting|files|material) from .{2,60}
advertisement:
    advertisement ?[-–—:|].{0,80}
page #:
    (?:page )?\d+ (?:of|/) \d+
image photo slide:
    (?:image|photo|slide) \d+ of \d+
home news:
    (?:home|news) ?[/>»|].{1,80}
""")
"""Of a whole block, whatever mark ends it."""

UNSTOPPED = _patterns(r"""
additional with reporting writing editing research translation compiled production graphics graphic:
    (?:additional |with )?(?:reporting|writing|editing|research|translation|compiled|production
    |graphics?)(?: and \w+)? by [^.:]{2,90}(?:; .{2,120})?
inputs input information files:
    (?:inputs?|information|files) from .{2,60}
more next previous up see source sources via label labels section sections in:
    (?:more|next|previous|up next|see|sources?|via|labels?|sections?|in pictures) ?[:|»] ?\S.{0,120}
read learn find see discover hear:
    (?:read|learn|find out|see|discover|hear) more (?:about|on|at|from|in|here|stories|news
    |of) ?.{0,80}
click tap:
    (?:click|tap) (?:here|to) .{1,80}
first originally previously initially:
    (?:first|originally|previously|initially) (?:published|posted|appeared|printed) (?:in|on|at
    |by) .{1,80}
published posted updated modified:
    (?:published|posted|updated|modified) (?:on|at|by|in) .{1,60}
subscribe sign register:
    (?:subscribe|sign up|register) (?:to|for|now|today|here)\b.{0,80}
more:
    more (?:from|about|news|stories) (?:from |about |on |in )?.{1,60}
share:
    share this .{1,40}
support:
    support (?:us|our) .{1,40}
copyright:
    copyright .{1,60}
#:
    \d+ (?:second|minute|hour|day|week|month)s? ago
watch:
    watch:? .{1,80}\(video\)
""")
"""Only of a block that ends in no sentence-final mark."""

DATE_WORDS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "am",
        "pm",
        "a.m",
        "p.m",
        "et",
        "est",
        "edt",
        "ct",
        "cst",
        "cdt",
        "mt",
        "mst",
        "mdt",
        "pt",
        "pst",
        "pdt",
        "gmt",
        "utc",
        "bst",
        "cet",
        "cest",
        "eet",
        "eest",
        "msk",
        "ist",
        "updated",
        "published",
        "posted",
        "last",
        "modified",
        "on",
        "at",
        "st",
        "nd",
        "rd",
        "th",
        "h",
        "hrs",
        "hours",
        "hour",
        "minutes",
        "minute",
        "mins",
        "min",
        "ago",
        "days",
        "day",
        "weeks",
        "week",
        "today",
        "yesterday",
        "edited",
        "and",
        "first",
        "created",
        "date",
        "time",
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
        "г",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "uhr",
    ]
)
"""Words that a date line is made of."""

NETWORKS = frozenset(
    [
        "facebook",
        "twitter",
        "x",
        "whatsapp",
        "telegram",
        "linkedin",
        "instagram",
        "pinterest",
        "reddit",
        "email",
        "mail",
        "print",
        "tumblr",
        "youtube",
        "tiktok",
        "vk",
        "viber",
        "messenger",
        "share",
        "tweet",
        "copy",
        "link",
        "flipboard",
        "pocket",
        "threads",
        "bluesky",
        "mastodon",
        "sms",
        "more",
    ]
)
"""Words that a row of share buttons is made of."""
