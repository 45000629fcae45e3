"""The key machine: sequences, counts, and what ends them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.keys.maps import TAGS, shipped_map
from triage.commands import Mode
from triage.core.node import Node
from triage.keymap import Keymap
from triage.keymap.layering import keymap_from
from triage.keys import MOST, Machine, Pending, Pressed, Run, Unbound

MAP: Node = {
    "options": {"counts": "true"},
    "prefixes": {"g": "go", "g d": "deeper"},
    "modes": {
        "all": {
            "g d d": "go.next tag:disputed",
            "g /": "search",
            "z": "undo",
            "7": "redo",
            "escape": "cancel",
            "ctrl+c": "quit",
        },
        "text": {"g g": "go.first", "j": "go.next claim", "0": "go.first"},
        "input": {"ctrl+g": "cancel"},
    },
}


def keymap() -> Keymap:
    made, findings = keymap_from(MAP, TAGS)
    assert findings == []
    return made


def pressed(keys: str, mode: Mode = Mode.TEXT) -> list[str]:
    """Return what comes of each of `keys`, apart by blanks."""
    machine = Machine(keymap())
    return [_shown(machine.press(mode, key)) for key in keys.split()]


def _shown(found: Pressed) -> str:
    if isinstance(found, Pending):
        return f"{found.count}|{found.keys}…"
    if isinstance(found, Run):
        return f"{'' if found.count is None else f'{found.count} '}{found.binding.text}"
    return f"nothing {found.keys}".strip()


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("z", ["undo"]),
        ("g g", ["|g…", "go.first"]),
        ("g d d", ["|g…", "|g d…", "go.next tag:disputed"]),
        ("g z z", ["|g…", "nothing g z", "undo"]),
        ("y z", ["nothing y", "undo"]),
        ("5 j", ["5|…", "5 go.next claim"]),
        ("1 0 j", ["1|…", "10|…", "10 go.next claim"]),
        ("0 j", ["go.first", "go.next claim"]),
        ("1 7", ["1|…", "1 redo"]),
        ("3 g g", ["3|…", "3|g…", "3 go.first"]),
        ("3 y", ["3|…", "nothing y"]),
        ("3 escape j", ["3|…", "nothing", "go.next claim"]),
        ("g escape g g", ["|g…", "nothing", "|g…", "go.first"]),
        ("escape", ["cancel"]),
        ("g ctrl+c", ["|g…", "quit"]),
        ("9 9 9 9 j", ["9|…", "99|…", "999|…", "999|…", f"{MOST} go.next claim"]),
    ],
)
def test_keys_run_what_they_are_bound_to(keys: str, found: list[str]) -> None:
    assert pressed(keys) == found


def test_in_a_field_there_are_no_counts_and_no_keys_of_other_modes() -> None:
    assert pressed("5 z g escape ctrl+g", Mode.INPUT) == [
        *("nothing 5", "nothing z", "nothing g", "nothing escape", "cancel")
    ]


def test_another_mode_drops_what_was_begun() -> None:
    machine = Machine(keymap())
    machine.press(Mode.TEXT, "g")
    assert machine.press(Mode.LIST, "g") == Pending("g", "")
    machine.press(Mode.LIST, "5")
    found = machine.press(Mode.TEXT, "j")
    assert isinstance(found, Run)
    assert found.count is None


def test_other_keys_drop_what_was_begun() -> None:
    machine = Machine(keymap())
    machine.press(Mode.TEXT, "g")
    machine.use(shipped_map("default")[0])
    assert _shown(machine.press(Mode.TEXT, "g")) == "|g…"
    assert _shown(machine.press(Mode.TEXT, "g")) == "go.first"


def test_what_can_follow_is_told_with_the_names_of_prefixes() -> None:
    machine = Machine(keymap())
    following = machine.following(Mode.TEXT, "g")
    assert [(key, what if isinstance(what, str) else what.text) for key, what in following] == [
        ("g", "go.first"),
        ("d", "deeper"),
        ("/", "search"),
    ]
    assert machine.following(Mode.TEXT, "g d d") == []


KEYS = st.sampled_from([*"gdz/j0123579yvdo:", "escape", "ctrl+c", "ctrl+g", "ctrl+x", "space", "]", "[", "Z"])
PRESSES = st.lists(st.tuples(st.sampled_from(list(Mode)), KEYS), max_size=30)
MAPS = [keymap(), *(shipped_map(name)[0] for name in ("vim", "emacs"))]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(MAPS), PRESSES)
def test_any_keys_are_answered_alike_each_time_and_escape_ends_what_was_begun(
    keys: Keymap, presses: list[tuple[Mode, str]]
) -> None:
    first, second = Machine(keys), Machine(keys)
    for mode, key in presses:
        found = first.press(mode, key)
        assert found == second.press(mode, key)
        if isinstance(found, Pending):
            assert found.count.isdecimal() or found.count == ""
            assert found.count or first.following(mode, found.keys)
            assert second.press(mode, "escape") == Unbound("", begun=True)
            first = Machine(keys)
            assert second.press(mode, key) == first.press(mode, key)
        elif isinstance(found, Run):
            assert found.binding in keys.table(mode).values()
            assert found.count is None or 1 <= found.count <= MOST
