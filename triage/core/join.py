"""Join two versions of a sidecar so that no judgement in either is lost.

Every version is a set of registers: the span of each claim, its description (who says it, what
it has to do with), each reviewer's record of each claim, each reviewer's status. A register has a
time, and the later one wins, ties by content: a last-writer-wins map (Shapiro et al., "A
comprehensive study of Convergent and Commutative Replicated Data Types", 2011). So joining is
commutative, associative and idempotent, and needs no common ancestor. Keys that this program does
not know are united one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar

from triage.core.claim import Anchor, Annotations, Claim, Related, Review, Source, TagRecord, other_than
from triage.core.node import Extra, comparable
from triage.core.normal import same_words
from triage.core.values import replace

_Timed = TypeVar("_Timed", TagRecord, Review)
_Value = TypeVar("_Value")
_Kind = TypeVar("_Kind")


def join(one: Annotations, other: Annotations) -> Annotations:
    """Return what both versions hold together.

    Commutative, associative, idempotent. Raises nothing: versions of different articles
    are joined all the same, and the source of the one with the newest span is kept.
    """
    if one is other or one == other:
        return one
    return Annotations(
        source=_join_sources(one, other),
        reviews=_unite(one.reviews, other.reviews, _join_timed),
        claims=_unite(one.claims, other_than(other.claims, one.claims), join_claims),
        schema=max(one.schema, other.schema),
        extra=_join_extra(one.extra, other.extra),
    )


def join_claims(one: Claim, other: Claim) -> Claim:
    """Join two versions of one claim: of span, description and each reviewer's record the later one."""
    if one is other:
        return one
    same = one.anchor is other.anchor
    # Surely: equal values may yet be written differently.
    alike = same and one.related is other.related
    alike = alike and (one.speaker, one.described) == (other.speaker, other.described)
    if one == other:
        return one
    if alike and _has_all(other, one):
        return other
    span = one if same else _later(one, other, one.anchor.at, other.anchor.at, _span_content)
    speaker, related, described = _described(one, other, span.anchor.at)
    tags, extra = _unite(one.tags, other.tags, _join_timed), _join_extra(one.extra, other.extra)
    # The very object, where one version has it all: comparing long sidecars is quick by identity only.
    for version in (one, other):
        if (
            (same or span is version)
            and (version.speaker, version.described) == (speaker, described)
            and version.related is related
            and tags == version.tags
            and extra == version.extra
        ):
            return version
    joined = replace(span, tags=tags, speaker=speaker, related=related, extra=extra, described=described)
    return one if joined == one else other if joined == other else joined


def _described(one: Claim, other: Claim, at: str) -> tuple[str, tuple[Related, ...], str]:
    """Return the later of both descriptions: speaker, related claims, and their time.

    The time is left out where it is `at`, that of the span that they stand with, and neither version
    gives it by itself. Never described is earlier than any time.
    """
    first, second = one.described_at, other.described_at
    later = _later(one, other, first, second, _description_content)
    time = max(first, second)
    is_given = later.described or time not in ("", at)
    if first == second and not is_given:
        other_one = other if later is one else one
        is_given = other_one.described and _description_content(other_one) == _description_content(later)
    return later.speaker, later.related, time if is_given else ""


def _has_all(newer: Claim, older: Claim) -> bool:
    """Whether the records of `newer` are those of `older`, or later; that is what most saves bring."""
    if older.extra:
        return False
    for reviewer, record in older.tags.items():
        found = newer.tags.get(reviewer)
        if found is None or (found is not record and (found.at <= record.at or record.extra)):
            return False
    return True


def take_edits(
    base: Annotations, ours: Annotations, disk: Annotations, now: Callable[[], str]
) -> Annotations:
    """Return `disk` with a new time on every record that somebody edited without giving it one.

    People edit sidecars by hand and do not touch `at`. Such an edit is seen because the record
    differs from `base`, what was last read or written, although its time is the same. Fields that
    only the hand changed are laid over ours, so that the edit survives the join that follows. An
    anchor is taken as a whole; one that only stands elsewhere, or says what its words were, was placed
    anew in a changed text: no edit.
    """
    claims = dict(disk.claims)
    for claim_id, found in disk.claims.items():
        before, mine = base.claims.get(claim_id), ours.claims.get(claim_id)
        if before is None or mine is None or found == before:
            continue
        tags = dict(found.tags)
        for reviewer, record in found.tags.items():
            edited = _edited(before.by(reviewer), mine.by(reviewer), record, now)
            if edited is not None:
                tags[reviewer] = edited
        claims[claim_id] = replace(_edited_span(before, mine, found, now), tags=tags)
    reviews = dict(disk.reviews)
    for reviewer, review in disk.reviews.items():
        edited_review = _edited(base.reviews.get(reviewer), ours.reviews.get(reviewer), review, now)
        if edited_review is not None:
            reviews[reviewer] = edited_review
    return replace(disk, claims=claims, reviews=reviews)


def _edited_span(before: Claim, mine: Claim, found: Claim, now: Callable[[], str]) -> Claim:
    """Return `found` with what the hand edited laid over `mine`.

    The anchor's time is also that of speaker and related claims, unless they have a time of their own.
    Where none of the three was edited, or they have another time, `found` stands as it is.
    """
    same = _same_marked(found.anchor, before.anchor)
    is_described_anew = found.described != before.described
    alike = (found.speaker, found.related) == (before.speaker, before.related)
    if found.anchor.at != before.anchor.at or (same and (alike or is_described_anew)):
        return found
    edited = replace(found, anchor=replace(mine.anchor if same else found.anchor, at=now()))
    if is_described_anew:
        return edited
    speaker = mine.speaker if found.speaker == before.speaker else found.speaker
    related = mine.related if found.related == before.related else found.related
    described = mine.described
    if not alike and (described or not (speaker or related)):
        described = edited.anchor.at
    return replace(edited, speaker=speaker, related=related, described=described)


def _same_marked(one: Anchor, other: Anchor) -> bool:
    """Whether two anchors mark the same words, be they elsewhere or changed in an edited text."""
    if _context(one) != _context(other):
        return False
    return one.quote == other.quote or same_words(one.was or one.quote, other.was or other.quote)


def _context(anchor: Anchor) -> tuple[object, ...]:
    return anchor.prefix, anchor.suffix, anchor.skip, anchor.added


def _edited(
    before: _Timed | None, mine: _Timed | None, found: _Timed, now: Callable[[], str]
) -> _Timed | None:
    if before is None or mine is None or found == before or found.at != before.at:
        return None
    by_hand = {
        name: getattr(found, name)
        for name in (entry.name for entry in fields(found))
        if getattr(found, name) != getattr(before, name)
    }
    return replace(mine, **by_hand, at=now())


def _unite(
    one: Mapping[str, _Value], other: Mapping[str, _Value], both: Callable[[_Value, _Value], _Value]
) -> Mapping[str, _Value]:
    united = dict(one)
    for key, value in other.items():
        if key not in united:
            united[key] = value
        elif united[key] is not value:
            united[key] = both(united[key], value)
    return united


def _join_timed(one: _Timed, other: _Timed) -> _Timed:
    if one == other:
        return one
    later = _later(one, other, one.at, other.at, _timed_content)
    extra = _join_extra(one.extra, other.extra)
    return later if extra is later.extra else replace(later, extra=extra)


def _later(one: _Kind, other: _Kind, at: str, other_at: str, content: Callable[[_Kind], str]) -> _Kind:
    """Return the one of the later time; of the greater `content` where these are the same."""
    if at != other_at:
        return one if at > other_at else other
    return max(one, other, key=content)


def _timed_content(register: TagRecord | Review) -> str:
    return _content(replace(register, extra={}))


def _span_content(claim: Claim) -> str:
    return _content(claim.anchor)


def _description_content(claim: Claim) -> str:
    return _content((claim.speaker, claim.related))


def _join_sources(one: Annotations, other: Annotations) -> Source:
    if one.source == other.source:
        return one.source
    newest = max(one, other, key=_source_rank).source
    return replace(newest, extra=_join_extra(one.source.extra, other.source.extra))


def _source_rank(version: Annotations) -> tuple[str, str]:
    newest = max((claim.anchor.at for claim in version.claims.values()), default="")
    return newest, _content(replace(version.source, extra={}))


def _join_extra(one: Extra, other: Extra) -> Extra:
    if one == other:
        return one
    return _unite(one, other, lambda a, b: max(a, b, key=comparable))


def _content(value: object) -> str:
    """Return a text that tells different values apart, the same in every process.

    The order of a mapping's keys does not count, as it does not for equality.
    """
    if isinstance(value, Mapping):
        return comparable(value)
    if isinstance(value, tuple):
        return f"({','.join(map(_content, value))})"
    if is_dataclass(value):
        return _content(tuple(getattr(value, entry.name) for entry in fields(value)))
    return repr(value)
