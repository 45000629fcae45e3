"""How keys are spelled: what terminals send is a key, and the right word is told for the rest."""

from __future__ import annotations

import string

import pytest
from textual import events

from triage.keymap.names import NAMED, Wrong, spelled
from triage.ui.keyboard import Keyboard
from triage.ui.keynames import key_name


@pytest.mark.parametrize(
    "key", ["v", "V", "?", "+", "é", "洪", "ctrl+r", "ctrl+_", "ctrl+@", "alt+v", "alt+shift+v", "ctrl+enter"]
)
def test_a_key_that_can_be_pressed_is_one(key: str) -> None:
    assert spelled(key) == key


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ("shift+v", "shift+v is written V"),
        ("Ctrl+S", "Ctrl+S is written ctrl+s"),
        ("ctrl+S", "ctrl+S is written ctrl+s"),
        ("Shift+Ctrl+Up", "Shift+Ctrl+Up is written ctrl+shift+up"),
        ("alt+V", "alt+V is written alt+shift+v"),
        ("C-x", "C-x is written ctrl+x"),
        ("<C-x>", "<C-x> is written ctrl+x"),
        ("M-x", "M-x is written alt+x"),
        ("^X", "^X is written ctrl+x"),
        ("Esc", "Esc is written escape"),
        ("<CR>", "<CR> is written enter"),
        ("page_down", "page_down is written pagedown"),
        ("question_mark", "question_mark is written ?"),
        ("ctrl+i", "terminals send ctrl+i as tab"),
        ("ctrl+m", "terminals send ctrl+m as enter"),
        ("C-m", "terminals send C-m as enter"),
        ("ctrl+h", "terminals send ctrl+h as backspace"),
        ("ctrl+[", "terminals send ctrl+[ as escape"),
        ("ctrl+/", "terminals send ctrl+/ as ctrl+_"),
        ("ctrl+space", "terminals send ctrl+space as ctrl+@"),
        ("alt+f", "terminals send alt+f as ctrl+right"),
        ("ctrl+1", "most terminals send ctrl+1 as 1"),
        ("ctrl+shift+s", "most terminals send ctrl+shift+s as ctrl+s"),
        ("shift+1", "shift+1 is written as the sign that it types"),
        ("alt+1", "most terminals do not send alt+1 as a key of its own"),
        ("alt+[", "terminals do not send alt+[ as a key"),
        ("entr", "there is no key entr; did you mean enter?"),
        ("hype+x", "there is no key hype+x"),
        ("g escape", "escape leaves a sequence, so it cannot be in one"),
        ("", "a key has a name"),
        ("\u200b", "a character that cannot be seen"),
    ],
)
def test_what_is_no_key_is_told_with_the_right_word(keys: str, problem: str) -> None:
    found = spelled(keys)
    assert isinstance(found, Wrong)
    assert found.problem == problem


def test_a_sequence_is_keys_apart_by_blanks() -> None:
    assert spelled(" g   g ") == "g g"
    assert spelled("ctrl+x ctrl+c") == "ctrl+x ctrl+c"


SENT = {
    **{letter: letter.encode() for letter in string.ascii_letters + "+-?/:'é"},
    **{
        f"ctrl+{letter}": bytes([number])
        for number, letter in enumerate(string.ascii_lowercase, 1)
        if letter not in "him"
    },
    **{f"alt+{letter}": b"\x1b" + letter.encode() for letter in string.ascii_lowercase if letter not in "bf"},
    **{
        f"alt+shift+{letter.lower()}": b"\x1b" + letter.encode()
        for letter in string.ascii_uppercase
        if letter not in "OPX"
    },
    "ctrl+@": b"\x00",
    "ctrl+\\": b"\x1c",
    "ctrl+]": b"\x1d",
    "ctrl+^": b"\x1e",
    "ctrl+_": b"\x1f",
    "tab": b"\t",
    "enter": b"\r",
    "escape": b"\x1b",
    "backspace": b"\x7f",
    "space": b" ",
    "shift+tab": b"\x1b[Z",
    "f1": b"\x1bOP",
    "f12": b"\x1b[24~",
    "delete": b"\x1b[3~",
    "ctrl+right": b"\x1bf",
    "ctrl+left": b"\x1bb",
    "shift+right": b"\x1b[1;2C",
    "alt+up": b"\x1b[1;3A",
    "ctrl+shift+up": b"\x1b[1;6A",
    "ctrl+down": b"\x1b[1;5B",
    "pagedown": b"\x1b[6~",
}
"""What terminals without newer protocols send."""


@pytest.mark.parametrize(("key", "sent"), SENT.items())
def test_what_terminals_send_has_the_name_that_maps_spell(key: str, sent: bytes) -> None:
    keyboard = Keyboard()
    found = [*keyboard.feed(sent, 0.0), *keyboard.tick(1.0)]
    assert [key_name(event) for event in found if isinstance(event, events.Key)] == [key]
    assert spelled(key) == key


def test_every_named_key_is_written_as_it_is_called() -> None:
    assert [spelled(name) for name in NAMED] == list(NAMED)
