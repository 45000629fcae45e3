"""Over the review, the keys of the map in use move and leave as they do in the list."""

from __future__ import annotations

import pytest
from textual.events import Key

from tests.keys.maps import shipped_map
from triage.ui.layer_keys import LayerKeys


def meant(name: str, keys: str, opened_by: str) -> str:
    """Return which keys a layer gets for these, which are pressed one after the other."""
    keymap, _ = shipped_map(name)
    layer_keys = LayerKeys()
    events = [Key(key, key if len(key) == 1 else None) for key in keys.split()]
    return " ".join(
        each.character or each.key for event in events for each in layer_keys.meant(keymap, event, opened_by)
    )


@pytest.mark.parametrize(
    ("name", "keys", "given"),
    [
        ("default", "j k 3 j down", "down up down down down down"),
        ("default", "pageup space escape", "pageup pagedown escape"),
        ("default", "q", "escape"),
        ("default", "w", "escape"),
        ("default", "v", "v"),
        ("vim", "ctrl+d ctrl+u Z Z", "pagedown pageup escape"),
        ("vim", "g w", "escape"),
        ("emacs", "ctrl+n ctrl+p ctrl+v ctrl+g", "down up pagedown escape"),
        ("dvorak", "h t", "down up"),
        ("screen-reader", "j home", "j home"),
    ],
)
def test_a_layer_gets_the_keys_it_knows_for_those_of_the_map(name: str, keys: str, given: str) -> None:
    assert meant(name, keys, "waiting.list") == given


def test_a_sequence_that_was_left_moves_nothing() -> None:
    assert meant("vim", "Z escape j", "help") == "escape down"
