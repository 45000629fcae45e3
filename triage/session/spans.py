"""The commands for the spans of claims: edges, whole, split, join, and choosing a stretch for a new one."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.outline import Passage
from triage.core.selection import Selection
from triage.core.spans import Step, place_to_split
from triage.core.units import Unit
from triage.session import reshaping
from triage.session.changes import Change
from triage.session.desk import Desk
from triage.session.judging import Now
from triage.session.opened import Opened
from triage.session.recorder import Judgement
from triage.session.reshaping import Reshaped
from triage.session.state import Tone

Record = Callable[[str, Judgement], bool | None]
"""Records a judgement under a label; returns whether anything changed, None where it was refused and said."""
Say = Callable[[str, Tone], None]
Reshaping = Callable[[Opened, int, Now], Reshaped]


class Spans:
    """Moves edges: of the current claim, or of what is being chosen while something is."""

    def __init__(
        self, desk: Desk, reviewer: str, record: Record, say: Say, key_of: Callable[[str], str]
    ) -> None:
        self._desk, self._reviewer = desk, reviewer
        self._record, self._say, self._key_of = record, say, key_of

    @property
    def choosing(self) -> Selection | None:
        """What is being chosen."""
        return self._desk.selection

    def edge(self, which: str, count: int = 1) -> None:
        """Move an edge by `count` units; `which` is an argument of the command `edge`."""
        opened, chosen = self._desk.opened, self._desk.selection
        if chosen is None or opened is None:
            done = self._record("moved an edge", lambda o, i, now: reshaping.edge(o, i, which, count, now))
            if done is not None:
                self._tell("edge moved" if done else "the edge goes no further")
            return
        step = Step.of(which)
        for _ in range(count):
            chosen = chosen.stepped(opened.article.text, opened.segments, step)
        self._choose(chosen)

    def fit(self, unit: str) -> None:
        """Make the claim, or what is being chosen, whole sentences or paragraphs."""
        opened, chosen = self._desk.opened, self._desk.selection
        if chosen is None or opened is None:
            self._reshape(f"made it the whole {unit}", lambda o, i, now: reshaping.fit(o, i, Unit(unit), now))
        else:
            self._choose(chosen.widened(opened.segments, Unit(unit)))

    def toggle_claim(self) -> None:
        """Make the current passage a claim, or not a claim."""
        before = self._desk.passage
        if before is not None and self._record("changed what is a claim", reshaping.toggle_claim):
            after = self._desk.passage
            stays = after is not None and (after.start, after.end) == (before.start, before.end)
            key = self._key_of("claim.toggle" if stays else "undo")
            self._tell(f"not a claim any more, {key} takes that back" if before.claim else "a claim now")

    def join(self, count: int = 1) -> None:
        """Join the current claim with the next ones."""
        self._reshape("joined", lambda o, i, now: reshaping.join(o, i, self._reviewer, count, now))

    def begin(self) -> None:
        """Begin to choose a stretch of text, the current passage to begin with."""
        passage = self._passage()
        if passage is not None:
            self._desk.selection = Selection(passage.start, passage.end)
            self._tell(f"choose a stretch: {self._key_of('select.make')} makes it a claim")

    def extend(self, unit: str, count: int) -> None:
        """Move the end that moves by `count` units (negative: left) of the kind `unit`."""
        opened, chosen = self._desk.opened, self._desk.selection
        if opened is None or chosen is None:
            return
        for _ in range(abs(count)):
            chosen = chosen.extended(opened.article.text, opened.segments, Unit(unit), right=count > 0)
        self._choose(chosen)

    def reach(self, position: int) -> None:
        """Move the end that moves to the word at a code point."""
        opened, chosen = self._desk.opened, self._desk.selection
        if opened is not None and chosen is not None:
            self._choose(chosen.reaching(opened.article.text, position))

    def swap(self) -> None:
        """Have the other end move."""
        chosen = self._desk.selection
        if chosen is not None:
            self._desk.selection = chosen.swapped()
            self._tell("the end moves" if self._desk.selection.moves_end else "the start moves")

    def split(self) -> None:
        """Choose where to cut the current claim in two; where that, or a stretch, is chosen cut there."""
        opened, chosen, passage = self._desk.opened, self._desk.selection, self._passage()
        if opened is None or passage is None:
            return
        if chosen is not None:
            self._split_at(chosen.start if chosen.of or not chosen.moves_end else chosen.end)
            return
        span = passage.start, passage.end
        place = place_to_split(opened.article.text, span)
        if place is None:
            self._say("one character cannot be split", Tone.WARNING)
            return
        self._desk.selection = Selection(place, passage.end, moves_end=False, of=span)
        self._tell(f"choose where to split: {self._key_of('select.make')} splits there")

    def make(self) -> bool:
        """Make what is chosen a claim, or cut the claim there; return whether there is one now."""
        opened, chosen = self._desk.opened, self._desk.selection
        if opened is None or chosen is None:
            self._say(f"nothing is chosen: {self._key_of('select.begin')} begins", Tone.WARNING)
            return False
        if chosen.of:
            return self._split_at(chosen.start)
        self._reshape("made a claim", lambda o, _, now: reshaping.added(o, chosen.span, now))
        opened = self._desk.opened
        found = None if opened is None else opened.outline.find(*chosen.span)
        if found is not None:  # it may have been one before
            self._desk.selection = None
            self._desk.put_cursor(found)
        return found is not None

    def leave(self) -> None:
        """Choose no more."""
        self._desk.selection = None

    def _split_at(self, place: int) -> bool:
        done = self._reshape("split", lambda o, i, now: reshaping.split(o, i, place, now))
        if done:
            self._desk.selection = None
        return bool(done)

    def _choose(self, chosen: Selection) -> None:
        if chosen == self._desk.selection:
            self._tell("it goes no further")
        self._desk.selection = chosen

    def _passage(self) -> Passage | None:
        if self._desk.passage is None:
            self._say(self._desk.problem or "there is no claim here", Tone.WARNING)
        return self._desk.passage

    def _reshape(self, label: str, reshape: Reshaping) -> bool | None:
        """Record it, and say what became of it."""
        said = ""

        def judgement(opened: Opened, index: int, now: Now) -> tuple[Change, ...]:
            nonlocal said
            reshaped = reshape(opened, index, now)
            said = reshaped.said
            return reshaped.changes

        done = self._record(label, judgement)
        if done is not None:
            self._tell(said)
        return done

    def _tell(self, words: str) -> None:
        self._say(words, Tone.INFO)
