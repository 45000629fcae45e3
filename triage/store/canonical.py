"""A sidecar in the very form that this program writes, read line by line, several times as fast as YAML.

Whatever stands there as `sidecar.claim_text` would have written it is taken by one pattern for each
claim; a claim of any other form is left to the strict reader, with those like it, and so is the whole
file where its head, its characters or its end are of another make. What is taken means to a reader of
YAML just what it means here: each value is on one line, bare or in double quotes, and ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from triage.core.claim import (
    SCHEMA,
    Anchor,
    Annotations,
    Claim,
    Confidence,
    Review,
    Source,
    State,
    Status,
    TagRecord,
)
from triage.core.node import NO_EXTRA
from triage.core.values import dataclass
from triage.store.sidecar_reader import read_strictly
from triage.store.yaml_error import YamlError
from triage.store.yaml_text import FIRST, HIDDEN, WIDE_BLANKS, is_ambiguous, may_stand_bare
from triage.store.yaml_writer import LONGEST_KEY, scalar, visible

LARGEST = 4_000_000
"""Bytes; larger files are left to the strict reader, which counts what they hold."""

_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
"""What needs no closer look: printable ASCII, and line feeds."""

_WIDE = re.compile(f"[{WIDE_BLANKS}]")

_QUOTED = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_TEXT = rf"([{FIRST}][^\n]*+|{_QUOTED})"
_KEY = rf"([{FIRST}][^\n]{{0,{LONGEST_KEY - 1}}}|{_QUOTED})"
_NUMBER = "(0|[1-9][0-9]{0,14})"
_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)"

_HEAD = re.compile(
    rf"# triage: claims in ([^\n]*+)\nschema: {SCHEMA}\nsource:\n  file: {_TEXT}\n  sha256: {_TEXT}\n"
    rf"(?:  title: {_TEXT}\n)?(?:reviews:\n((?:  [^ \n][^\n]*+\n)++))?claims:( \{{\}})?\n"
)
_REVIEW = re.compile(rf"  {_KEY}: \{{status: ({'|'.join(Status)}), at: {_TIME}\}}\n")
_RECORD = (
    rf"      {_KEY}:\n        tag: {_TEXT}\n        at: {_TIME}\n"
    rf"(?:        note: {_TEXT}\n)?(?:        confidence: ({'|'.join(Confidence)})\n)?"
)
_RECORDS = re.compile(_RECORD)
_CLAIM = re.compile(
    rf"  ([0-9A-Za-z]{{1,{LONGEST_KEY}}}):\n    quote: {_TEXT}\n    start: {_NUMBER}\n    end: {_NUMBER}\n"
    rf"    prefix: {_TEXT}\n    suffix: {_TEXT}\n    at: {_TIME}\n(?:    state: (moved|changed|orphan)\n)?"
    rf"(?:    was: {_TEXT}\n)?(    skip: true\n)?(    added: true\n)?(?:    speaker: {_TEXT}\n)?"
    rf"(?:    described: {_TIME}\n)?"
    rf"(?:    tags:\n{_RECORD}((?:      (?:  )?[^ \n][^\n]*+\n)*+))?(?=  [^ \n]|\Z)"
)
_BETWEEN = re.compile(r"\n(?=  [^ ])")
_ANY_KEY = re.compile(r"  ([0-9A-Za-z]+):\n")
_OTHERWISE = re.compile(r"\n(?!  |\Z)")
STAND_IN = f"# triage: claims in a\nschema: {SCHEMA}\nsource:\n  file: a\n  sha256: b\nclaims:\n"
"""Stands for a head that is known already."""

_ESCAPE = re.compile(r'\\(?:(["\\ntrbf])|u([0-9a-f]{4})|U([0-9a-f]{8}))')
_SHORT = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}

_Take: TypeAlias = Callable[[str], str]
"""Gives the text that a scalar stands for."""


class _OtherwiseError(Exception):
    """Something is not as this program writes it."""


@dataclass(frozen=True, slots=True)
class Canonical:
    """What was read, and where it stands."""

    annotations: Annotations
    text: str
    begin: int
    """Where the first claim begins, code points."""
    head_is_ours: bool
    """Whether what stands before it is as this program writes it."""
    ends: list[int]
    """Where each claim ends."""
    others: frozenset[str]
    """The ids of the claims that are of another form."""


def read(data: bytes | str) -> Canonical | None:
    """Return what the sidecar `data` holds; None where nearly nothing of it is as this program writes it.

    Where it is something, that is what `sidecar_reader.read_strictly` gives, for every file there can be.
    """
    try:
        text, take = _characters(data)
        outside, begin, is_ours = _head(text, take)
        claims, ends, others = _claims(text, begin, take)
    except (_OtherwiseError, YamlError):
        return None
    if claims:
        outside = replace(outside, claims=claims)
    return Canonical(outside, text, begin, is_ours, ends, frozenset(others))


def _characters(data: bytes | str) -> tuple[str, _Take]:
    """Return the text, and what takes scalars from it; only line feeds end lines, and nothing hides."""
    if len(data) > LARGEST:
        raise _OtherwiseError
    try:
        content = data.encode() if isinstance(data, str) else data
        text = data if isinstance(data, str) else data.decode()
        unusual = content.translate(None, _PLAIN).decode()
    except UnicodeError:
        raise _OtherwiseError from None
    if not unusual:
        return text, _taken
    if HIDDEN.search(unusual):
        raise _OtherwiseError
    return text, _taken_closely if _WIDE.search(unusual) else _taken


def _taken(raw: str) -> str:
    if raw[0] != '"':
        if raw[-1] in " :" or ": " in raw or " #" in raw or is_ambiguous(raw):
            raise _OtherwiseError
        return raw
    inside = raw[1:-1]
    if "\\" in inside:
        return _unescaped(raw)
    if inside and inside[-1] != " " != inside[0] and may_stand_bare(inside):
        raise _OtherwiseError
    return inside


def _taken_closely(raw: str) -> str:
    if raw[0] != '"' and _WIDE.search(raw):
        raise _OtherwiseError
    return _taken(raw)


def _unescaped(raw: str) -> str:
    try:
        text = _ESCAPE.sub(_character, raw[1:-1])
        if scalar(text) == raw:
            return text
    except (ValueError, OverflowError):  # half a character, or none at all
        pass
    raise _OtherwiseError


def _character(match: re.Match[str]) -> str:
    short, *long = match.groups()
    return _SHORT[short] if short else chr(int(long[0] or long[1], 16))


def _given(raw: str | None, take: _Take) -> str:
    """Return a text that is there only if there is something to it."""
    if raw is None:
        return ""
    if raw == '""':
        raise _OtherwiseError
    return take(raw)


def _time(at: str) -> str:
    try:
        datetime.fromisoformat(at)
    except ValueError:
        raise _OtherwiseError from None
    return at


def _name(raw: str, before: Mapping[str, object], take: _Take) -> str:
    """Return a reviewer's name, which stands behind those `before`."""
    name = take(raw)
    if len(raw) > LONGEST_KEY or (before and name <= max(before)):
        raise _OtherwiseError
    return name


def _head(text: str, take: _Take) -> tuple[Annotations, int, bool]:
    """Return what stands before the claims, where they begin, and whether it is of our own making."""
    match = _HEAD.match(text)
    if match is None:
        return _other_head(text)
    comment, file, sha256, title, reviews, nothing = match.groups()
    if (nothing is None) == (match.end() == len(text)):  # claims or none, but not both
        raise _OtherwiseError
    try:
        source = Source(take(file), take(sha256), _given(title, take))
        if comment != visible(source.file):
            raise _OtherwiseError
        return Annotations(source, _reviews(reviews or "", take)), match.end(), True
    except _OtherwiseError:
        return _other_head(text)


def _other_head(text: str) -> tuple[Annotations, int, bool]:
    head, key, _ = text.partition("\nclaims:\n")
    if not key:
        raise _OtherwiseError
    found = read_strictly(f"{head}\nclaims: {{}}\n", "")
    if found.schema != SCHEMA:
        raise _OtherwiseError
    return found, len(head + key), False


def _reviews(lines: str, take: _Take) -> dict[str, Review]:
    reviews: dict[str, Review] = {}
    at = 0
    while at < len(lines):
        match = _REVIEW.match(lines, at)
        if match is None:
            raise _OtherwiseError
        name = _name(match[1], reviews, take)
        reviews[name] = Review(Status(match[2]), _time(match[3]), NO_EXTRA)
        at = match.end()
    return reviews


def _claims(text: str, begin: int, take: _Take) -> tuple[dict[str, Claim], list[int], dict[str, str]]:
    """Return the claims in their order, where each ends, and the lines of those of another form."""
    claims: dict[str, Claim] = {}
    others: dict[str, str] = {}
    names: list[str] = []
    ends: list[int] = []
    at = begin
    while at < len(text):
        match = _CLAIM.match(text, at)
        try:
            if match is None:
                raise _OtherwiseError
            claim, end = _claim(match, take), match.end()
            name = claim.id
            claims[name] = claim
        except _OtherwiseError:
            between = _BETWEEN.search(text, at)
            end = between.end() if between else len(text)
            name = _id(text[at:end])
            others[name] = text[at:end]
        names.append(name)
        ends.append(end)
        at = end
    if len(set(names)) < len(names):
        raise _OtherwiseError
    if others:
        found = {**claims, **_others(others, len(names))}
        claims = {name: found[name] for name in names}
    return claims, ends, others


def _claim(match: re.Match[str], take: _Take) -> Claim:
    key, quote, start, end, prefix, suffix, at, state, was, skip, added, *rest = match.groups()
    speaker, described, *record, more = rest
    first, last = int(start), int(end)
    if last < first or is_ambiguous(key):
        raise _OtherwiseError
    anchor = Anchor(
        *(take(quote), first, last, take(prefix), take(suffix), _time(at)),
        State(state) if state else State.EXACT,
        skip is not None,
        _given(was, take),
        added is not None,
    )
    tags: dict[str, TagRecord] = {}
    if record[0] is not None:
        _record(record, tags, take)
    at_record = 0
    while more and at_record < len(more):
        another = _RECORDS.match(more, at_record)
        if another is None:
            raise _OtherwiseError
        _record(another.groups(), tags, take)
        at_record = another.end()
    at_described = _time(described) if described else ""
    return Claim(key, anchor, tags, _given(speaker, take), (), NO_EXTRA, at_described)


def _record(written: Sequence[str], tags: dict[str, TagRecord], take: _Take) -> None:
    """Add one reviewer's record to the `tags` of a claim."""
    reviewer, tag, at, note, confidence = written
    sure = Confidence(confidence) if confidence else None
    name = _name(reviewer, tags, take)
    tags[name] = TagRecord(take(tag), _time(at), _given(note, take), sure, (), NO_EXTRA)


def _id(lines: str) -> str:
    """Return the id of the one claim in `lines`, which is of another form."""
    match = _ANY_KEY.match(lines)
    if match is None or _OTHERWISE.search(lines):
        raise _OtherwiseError
    return match[1]


def _others(lines: Mapping[str, str], among: int) -> Mapping[str, Claim]:
    """Return the claims in `lines`, by their ids, read strictly: each means alone what it means there."""
    if 2 * len(lines) > among:
        raise _OtherwiseError
    found = read_strictly("".join((STAND_IN, *lines.values())), "").claims
    if list(found) != list(lines):
        raise _OtherwiseError
    return found
