"""Key map files: every finding with its line and column, and the rest of the file works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.keys.maps import TAGS, read, written
from triage.commands import Mode
from triage.core.codebook import Codebook
from triage.keymap import Keymap, Sources
from triage.store import keymaps
from triage.store.hand_written import MOST_WARNINGS


def bound(keymap: Keymap, mode: Mode, keys: str) -> str:
    """Return what keys run, as a map has it; empty for nothing."""
    binding = keymap.table(mode).get(keys)
    return "" if binding is None else binding.text


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("modes:\n  all:\n    y: undoo\n", "4:5: unknown command undoo; did you mean undo?"),
        ("modes:\n  all:\n    y: undo twice\n", "4:5: undo takes no argument"),
        (
            "modes:\n  all:\n    y: go.next tag:disputd\n",
            "4:5: go.next takes one of: tag:verified, tag:disputed, tag:opinion; did you mean tag:disputed?",
        ),
        (
            "modes:\n  all:\n    y: go.next untaged\n",
            (
                "4:5: go.next takes one of: claim, untagged, changed, any, note, evidence, review, lacking, "
                "asked, tag:NAME, a filter; did you mean untagged?"
            ),
        ),
        (
            "modes:\n  all:\n    y: go.next\n",
            (
                "4:5: go.next takes one of: claim, untagged, changed, any, note, evidence, review, "
                "lacking, asked, tag:NAME, a filter"
            ),
        ),
        ("modes:\n  all:\n    y: macro.play ab\n", "4:5: a macro has a letter or a digit"),
        ("modes:\n  all:\n    y: macro.record @\n", "4:5: a macro has a letter or a digit"),
        ("modes:\n  all:\n    y: bookmark.go ab\n", "4:5: a bookmark is a letter or a digit"),
        (
            "modes:\n  all:\n    y: article.next finished\n",
            "4:5: article.next takes one of: unfinished; did you mean unfinished?",
        ),
        (
            "modes:\n  all:\n    y: go.next tag:disputed -haz:note\n",
            "4:5: column 15 of the filter: the field 'haz' is not known; did you mean has?",
        ),
        ("modes:\n  all:\n    y: go.where (dam\n", "4:5: column 1 of the filter: this ( is not closed"),
        ("modes:\n  all:\n    y: [undo, undoo]\n", "4:15: unknown command undoo; did you mean undo?"),
        ("modes:\n  all:\n    y: [note, undo]\n", "4:9: note can only be the last of a list"),
        (
            "modes:\n  all:\n    y: {a: undo}\n",
            "4:5: a key is bound to a command, written as text, or to a list of commands",
        ),
        (
            "modes:\n  all:\n    y: []\n",
            "4:5: a key is bound to a command, written as text, or to a list of commands",
        ),
        ("modes:\n  all:\n    shift+v: undo\n", "4:5: shift+v is written V"),
        ("modes:\n  all:\n    Ctrl+S: undo\n", "4:5: Ctrl+S is written ctrl+s"),
        ("modes:\n  all:\n    ctrl+i: undo\n", "4:5: terminals send ctrl+i as tab"),
        (
            "modes:\n  all:\n    y: undo\n    y: redo\n",
            "5:5: duplicate key 'y'; the last one holds",
        ),
        ("modes:\n  all:\n    g g: undo\n    g  g: redo\n", "5:5: g g is bound above, as 'g g'"),
        (
            "modes:\n  all:\n    g g: undo\n    g: redo\n",
            "4:5: g g cannot be pressed: g alone is redo",
        ),
        (
            "modes:\n  all:\n    g d: undo\n  text:\n    g: redo\n",
            "6:5: g hides g d, undo, which is bound for all modes",
        ),
        (
            "modes:\n  all:\n    ctrl+c: undo\n",
            "4:5: ctrl+c always quits and cannot be bound to anything else",
        ),
        (
            "modes:\n  text:\n    ctrl+c: noop\n",
            "4:5: ctrl+c always quits and cannot be bound to anything else",
        ),
        ("modes:\n  all:\n    g escape: undo\n", "4:5: escape leaves a sequence, so it cannot be in one"),
        ("modes:\n  input:\n    a: cancel\n", "4:5: a is typed into a field"),
        (
            "modes:\n  input:\n    ctrl+x k: cancel\n",
            "4:5: in a field a single key does something, not a sequence",
        ),
        (
            "modes:\n  input:\n    ctrl+g: undo\n",
            "4:5: in a field a key runs one of: cancel, redraw, suspend, quit",
        ),
        (
            "modes:\n  txt:\n    y: undo\n",
            "3:3: unknown mode txt; the modes are all, list, text, select, input; did you mean text?",
        ),
        (
            "modes: {}\nprefix: {}\n",
            "3:1: the field 'prefix' is not known and has no effect; did you mean prefixes?",
        ),
        ("modes: {}\noptions: {popups: 1}\n", "3:11: unknown option popups; did you mean popup?"),
        ("modes: {}\noptions: {counts: on}\n", "3:11: counts is true or false"),
        ("modes: {}\noptions: {popup: soon}\n", "3:11: popup is a number of seconds, at most 60"),
        ("modes: {}\noptions: {popup: nan}\n", "3:11: popup is a number of seconds, at most 60"),
        (
            "modes: {}\noptions: {layout: dvork}\n",
            "3:11: layout is one of: colemak, dvorak; did you mean dvorak?",
        ),
        ("modes: {}\nprefixes: {C-x: x}\n", "3:12: C-x is written ctrl+x"),
        ("modes: {}\nname: [a]\n", "3:1: 'name' is text"),
        ("modes: {all: undo}\n", "2:9: 'all' has keys under it"),
    ],
)
def test_a_bad_line_is_told_with_its_place_and_the_rest_works(
    tmp_path: Path, text: str, finding: str
) -> None:
    good = "select: {z: undo}"
    if "modes: {" in text:
        whole = text.replace("modes: {}", f"modes: {{{good}}}").replace("all: undo}", f"all: undo, {good}}}")
    else:
        whole = f"{text}  {good}\n"
    keymap, findings = read(tmp_path, whole)
    assert findings == [finding]
    assert [bound(keymap, Mode.SELECT, key) for key in "zv"] == ["undo", "tag verified"]


def test_what_yaml_takes_for_other_values_are_keys(tmp_path: Path) -> None:
    keymap, findings = read(
        tmp_path, "modes:\n  all: {y: undo, n: redo, 1: help, ~: quit, =: note, N: untag}\n"
    )
    assert findings == []
    assert [bound(keymap, Mode.TEXT, key) for key in "yn1~=N"] == [
        *("undo", "redo", "help", "quit", "note", "untag")
    ]
    _, findings = read(tmp_path, "modes:\n  all: {no: undo, on: undo, 0x1: undo}\n")
    assert [finding.split(": ", 1)[1].split(";")[0] for finding in findings] == [
        *("there is no key no", "there is no key on", "there is no key 0x1")
    ]


def test_noop_takes_away_what_is_bound_beneath(tmp_path: Path) -> None:
    written(tmp_path, "modes:\n  all: {y: undo, g g: undo, g h: redo}\n  text: {w: redo}\n", "base.yaml")
    keymap, findings = read(
        tmp_path, "extends: base.yaml\nmodes:\n  text: {y: noop, g: noop}\n  all: {w: noop}\n"
    )
    assert findings == []
    assert [bound(keymap, Mode.TEXT, keys) for keys in ("y", "g g", "w")] == ["", "", ""]
    assert [bound(keymap, Mode.LIST, keys) for keys in ("y", "g g", "g h")] == ["undo", "undo", "redo"]


def test_a_later_map_takes_the_place_of_earlier_ones_in_every_mode(tmp_path: Path) -> None:
    written(tmp_path, "modes:\n  all: {y: undo, h h: undo}\n  text: {w: redo, g: undo}\n", "base.yaml")
    keymap, _ = read(tmp_path, "extends: base.yaml\nmodes:\n  all: {w: help, g g: redo, h: quit}\n")
    assert [bound(keymap, Mode.TEXT, keys) for keys in ("y", "w", "g", "g g", "h", "h h")] == [
        *("undo", "help", "", "redo", "quit", "")
    ]


def test_a_map_that_extends_itself_by_a_detour_is_told_and_the_rest_works(tmp_path: Path) -> None:
    other = written(tmp_path, "extends: ./mine.yaml\nmodes:\n  all: {w: redo}\n", "other.yaml")
    keymap, findings = read(tmp_path, "extends: other.yaml\nmodes:\n  all: {y: undo}\n")
    assert findings == [f"{other}:2:1: ./mine.yaml extends this map itself"]
    assert [bound(keymap, Mode.TEXT, key) for key in "yw"] == ["undo", "redo"]


@pytest.mark.parametrize(
    ("extends", "finding"),
    [
        ("mine.yaml", "2:1: mine.yaml extends this map itself"),
        ("gone.yaml", "2:1: gone.yaml: No such file or directory"),
        ("defalt", "2:1: defalt: there is no such key map; did you mean default? There are: "),
    ],
)
def test_what_cannot_be_extended_is_told_and_the_rest_works(
    tmp_path: Path, extends: str, finding: str
) -> None:
    keymap, findings = read(tmp_path, f"extends: {extends}\nmodes:\n  all: {{y: undo}}\n")
    assert len(findings) == 1
    assert findings[0].startswith(finding)
    assert bound(keymap, Mode.TEXT, "y") == "undo"


def test_an_unreadable_parent_is_told_at_the_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("schema: 1\nmodes: [", encoding="utf-8")
    _, findings = read(tmp_path, "extends: base.yaml\nmodes: {}\n")
    assert len(findings) == 1
    assert findings[0].startswith(f"2:1: {tmp_path / 'base.yaml'}:3:1: ")


def test_a_layout_moves_what_is_written_and_what_is_extended_by_place(tmp_path: Path) -> None:
    keymap, findings = read(
        tmp_path,
        "extends: default\noptions: {layout: dvorak}\nmodes:\n"
        "  all: {h: noop, s: noop, .: noop, b b: search}\n",
    )
    assert findings == []
    assert bound(keymap, Mode.TEXT, "h") == "go.next claim"  # where j is
    assert bound(keymap, Mode.TEXT, "x x") == "search"
    assert bound(keymap, Mode.TEXT, "ctrl+r") == "redo"  # a letter with ctrl stays
    _, findings = read(tmp_path, "extends: dvorak\noptions: {layout: dvorak}\nmodes: {}\n")
    assert findings == ["3:11: what it extends is laid out for other keys already"]


def test_the_layers_lie_over_each_other_in_order(tmp_path: Path) -> None:
    user = written(tmp_path, "modes:\n  all: {1: undo, 2: undo, 3: undo, 4: undo}\n", "user.yaml")
    project = written(tmp_path, "modes:\n  all: {2: redo, 3: redo}\n", "project.yaml")
    sources = Sources("default", str(user), str(project), ("all:3=help", "text:==quit", "all:g ==quit"))
    keymap, warnings = keymaps.in_use(sources, TAGS)
    assert warnings == []
    assert [bound(keymap, Mode.TEXT, keys) for keys in ("1", "2", "3", "=", "g =", "j")] == [
        *("undo", "redo", "help", "quit", "quit", "go.next claim")
    ]
    assert keymap.files[-2:] == (str(user), str(project))
    assert keymaps.origin(Mode.ALL, keymap.modes[Mode.ALL]["1"]) == f"{user}:3"
    assert keymaps.origin(Mode.ALL, keymap.modes[Mode.ALL]["3"]) == "--bind all:3=help"


def test_the_map_of_a_folder_binds_commands_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, "extends: vim\noptions: {tag-keys: false}\nmodes:\n  all: {Y: undo}\n")
    keymap, warnings = keymaps.in_use(Sources("default", project=str(path)), TAGS)
    assert warnings == [
        f"{path}:2:1: 'extends' has no effect in the key map of a folder",
        f"{path}:3:1: 'options' has no effect in the key map of a folder",
    ]
    assert bound(keymap, Mode.TEXT, "Y") == "undo"
    assert bound(keymap, Mode.TEXT, "Z Z") == ""
    assert bound(keymap, Mode.TEXT, "v") == "tag verified"


def test_a_file_that_cannot_be_read_is_left_out_and_told(tmp_path: Path) -> None:
    user = tmp_path / "keys.yaml"
    user.write_text("schema: 1\nmodes: [", encoding="utf-8")
    keymap, warnings = keymaps.in_use(Sources("default", str(user), str(tmp_path)), TAGS)
    assert [warning.split(": ")[0] for warning in warnings] == [f"{user}:3:1", str(tmp_path)]
    assert bound(keymap, Mode.TEXT, "j") == "go.next claim"


def test_what_a_reviewer_would_be_lost_without_is_told_where_no_key_runs_it(tmp_path: Path) -> None:
    path = written(tmp_path, "modes:\n  all: {h: help}\n  list: {u: undo, h: noop}\n")
    keymap, warnings = keymaps.in_use(Sources(str(path)), TAGS)
    assert warnings == [
        f"{path}:2:1: no key runs quit; ctrl+c does, whatever a map says",
        f"{path}:2:1: no key runs help in the list",
        f"{path}:2:1: no key runs undo in the text",
    ]
    assert bound(keymap, Mode.LIST, "ctrl+c") == "quit"


def test_a_tag_can_be_called_by_its_number_in_any_codebook(tmp_path: Path) -> None:
    path = written(tmp_path, "modes:\n  all: {1: tag 1, 3: tag 3, 9: tag 9, w: 'go.next tag:2'}\n")
    keymap, warnings = keymaps.load(path, TAGS)
    assert [bound(keymap, Mode.TEXT, key) for key in "139w"] == [
        *("tag verified", "tag opinion", "", "go.next tag:disputed")
    ]
    one, warnings = keymaps.load(path, Codebook("one", TAGS.tags[:1]))
    assert warnings == []
    assert [bound(one, Mode.TEXT, key) for key in "13w"] == ["tag verified", "", ""]


def test_a_tags_key_takes_the_place_of_sequences_that_begin_with_it(tmp_path: Path) -> None:
    keymap, findings = read(tmp_path, "modes:\n  text: {d d: undo}\n")
    assert findings == ["3:10: d tags disputed, so d d does not undo any more"]
    assert bound(keymap, Mode.TEXT, "d") == "tag disputed"
    keymap, findings = read(tmp_path, "options: {tag-keys: false}\nmodes:\n  text: {d d: undo}\n")
    assert findings == []
    assert bound(keymap, Mode.TEXT, "d d") == "undo"


def test_a_map_made_to_be_slow_or_to_break_the_reader_is_read_in_no_time(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    _, warnings = keymaps.in_use(Sources("default", project=str(tmp_path / "pipe.yaml")), TAGS)
    assert warnings == [f"{tmp_path / 'pipe.yaml'}: not a file"]
    keymap, findings = read(tmp_path, f"modes:\n  all:\n    {'C-' * 500}x: undo\n    Y: undo\n")
    assert findings == [f"4:5: there is no key {('C-' * 30)}…"]
    assert bound(keymap, Mode.TEXT, "Y") == "undo"
    lines = "".join(f"    f{number}: undoo\n" for number in range(1000, 3000))
    assert len(read(tmp_path, f"modes:\n  all:\n{lines}")[1]) == MOST_WARNINGS
    assert read(tmp_path, 'extends: "a\\0.yaml"\nmodes: {}\n')[1] == ["2:1: no file has such a name"]
