"""The key maps that come with triage: without findings, complete, and what their names promise."""

from __future__ import annotations

import pytest

from tests.keys.maps import TAGS, shipped_map
from triage.commands import CHOICES, COMMANDS, SELECTING, Argument, Mode
from triage.core.codebook import Codebook, TagDefinition
from triage.keymap import Keymap, Sources
from triage.store import keymaps

NAMES = keymaps.names()
ONLY = {"go.first": Mode.TEXT, "go.last": Mode.TEXT, "article.open": Mode.LIST}
ONLY |= {known.id: Mode.SELECT for known in COMMANDS if known.group == SELECTING}
LEFT = "`12345qwertasdfgzxcvb~!@#$%QWERTASDFGZXCVB"
RIGHT = "67890-=yuiop[]\\hjkl;'nm,./^&*()_+YUIOP{}|HJKL:\"NM<>?"
PAD = {*"0123456789+-*/.", "enter"}
EITHER = {"space", "escape", "ctrl+c"}
LEFT_KEYS = {*LEFT, "tab", "f1", *(f"ctrl+{letter}" for letter in "qwertasdfgzxcvb")}
RIGHT_KEYS = {*RIGHT, "enter", "backspace", "delete", "up", "down", "left", "right", "f12"}
RIGHT_KEYS |= {"home", "end", "pageup", "pagedown"}


def own_keys(name: str) -> set[str]:
    """Return every key that the file itself binds, each of a sequence by itself."""
    keymap, _ = shipped_map(name)
    bound = [keys for _, keys, binding in keymap.listed() if binding.file.endswith(f"/{name}.yaml")]
    return {key for keys in bound for key in keys.split(" ")}


def test_all_that_was_promised_is_there() -> None:
    promised = {"default", "vim", "emacs", "left-hand", "right-hand", "numpad", "screen-reader"}
    assert promised | {"dvorak", "colemak"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_in_a_shipped_map_with_any_codebook(name: str) -> None:
    keymap, warnings = shipped_map(name)
    assert (keymap.name, warnings) == (name, [])
    many = tuple(
        TagDefinition(f"t{number}", "T", f"f{number + 12}", "!", "!", "red", "") for number in range(12)
    )
    for codebook in (Codebook("none", ()), Codebook("many", many)):
        assert keymaps.in_use(Sources(name), codebook)[1] == []


@pytest.mark.parametrize("mode", [Mode.LIST, Mode.TEXT])
@pytest.mark.parametrize("name", NAMES)
def test_every_command_can_be_reached_in_every_mode_it_serves(name: str, mode: Mode) -> None:
    keymap, _ = shipped_map(name)
    for known in COMMANDS:
        if ONLY.get(known.id, mode) is mode:
            assert keymap.keys_of(known.id, mode), known.id
    for tag in TAGS.tags:
        assert keymap.keys_of("tag", mode, tag.name)
    for to in CHOICES[Argument.STEP]:
        assert mode is Mode.LIST or keymap.keys_of("go.next", mode, to)
    for edge in CHOICES[Argument.EDGE]:
        assert (mode is Mode.LIST and "-char" in edge) or keymap.keys_of("edge", mode, edge), edge
    for unit in CHOICES[Argument.WHOLE]:
        assert keymap.keys_of("claim.fit", mode, unit)
    assert keymap.keys_of("article.next", mode, "unfinished")
    for tag in TAGS.tags:
        assert keymap.keys_of("go.next", mode, f"tag:{tag.name}")


@pytest.mark.parametrize("name", NAMES)
def test_a_stretch_is_chosen_with_keys_of_every_map(name: str) -> None:
    keymap, _ = shipped_map(name)
    for unit in CHOICES[Argument.UNIT]:
        for known in ("select.next", "select.previous"):
            assert keymap.keys_of(known, Mode.SELECT, unit), (known, unit)
    for needed in ("select.swap", "select.make", "claim.split", "claim.fit", "cancel"):
        assert keymap.keys_of(needed, Mode.SELECT), needed
    for tag in TAGS.tags:
        assert keymap.keys_of("tag", Mode.SELECT, tag.name)
    assert 4 <= len(keymap.options.labels) == len(set(keymap.options.labels))


@pytest.mark.parametrize(
    ("name", "hand"), [("left-hand", LEFT), ("right-hand", RIGHT), ("numpad", "0123456789")]
)
def test_labels_are_typed_by_the_hand_of_the_map(name: str, hand: str) -> None:
    assert set(shipped_map(name)[0].options.labels) <= set(hand)


@pytest.mark.parametrize("name", NAMES)
def test_quit_help_and_undo_are_reached_by_what_is_written(name: str) -> None:
    keymap, _ = shipped_map(name)
    for mode in (Mode.LIST, Mode.TEXT, Mode.SELECT):
        for command in ("quit", "help", "undo"):
            keys = keymap.keys_of(command, mode)
            assert any(key != "ctrl+c" for key in keys), (mode, command)


def test_the_left_hand_reaches_all_of_its_map() -> None:
    assert own_keys("left-hand") <= LEFT_KEYS | EITHER


def test_the_right_hand_reaches_all_of_its_map() -> None:
    assert own_keys("right-hand") <= RIGHT_KEYS | EITHER


def test_the_number_pad_has_what_is_done_all_the_time() -> None:
    assert own_keys("numpad") <= PAD
    keymap, _ = shipped_map("numpad")
    for wanted in ("tag", "untag", "undo", "note", "evidence", "confidence.next", "go.next", "go.previous"):
        assert PAD & set(keymap.keys_of(wanted, Mode.TEXT)), wanted
    assert PAD & set(keymap.keys_of("edge", Mode.TEXT, "end-left"))


def test_for_a_screen_reader_no_character_does_anything() -> None:
    keymap, _ = shipped_map("screen-reader")
    for mode in Mode:
        assert not [keys for keys in keymap.table(mode) if any(len(key) == 1 for key in keys.split(" "))]
    assert "space" not in keymap.table(Mode.TEXT)


@pytest.mark.parametrize(("name", "j", "redo"), [("dvorak", "h", "ctrl+r"), ("colemak", "n", "ctrl+r")])
def test_a_layout_has_the_default_keys_at_their_places(name: str, j: str, redo: str) -> None:
    keymap, _ = shipped_map(name)
    for key, text in ((j, "go.next claim"), (redo, "redo"), ("v", "tag verified"), ("down", "go.next claim")):
        bound = keymap.bound(Mode.TEXT, key)
        assert bound is not None
        assert bound.text == text


def test_the_default_map_is_small_to_hand_over() -> None:
    import pickle

    keymap: Keymap = pickle.loads(pickle.dumps(shipped_map("default")[0], protocol=5))
    assert keymap.bound(Mode.TEXT, "j") is not None
    assert keymap.bound(Mode.TEXT, "j") == shipped_map("default")[0].bound(Mode.TEXT, "j")
    assert len(pickle.dumps(keymap, protocol=5)) < 12_000
