"""What the commands do that set where a claim begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.ui.actions.acting import Acting, Table

if TYPE_CHECKING:
    from triage.commands import Command
    from triage.ui.choosing import Choosing


class Spans(Acting):
    """What the commands do that set where a claim begins and ends."""

    _chooser: Choosing | None = None

    def table(self) -> Table:
        """Return what each command of its group does that moves on the screen too."""
        return {
            "claim.split": lambda *_: self._choosing.split(),
            "select.begin": lambda *_: self._choosing.begin(),
            "select.next": self._extend,
            "select.previous": lambda unit, n: self._extend(unit, -n),
        }

    def prepare(self) -> None:
        """Load what edges and choosing need, which takes a moment; it is done when first needed otherwise."""
        _ = self._session.spans, self._choosing

    def leave_chosen(self, command: Command) -> None:
        """Choose no more, if the command is for something else."""
        if self._session.desk.selection is not None:
            self._choosing.before(command)

    @property
    def _choosing(self) -> Choosing:
        if self._chooser is None:
            from triage.ui.choosing import Choosing

            self._chooser = Choosing(self._session, self._screen)
        return self._chooser

    def _extend(self, unit: str, count: int) -> None:
        self._choosing.extend(unit, count)
