"""What can follow a prefix: columns of keys, as many as fit, and nothing in them that is obeyed."""

from __future__ import annotations

from collections.abc import Mapping

from tests.keys.maps import TAGS
from triage.commands import Mode
from triage.core.node import Node
from triage.keymap.layering import keymap_from
from triage.keys import Machine, Pending
from triage.ui.look import look
from triage.ui.popup import popup_rows
from triage.ui.theme import DARK

LOOK = look(DARK, TAGS)
KEYS: Mapping[str, Node] = {
    "a": "undo",
    "b": ("confidence.next", "tag disputed"),
    "c": "go.next any",
    "d d": "redo",
}


def rows(size: tuple[int, int], title: str = "go") -> list[str]:
    """Return the rows of a popup after `3 g`."""
    bindings = {f"g {key}": command for key, command in KEYS.items()}
    keymap, _ = keymap_from({"modes": {"all": bindings}, "prefixes": {"g d": "deeper"}}, TAGS)
    following = Machine(keymap).following(Mode.TEXT, "g")
    strips = popup_rows(Pending("g", "3"), title, following, LOOK, size)
    assert all(strip.cell_length <= size[0] for strip in strips)
    return [strip.text for strip in strips]


def test_the_keys_stand_in_columns_beneath_what_was_begun() -> None:
    head, first, second = rows((80, 24))
    assert head.split() == ["3", "g", "go", "Esc", "leaves"]
    assert len(head) == 80
    assert [" ".join(line.split()) for line in (first, second)] == [
        "a Undo c Next passage",
        "b Confidence, then Tag the c… d deeper",
    ]


def test_in_a_small_terminal_as_much_is_shown_as_fits() -> None:
    assert len(rows((30, 24))) == 5
    assert [line.split()[0] for line in rows((30, 6))] == ["3", "a", "b", "c"]
    assert len(rows((10, 3))) == 2


def test_a_title_is_made_plain() -> None:
    assert "\x1b" not in rows((80, 24), "a\x1b[31m\u202eb")[0]
