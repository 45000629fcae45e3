"""The key map's own keys for moving and leaving, also where a page or a list lies over the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Key

from triage.commands import Mode
from triage.keys import Machine, Pending, Run
from triage.ui.keynames import key_name

if TYPE_CHECKING:
    from triage.keymap import Keymap

_MEANT = {
    "article.next": "down",
    "article.previous": "up",
    "view.down": "pagedown",
    "view.up": "pageup",
    "go.first": "home",
    "go.last": "end",
    "article.open": "enter",
    "cancel": "escape",
    "quit": "escape",
}
"""What the commands of the list, by their ids, are in a layer: the keys that each layer knows."""


class LayerKeys:
    """Tells a layer which of its own keys is meant; it knows what was begun and not ended."""

    def __init__(self) -> None:
        self._machine: Machine | None = None

    def meant(self, keymap: Keymap, key: Key, opened_by: str) -> list[Key]:
        """Return what to give to the layer: nothing while a sequence or a count goes on, else some keys.

        `opened_by` is the id of the command that opens the layer: its key leaves it again. A key that
        the map does not bind to moving or leaving is given on as it is.
        """
        if self._machine is None or self._machine.keymap is not keymap:
            self._machine = Machine(keymap)
        pressed = self._machine.press(Mode.LIST, key_name(key))
        if isinstance(pressed, Pending):
            return []
        if isinstance(pressed, Run) and (bound := pressed.binding.one) is not None:
            name = "escape" if bound.command.id == opened_by else _MEANT.get(bound.command.id)
            if name is not None:
                return [Key(name, None)] * (pressed.count or 1 if bound.command.takes_count else 1)
        return [key]
