"""The faithful writer: everything comes back as it was, and reads well."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml.resolver import Resolver

from tests.store.test_yaml_reader import kinds
from tests.strategies import NASTY_WORDS, nasty_texts, nodes, plain_scalars, scalars
from triage.core.node import Node, Plain
from triage.store.yaml_reader import read
from triage.store.yaml_text import HIDDEN, is_ambiguous, may_stand_bare
from triage.store.yaml_writer import Flow, visible, write

LAYOUT = """\
title: Russian Forces Flee as Ukraine’s Military Offensive Succeeds
said: he said "no", twice; 5,600 people (see below)
prefix: "since the beginning of the conflict, "
reviews:
  ana: {status: in-review, at: 2026-11-21T10:03:09.412Z}
nothing: {}
none: []
related:
- {file: 002_8421e5c796dc9a08.txt, relation: conflicts}
- file: a
  evidence:
  - {url: "https://example.org/a", accessed: 2026-11-21}
  - - a
    - b: c
      d: "1"
"""


def test_the_layout_is_the_one_of_sidecars() -> None:
    node: Node = {
        "title": "Russian Forces Flee as Ukraine’s Military Offensive Succeeds",
        "said": 'he said "no", twice; 5,600 people (see below)',
        "prefix": "since the beginning of the conflict, ",
        "reviews": {"ana": Flow(status="in-review", at=Plain("2026-11-21T10:03:09.412Z"))},
        "nothing": {},
        "none": (),
        "related": (
            Flow(file="002_8421e5c796dc9a08.txt", relation="conflicts"),
            {
                "file": "a",
                "evidence": (
                    Flow(url="https://example.org/a", accessed=Plain("2026-11-21")),
                    ("a", {"b": "c", "d": "1"}),
                ),
            },
        ),
    }
    assert write(node) == LAYOUT


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("5,600 people", "5,600 people"),
        ("“Quoted”, she said", "“Quoted”, she said"),
        ("Δοκιμή", "Δοκιμή"),
        ("01JD3MZ8W4QXK7T2", "01JD3MZ8W4QXK7T2"),
        ("01E10", '"01E10"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("tab\there", '"tab\\there"'),
        ('"', '"\\""'),
        ("\u202egnp.exe", '"\\u202egnp.exe"'),
        ("zero\u200bwidth", '"zero\\u200bwidth"'),
        ("next\x85line\u2028", '"next\\u0085line\\u2028"'),
        ("\U000e0041", '"\\U000e0041"'),
        ("« mot\u00a0»", '"« mot\u00a0»"'),
        ("no", '"no"'),
        ("No way", "No way"),
        ("é" * 2000, "é" * 2000),
    ],
)
def test_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert write({"a": text}) == f"a: {written}\n"


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (Flow(a="b"), "{a: b}"),
        (Flow(a="b, c"), '{a: "b, c"}'),
        (Flow(a="b, c", d=Plain("1")), '{a: "b, c", d: 1}'),
        (Flow(a=Plain("1,5")), "\n  a: 1,5"),
        (Flow(a=Plain("")), "\n  a:"),
        (Flow(a={"b": "c"}), "\n  a:\n    b: c"),
        (Flow(a="b" * 200), "\n  a: " + "b" * 200),
    ],
)
def test_a_flow_mapping_that_does_not_fit_its_line_becomes_a_block(node: Flow, written: str) -> None:
    text = write({"k": node})
    assert text == f"k:{'' if written[0] == chr(10) else ' '}{written}\n"
    assert kinds(read(text, "x")) == kinds({"k": node})


@given(nasty_texts)
@example("y")
@example("k" * 2000)
def test_every_text_comes_back_from_both_safe_loaders(text: str) -> None:
    for node in ({"a": text}, {text: "a"}, {"a": Flow(b=text)}):
        written = write(node)
        for loader in (yaml.CSafeLoader, yaml.SafeLoader):
            assert yaml.load(written, Loader=loader) == node
    assert yaml.safe_load(write(text)) == text


def test_every_nasty_word_comes_back() -> None:
    node = {word: word for word in NASTY_WORDS}
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        assert yaml.load(write(node), Loader=loader) == node
    assert kinds(read(write(node), "x")) == kinds(node)


@given(nodes())
@example({"k" * 200: ({"k" * 200: ("a", {})},)})
@example({Plain(""): Plain("")})
@example((((),),))
@example(Plain(""))
def test_what_is_written_is_read_back_with_its_kinds(node: Node) -> None:
    written = write(node)
    assert kinds(read(written, "x")) == kinds(node)
    assert write(read(written, "x")) == written


@given(st.dictionaries(nasty_texts, scalars, min_size=1, max_size=3))
def test_flow_mappings_are_read_back_with_their_kinds(entries: dict[str, str]) -> None:
    node = {"a": (Flow(entries), {"b": Flow(entries)})}
    assert kinds(read(write(node), "x")) == kinds(node)


@given(st.one_of(plain_scalars, st.text(alphabet="0123456789+-.:_,eExXoObtTzZ= \t~<a", max_size=12)))
@example("01E10")
@example("=")
def test_whatever_a_yaml_reader_takes_for_something_else_counts_as_ambiguous(text: str) -> None:
    if text != text.strip():
        return
    tag = Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag != "tag:yaml.org,2002:str":
        assert is_ambiguous(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+", text):
        assert is_ambiguous(text), "a number in YAML 1.2"


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "=", "<<", "0", "-17", "+1", "1_000", "5,600", "0o17", "017", "0X1f", "0b1", "1:30:00"),
        *("1e6", "1E+6", "01E10", ".5", "1.", "-.INF", ".nan", "Null", "TRUE", "FALSE", "y", "N", "on"),
        *("2026-11-21", "2026-1-2 3:04:05 +1:00", "2026-11-21T10:02:30.007Z"),
    ],
)
def test_what_some_yaml_version_takes_for_a_value_is_quoted_as_text_and_bare_as_plain(text: str) -> None:
    assert write({"a": text}) == f'a: "{text}"\n'
    assert write({"a": Plain(text)}) == f"a: {text}\n".replace(" \n", "\n")


@pytest.mark.parametrize(
    "code", [0, 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0x202E, 0x2069, 0x206F, 0xFE0F, 0xFEFF, 0xE0041]
)
def test_a_character_that_hides_is_written_as_its_code(code: int) -> None:
    written = write({"a": f"x{chr(code)}"})
    assert written.isascii()
    assert f"{code:04x}" in written


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u3000"])
def test_a_blank_that_is_not_one_stands_in_quotes(blank: str) -> None:
    assert write({"a": f"b{blank}c"}) == f'a: "b{blank}c"\n'


@pytest.mark.parametrize(
    ("text", "bare", "in_flow"),
    [
        ("a b", True, True),
        ("a, b", True, False),
        ("a:b", True, False),
        ("a: b", False, False),
        ("a:", False, False),
        ("a#b", True, False),
        ("a ", False, False),
        ("9999999", False, False),
        ("wrong", True, True),
    ],
)
def test_more_must_be_quoted_between_braces(text: str, bare: bool, in_flow: bool) -> None:
    assert may_stand_bare(text) is bare
    assert may_stand_bare(text, in_flow=True) is in_flow


@given(nodes())
def test_lines_show_what_they_hold(node: Node) -> None:
    for line in write(node).split("\n"):
        assert not HIDDEN.search(line.replace("\t", " "))
        assert line == line.rstrip(" ")


@given(nasty_texts)
def test_visible_text_stays_on_one_line_and_hides_nothing(text: str) -> None:
    assert not HIDDEN.search(visible(text))


def test_half_a_character_is_refused_with_its_code() -> None:
    with pytest.raises(ValueError, match=r"U\+D83D is half a character"):
        write({"a": "\ud83d"})


@pytest.mark.parametrize(
    ("node", "written"),
    [
        ("a", "a\n"),
        (Plain(""), "---\n"),
        ({}, "{}\n"),
        ({Plain(""): "a"}, "?\n: a\n"),
        ({"k" * 120: "a"}, f"{'k' * 120}: a\n"),
        ({"k" * 121: "a"}, f"? {'k' * 121}\n: a\n"),
        ({"k": Flow({"a:b": "c"})}, 'k: {"a:b": c}\n'),
        ({"k": Flow({"f" * 120: "c"})}, "k: {" + "f" * 120 + ": c}\n"),
        ({"k": Flow({"f" * 121: "c"})}, "k:\n  ? " + "f" * 121 + "\n  : c\n"),
        ({"a": "\uffff"}, 'a: "\\uffff"\n'),
        ({"a": "\U0001bca0"}, 'a: "\\U0001bca0"\n'),
    ],
)
def test_what_is_rare_is_written_like_this(node: Node, written: str) -> None:
    assert write(node) == written


@pytest.mark.parametrize("code", [0xD800, 0xDFFF])
def test_every_half_of_a_character_is_refused(code: int) -> None:
    with pytest.raises(
        ValueError, match=rf"^U\+{code:04X} is half a character and cannot be written to YAML$"
    ):
        write({"a": chr(code)})


def test_what_has_a_short_escape_in_json_is_written_with_it() -> None:
    assert write({"a": '" \\ \n \t \r \b \f \x07'}) == 'a: "\\" \\\\ \\n \\t \\r \\b \\f \\u0007"\n'


@pytest.mark.parametrize(("length", "lines"), [(160, 1), (161, 3)])
def test_a_mapping_stands_on_one_line_up_to_its_longest(length: int, lines: int) -> None:
    value = "x" * (length - len(" {b: , c: d}"))
    assert write({"a": Flow(b=value, c="d")}).count("\n") == lines


@pytest.mark.parametrize(("length", "start"), [(120, "x"), (121, "? x")])
def test_a_key_stands_before_its_colon_up_to_the_longest(length: int, start: str) -> None:
    key = "x" * length
    assert write({key: "a"}).startswith(start)
    assert write({"a": Flow({key: "b"})}).startswith("a: {" if start == "x" else "a:\n")
    assert read(write({key: "a"}), "x") is not None
