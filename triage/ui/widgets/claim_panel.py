"""What is recorded about the current claim: tag, confidence, note, evidence, and what others say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import is_

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.core.claim import State, TagRecord
from triage.core.outline import Passage
from triage.core.plain import plain
from triage.session.opened import Opened
from triage.session.session import Session
from triage.ui.cells import cut
from triage.ui.widgets.lines import Lines

Piece = tuple[str, Style | None]

_FEW = 4
"""Of so many claims that overlap the current one the numbers are shown."""


class ClaimPanel(Lines):
    """Up to four lines beneath the text; the first is the most important one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._key: tuple[object, ...] = ()
        self._drawn: Sequence[Strip] = ()
        self.is_brief = True
        """Whether what other claims and the sentence tell is left out: the first picture is there sooner."""

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return the lines, each cut to the width."""
        opened, cursor = self._session.desk.opened, self._session.desk.cursor
        if opened is None or cursor is None:
            return []
        version = self._session.gathered.version if self._session.has("gathered") else None
        key = (opened, cursor, self._session.desk.carried, width, height, self.look, version, self.is_brief)
        if len(self._key) == len(key) and all(map(is_, self._key, key)):
            return self._drawn
        passage = opened.outline.passages[cursor]
        mine = opened.record(cursor, self._session.reviewer)
        lines = [self._first(opened, cursor, mine), *self._carried(), *self._was(opened, passage)]
        lines += self._aside()
        if mine is not None and mine.note:
            lines.append([("note ", self.look.dim), (plain(mine.note), None)])
        lines += self._links(passage)
        lines += self._evidence(mine)
        lines += self._others(opened, passage)
        self._key, self._drawn = key, [_strip(line, width) for line in lines[:height]]
        return self._drawn

    def _first(self, opened: Opened, cursor: int, mine: TagRecord | None) -> list[Piece]:
        passage = opened.outline.passages[cursor]
        pieces = [*self._which(opened, cursor), (" · ", self.look.dim), *self._tag(mine)]
        lacks = self._session.lacks(opened, passage)
        if lacks:
            pieces.append((f", lacks {' and '.join(lacks)}", self.look.warning))
        confidence = mine.confidence if mine is not None else None
        blanks = {
            "confidence": str(confidence or "–"),
            "speaker": "",
            "note": "below" if mine is not None and mine.note else "–",
            "evidence": str(len(mine.evidence)) if mine is not None and mine.evidence else "–",
        }
        for name, value in blanks.items():
            pieces.append((f"   {name} ", self.look.dim))
            pieces.append(self._speaker(opened, passage) if name == "speaker" else (value, None))
        return pieces

    def _speaker(self, opened: Opened, passage: Passage) -> Piece:
        """Return who says the claim; dimmed, with the key that takes it, whom the sentence names."""
        recorded = next(filter(None, (claim.speaker for claim in opened.recorded_claims(passage))), "")
        if recorded:
            return plain(recorded), None
        offer = "" if self.is_brief else self._session.relations.offer
        if offer:
            return f"{plain(offer)}? {self._session.key_of('speaker')} takes it", self.look.dim
        return "–", None

    def _aside(self) -> Iterator[list[Piece]]:
        """Yield why the article was set aside."""
        why = self._session.closing.why
        if why:
            yield [("set aside ", self.look.dim), (plain(why), None)]

    def _links(self, passage: Passage) -> Iterator[list[Piece]]:
        """Yield the claims that this one has to do with, on whichever side that stands."""
        for link in self._session.relations.links() if passage.ids and not self.is_brief else ():
            where = "" if link.path == self._session.desk.path else f" · {plain(link.path)}"
            yield [(f"{link.said} ", self.look.dim), (plain(link.words) or "…", None), (where, self.look.dim)]

    def _overlapping(self, opened: Opened, passage: Passage, own: int) -> str:
        """Return which other claims have words of this one, by their numbers; nothing where none has."""
        numbers = opened.outline.numbers_over(passage.start, passage.end)
        others = [str(number) for number in numbers if number != own]
        if not others:
            return ""
        return f" · overlaps {', '.join(others[:_FEW])}{'…' if len(others) > _FEW else ''}"

    def _which(self, opened: Opened, cursor: int) -> list[Piece]:
        passage, number = opened.outline.passages[cursor], opened.outline.number(cursor)
        if number is None:
            return [(f"{passage.kind}, not a claim", None)]
        where = f"claim {number} of {opened.outline.count}{self._overlapping(opened, passage, number)}"
        states = {claim.anchor.state for claim in opened.recorded_claims(passage)} - {State.EXACT}
        return [(where, None), *((f" · {state}", self.look.warning) for state in sorted(states))]

    def _tag(self, mine: TagRecord | None) -> list[Piece]:
        if mine is None or not mine.tagged:
            return [("untagged", None)]
        definition = self._session.codebook.get(mine.tag)
        symbol = definition.symbol if definition else "?"
        name = plain(mine.tag) if definition else f"{plain(mine.tag)} (not in the codebook)"
        return [(f"{symbol} {name}", self.look.tags.get(mine.tag))]

    def _was(self, opened: Opened, passage: Passage) -> Iterator[list[Piece]]:
        """Yield the words that were judged, where the article has others by now."""
        for claim in opened.recorded_claims(passage):
            if claim.anchor.was:
                yield [("was ", self.look.warning), (plain(" ".join(claim.anchor.was.split())), None)]

    def _carried(self) -> Iterator[list[Piece]]:
        """Yield the words of the claim that was taken up and waits to be put somewhere."""
        carried = self._session.desk.carried
        if carried is not None:
            words = carried.claim.anchor.was or carried.claim.anchor.quote
            yield [("to put ", self.look.warning), (plain(" ".join(words.split())), None)]

    def _evidence(self, mine: TagRecord | None) -> Iterator[list[Piece]]:
        for evidence in mine.evidence if mine is not None else ():
            stance = f"{evidence.stance} " if evidence.stance else ""
            quote = f" · “{plain(evidence.quote)}”" if evidence.quote else ""
            more = f" · {plain(evidence.note)}" if evidence.note else ""
            yield [("evidence ", self.look.dim), (f"{stance}{plain(evidence.url)}{quote}{more}", None)]

    def _others(self, opened: Opened, passage: Passage) -> Iterator[list[Piece]]:
        for claim in opened.recorded_claims(passage):
            for reviewer, record in claim.tags.items():
                if reviewer != self._session.reviewer and record.tagged:
                    note = f" · {plain(record.note)}" if record.note else ""
                    # Whoever set the span anew since did not judge in their name.
                    earlier = " (of an earlier span)" if record.at < claim.anchor.at else ""
                    yield [
                        (f"{plain(reviewer)} ", self.look.dim),
                        (f"{plain(record.tag)}{earlier}{note}", None),
                    ]


def _strip(pieces: Sequence[Piece], width: int) -> Strip:
    segments, room = [Segment(" ")], width - 2
    for text, style in pieces:
        shown = cut(text, room)
        room -= cell_len(shown)
        segments.append(Segment(shown, style))
        if shown != text:
            break
    return Strip(segments)
