"""What a session has beside what every start needs: each part is made when it is first asked for."""

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
    from triage.session.following import Follower
    from triage.session.going import Going
    from triage.session.jumps import Jumps
    from triage.session.overview import Overview
    from triage.session.recorder import Judgement
    from triage.session.sieve import Sieve
    from triage.session.spans import Spans
    from triage.store.corpus import Corpus


class Parts:
    """The parts of a session that no start needs, and what they are made of."""

    corpus: Corpus
    follower: Follower
    reviewer: str
    codebook: Codebook
    listing: Listing
    shelf: Shelf
    desk: Desk
    key_of: Callable[[str], str]
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
    def spans(self) -> Spans:
        """What is done with edges."""
        from triage.session.spans import Spans

        return Spans(self.desk, self.reviewer, self.record, self.say, self.key_of)

    @cached_property
    def overview(self) -> Overview:
        """What a dashboard shows."""
        from triage.session.overview import Overview

        return Overview(
            self.corpus.root,
            self.reviewer,
            self.codebook,
            self.listing,
            self.desk,
            self.follower.behind,
            self._deliver,
            self._changed,
        )

    @cached_property
    def sieve(self) -> Sieve:
        """The filter of the list."""
        from triage.session.sieve import Sieve

        return Sieve(
            self.listing,
            self.shelf,
            self.desk,
            self.codebook.names(),
            self._deliver,
            self._changed,
            lambda error: self.say(f"filter, column {error.start + 1}: {error.message}", Tone.WARNING),
            lambda fault: self._deliver(partial(self._tell_fault, fault)),
        )

    @cached_property
    def going(self) -> Going:
        """The way to the next claim of a kind."""
        from triage.session.going import Going

        return Going(
            self.listing,
            self.shelf,
            self.desk,
            self.codebook.names(),
            self.jumps,
            self._deliver,
            self._changed,
            self.say,
        )

    @cached_property
    def jumps(self) -> Jumps:
        """Where the reviewer went from, to go back there."""
        from triage.session.jumps import Jumps

        return Jumps(self.listing, self.desk)

    @property
    def is_filtering(self) -> bool:
        """Whether there may be articles still that the filter means and that are not listed yet."""
        return self.has("sieve") and self.sieve.is_looking

    def _tell_fault(self, fault: Exception) -> None:
        self.say(f"a fault of triage while filtering: {type(fault).__name__}: {fault}", Tone.ERROR)
