"""The current claim in lines: its words first, then what is recorded, in words and not in signs."""

from __future__ import annotations

from collections.abc import Iterator

from triage.core.claim import State, TagRecord
from triage.core.outline import Passage
from triage.session.opened import Opened
from triage.session.session import Session

_FEW = 4
"""Of so many claims that overlap the current one the numbers are told."""

_FIRST = 1000
"""Code points up to which a claim may be the first after the title."""

_CONTEXT = 100
"""Code points of what stands before a claim that are told."""


def claim_lines(session: Session) -> list[str]:
    """Return what there is to tell of the current claim, the most important line first; untrusted text."""
    opened, cursor = session.desk.opened, session.desk.cursor
    if opened is None or cursor is None:
        return [session.desk.problem or _nothing(session)]
    passage = opened.outline.passages[cursor]
    mine = opened.record(cursor, session.reviewer)
    lines = [
        one_line(opened.article.text[passage.start : passage.end]),
        _standing(session, opened, cursor, mine),
    ]
    lines += _chosen(session, opened)
    lines += _was(session, opened, passage)
    lines += recorded_lines(mine)
    lines += _described(session, passage)
    lines += _others(session, opened, passage)
    return lines


def article_lines(session: Session) -> list[str]:
    """Return what there is to tell of the article before the reviewer; untrusted text."""
    path = session.desk.path
    if path is None:
        return []
    session.desk.read()
    entry, opened = session.listing.entry(path), session.desk.opened
    position = session.listing.position(path)
    where = "article" if position is None else f"article {position + 1} of {len(session.listing)}"
    title = entry.title or (opened.title if opened is not None else "")
    lines = [f"{where}: {title or path}"]
    far = f"{entry.tagged} of {entry.claims} claims tagged" if opened is not None else ""
    why = session.closing.why if opened is not None else ""
    state = str(entry.status) if entry.status not in ("new", "in-review") else ""
    state = f"{state}, {why}" if state and why else state
    lines.append(", ".join(filter(None, (f"file {path}", far, state))))
    if entry.warning:
        lines.append(f"warning: {entry.warning}")
    if opened is not None and opened.blocked:
        lines.append(f"nothing can be recorded here: {opened.blocked}")
    return lines


def before_it(session: Session) -> list[str]:
    """Return a line with a few words of what stands before the current claim, if more than the title does."""
    opened, passage = session.desk.opened, session.desk.passage
    if opened is None or passage is None:
        return []
    if passage.start <= _FIRST and one_line(opened.article.text[: passage.start]) == opened.title:
        return []
    words = opened.article.text[max(0, passage.start - 4 * _CONTEXT) : passage.start].split()
    told: list[str] = []
    while words and sum(map(len, told)) + len(told) + len(words[-1]) <= _CONTEXT:
        told.insert(0, words.pop())
    return [f"before it: {' '.join(told)}"] if told else []


def recorded_lines(record: TagRecord | None) -> Iterator[str]:
    """Yield note and evidence of a record."""
    if record is None:
        return
    for number, line in enumerate(record.note.splitlines(), 1):
        yield f"note: {line}" if number == 1 else f"note, line {number}: {line}"
    for evidence in record.evidence:
        quote = f"“{one_line(evidence.quote)}”" if evidence.quote else ""
        parts = ("evidence:", str(evidence.stance or ""), evidence.url, quote, evidence.note)
        yield " ".join(filter(None, parts))


def tag_word(session: Session, record: TagRecord | None) -> str:
    """Return the tag of a record as a word."""
    if record is None or not record.tagged:
        return "untagged"
    return record.tag if session.codebook.get(record.tag) else f"{record.tag} (not in the codebook)"


def one_line(text: str) -> str:
    """Return `text` with single blanks where it has blanks or line ends."""
    return " ".join(text.split())


def _standing(session: Session, opened: Opened, cursor: int, mine: TagRecord | None) -> str:
    passage, number = opened.outline.passages[cursor], opened.outline.number(cursor)
    if number is None:
        return f"{passage.kind}, not a claim"
    told = [f"claim {number} of {opened.outline.count}"]
    if passage.kind != "sentence":
        told.append(str(passage.kind))
    told.append(tag_word(session, mine))
    lacks = session.lacks(opened, passage)
    if lacks:
        told.append(f"lacks {' and '.join(lacks)}")
    if mine is not None and mine.confidence is not None:
        told.append(f"confidence {mine.confidence}")
    told += sorted({str(claim.anchor.state) for claim in opened.recorded_claims(passage)} - {State.EXACT})
    others = [each for each in opened.outline.numbers_over(passage.start, passage.end) if each != number]
    if others:
        more = " and more" if len(others) > _FEW else ""
        told.append(f"overlaps claim {', '.join(map(str, others[:_FEW]))}{more}")
    return ", ".join(told)


def _chosen(session: Session, opened: Opened) -> Iterator[str]:
    """Yield what is chosen, while something is."""
    chosen = session.desk.selection
    if chosen is None:
        return
    text = opened.article.text
    if chosen.of:
        yield f"split, first part: {one_line(text[chosen.of[0] : chosen.start])}"
        yield f"split, second part: {one_line(text[chosen.start : chosen.of[1]])}"
    else:
        yield f"chosen: {one_line(text[chosen.start : chosen.end])}"
        yield "the end moves" if chosen.moves_end else "the start moves"


def _described(session: Session, passage: Passage) -> Iterator[str]:
    """Yield who says the claim, and what it has to do with."""
    relations = session.relations
    if relations.speaker:
        yield f"speaker: {relations.speaker}"
    for link in relations.links() if passage.ids else ():
        yield f"{link.said}: {link.words or link.claim}, in {link.path}"


def _was(session: Session, opened: Opened, passage: Passage) -> Iterator[str]:
    """Yield the words that were judged where others stand now, and those of a claim that was taken up."""
    for claim in opened.recorded_claims(passage):
        if claim.anchor.was:
            yield f"was: {one_line(claim.anchor.was)}"
    carried = session.desk.carried
    if carried is not None:
        yield f"to put: {one_line(carried.claim.anchor.was or carried.claim.anchor.quote)}"


def _others(session: Session, opened: Opened, passage: Passage) -> Iterator[str]:
    for claim in opened.recorded_claims(passage):
        for reviewer, record in claim.tags.items():
            if reviewer != session.reviewer and record.tagged:
                earlier = " (of an earlier span)" if record.at < claim.anchor.at else ""
                note = f", note: {one_line(record.note)}" if record.note else ""
                yield f"{reviewer}: {record.tag}{earlier}{note}"


def _nothing(session: Session) -> str:
    if session.desk.path is not None:
        return "there is nothing to judge in this article"
    if any(True for _ in session.listing.all()):
        return "no article is listed: cancel takes the filter off"
    return "there are no articles here: samples copies some to try things out on"
