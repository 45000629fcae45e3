"""The kinds of edits that articles undergo; each is told apart by what became of the claims.

An edit is made by a program and not by an editor's hand, so that each character can be followed.
Words that are put in come from the article itself, so that a kind works in every script.
"""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.anchoring.tracked import Tracked
from triage.core.segment import sentences

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """An article before and after an edit, and the claims that were made on it."""

    old: str
    new: Tracked
    claims: tuple[Span, ...]


Change = Callable[[random.Random, Tracked], Tracked]
Edit = Callable[[random.Random, str, Sequence[Span]], Case]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of edit."""

    name: str
    edit: Edit
    typography: bool = False
    """Whether no word changes: then nothing may be called changed."""
    copy_left: bool = False
    """Whether the claim is deleted and something just like it is left."""
    in_a_row: bool = False
    """Whether it is several edits, after which typography and words may be other ones."""
    change: Change | None = None
    """What is done to the text where the edit is one of the whole article."""


_WORD = re.compile(r"[\u3400-\u9fff]{2}|[^\W\d_\u3400-\u9fff]{3,}")
_LETTER = re.compile(r"[^\W\d_]")


def _of_whole(name: str, change: Change, *, typography: bool = False) -> Kind:
    """Return a kind of edit of the whole article, after which every claim is looked for."""

    def edit(chance: random.Random, text: str, claims: Sequence[Span]) -> Case:
        return Case(text, change(chance, Tracked.of(text)), tuple(claims))

    return Kind(name, edit, typography, change=change)


@lru_cache(maxsize=4)
def _words(text: str) -> list[Span]:
    return [match.span() for match in _WORD.finditer(text)]


def _other_word(chance: random.Random, text: str, word: str) -> str:
    """Return a word of the text that is not `word`."""
    others = _vocabulary(text)
    picked = chance.choice(others)
    return picked if picked != word else others[others.index(picked) - 1]


@lru_cache(maxsize=4)
def _vocabulary(text: str) -> list[str]:
    return sorted({text[start:end] for start, end in _words(text)})


def _sentence(chance: random.Random, text: str) -> str:
    """Return a sentence that nobody wrote, of the article's words."""
    words = [text[start:end] for start, end in chance.choices(_words(text), k=chance.randint(6, 14))]
    blank = "" if "\u4e00" < words[0] < "\u9fff" else " "
    return blank.join(words) + ("。" if not blank else ". ")


def _with_typos(chance: random.Random, tracked: Tracked, share: float) -> Tracked:
    text = tracked.text
    edits: list[tuple[int, int, str]] = []
    done = -1
    for match in _LETTER.finditer(text):
        at = match.start()
        if at <= done or chance.random() >= share:
            continue
        inner = at + 1 < len(text) and _LETTER.match(text[at + 1]) and at and _LETTER.match(text[at - 1])
        kind = chance.randrange(4) if inner else 0
        if kind == 0:
            edits.append((at, at + 1, text[chance.choice([m.start() for m in _LETTER.finditer(text[:400])])]))
        elif kind == 1:
            edits.append((at, at, text[at]))
        elif kind == 2:
            edits.append((at, at + 1, ""))
        else:
            edits.append((at, at + 2, text[at + 1] + text[at]))
        done = at + 1
    return tracked.replaced(edits)


def _with_other_words(chance: random.Random, tracked: Tracked, share: float) -> Tracked:
    text = tracked.text
    spans = [span for span in _words(text) if chance.random() < share]
    return tracked.swapped(spans, lambda word: _other_word(chance, text, word))


def _with_sentences(chance: random.Random, tracked: Tracked, share: float) -> Tracked:
    text = tracked.text
    places = [start for start, _ in sentences(text) if chance.random() < share]
    return tracked.replaced([(at, at, _sentence(chance, text)) for at in places])


def _without_sentences(chance: random.Random, tracked: Tracked, share: float) -> Tracked:
    spans = [span for span in sentences(tracked.text) if chance.random() < share]
    return tracked.swapped(spans, lambda _: "")


def _paragraph_cuts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\n{2,}", text) if match.end() < len(text)), len(text)]


def _paragraphs_moved(chance: random.Random, tracked: Tracked) -> Tracked:
    text = tracked.text + "\n\n"
    whole = Tracked(text, (*tracked.origins, -1, -1))
    cuts = _paragraph_cuts(text)
    order = list(range(len(cuts) - 1))
    for _ in range(max(1, len(order) // 6)):
        order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
    return whole.ordered(cuts, order)


def _sentences_moved(chance: random.Random, tracked: Tracked) -> Tracked:
    spans = sentences(tracked.text)
    cuts = sorted({0, len(tracked.text), *(start for start, _ in spans)})
    order = list(range(len(cuts) - 1))
    for _ in range(max(1, len(order) // 10)):
        order.insert(chance.randrange(1, len(order)), order.pop(chance.randrange(1, len(order))))
    return tracked.ordered(cuts, order)


def _typeset(chance: random.Random, tracked: Tracked) -> Tracked:
    """Return the text with straight quotes for curly ones, or the other way, and other dashes."""
    text = tracked.text
    swaps = {"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "—": "–", "–": "-", "…": "..."}
    back = {'"': "“", "'": "’", " - ": " — ", "...": "…", "—": "--"}
    use = swaps if any(sign in text for sign in swaps) and chance.random() < 0.7 else back
    pattern = re.compile("|".join(map(re.escape, sorted(use, key=len, reverse=True))))
    return tracked.swapped([match.span() for match in pattern.finditer(text)], lambda sign: use[sign])


def _reflowed(chance: random.Random, tracked: Tracked) -> Tracked:
    """Return the text with its lines broken at another width."""
    text = tracked.text
    width = chance.choice([40, 66, 78])
    edits: list[tuple[int, int, str]] = []
    for line in re.finditer(r"[^\n]+", text):
        at = line.start()
        for row in textwrap.wrap(line.group(), width, break_on_hyphens=False)[:-1]:
            end = text.find(row[-1:], at + len(row) - 1) + 1
            blank = 1 if text[end : end + 1] == " " else 0
            edits.append((end, end + blank, "\n"))
            at = end + blank
    return tracked.replaced(edits)


def _as_windows(_: random.Random, tracked: Tracked) -> Tracked:
    return tracked.swapped([m.span() for m in re.finditer("\n", tracked.text)], lambda _: "\r\n")


def _decomposed(_: random.Random, tracked: Tracked) -> Tracked:
    spans = [(at, at + 1) for at in range(len(tracked.text))]
    return tracked.swapped(spans, lambda sign: unicodedata.normalize("NFD", sign))


def _unbroken(chance: random.Random, tracked: Tracked) -> Tracked:
    spans = [m.span() for m in re.finditer(" ", tracked.text) if chance.random() < 0.3]
    return tracked.swapped(spans, lambda _: chance.choice("\u00a0\u202f"))


def _misread(_: random.Random, tracked: Tracked) -> Tracked:
    spans = [(at, at + 1) for at, sign in enumerate(tracked.text) if sign > "\x7f"]
    return tracked.swapped(spans, _as_cp1252)


def _as_cp1252(sign: str) -> str:
    return "".join(
        bytes([code]).decode("cp1252") if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(code)
        for code in sign.encode("utf-8")
    )


def _edited_lightly(chance: random.Random, tracked: Tracked) -> Tracked:
    one = _with_other_words(chance, _with_sentences(chance, tracked, 0.03), 0.01)
    return _typeset(chance, _without_sentences(chance, one, 0.03))


def _copy_edited(chance: random.Random, tracked: Tracked) -> Tracked:
    one = _with_other_words(chance, _with_sentences(chance, tracked, 0.08), 0.06)
    two = _without_words(chance, _without_sentences(chance, one, 0.06), 0.03)
    return _typeset(chance, _with_typos(chance, two, 0.002))


def _rewritten(chance: random.Random, tracked: Tracked) -> Tracked:
    one = _with_other_words(chance, _with_sentences(chance, tracked, 0.2), 0.15)
    two = _without_words(chance, _without_sentences(chance, one, 0.2), 0.08)
    return _paragraphs_moved(chance, two)


def _without_words(chance: random.Random, tracked: Tracked, share: float) -> Tracked:
    text = tracked.text
    spans = [
        (start - 1, end)
        for start, end in _words(text)
        if start and text[start - 1] == " " and chance.random() < share
    ]
    return tracked.swapped(spans, lambda _: "")


def _new_frame(chance: random.Random, tracked: Tracked) -> Tracked:
    """Return the text with a new beginning and without its end."""
    spans = sentences(tracked.text)
    cut = spans[max(1, len(spans) * 4 // 5)][0]
    lead = "".join(_sentence(chance, tracked.text) for _ in range(4)) + "\n\n"
    return tracked.replaced([(0, 0, lead), (cut, len(tracked.text), "")])


def _one_sign(chance: random.Random, text: str, claims: Sequence[Span]) -> Case:
    """Return a case where one digit or one short word of one claim is another."""
    claim = chance.choice(claims)
    tracked = Tracked.of(text)
    digits = [m.start() for m in re.finditer(r"\d", text[claim[0] : claim[1]])]
    if digits and chance.random() < 0.7:
        at = claim[0] + chance.choice(digits)
        return Case(text, tracked.replaced([(at, at + 1, str((int(text[at]) + 1) % 10))]), tuple(claims))
    words = _words(text[claim[0] : claim[1]])
    if not words:
        return Case(text, tracked, tuple(claims))
    at = claim[0] + chance.choice(words)[0]
    negation = _negation(text)
    return Case(text, tracked.replaced([(at, at, negation)] if at > claim[0] else []), tuple(claims))


def _negation(text: str) -> str:
    for first, last, negation in (("а", "я", "не "), ("一", "龥", "不"), ("ا", "ي", "لا ")):
        if sum(first <= sign <= last for sign in text) > len(text) / 3:
            return negation
    return "not "


def _near_copy(chance: random.Random, words: str) -> str:
    """Return a sentence with one or two of its words changed."""
    spans = _words(words)
    if len(spans) < 3:
        return words
    tracked = Tracked.of(words)
    picked = chance.sample(spans, k=min(len(spans), chance.randint(1, 2)))
    return tracked.swapped(picked, lambda word: _other_word(chance, words, word)).text


def _far_place(chance: random.Random, text: str, claim: Span) -> int:
    """Return where some other sentence starts, now and then the one right after the claim."""
    places = [start for start, _ in sentences(text) if not claim[0] <= start < claim[1]]
    return chance.choice(places or [0])


def _copy_and_typo(chance: random.Random, text: str, claims: Sequence[Span]) -> Case:
    """Return a case where the claim got a typo and its first wording was copied to another place."""
    claim = chance.choice(claims)
    words = text[claim[0] : claim[1]]
    at = _far_place(chance, text, claim)
    letters = [m.start() for m in _LETTER.finditer(words)]
    typo = claim[0] + chance.choice(letters)
    new = Tracked.of(text).replaced([(at, at, words + " "), (typo, typo + 1, chance.choice("oaте的ا"))])
    return Case(text, new, (claim,))


def _deleted(chance: random.Random, text: str, claims: Sequence[Span], *, verbatim: bool) -> Case:
    """Return a case where the claim is deleted and its copy elsewhere in the old text is left."""
    claim = chance.choice(claims)
    words = text[claim[0] : claim[1]]
    copy = (words if verbatim else _near_copy(chance, words)) + " "
    at = _far_place(chance, text, claim)
    old = text[:at] + copy + text[at:]
    shift = len(copy) if at <= claim[0] else 0
    start, end = claim[0] + shift, claim[1] + shift
    return Case(old, Tracked.of(old).replaced([(start, end, "")]), ((start, end),))


KINDS: tuple[Kind, ...] = (
    _of_whole("typos 2 %", lambda r, t: _with_typos(r, t, 0.02)),
    _of_whole("typos 10 %", lambda r, t: _with_typos(r, t, 0.10)),
    _of_whole("other words 5 %", lambda r, t: _with_other_words(r, t, 0.05)),
    _of_whole("other words 20 %", lambda r, t: _with_other_words(r, t, 0.20)),
    _of_whole("sentences inserted", lambda r, t: _with_sentences(r, t, 0.25)),
    _of_whole("sentences deleted", lambda r, t: _without_sentences(r, t, 0.2)),
    _of_whole("paragraphs moved", _paragraphs_moved),
    _of_whole("sentences moved", _sentences_moved),
    _of_whole("new beginning, end cut", _new_frame),
    _of_whole("quotes and dashes", _typeset, typography=True),
    _of_whole("lines broken anew", _reflowed, typography=True),
    _of_whole("CRLF", _as_windows, typography=True),
    _of_whole("decomposed letters", _decomposed, typography=True),
    _of_whole("no-break blanks", _unbroken, typography=True),
    _of_whole("UTF-8 read as Windows-1252", _misread, typography=True),
    Kind("one digit or one “not”", _one_sign),
    _of_whole("light edit", _edited_lightly),
    _of_whole("copy edit", _copy_edited),
    _of_whole("heavy rewrite", _rewritten),
    Kind("copy put in, typo in the claim", _copy_and_typo),
    Kind("deleted, copy left", lambda r, t, c: _deleted(r, t, c, verbatim=True), copy_left=True),
    Kind("deleted, near copy left", lambda r, t, c: _deleted(r, t, c, verbatim=False), copy_left=True),
)
"""All of them."""
