"""The strict reader: what it takes, what it refuses and where it says so, and that nothing else comes out."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import NASTY_CHARACTERS
from triage.core.node import Node, Plain
from triage.store.yaml_reader import Limits, YamlError, locate, read

SIDECAR = """\
# triage: claims in a.txt
schema: 1
reviews:
  ana: {status: in-review, at: 2026-11-21T10:03:09.412Z}
claims:
  01JD3MZ8W4QXK7T2:
    quote: it is said; "so"
    start: 2
    skip: true
    suffix: "\\u202e ends: here"
    note: |
      two
      lines
    tags:
      ana:
        evidence:
        - {url: "https://example.org", note: 'it''s'}
        - url: x
"""


def kinds(node: Node) -> object:
    """Return `node` with each plain scalar marked, so that == sees the difference."""
    if isinstance(node, str):
        return ("plain", str(node)) if isinstance(node, Plain) else node
    if isinstance(node, tuple):
        return tuple(kinds(item) for item in node)
    return {kinds(key): kinds(value) for key, value in node.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", {"a": "b"}),
        ("a: 1", {"a": Plain("1")}),
        ("a: '1'", {"a": "1"}),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: >-\n  x\n  y\n", {"a": "x y"}),
        ("a: >\n  1\n", {"a": "1\n"}),
        ("a:", {"a": Plain("")}),
        ("a: {}\nb: []", {"a": {}, "b": ()}),
        ("- a\n- - b\n  - c", ("a", ("b", "c"))),
        ("{a: [1, b], c: {d: e}}", {"a": (Plain("1"), "b"), "c": {"d": "e"}}),
        ("no: x\n'<<': z", {Plain("no"): "x", "<<": "z"}),
        ("\ufeffa: b", {"a": "b"}),
        ("%YAML 1.2\n---\na: b\n...\n", {"a": "b"}),
        ("a: 2026-11-21", {"a": Plain("2026-11-21")}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ],
)
def test_plain_yaml_is_read_as_it_was_written(text: str, expected: Node) -> None:
    assert kinds(read(text, "x")) == kinds(expected)
    assert kinds(read(text.encode(), "x")) == kinds(expected)


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("a: 1\nb:\n  tag: 1\n  tag: 2", 4, 3, "duplicate key 'tag'"),
        ("a: 1\n'a': 2", 2, 1, "duplicate key 'a'"),
        ("a: &x 1", 1, 4, "anchors (&x) are not used here"),
        ("a: &x\n  b: 1", 1, 4, "anchors (&x) are not used here"),
        ("a: *x", 1, 4, "aliases (*x) are not used here"),
        ("*x : a", 1, 1, "aliases (*x) are not used here"),
        ("a: !!python/object:os.system x", 1, 4, "tags (tag:yaml.org,2002:python/object:os.system)"),
        ("a: ! x", 1, 4, "tags (!) are not used here"),
        ("a: !x [b]", 1, 4, "tags (!x) are not used here"),
        ("a:\n  <<: {b: c}", 2, 3, "merge keys"),
        ("{a: b}: c", 1, 1, "a key must be a single word or text"),
        ("? [a]\n: b", 1, 3, "a key must be a single word or text"),
        ("a: b\n---\nc: d", 2, 1, "a second document begins here"),
        ("", 1, 1, "the file is empty"),
        ("# only a comment\n", 2, 1, "the file is empty"),
        ("a: b\nc: d: e", 2, 5, "mapping values are not allowed in this context"),
        ("a: [b", 2, 1, "did not find expected"),
        ("a: 'b", 1, 6, "unexpected end of stream"),
        ('a: "\\q"', 1, 5, "unknown escape character"),
        ('a: "\\ud800"', 1, 7, "invalid Unicode character escape code"),
        ("a:\tb\n\tc: d", 2, 1, "found a tab character that violates indentation"),
        ("a: b\nc: \x1bd", 2, 4, "the character U+001B is not allowed"),
        ("a: b\nc: \x00d", 2, 4, "the character U+0000 is not allowed"),
        ("é: \ud800", 1, 4, "the character U+D800 is not allowed"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_place(
    text: str, line: int, column: int, problem: str
) -> None:
    with pytest.raises(YamlError) as caught:
        read(text, "x.yaml")
    error = caught.value
    assert problem in error.problem
    assert (error.name, error.line, error.column) == ("x.yaml", line, column)
    assert error.message == f"x.yaml:{line}:{column}: {error.problem}"
    assert error.hint


def test_a_byte_that_is_not_utf8_is_refused_at_its_column_in_characters() -> None:
    with pytest.raises(YamlError) as caught:
        read("a: b\né: ".encode() + b"\xff", "x")
    assert (caught.value.line, caught.value.column) == (2, 4)
    assert "0xff" in caught.value.problem


@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_not_followed(nest: str) -> None:
    with pytest.raises(YamlError, match=r"nested more than 32 deep|single word"):
        read(nest * 200_000, "x")


def test_a_flood_of_directives_is_refused_at_once() -> None:
    with pytest.raises(YamlError, match="%TAG directives are not used here"):
        read("".join(f"%TAG !a{n}! b\n" for n in range(1001)) + "--- a", "x")


@pytest.mark.parametrize(
    ("text", "limits", "problem"),
    [
        ("a: " + "b" * 100, Limits(size=50), "larger than 50 bytes"),
        ("[a, b, c]", Limits(events=4), "more than 4 values"),
        ("[[[a]]]", Limits(depth=2), "nested more than 2 deep"),
        ("a: 1\nb: 2\nc: 3", Limits(top=2), "more than 2 entries at the top"),
        ("[a, b, c]", Limits(top=2), "more than 2 entries at the top"),
        ("- [a]\n- {b: c}\n- [d]", Limits(top=2), "more than 2 entries at the top"),
    ],
)
def test_limits_are_kept(text: str, limits: Limits, problem: str) -> None:
    with pytest.raises(YamlError, match=problem):
        read(text, "x", limits)


def test_what_just_fits_the_limits_is_read() -> None:
    assert read("[[a]]", "x", Limits(size=5, depth=2, events=5, top=1)) == (("a",),)
    assert read("a: [b, c, d]\ne: {f: g, h: i, j: k}", "x", Limits(top=2)) == {
        "a": ("b", "c", "d"),
        "e": {"f": "g", "h": "i", "j": "k"},
    }


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(SIDECAR, "x")
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert kinds(read(SIDECAR, "x")) == kinds(with_libyaml)
    for wrong in ('a: "\\U99999999"', "a: [b", "[" * 5000):
        with pytest.raises(YamlError):
            read(wrong, "x")


def assert_read_or_refused(content: str | bytes) -> None:
    try:
        node = read(content, "x")
    except YamlError as error:
        place = (error.line, error.column)
    else:
        assert isinstance(node, (str, tuple, dict))
        place = (1, 1)
    assert min(place) >= 1
    assert max(place) <= len(content) + 2


@given(st.binary(max_size=60))
@example(b"\xff\xfea\x00")
@example(b"%YAML 1.1\n%YAML 1.1\n--- a")
def test_any_bytes_are_a_node_or_a_yaml_error(content: bytes) -> None:
    assert_read_or_refused(content)


@given(st.data())
def test_a_sidecar_with_anything_put_into_it_is_a_node_or_a_yaml_error(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SIDECAR)))
    end = data.draw(st.integers(start, min(len(SIDECAR), start + 20)))
    put = data.draw(st.text(alphabet=NASTY_CHARACTERS + "\ud800", max_size=4))
    assert_read_or_refused(SIDECAR[:start] + put + SIDECAR[end:])


@given(st.text(alphabet="ab:-?,[]{}&*!|>'\"%@# \n1", max_size=24))
def test_what_is_read_is_what_pyyaml_reads(text: str) -> None:
    try:
        node = read(text, "x")
    except YamlError:
        return
    loaded = yaml.load(text, Loader=yaml.CBaseLoader)

    def listed(value: Node) -> object:
        if isinstance(value, tuple):
            return [listed(item) for item in value]
        return {k: listed(v) for k, v in value.items()} if isinstance(value, dict) else value

    assert listed(node) == loaded


@pytest.mark.parametrize(
    ("path", "line", "start"),
    [
        ((), 1, None),
        (("schema",), 2, "schema"),
        (("reviews", "ana", "at"), 4, "at: 2026"),
        (("claims", "01JD3MZ8W4QXK7T2"), 6, "01JD"),
        (("claims", "01JD3MZ8W4QXK7T2", "suffix"), 10, "suffix"),
        (("claims", "01JD3MZ8W4QXK7T2", "tags", "ana", "evidence", 0, "note"), 17, "note"),
        (("claims", "01JD3MZ8W4QXK7T2", "tags", "ana", "evidence", 1), 18, "url"),
        (("claims", "01JD3MZ8W4QXK7T2", "missing", "deeper"), 6, "01JD"),
        (("claims", "ana"), 5, "claims"),
    ],
)
def test_a_path_is_found_in_the_text(path: tuple[str | int, ...], line: int, start: str | None) -> None:
    column = SIDECAR.splitlines()[line - 1].index(start) + 1 if start else 1
    assert locate(SIDECAR, path) == (line, column)
    assert locate(SIDECAR.encode(), path) == (line, column)
