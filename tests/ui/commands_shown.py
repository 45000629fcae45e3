"""For each command with each argument: where to begin, and what is true afterwards and was not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.ui.seen import Seen
from triage.commands import Mode
from triage.core.order import BY_NAME, ORDERS
from triage.session.tutorial import TASKS

A = """Dam of Velm breaks after night of rain

The dam above Velm broke, officials said, at dawn on Friday. It flooded some 300 hectares of farmland.

Who knew what

Mayor Ada Korr called the company reckless. She offered no proof.
"""

B = """Velm counts its losses
About 1,200 people left their homes. The mayor said that the worst was over. She offered no proof.
"""

C = """Velm asks for help
Forty boats came to Velm. Nobody answered the telephone.
The bridge is closed until {when}. {rain}A school is open.
"""

DAM, FLOOD, MAYOR, SHE = (
    "The dam above Velm broke, officials said, at dawn on Friday.",
    "It flooded some 300 hectares of farmland.",
    "Mayor Ada Korr called the company reckless.",
    "She offered no proof.",
)
BOATS, NOBODY, BRIDGE, SCHOOL = (
    "Forty boats came to Velm.",
    "Nobody answered the telephone.",
    "The bridge is closed until June.",
    "A school is open.",
)
CUT = "The dam above Velm broke"


@dataclass(frozen=True)
class Row:
    """One command, and the proof that it does what it is for."""

    command: str
    """Its id, with its argument after a blank."""
    given: str
    """Default keys that are pressed first, see `tests.ui.seen.press`; at the first claim of a.txt."""
    then: Callable[[Seen], object]
    """What is true afterwards, and was not before."""
    folder: str = "articles"
    """What is under review: `articles`, `lacking` (tags require a note), `long`, `empty`, `tutorial`."""
    mode: Mode = Mode.TEXT
    """Where the command's key is looked up."""
    more: str = ""
    """Default keys that are pressed after the command: what it asks for."""


def here(words: str) -> Callable[[Seen], bool]:
    """Whether the cursor is on the claim with these words."""
    return lambda seen: seen.here == words


def changed(seen: Seen) -> bool:
    """Whether the cursor is on the claim whose words are other ones now."""
    return seen.here.startswith("The bridge")


def chosen(words: str) -> Callable[[Seen], bool]:
    """Whether this stretch is chosen, `|` at the end that moves."""
    return lambda seen: seen.chosen == words


def says(words: str) -> Callable[[Seen], bool]:
    """Whether the status line says this among other words."""
    return lambda seen: words in seen.said


def shows(layer: str) -> Callable[[Seen], bool]:
    """Whether this lies over the review."""
    return lambda seen: seen.layer == layer


def cites(url: str) -> Callable[[Seen], bool]:
    """Whether this is the evidence of the claim."""
    return lambda seen: [piece.url for piece in seen.mine.evidence] == [url]


def select(command: str, given: str, words: str) -> Row:
    """Return the row of a command that moves an end of a chosen stretch."""
    return Row(command, given, chosen(words), mode=Mode.SELECT)


JUDGING = (
    Row("tag verified", "", lambda seen: seen.tags == {"The dam": "verified"} and seen.here == FLOOD),
    Row("tag disputed", "", lambda seen: seen.tags == {"The dam": "disputed"} and seen.here == FLOOD),
    Row("tag opinion", "", lambda seen: seen.tags == {"The dam": "opinion"} and seen.here == FLOOD),
    Row("untag", "v k", lambda seen: seen.tags == {} and seen.here == DAM and seen.mine.at != ""),
    Row("note", "", lambda seen: seen.mine.note == "two papers", more="`two papers` enter"),
    Row("note.edit", "", lambda seen: seen.mine.note == "from the editor"),
    Row("evidence", "", cites("https://velm.example/a"), more="`https://velm.example/a` enter"),
    Row("evidence.from-claim", "", cites("a.txt"), more="enter"),
    Row("evidence.open", "e `https://velm.example/a` enter", lambda seen: "velm.example/a" in seen.said),
    Row("speaker", "", says("speaker: officials")),
    Row("claim.relate", "", says("conflicts with"), more="c enter"),
    Row("codebook", "", shows("CodebookPage")),
    Row("confidence.next", "", lambda seen: str(seen.mine.confidence) == "high"),
    Row("repeat", "v", lambda seen: seen.tags == {"The dam": "verified", "It flooded": "verified"}),
    Row("macro.record", "", says("macro b: 1 command"), more="b v M"),
    Row("macro.play", "M a v M", lambda seen: len(seen.tags) == 2 and seen.here == MAYOR, more="a"),
    Row("undo", "v d", lambda seen: seen.tags == {"The dam": "verified"} and seen.here == FLOOD),
    Row("redo", "v d u", lambda seen: seen.tags == {"The dam": "verified", "It flooded": "disputed"}),
)

SPANS = (
    Row("edge end-left", "", here(DAM.removesuffix(" Friday."))),
    Row("edge end-right", "h h", here(DAM.removesuffix(" Friday."))),
    Row("edge start-right", "", here(DAM.removeprefix("The "))),
    Row("edge start-left", "L L", here(DAM.removeprefix("The "))),
    Row("edge end-left-character", "", here(DAM[:-1])),
    Row("edge end-right-character", "left left", here(DAM[:-1])),
    Row("edge start-right-character", "", here(DAM[1:])),
    Row("edge start-left-character", "L", here(DAM[2:])),
    Row("edge end-left-clause", "", here(f"{CUT}, officials said")),
    Row("edge end-right-clause", "( (", here(f"{CUT}, officials said")),
    Row("edge start-right-clause", "", here("officials said, at dawn on Friday.")),
    Row("edge start-left-clause", "} }", here("officials said, at dawn on Friday.")),
    Row("claim.fit sentence", "h h", here(DAM)),
    Row("claim.fit paragraph", "", here(f"{DAM} {FLOOD}")),
    Row("claim.split", "", lambda seen: DAM not in seen.claims and len(seen.claims) == 5, more="enter"),
    Row("claim.join", "", here(f"{DAM} {FLOOD}")),
    Row("select.begin", "", chosen(f"{DAM}|")),
    select("select.next character", "V", f"{DAM} I|"),
    select("select.next word", "V", f"{DAM} It|"),
    select("select.next clause", "V ( (", f"{CUT}, officials said|"),
    select("select.next sentence", "V", f"{DAM} {FLOOD}|"),
    select("select.next paragraph", "V", f"{DAM} {FLOOD}|"),
    select("select.next line", "V tab", "|dawn on Friday."),
    select("select.previous character", "V", f"{DAM[:-1]}|"),
    select("select.previous word", "V", f"{DAM.removesuffix(' Friday.')}|"),
    select("select.previous clause", "V", f"{CUT}, officials said|"),
    select("select.previous sentence", "V }", f"{DAM}|"),
    select("select.previous paragraph", "V tab l", f"|{DAM}"),
    select("select.previous line", "V tab j", f"|{DAM}"),
    select("select.swap", "V", f"|{DAM}"),
    Row(
        "select.make", "V h h", lambda seen: DAM.removesuffix(" on Friday.") in seen.claims, mode=Mode.SELECT
    ),
    Row("claim.toggle", "", lambda seen: DAM not in seen.claims),
    Row("claim.put", "J J w j j enter g e", lambda seen: seen.mine.tag == "verified"),
)

MOVING = (
    Row("waiting.list", "", shows("WaitingList")),
    Row("go.next claim", "", here(FLOOD)),
    Row("go.next untagged", "v d k k", here(MAYOR)),
    Row("go.next changed", "", changed),
    Row("go.next any", "j", here("Who knew what")),
    Row("go.next note", "", here(BOATS)),
    Row("go.next evidence", "", here(NOBODY)),
    Row("go.next review", "", changed),
    Row("go.next lacking", "v d g g", here(FLOOD), "lacking"),
    Row("go.previous lacking", "v d", here(FLOOD), "lacking"),
    Row("go.next asked", "; ctrl+u `farmland` enter g g", here(FLOOD)),
    Row("go.next tag:verified", "", here(BOATS)),
    Row("go.next tag:disputed", "", here(NOBODY)),
    Row("go.next tag:opinion", "", changed),
    Row("go.previous claim", "j", here(DAM)),
    Row("go.previous untagged", "j", here(DAM)),
    Row("go.previous changed", "J J g e", changed),
    Row("go.previous any", "j j", here("Who knew what")),
    Row("go.previous note", "J J g e", here(BOATS)),
    Row("go.previous evidence", "J J g e", here(NOBODY)),
    Row("go.previous review", "J J g e", changed),
    Row("go.previous asked", "; ctrl+u `farmland` enter g e", here(FLOOD)),
    Row("go.previous tag:verified", "J J g e", here(BOATS)),
    Row("go.previous tag:disputed", "J J g e", here(NOBODY)),
    Row("go.previous tag:opinion", "J J g e", changed),
    Row("go.where", "", here(FLOOD), more="ctrl+u `farmland` enter"),
    Row("go.jump", "", lambda seen: seen.app.review.jumping and " fj" in seen.text),
    Row("go.first", "g e", here(DAM)),
    Row("go.last", "", here(SHE)),
    Row("view.down", "j", lambda seen: "Boat 2 " not in seen.text, "long"),
    Row("view.up", "j … space", lambda seen: "Boat 2 " in seen.text, "long"),
)

FINDING = (
    Row("find", "", here(FLOOD), more="`farmland` enter"),
    Row("find.next", "/ `of` enter", here(FLOOD)),
    Row("find.previous", "/ `of` enter >", here(DAM)),
    Row("search", "", here(NOBODY), more="ctrl+u `nobody` … enter"),
    Row("filter", "", lambda seen: seen.listed == ["c.txt"], more="`help` enter"),
    Row("search.next", "F ctrl+u `Velm` … enter", says("2 of 5")),
    Row("search.previous", "F ctrl+u `Velm` … enter +", says("1 of 5")),
)

PLACES = (
    Row("bookmark.set", "", says("bookmark a"), more="a"),
    Row("bookmark.go", "m b J", lambda seen: seen.path == "a.txt", more="b"),
    Row("go.back", "J", lambda seen: seen.path == "a.txt"),
    Row("go.forward", "J ctrl+o", lambda seen: seen.path == "b.txt"),
)

MARKING = (
    Row("mark.toggle", "", lambda seen: seen.marked == 1),
    Row("mark.range", "y j", lambda seen: seen.marked == 3),
    Row("mark.like", "", lambda seen: seen.marked == 1, more="ctrl+u `all: tag:disputed` enter"),
    Row("mark.clear", "y", lambda seen: seen.marked == 0),
    Row("mark.list", "y", shows("MarkedList")),
    Row("claim.repeats", "g e v g e", shows("RepeatsScreen")),
)

ARTICLES = (
    Row("list.sort", "", says("listed by size"), more="s"),
    *(
        Row(f"list.sort {name}", "", says(f"listed {(order.turned if order == BY_NAME else order).told}"))
        for name, order in ORDERS.items()
    ),
    Row("list.view", "", lambda seen: seen.listed == ["c.txt"], more="`helping` enter"),
    Row("article.next", "", lambda seen: seen.path == "b.txt"),
    Row("article.next unfinished", "J D K K", lambda seen: seen.path == "c.txt"),
    Row("article.previous", "J", lambda seen: seen.path == "a.txt"),
    Row("article.previous unfinished", "J D", lambda seen: seen.path == "a.txt"),
    Row("article.done", "", lambda seen: seen.path == "b.txt" and seen.said.startswith("done")),
    Row("article.aside", "", says("set aside"), more="`a reprint` enter"),
    Row("article.reopen", "D K", lambda seen: seen.path == "a.txt" and not seen.is_done),
    Row("article.open", "tab", lambda seen: seen.mode is Mode.TEXT, mode=Mode.LIST),
    Row("pane.switch", "", lambda seen: seen.mode is Mode.LIST),
    Row("samples", "", says("sample articles copied"), "empty"),
)

SEEING = (
    Row("dashboard", "", shows("Dashboard")),
    Row("theme.next", "", says("theme ")),
)

PROGRAM = (
    Row("help", "", shows("Sheet")),
    Row("palette", "", shows("Palette")),
    Row("cancel", "f `losses` enter", lambda seen: len(seen.listed) == 3),
    Row("tutorial.skip", "", lambda seen: f" 2/{len(TASKS)} " in seen.text, "tutorial"),
    Row("redraw", "", lambda seen: "drawn" in seen.called),
    Row("suspend", "", lambda seen: "suspended" in seen.called),
    Row("quit", "", lambda seen: "left" in seen.called),
)

ROWS = (*JUDGING, *SPANS, *MOVING, *FINDING, *PLACES, *MARKING, *ARTICLES, *SEEING, *PROGRAM)
