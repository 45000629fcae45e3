"""How a condition is made of what was typed: words, paths, numbers, times and regular expressions."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from triage.core.claim import TagRecord
from triage.core.clock import to_milliseconds
from triage.core.expressions import compiled
from triage.core.filter_subjects import Subject
from triage.core.filter_syntax import FilterError, Term
from triage.core.lazy import lazy

Test = Callable[[Subject], bool]
"""Whether a condition holds for a subject of its depth, or of a greater one."""

EXPRESSION_SECONDS = 0.05
"""How long a regular expression may look at one text."""

ME = "me"
"""The reviewer who asks, as a value of `by`."""

_COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    ":": operator.eq,
}
_MINUTE = 60_000
_UNITS = {"min": _MINUTE, "h": 60 * _MINUTE, "d": 24 * 60 * _MINUTE, "w": 7 * 24 * 60 * _MINUTE}
_UNITS["y"] = 365 * _UNITS["d"]
_AGE = lazy(r"([0-9]{1,6})(min|h|d|w|y)")
_NUMBER = lazy(r"([0-9]{1,9})(%?)")


class Asked(NamedTuple):
    """Who asks, and when."""

    reviewer: str = ""
    """Whose tags and whose progress count; empty where everybody's do."""
    now: int = 0
    """Milliseconds since 1970 (UTC)."""
    tags: Sequence[str] = ()
    """Those of the codebook."""
    lacks: Callable[[TagRecord], object] = lambda _: ()
    """Returns what the tag of a record requires and the record does not have."""


Reads = Callable[[Term, Asked], Test]
"""Makes the test of a term. Raises FilterError."""


def one_of(term: Term, words: Iterable[str], what: str) -> str:
    """Return the value in small letters. Raises FilterError where it is none of the words."""
    import difflib  # only mistakes need it

    words = list(words)
    value = term.value.lower()
    if value in words:
        return value
    close = difflib.get_close_matches(value, words, 1)
    known = f"did you mean {close[0]}?" if close else f"it is one of: {', '.join(words)}"
    raise FilterError(f"{what} {term.value!r} is not known; {known}", term.value_start, term.end)


def no_comparison(term: Term) -> None:
    """Raise FilterError where the term compares with ``<`` or ``>``: its field knows no more and less."""
    if term.sign not in (":", "="):
        raise FilterError(f"{term.field} cannot be compared; write {term.field}:", term.start, term.end)


def fold(text: str) -> str:
    """Return a text as words are looked for in it: small letters, one kind of quote, dash and blank."""
    return " ".join(text.casefold().translate(_ALIKE).split())


_ALIKE = str.maketrans(
    {**dict.fromkeys("’‘`´", "'"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("–—‑", "-")}
)


def words(*texts: Callable[[Subject], str]) -> Reads:
    """Return what makes the test whether the value, folded, is in one of these texts of a subject."""

    def reads(term: Term, _: Asked) -> Test:
        no_comparison(term)
        wanted = fold(term.value)
        if not wanted and not term.is_quoted:
            raise FilterError(f"after {term.field}: some words are missing", term.start, term.end)
        return lambda subject: any(wanted in fold(text(subject)) for text in texts)

    return reads


def path(term: Term, _: Asked) -> Test:
    """Return whether the path has the value in it, or is like it as a whole where that is a pattern."""
    no_comparison(term)
    if not any(sign in term.value for sign in "*?["):
        wanted = term.value.casefold()
        return lambda subject: wanted in subject.article.path.casefold()
    pattern = _glob(term.value)
    return lambda subject: pattern.fullmatch(subject.article.path) is not None


def _glob(value: str) -> re.Pattern[str]:
    """Return what a pattern with ``*`` (within a folder), ``**``, ``?`` and ``[…]`` matches, of any case."""
    parts, at = [], 0
    while at < len(value):
        if value.startswith("**", at):
            parts.append(".*")
            at += 2
            continue
        close = value.find("]", at + 2) if value[at] == "[" else -1
        if close > 0:
            inside = value[at + 1 : close].replace("\\", r"\\").replace("[", r"\[").replace("^", r"\^")
            parts.append(f"[{'^' if inside[0] == '!' else ''}{inside.removeprefix('!')}]")
            at = close + 1
            continue
        parts.append({"*": "[^/]*", "?": "[^/]"}.get(value[at], re.escape(value[at])))
        at += 1
    try:
        return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
    except re.error:  # a range the wrong way round: then nothing is meant by the brackets
        return re.compile(re.escape(value), re.IGNORECASE)


def number(count: Callable[[Subject], float], *, percent: bool = False) -> Reads:
    """Return what makes the test how `count` of a subject compares with a whole number up to 999,999,999.

    With `percent` the number may have a ``%`` behind it, and `count` is of a hundred.
    """

    def reads(term: Term, _: Asked) -> Test:
        match = _NUMBER().fullmatch(term.value)
        if match is None or (match[2] and not percent):
            example = f"{term.field}<50%" if percent else f"{term.field}>10"
            raise FilterError(f"{term.field} is compared with a number: {example}", term.start, term.end)
        compare, wanted = _COMPARISONS[term.sign], float(match[1])
        return lambda subject: compare(count(subject), wanted)

    return reads


def age(term: Term, asked: Asked) -> Test:
    """Return whether the record was made so long before `asked.now`: minutes, hours, days, weeks, years."""
    match = _AGE().fullmatch(term.value.lower())
    if match is None or term.sign in (":", "="):
        raise FilterError("age is compared with a time: age<3d (min, h, d, w, y)", term.start, term.end)
    compare, wanted = _COMPARISONS[term.sign], int(match[1]) * _UNITS[match[2]]
    return lambda subject: compare(asked.now - to_milliseconds(subject.its_record.at), wanted)


def chosen(words: Iterable[str], value: Callable[[Subject], object]) -> Reads:
    """Return what makes the test whether `value` of a subject is the one of these words that was typed."""
    allowed = [str(word) for word in words]

    def reads(term: Term, _: Asked) -> Test:
        no_comparison(term)
        wanted = one_of(term, allowed, term.field)
        return lambda subject: str(value(subject)) == wanted

    return reads


def tag(term: Term, asked: Asked) -> Test:
    """Return whether the record has this tag, in any case. Raises FilterError for one not in the codebook."""
    no_comparison(term)
    wanted = term.value
    if asked.tags:
        known = {name.lower(): name for name in asked.tags}
        wanted = known[one_of(term, known, "the tag")]
    return lambda subject: subject.its_record.tag == wanted


def by(term: Term, asked: Asked) -> Test:
    """Return whether the record is of this reviewer, `ME` for the one who asks."""
    no_comparison(term)
    if not term.value:
        raise FilterError("after by: a reviewer is missing", term.start, term.end)
    wanted = asked.reviewer if term.value == ME and asked.reviewer else term.value
    return lambda subject: subject.reviewer == wanted


def expression(term: Term, _: Asked) -> Test:
    """Return whether a regular expression is found in a text of the subject.

    The test raises FilterError where it looks at one for longer than `EXPRESSION_SECONDS`.
    """
    if term.flags not in ("", "i"):
        raise FilterError("after a regular expression only i may stand: any case", term.start, term.end)
    try:
        pattern = compiled(term.value, any_case=bool(term.flags))
    except FilterError as error:
        raise FilterError(error.message, term.start, term.end) from None

    def holds(subject: Subject) -> bool:
        try:
            return any(pattern.search(text, timeout=EXPRESSION_SECONDS) for text in subject.own_texts)
        except TimeoutError:
            raise FilterError("the regular expression takes too long", term.start, term.end) from None

    return holds
