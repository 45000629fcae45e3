"""The parts of a session for what is done to many claims at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from triage.core.codebook import Codebook
from triage.session.desk import Desk
from triage.session.listing import Listing
from triage.session.shelf import Shelf
from triage.session.state import Deliver, Tone

if TYPE_CHECKING:
    from triage.session.bulk import Bulk
    from triage.session.conveyor import Conveyor
    from triage.session.likes import Likes
    from triage.session.marking import Marking
    from triage.session.marks import Marks
    from triage.session.recorder import Judgement, Recorder
    from triage.session.repeats import Repeats
    from triage.session.searching import Searching


class PartsForMany:
    """Marks, the commands for all that is marked, and repeats; each is made when it is first asked for."""

    reviewer: str
    codebook: Codebook
    listing: Listing
    shelf: Shelf
    desk: Desk
    searching: Searching
    key_of: Callable[[str], str]
    _recorder: Recorder
    _deliver: Deliver
    _changed: Callable[[], None]

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Set the message about what was last done."""
        raise NotImplementedError

    def record(self, label: str, judgement: Judgement) -> bool | None:
        """Record a judgement; return whether anything changed, None where nothing can be recorded."""
        raise NotImplementedError

    def has(self, part: str) -> bool:
        """Return whether this part was made already."""
        return part in self.__dict__

    @cached_property
    def marks(self) -> Marks:
        """What is marked for the next command."""
        from triage.session.marks import Marks

        marks = Marks()
        self._recorder.recorded = marks.recorded
        return marks

    @cached_property
    def marking(self) -> Marking:
        """The commands that mark."""
        from triage.session.marking import Marking

        return Marking(self.desk, self.listing, self.marks, self.say, self.key_of)

    @cached_property
    def likes(self) -> Likes:
        """The marking of all claims that a filter means."""
        from triage.session.likes import Likes

        return Likes(
            *(self.desk, self.listing, self.shelf, self.marks, self.codebook, self.conveyor),
            *(self.say, self._changed),
        )

    @cached_property
    def bulk(self) -> Bulk:
        """Commands for all that is marked."""
        from triage.session.bulk import Bulk

        return Bulk(
            *(self.shelf, self._recorder, self.reviewer, lambda: self.marks, self.listing, self.conveyor),
            *(self.say, self._changed),
        )

    @cached_property
    def repeats(self) -> Repeats:
        """Every place in the corpus where the words of a claim stand again."""
        from triage.session.repeats import Repeats

        return Repeats(
            *(self.desk, self.listing, self.shelf, self.searching, self.conveyor, self.bulk),
            *(self.say, self._changed),
        )

    @cached_property
    def conveyor(self) -> Conveyor:
        """What makes much behind the scenes and hands it over a little at a time."""
        from triage.session.conveyor import Conveyor

        return Conveyor(self._deliver, lambda fault: self._deliver(partial(self._tell_many_failed, fault)))

    @property
    def is_marked(self) -> bool:
        """Whether anything is marked, so that the next command is for all of it."""
        return self.has("marks") and bool(self.marks)

    @property
    def is_busy(self) -> bool:
        """Whether a command for many is being done."""
        return self.has("bulk") and self.bulk.is_doing

    def judge(self, label: str, judgement: Judgement, more: str = "") -> bool | None:
        """Record a judgement as `record` does; where anything is marked ask for it on all of that instead.

        Returns None then: nothing is recorded before the reviewer agrees; `more` is shown to them.
        """
        if not self.is_marked:
            return self.record(label, judgement)
        from triage.session.planning import Request

        self.bulk.prepare(Request(label, judgement, more))
        return None

    def judge_articles(self, label: str, judgement: Judgement, more: str) -> bool:
        """Ask for what is about articles for all that are marked; return False where nothing is."""
        if not self.is_marked:
            return False
        from triage.session.planning import Request

        self.bulk.prepare(Request(label, judgement, more, of_articles=True))
        return True

    def _tell_many_failed(self, fault: Exception) -> None:
        self.say(f"a fault of triage: {type(fault).__name__}: {fault}", Tone.ERROR)
        self._changed()
