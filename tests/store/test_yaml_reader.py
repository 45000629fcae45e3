"""The strict reader: what it takes, what it refuses and where it says so, and that nothing else comes out."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import NASTY_CHARACTERS
from triage.core.node import Node, Plain
from triage.store.yaml_error import shortened
from triage.store.yaml_events import decoded, translated
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
        ("a: false", {"a": Plain("false")}),
        ("a: 9999999", {"a": Plain("9999999")}),
        ("a: 0x1FFFFF", {"a": Plain("0x1FFFFF")}),
        ("a: wrong\nb: 9 lives", {"a": "wrong", "b": "9 lives"}),
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


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "anchors (&x) are not used here"),
        ("a: *x", "aliases (*x) are not used here"),
        ("a: !x 1", "tags (!x) are not used here"),
        ("a:\n  <<: {b: c}", "merge keys (<<) are not used here"),
        ("a: b\n---\nc: d", "a second document begins here"),
        ("a: b\nc: \x1bd", "the character U+001B is not allowed in YAML"),
        ("'\x85'\n\x84", "the character U+0084 is not allowed in YAML"),
        ("a: [b", "did not find expected ',' or ']', while parsing a flow sequence"),
    ],
)
def test_what_is_wrong_is_said_in_these_words(text: str, problem: str) -> None:
    with pytest.raises(YamlError) as caught:
        read(text, "x")
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    "code", [0, 8, 0x0B, 0x0C, 0x0E, 0x1F, 0x7F, 0x84, 0x86, 0x9F, 0xD800, 0xDFFF, 0xFFFE]
)
def test_a_character_that_yaml_does_not_allow_is_refused(code: int) -> None:
    with pytest.raises(YamlError, match=f"U\\+{code:04X} is not allowed"):
        read(f"a: 'b{chr(code)}'", "x")


@pytest.mark.parametrize("code", [0x09, 0x20, 0x7E, 0xA0, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF])
def test_a_character_that_yaml_allows_is_read(code: int) -> None:
    assert read(f"a: 'b{chr(code)}c'", "x") == {"a": f"b{chr(code)}c"}


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"])
def test_a_refused_character_is_found_whatever_ends_the_lines(end: str) -> None:
    with pytest.raises(YamlError) as caught:
        read(f"\ufeffa: b{end}c: d{end}e: \x07", "x")
    assert (caught.value.line, caught.value.column) == (3, 4)


def test_a_byte_order_mark_is_no_column() -> None:
    for text in ("\ufeffa: \x07", "\ufeffa: ".encode() + b"\xff"):
        with pytest.raises(YamlError) as caught:
            read(text, "x")
        assert (caught.value.line, caught.value.column) == (1, 4)
    assert decoded("\ufeffa\ufeff", "x") == decoded("\ufeffa\ufeff".encode(), "x") == "a\ufeff"


def test_a_byte_that_is_not_utf8_is_refused_at_its_column_in_characters() -> None:
    with pytest.raises(YamlError) as caught:
        read("a: b\né: ".encode() + b"\xff", "x")
    assert (caught.value.line, caught.value.column) == (2, 4)
    assert caught.value.problem == "the byte 0xff is not UTF-8"


@pytest.mark.parametrize("nest", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_and_not_followed(nest: str) -> None:
    with pytest.raises(YamlError, match=r"nested more than 32 deep|single word"):
        read(nest * 200_000, "x")


def test_a_flood_of_directives_is_refused_at_once() -> None:
    with pytest.raises(YamlError, match="%TAG directives are not used here"):
        read("".join(f"%TAG !a{n}! b\n" for n in range(1001)) + "--- a", "x")
    with pytest.raises(YamlError, match=r"^x:1:1: %TAG"):
        read("# %TAG\n" * 1001 + "a", "x")
    assert read("# %TAG\n" * 1000 + "# %TA\n" + "a", "x") == "a"


@pytest.mark.parametrize(
    ("text", "limits", "problem"),
    [
        ("a: " + "b" * 100, Limits(size=50), "larger than 50 bytes"),
        ("[a, b, c]", Limits(events=4), "more than 4 values"),
        ("[[[a]]]", Limits(depth=2), "nested more than 2 deep"),
        ("a: 1\nb: 2\nc: 3", Limits(top=2), "more than 2 entries at the top of the file"),
        ("[a, b, c]", Limits(top=2), "more than 2 entries at the top of the file"),
        ("- [a]\n- {b: c}\n- [d]", Limits(top=2), "more than 2 entries at the top of the file"),
    ],
)
def test_limits_are_kept(text: str, limits: Limits, problem: str) -> None:
    with pytest.raises(YamlError, match=problem):
        read(text, "x", limits)


def test_a_file_beyond_the_limits_is_refused_at_its_beginning_with_a_hint_of_its_own() -> None:
    assert Limits() == Limits(size=16_000_000, depth=32, events=2_000_000, top=256)
    with pytest.raises(YamlError) as caught:
        read("a\nb", "x", Limits(size=2))
    assert (caught.value.line, caught.value.column) == (1, 1)
    assert caught.value.hint == "this is no file of triage's"
    with pytest.raises(YamlError) as caught:
        read("[a, b, c]", "x", Limits(events=4))
    assert caught.value.problem == "more than 4 values in the file"


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
    with pytest.raises(YamlError, match=r"^x:1:1: not readable as YAML: Python int too large"):
        read('a:\n  "\\U99999999"', "x")


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


@pytest.mark.parametrize("text", ["a text alone", ""])
def test_a_path_into_what_holds_nothing_ends_where_the_text_begins(text: str) -> None:
    assert locate(text, ("claims", "K1")) == (1, 1)


MARK = yaml.Mark("x", 0, 4, 6, None, 0)


@pytest.mark.parametrize(
    ("error", "line", "column", "problem"),
    [
        (yaml.YAMLError("it is\n  not so"), 1, 1, "it is not so"),
        (yaml.MarkedYAMLError(problem="bad"), 1, 1, "bad"),
        (yaml.MarkedYAMLError("while reading", MARK), 5, 7, "while reading"),
        (yaml.MarkedYAMLError("while reading", None, "bad", MARK), 5, 7, "bad, while reading"),
    ],
)
def test_what_the_parser_says_is_said_with_its_place_if_it_has_one(
    error: yaml.YAMLError, line: int, column: int, problem: str
) -> None:
    found = translated(error, "x")
    assert (found.name, found.line, found.column, found.problem) == ("x", line, column, problem)


def test_an_error_says_that_the_file_is_left_as_it_is() -> None:
    hint = "mend it in an editor; until then the file is left exactly as it is"
    assert YamlError("x", 1, 2, "bad").hint == hint


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("a" * 60, None, "'" + "a" * 60 + "'"),
        ("a" * 61, None, "'" + "a" * 59 + "…'"),
        ("abc", 3, "'abc'"),
        ("abcd", 3, "'ab…'"),
        (Plain("a\n"), 3, "'a\\n'"),
    ],
)
def test_a_text_of_the_file_is_quoted_on_one_line_and_cut(text: str, longest: int | None, shown: str) -> None:
    assert (shortened(text) if longest is None else shortened(text, longest)) == shown


def test_keys_given_twice_are_noted_where_that_is_asked_for_and_the_last_one_holds() -> None:
    repeated: list[tuple[int, int, str]] = []
    assert read("a: 1\nb:\n  c: x\n  c: y\na: 2\n", "x.yaml", repeated=repeated) == {
        "a": "2",
        "b": {"c": "y"},
    }
    assert repeated == [(4, 3, "c"), (5, 1, "a")]
