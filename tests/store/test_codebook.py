"""Codebooks: the shipped one, and what a wrong one is told, where."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NASTY_CHARACTERS
from triage.store.codebook import load, parse, shipped_codebook
from triage.store.hand_written import MOST_WARNINGS
from triage.store.shipped import Kind, shipped
from triage.store.yaml_error import YamlError

CODEBOOK = """\
schema: 1
name: House rules
about: Short.
tags:
  true-enough:
    label: True enough
    key: "1"
    symbol: ✓
    letter: T
    colour: "#009E73"
    definition: Holds.
  falsch:
    key: f2
    symbol: ✗
    colour: bright_red
    definition: Holds not.
    group: bad
"""


def test_the_shipped_codebook_is_without_a_doubt() -> None:
    codebook, warnings = load(shipped("annotations") / "codebook.yaml")
    assert warnings == ()
    assert codebook == shipped_codebook()
    assert [(tag.name, tag.key, tag.symbol, tag.letter) for tag in codebook.tags] == [
        ("verified", "v", "✓", "V"),
        ("disputed", "d", "✗", "D"),
        ("opinion", "o", "❝", "O"),
    ]
    assert all(tag.definition and tag.example for tag in codebook.tags)
    assert codebook.about


def test_the_shipped_colours_differ_from_each_other_in_lightness() -> None:
    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    levels = [lightness(tag.colour) for tag in shipped_codebook().tags]
    assert all(abs(one - other) > 5 for one, other in combinations(levels, 2))


def test_a_codebook_is_read_whole() -> None:
    codebook, warnings = parse(CODEBOOK, "x")
    assert warnings == ()
    assert (codebook.name, codebook.about, codebook.names()) == (
        "House rules",
        "Short.",
        ("true-enough", "falsch"),
    )
    first, second = codebook.tags
    assert (first.key, first.letter, first.colour) == ("1", "T", "#009e73")
    assert (second.label, second.key, second.letter, second.group) == ("falsch", "f2", "?", "bad")
    assert codebook.get("falsch") is second
    assert codebook.get("none") is None


@pytest.mark.parametrize("name", ["prüfen", "правда", "真", "2nd", "not_sure", "a-b-c"])
def test_a_name_may_be_in_any_script(name: str) -> None:
    assert parse(CODEBOOK.replace("falsch", name), "x")[0].names()[1] == name


@pytest.mark.parametrize("key", ["y", "n", "é", "?", "ctrl+t", "shift+f3", "space", "~"])
def test_a_key_is_a_character_or_a_key_name(key: str) -> None:
    written = '"~"' if key == "~" else key
    if key == "?":
        written = '"?"'
    assert parse(CODEBOOK.replace("key: f2", f"key: {written}"), "x")[0].tags[1].key == key


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "problem"),
    [
        ("schema: 1", "schema: 2", 1, 1, "'schema' must be 1"),
        ("schema: 1\n", "", 1, 1, "'schema' is missing"),
        ("  falsch:", "  none:", 12, 3, "taken off"),
        ("  falsch:", "  Falsch:", 12, 3, "small letters"),
        ("  falsch:", '  "fal sch":', 12, 3, "small letters"),
        ("  falsch:", '  "-x":', 12, 3, "small letters"),
        ("  falsch:", '  "a\\u202eb":', 12, 3, "small letters"),
        ("  falsch:", "  true-enough:", 12, 3, "duplicate key 'true-enough'"),
        ("key: f2", 'key: "1"', 13, 5, "the key '1' already gives 'true-enough'"),
        ("    key: f2\n", "", 12, 3, "'key' is missing"),
        ("key: f2", "key: ctrl+i", 13, 5, "terminals send 'ctrl+i' as tab"),
        ("key: f2", "key: f99", 13, 5, "'key' must be one character"),
        ("key: f2", 'key: "\\u200b"', 13, 5, "that can be seen"),
        ("symbol: ✗", "symbol: ✅", 14, 5, "fills one cell"),
        ("symbol: ✗", "symbol: 假", 14, 5, "fills one cell"),
        ("symbol: ✗", "symbol: no", 14, 5, "fills one cell"),
        ("symbol: ✗", 'symbol: "\\u0301"', 14, 5, "fills one cell"),
        ("symbol: ✗", 'symbol: "\\e"', 14, 5, "fills one cell"),
        ("colour: bright_red", "colour: brigth_red", 15, 5, "did you mean 'bright_red'?"),
        ("colour: bright_red", 'colour: "#fff"', 15, 5, "#rrggbb"),
        ("letter: T", "letter: é", 9, 5, "one ASCII character"),
        ("definition: Holds.", 'definition: "a\\u202eb"', 11, 5, "U+202E"),
        ("label: True enough", 'label: "\\e[31m"', 6, 5, "U+001B"),
        ("name: House rules", "name: [a]", 2, 1, "'name' must be text"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    old: str, new: str, line: int, column: int, problem: str
) -> None:
    assert old in CODEBOOK
    with pytest.raises(YamlError) as caught:
        parse(CODEBOOK.replace(old, new, 1), "codebook.yaml")
    assert problem in caught.value.problem
    assert (caught.value.line, caught.value.column) == (line, column)
    assert caught.value.hint


@pytest.mark.parametrize("count", [0, 21])
def test_a_codebook_has_one_to_twenty_tags(count: int) -> None:
    tags = "".join(f"  t{n}: {{key: {chr(97 + n)}, symbol: x, colour: red}}\n" for n in range(count))
    with pytest.raises(YamlError, match=rf"x:3:1: a codebook has 1 to 20 tags, and this one {count}"):
        parse(f"schema: 1\nname: a\ntags:\n{tags}", "x")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "letter: T",
            "leter: T",
            "x:9:5: the field 'leter' is not known and has no effect; did you mean 'letter'?",
        ),
        ("about:", "qqq:", "x:3:1: the field 'qqq' is not known and has no effect"),
        ("    definition: Holds not.\n", "", "x:12:3: 'falsch' has no definition, so reviewers may differ"),
        ("symbol: ✗", "symbol: ◇", "x:14:5: 'symbol' is two cells wide in some East Asian terminals"),
        ("key: f2", "key: t", "x:12:3: the letter 'T' already stands for 'true-enough'"),
    ],
)
def test_what_is_only_doubtful_is_a_warning_with_its_place(old: str, new: str, warning: str) -> None:
    assert parse(CODEBOOK.replace(old, new, 1), "x")[1] == (warning,)


@given(st.integers(0, len(CODEBOOK)), st.integers(0, 12), st.text(alphabet=NASTY_CHARACTERS, max_size=4))
def test_any_codebook_is_read_or_refused(start: int, cut: int, put: str) -> None:
    try:
        codebook, _ = parse(CODEBOOK[:start] + put + CODEBOOK[start + cut :], "x")
    except YamlError:
        return
    assert all(len(tag.symbol) == 1 and tag.key for tag in codebook.tags)


def test_a_flood_of_doubts_is_cut_short() -> None:
    began = time.thread_time()
    _, warnings = parse(CODEBOOK + "".join(f"z{number}: x\n" for number in range(200)), "x")
    assert len(warnings) == MOST_WARNINGS
    flood = "".join(f"    z{number}: x\n" for number in range(2000))
    _, warnings = parse(CODEBOOK.replace("    key: f2\n", "    key: f2\n" + flood), "x")
    assert len(warnings) == MOST_WARNINGS
    assert time.thread_time() - began < 2.5, "each is looked up in the whole file"


def test_what_nobody_wrote_by_hand_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(YamlError, match="larger than"):
        load(path)
    with pytest.raises(YamlError, match="values in the file"):
        parse("schema: 1\ntags: [" + "a," * 10_000 + "]", "x")


@pytest.mark.parametrize("kind", ["annotations", "keymaps", "seeds"])
def test_shipped_files_are_found_in_a_source_checkout(kind: Kind) -> None:
    assert shipped(kind) == Path(__file__).parents[2] / kind


def test_shipped_files_are_found_inside_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "triage" / "_seeds").mkdir(parents=True)
    monkeypatch.setattr("triage.__file__", str(tmp_path / "triage" / "__init__.py"))
    assert shipped("seeds") == tmp_path / "triage" / "_seeds"


def test_importing_the_modules_does_not_import_yaml() -> None:
    code = (
        "import sys, triage.store.codebook, triage.store.shipped, triage.store.sidecar;"
        "sys.exit(bool({'yaml', 'difflib', 'importlib.resources'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
