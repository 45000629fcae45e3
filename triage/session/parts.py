"""What a session has beside what every start needs: each part is made when it is first asked for."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from triage.session.parts_for_many import PartsForMany
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.session.going import Going
    from triage.session.jumps import Jumps
    from triage.session.sieve import Sieve
    from triage.session.spans import Spans


class Parts(PartsForMany):
    """The parts of a session that no start needs, and what they are made of."""

    @cached_property
    def spans(self) -> Spans:
        """What is done with edges."""
        from triage.session.spans import Spans

        return Spans(self.desk, self.reviewer, self.record, self.say, self.key_of)

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
