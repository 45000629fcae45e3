"""What the commands do that record something on a claim, and take it back."""

from __future__ import annotations

from triage.core.claim import TagRecord
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table


class Judging(Acting):
    """What the commands do that record something on a claim, and take it back."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        session = self._session
        return {
            "tag": lambda name, _: session.tag(name),
            "untag": lambda *_: session.untag(),
            "note": lambda *_: self._note(),
            "note.edit": lambda *_: self._edit_note(),
            "codebook": lambda *_: self._app.overlays.codebook(),
            "confidence.next": lambda *_: session.cycle_confidence(),
            "undo": lambda _, n: session.undo(n),
            "redo": lambda _, n: session.redo(n),
        }

    def _mine(self) -> TagRecord | None:
        if self._session.is_marked:
            return None  # what is written for many begins empty
        opened, cursor = self._session.desk.opened, self._session.desk.cursor
        return None if opened is None or cursor is None else opened.record(cursor, self._session.reviewer)

    def _note(self) -> None:
        record = self._mine()
        note = record.note if record is not None else ""
        if "\n" in note:
            self._edit_note()
        else:
            self.ask("note:", note, self._session.note)

    def _edit_note(self) -> None:
        if self._session.desk.cursor is None:
            self._session.say("there is no claim here", Tone.WARNING)
            return
        record = self._mine()
        note = self._app.edit_text(record.note if record is not None else "")
        if note is not None:
            self._session.note(note)
