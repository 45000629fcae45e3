"""What lies over the review and takes the keys: the palette, the list of what waits, the help."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from textual import events
from textual.screen import ModalScreen

from triage.core.signs import AS_THEY_ARE
from triage.ui.widgets.lines import Lines, leave_to_textual, redraw


class Layer(ModalScreen[None], inherit_bindings=False):
    """A screen that is given its keys by the app, one after the other, each answered before the next.

    A key that travelled to a widget and back as Textual's own do would find the layer still there
    when the key before it had left it, and be lost. What keys changed is painted when the last of those
    that came together is done with.
    """

    opened_by = ""
    """The id of the command that opens a layer in which no text is typed.

    There the key map's own keys move and leave as in the list, and this command's key leaves.
    """

    own_keys: Collection[str] = ()
    """Keys that it takes itself, whatever the map binds them to."""

    def __init__(self, *panes: Lines) -> None:
        """`panes` are all that can change here, but for what Textual does by itself."""
        super().__init__()
        self._panes: Sequence[Lines] = panes
        self._send: Callable[[str], bool] = leave_to_textual
        self._signs: Mapping[int, str] = AS_THEY_ARE

    def painted_by(self, send: Callable[[str], bool], signs: Mapping[int, str] = AS_THEY_ARE) -> None:
        """Have what changes written by `send`, which returns False where Textual must paint.

        `signs` are shown in the place of ours.
        """
        self._send, self._signs = send, signs
        self.set_class(bool(signs), "ascii")
        for pane in self._panes:
            pane.send, pane.signs = send, signs

    def on_mount(self) -> None:
        """Have what stands in the frames in these signs, too; what else does this is called as well."""
        for box in self.query("*") if self._signs else ():
            for part in ("border_title", "border_subtitle"):
                setattr(box, part, str(getattr(box, part) or "").translate(self._signs))

    async def take(self, key: events.Key) -> None:
        """Do what the key means here."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take what was pasted; nothing, where there is no field."""

    def redraw(self) -> None:
        """Paint what keys or a paste have changed."""
        redraw(self._panes, self._send)

    def show(self) -> None:
        """Show what is true now, if anything here can change by itself."""
