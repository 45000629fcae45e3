"""What lies over the review and takes the keys: the palette, the list of what waits, the help."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen


class Layer(ModalScreen[None], inherit_bindings=False):
    """A screen that is given its keys by the app, one after the other, each answered before the next.

    A key that travelled to a widget and back as Textual's own do would find the layer still there
    when the key before it had left it, and be lost.
    """

    async def take(self, key: events.Key) -> None:
        """Do what the key means here."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take what was pasted; nothing, where there is no field."""

    def show(self) -> None:
        """Show what is true now, if anything here can change by itself."""
