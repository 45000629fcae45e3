"""Who an English sentence says that something is from: ``according to X``, ``X said``, ``“…,” said X``.

Found by words around the verbs of reporting. What is in quotation marks is somebody's own words and is
not looked at. A pronoun, or a source without a name such as ``reports``, is nobody. It is an offer only:
a reviewer takes it or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from triage.core.lazy import lazy

LONGEST = 80
"""Most code points of a speaker that is offered."""

_READ = 2_000
"""Code points of a sentence that are looked at."""

_NEAR = 300
"""Code points beside a verb in which a name is looked for."""

_WORDS = 24
"""Words of a clause of which the last ones may be a name."""

_FEW = 8
"""Verbs of each kind that are looked at."""

_SAYS = "said|says|say|told|tells"
"""Verbs that nearly always report."""

_ASSERTS = (
    "claimed|stated|announced|argued|warned|added|insisted|explained|wrote|tweeted|reported|declared|"
    "confirmed|denied|noted|admitted|acknowledged|estimated|predicted|alleged|asserted|maintained|"
    "suggested|recalled|replied|testified|argues|warns|adds|insists|writes|believes|believed|concluded"
)
"""Verbs that report where what was said follows: ``that``, a quotation, a colon."""

_NAME = r"[^\W\d_a-zß-öø-ÿа-яё][\w’'.-]*"
"""A word that begins with a capital, of a script that has them, or with a letter that has no case."""

_PARTICLE = r"of|for|de|da|di|del|della|von|van|der|den|la|le|el|al|bin|ibn|the|and|&"
_DETERMINER = r"the|a|an|one|two|three|four|five|several|many|some|most|other|both|another"
_WORD = r"[\w’'-]+"
_GROUPS = (
    r"officials?|police|authorities|experts?|scientists?|researchers?|residents?|witnesses|neighbours|"
    r"neighbors|analysts?|critics|prosecutors?|investigators?|engineers?|doctors|farmers|lawyers|"
    r"organi[sz]ers|activists|diplomats|soldiers|ministers|firefighters|rescuers|economists|historians|"
    r"spokesm[ae]n|spokeswom[ae]n|spokespersons?|spokespeople"
)
"""Who speaks without an article before them."""

_NAMED = rf"{_NAME}(?:\s+(?:(?:{_PARTICLE})\s+){{0,2}}{_NAME}){{0,7}}"
_SUBJECT = lazy(
    rf"(?:(?i:{_DETERMINER})\s+(?:{_WORD}\s+){{0,8}}{_WORD}"
    rf"|{_NAMED}(?:\s+(?:{_WORD}\s+){{0,3}}(?i:{_GROUPS}))?"
    rf"|(?:{_WORD}\s+)?(?i:{_GROUPS}))\Z"
)
"""A subject that ends where the verb begins."""

_BOUNDARY = lazy(
    r"[,;:!?()—–“”\"«»\[\]]|\s-+\s|(?<!\b[A-Z])(?<!Prof)(?<!Dr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!St)(?<!Gen)(?<!Sen)(?<!Gov)\.\s|\b(?:that|and|but|while|when|as|because|after|before|since|if|where"
    r"|which|who|whom|whose|or|so|then|although|though|until|what|than)\b"
)
_PREPOSITION = lazy(r"(?i)(?:on|in|at|by|during|from|with|to|under|over|of|for|about|against|into)\b")
_BETWEEN = lazy(
    r"(?:\s+(?:also|later|then|further|again|still|now|earlier|has|have|had|once|never|yesterday|today|\w+ly))+\Z"
)
_PASSIVE = lazy(r"(?i)\b(?:is|are|was|were|be|been|being|to|not|can|could|will|would|should|might|must)\Z")
_PRONOUNS = frozenset(
    {
        *(
            "he",
            "she",
            "they",
            "it",
            "i",
            "we",
            "you",
            "who",
            "this",
            "that",
            "these",
            "those",
            "there",
            "one",
        ),
        *(
            "someone",
            "everyone",
            "nobody",
            "everybody",
            "somebody",
            "which",
            "what",
            "as",
            "so",
            "yet",
            "not",
        ),
        *("nothing", "many", "some", "most", "others", "another", "both", "all", "and", "but", "plan"),
    }
)
_VAGUE = lazy(
    r"(?i)(?:(?:the|a|an|some|several|many|other|one|two|initial|early|local|media|news|recent)\s+){0,3}"
    r"(?:reports?|accounts?|sources?|rumou?rs|statements?|descriptions?|data|figures|estimates?|"
    r"documents?|records|polls?|surveys?|stud(?:y|ies)|legend|plans?|reporting|information)\b"
    r"(?:\s+(?:from|by|of|released by|published by|issued by)\s+)?"
)
"""Words for what somebody put out; whoever follows them is the one who speaks."""

_DATES = lazy(
    r"\s+(?:on|in|at|during|to|from|after|before|as|when|while|last|this|earlier|late|yesterday|today|via|over"
    r"|about|by|who|which|that|whose|where|and|but|with|told|said|is|are|was|were|has|have|had)\b.*",
)
"""What may follow a speaker and is not of the name."""

_ACCORDING = lazy(r"(?i)\baccording\s+to\s+")
_INVERTED = lazy(rf"(?<=[,?!”\"’'»])\s*(?:{_SAYS}|{_ASSERTS})\s+(?=\S)")
_DIRECT = lazy(rf"\s(?:(?:{_SAYS})\b(?!\s+to\b)|(?:{_ASSERTS})\b(?=\s+that\b|\s*[,:“\"«]|\s*\.?\Z))")


def speaker_in(sentence: str) -> str:
    """Return whom the sentence names as the one who says it, on one line; empty where nobody is sure.

    The words are those of the sentence, at most `LONGEST` code points; untrusted text.
    """
    text = _without_quotations(" ".join(sentence[:_READ].split()))
    for found in _candidates(text):
        name = found.strip(" ,.;:-–—“”\"«»'")
        if name and len(name) <= LONGEST and name.casefold() not in _PRONOUNS:
            return name
    return ""


def _candidates(text: str) -> Iterator[str]:
    """Yield those who may say it, the surest first."""
    for match in islice(_ACCORDING().finditer(text), _FEW):
        yield _named_after(text[match.end() :])
    inverted = [*islice(_INVERTED().finditer(text), _FEW)]
    for match in inverted:
        if text[: match.start() + 1].rstrip()[-1] != ",":
            yield _subject_after(text[match.end() :])
    for match in islice(_DIRECT().finditer(text), _FEW):
        is_sure = match[0].strip() in _SAYS.split("|")
        if is_sure or text[match.end() :].strip(" .") or set(text[: match.start()]) & set('“”"«»'):
            yield _subject_before(text[: match.start()])
    for match in inverted:
        yield _subject_after(text[match.end() :])


def _named_after(rest: str) -> str:
    """Return who stands behind ``according to``."""
    vague = _VAGUE().match(rest)
    if vague is not None:
        rest = rest[vague.end() :] if vague[0].endswith(" ") else ""
    return _subject_after(rest)


def _subject_after(rest: str) -> str:
    """Return the name that `rest` begins with, up to what follows a name."""
    rest = rest[:_NEAR]
    first = rest.split(" ", 1)[0].rstrip(",.;:")
    if not first or first.casefold() in _PRONOUNS or _PREPOSITION().match(first):
        return ""
    head = re.split(
        r"[,;:!?()—–“”\"«»]|\s-+\s|\.(?=\s|\Z)(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)", rest
    )[0]
    head = _DATES().sub("", head).strip()
    subject = _SUBJECT().match(head)
    return head if subject is not None else ""


def _subject_before(before: str) -> str:
    """Return the subject that `before` ends with."""
    before = before.rstrip()[-_NEAR:]
    if before.endswith(","):  # ``Ira Voss, a baker from Tell, said``
        named = before[:-1].rpartition(",")[0].strip()
        return named if _SUBJECT().fullmatch(named) and not _PREPOSITION().match(named) else ""
    before = _BETWEEN().sub("", before)
    if _PASSIVE().search(before):
        return ""
    clause = before
    for boundary in _BOUNDARY().finditer(before):
        if boundary[0] == "and" and _joins_names(before, boundary.start(), boundary.end()):
            continue
        clause = before[boundary.end() :]
    clause = clause.strip()
    if _PREPOSITION().match(clause):  # ``On Friday the mayor``: what comes last is the subject
        return _last_subject(clause)
    subject = _SUBJECT().fullmatch(clause)
    return subject[0] if subject is not None else _last_subject(clause)


def _joins_names(text: str, start: int, end: int) -> bool:
    """Whether an ``and`` stands between two words with capitals, as in ``Home and Justice``."""
    before, after = text[:start].rsplit(None, 1)[-1:], text[end:].split(None, 1)[:1]
    return bool(before and after and before[0][:1].isupper() and after[0][:1].isupper())


def _last_subject(clause: str) -> str:
    """Return the shortest subject that the clause ends with: a determiner begins one, and so does a name."""
    words = clause.split()[-_WORDS:]
    for index in range(len(words) - 1, -1, -1):
        if re.fullmatch(rf"(?i:{_DETERMINER})", words[index]):
            return " ".join(words[index:])
    for index in range(len(words)):
        if index and _PREPOSITION().match(words[index - 1]):
            continue  # the object of a preposition
        rest = " ".join(words[index:])
        if _SUBJECT().fullmatch(rest) and not _PREPOSITION().match(rest):
            return rest
    return ""


def _without_quotations(text: str) -> str:
    """Return `text` with blanks for what stands in quotation marks; the marks stay."""
    characters = list(text)
    begun: int | None = None
    for at, sign in enumerate(text):
        opens = sign in "“«" or (sign == '"' and begun is None and _may_open(text, at))
        closes = sign in "”»" or (sign == '"' and not opens)
        if opens and begun is None:
            begun = at
        elif closes:
            start = -1 if begun is None else begun  # it began in a sentence before this one
            characters[start + 1 : at] = " " * (at - start - 1)
            begun = None
    if begun is not None:  # it goes on in the next sentence
        characters[begun + 1 :] = " " * (len(text) - begun - 1)
    return "".join(characters)


def _may_open(text: str, at: int) -> bool:
    """Whether a straight quotation mark at this place begins a quotation."""
    return (at == 0 or text[at - 1] in " ([—–-") and at + 1 < len(text) and text[at + 1] != " "
