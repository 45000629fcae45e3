"""What a typed line means."""

from __future__ import annotations

from functools import cache

import pytest

from tests.ui.reviewing import keys_and_tags
from triage.commands import Mode, command
from triage.keymap.layering import keymap_from
from triage.keymap.names import Wrong, spelled
from triage.line.telling import WORDS
from triage.line.understood import Doing, Known, Word
from triage.store.shipped import shipped
from triage.store.yaml_reader import read


@cache
def known(name: str = "default") -> Known:
    codebook, _ = keys_and_tags()
    text = (shipped("keymaps") / f"{name}.yaml").read_text(encoding="utf-8")
    return Known(keymap_from(read(text, name), codebook)[0], codebook, WORDS)


def shown(line: str, mode: Mode = Mode.TEXT, name: str = "default") -> str:
    """Return the meaning as a line: commands, the count, and what was typed behind."""
    meaning = known(name).meaning(line, mode)
    if isinstance(meaning, Doing):
        macro = " + ".join(bound.text for bound in meaning.macro)
        return f"{macro} | {meaning.count or ''} | {meaning.rest}".rstrip(" |")
    return f"{meaning.name}: {meaning.rest}" if isinstance(meaning, Word) else f"? {meaning.why}"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("v", "tag verified"),
        ("  d  ", "tag disputed"),
        ("j", "go.next claim"),
        ("5j", "go.next claim | 5"),
        ("5 j", "go.next claim | 5"),
        ("12 j", "go.next claim | 12"),
        ("g g", "go.first"),
        ("gg", "go.first"),
        ("ctrl+r", "redo"),
        ("3ctrl+r", "redo | 3"),
        ("down", "go.next claim"),
        ("?", "help"),
        ("n the number differs", "note |  | the number differs"),
        ("tag disputed", "tag disputed"),
        ("tag dis", "tag disputed"),
        ("tag 2", "tag disputed"),
        ("note the  number  differs", "note |  | the  number  differs"),
        ("no so it was", "note |  | so it was"),
        ("ev https://example.org/a refutes no", "evidence |  | https://example.org/a refutes no"),
        ("undo", "undo"),
        ("undo 3", "undo | 3"),
        ("edge end-left 3", "edge end-left | 3"),
        ("go.next untagged 2", "go.next untagged | 2"),
        ("go.next tag:opinion", "go.next tag:opinion"),
        ("go.next", "go.next claim"),
        ("go.next 4", "go.next claim | 4"),
        ("go.next tag:opinion has:note 2", "go.next tag:opinion has:note | 2"),
        ("go.where", "go.where"),
        ("go.where is:untagged dam", "go.where is:untagged dam"),
        ("article.next unf 2", "article.next unfinished | 2"),
        ("article.next 2", "article.next | 2"),
        ("split", "claim.split"),
        ("list 21", "list: 21"),
        ("text", "text: "),
        ("open the dam", "open: the dam"),
    ],
)
def test_keys_commands_and_words_are_understood(line: str, meant: str) -> None:
    assert shown(line) == meant


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("vd", "no key and no command vd"),
        ("v d", "tag verified |  | d"),  # refused by what runs it: a tag takes nothing behind it
        ("nots", "did you mean note?"),
        ("un", "un can be untag, undo"),
        ("ctrl+j", "ctrl+j is not bound to anything"),
        ("Ctrl+R", "Ctrl+R is written ctrl+r"),
        ("g", "after g comes one of: "),
        ("g q", "g q is not bound to anything"),
        ("7", "a count needs a key behind it, as in 7j"),
        ("undo 0", "a count is 1 or more"),
        ("0j", "a count is 1 or more"),
        ("tag nonsense", "tag takes one of: verified, disputed, opinion"),
        ("tag", "tag takes one of"),
        ("go.where tag:(", "of the filter"),
        ("tag 9", "the codebook has no tag 9"),
        ("\x1b[A", "there is no key and no command"),
        ("5" * 50, "a count needs a key"),
    ],
)
def test_what_cannot_be_meant_is_told_with_the_reason(line: str, why: str) -> None:
    assert why in shown(line)


def test_the_keys_are_those_of_the_map_in_use_and_of_choosing_while_a_stretch_is_chosen() -> None:
    assert shown("f2", name="screen-reader") == "tag verified"
    assert shown("v", name="screen-reader").startswith("? ")
    assert shown("3 down", name="screen-reader") == "go.next claim | 3"
    assert shown("note so", name="screen-reader") == "note |  | so"
    assert shown("l", Mode.SELECT) == "select.next word"
    assert shown("enter", Mode.SELECT) == "select.make"


def test_a_word_of_lines_is_no_key_and_no_command_and_comes_before_the_beginning_of_one() -> None:
    for name in WORDS:
        assert command(name) is None
        assert isinstance(spelled(name), Wrong)
        assert isinstance(known().meaning(name, Mode.TEXT), Word)
