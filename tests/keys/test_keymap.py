"""Key maps: what is bound, what is refused, and that every default key is the one promised."""

from __future__ import annotations

import pytest

from tests.ui.reviewing import keys_and_tags
from triage.commands import CHOICES, COMMANDS, FREE, Argument, Mode, command
from triage.core.codebook import Codebook, TagDefinition
from triage.core.node import Node
from triage.keymap import Keymap
from triage.keymap.layering import keymap_from
from triage.store.codebook import shipped_codebook

PROMISED = {
    Mode.TEXT: {
        "v": "tag verified",
        "d": "tag disputed",
        "o": "tag opinion",
        "x": "untag",
        "j": "go.next claim",
        "k": "go.previous claim",
        "down": "go.next claim",
        "up": "go.previous claim",
        "J": "article.next",
        "K": "article.previous",
        "tab": "pane.switch",
        "u": "undo",
        "ctrl+r": "redo",
        "n": "note",
        "e": "evidence",
        "c": "confidence.next",
        "D": "article.done",
        "/": "find",
        "f": "filter",
        "?": "help",
        ":": "palette",
        "ctrl+p": "palette",
        "q": "quit",
        "h": "edge end-left",
        "l": "edge end-right",
        "H": "edge start-left",
        "L": "edge start-right",
    },
    Mode.LIST: {
        "v": "tag verified",
        "d": "tag disputed",
        "o": "tag opinion",
        "j": "article.next",
        "k": "article.previous",
        "down": "article.next",
        "up": "article.previous",
        "enter": "article.open",
        "tab": "pane.switch",
        "u": "undo",
        "q": "quit",
    },
}


@pytest.fixture(scope="module")
def default() -> Keymap:
    return keys_and_tags()[1]


@pytest.mark.parametrize(
    ("mode", "key", "bound"),
    [(mode, key, bound) for mode, keys in PROMISED.items() for key, bound in keys.items()],
)
def test_the_default_keys_do_what_was_promised(default: Keymap, mode: Mode, key: str, bound: str) -> None:
    found = default.bound(mode, key)
    assert found is not None
    assert found.text == bound


def test_no_default_key_is_one_that_terminals_send_for_another(default: Keymap) -> None:
    assert not {key for _, key, _ in default.listed()} & {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+j"}


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("undoo", "unknown command undoo; did you mean undo?"),
        ("undo twice", "undo takes no argument"),
        ("tag", "tag takes one of: verified, disputed, opinion"),
        ("tag maybe", "tag takes one of: verified, disputed, opinion"),
        ("claim.fit word", "claim.fit takes one of: sentence, paragraph"),
    ],
)
def test_a_bad_line_is_left_out_and_said_and_the_rest_works(written: str, problem: str) -> None:
    node: Node = {"name": "mine", "modes": {"all": {"y": written, "z": "redo"}}}
    keymap, findings = keymap_from(node, shipped_codebook())
    assert [(finding.path, finding.problem) for finding in findings] == [(("modes", "all", "y"), problem)]
    assert keymap.bound(Mode.TEXT, "y") is None
    again = keymap.bound(Mode.TEXT, "z")
    assert again is not None
    assert again.command.id == "redo"


def test_an_unknown_mode_is_said() -> None:
    _, findings = keymap_from({"modes": {"txt": {"z": "redo"}}}, shipped_codebook())
    assert "unknown mode txt" in findings[0].problem


def test_the_key_of_a_tag_wins_over_a_command_with_a_word_of_warning() -> None:
    tag = TagDefinition("urgent", "Urgent", "u", "!", "!", "red", "Look at it today.")
    node = {"modes": {"all": {"u": "undo"}, "list": {"u": "redo"}}}
    keymap, findings = keymap_from(node, Codebook("mine", (tag,)))
    assert [finding.problem for finding in findings] == [
        "u tags urgent, so it does not undo any more",
        "u tags urgent, so it does not redo any more",
    ]
    for mode in (Mode.TEXT, Mode.LIST):
        bound = keymap.bound(mode, "u")
        assert bound is not None
        assert bound.text == "tag urgent"


def test_a_pane_finds_its_own_keys_before_those_of_all() -> None:
    node = {"modes": {"all": {"z": "redo"}, "list": {"z": "help"}}}
    keymap, _ = keymap_from(node, shipped_codebook())
    assert [keymap.keys_of("redo", mode) for mode in (Mode.TEXT, Mode.LIST)] == [["z"], []]


def test_ids_are_told_apart_and_arguments_have_choices() -> None:
    assert len({known.id for known in COMMANDS}) == len(COMMANDS)
    for known in COMMANDS:
        assert command(known.id) is known
        if known.argument not in (Argument.NONE, Argument.TAG):
            assert (known.argument in CHOICES) is not (known.argument in FREE)
