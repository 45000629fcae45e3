"""Every format gives back what was put in; none lets a text do anything."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.strategies import rows
from tests.strategies import nasty_texts
from triage.core.claim import Evidence, Related, Relation, Stance
from triage.core.json_text import json_text
from triage.core.plain import plain
from triage.export import FORMATS, csv_table, json_lines, markdown
from triage.export.evidence import evidence_objects, related_objects
from triage.export.rows import COLUMNS, Row

ROW = Row(
    file="inner/bridge.txt",
    title="Bridge closed",
    sha256="0f3c",
    was="Nine boats came back.",
    related=(Related("c.txt", "K2", Relation.NARROWS),),
    quote="Forty boats came back.",
    start=4,
    end=26,
    prefix="…",
    claim="01JD3MZ8W4QXK7T2",
    tag="disputed",
    reviewer="ana",
    at="2026-11-21T10:02:30.007Z",
    note='The log says "37"',
    confidence="high",
    evidence=(Evidence("https://example.org/log", Stance.REFUTES, "2026-11-21", "p. 3"),),
    speaker="the mayor",
    state="changed",
    status="in-review",
)
BARE = Row("b.txt", "B", "0f3c", "It is.", 0, 6)


def test_the_formats_have_names_and_endings_of_their_own() -> None:
    assert [form.name for form in FORMATS] == ["csv", "jsonl", "markdown"]
    assert len({form.extension for form in FORMATS}) == len(FORMATS)
    for form in FORMATS:
        assert form.write([]).decode("utf-8") == form.write(iter([])).decode("utf-8")


def test_csv_looks_as_expected() -> None:
    assert csv_table.write([ROW, replace(BARE, start=None, end=None)]).decode("utf-8") == (
        "file,title,claim,start,end,quote,tag,reviewer,at,note,confidence,evidence,speaker,state,status,prefix,"
        "suffix,sha256,was,related,why\r\n"
        "inner/bridge.txt,Bridge closed,01JD3MZ8W4QXK7T2,4,26,Forty boats came back.,disputed,ana,"
        '2026-11-21T10:02:30.007Z,"The log says ""37""",high,"[{""url"": ""https://example.org/log"", '
        '""stance"": ""refutes"", ""accessed"": ""2026-11-21"", ""note"": ""p. 3""}]",the mayor,changed,'
        "in-review,…,,0f3c,Nine boats came back.,"
        '"[{""file"": ""c.txt"", ""claim"": ""K2"", ""relation"": ""narrows""}]",\r\n'
        "b.txt,B,,,,It is.,,,,,,,,exact,,,,0f3c,,,\r\n"
    )


def test_json_lines_look_as_expected() -> None:
    assert json_lines.write([replace(BARE, note="Zoë \U0001f600")]).decode("utf-8") == (
        '{"file": "b.txt", "title": "B", "claim": "", "start": 0, "end": 6, "quote": "It is.", "tag": "", '
        '"reviewer": "", "at": "", "note": "Zoë \U0001f600", "confidence": "", "evidence": [], '
        '"speaker": "", "state": "exact", "status": "", "prefix": "", "suffix": "", "sha256": "0f3c", '
        '"was": "", "related": [], "why": ""}\n'
    )


def test_markdown_looks_as_expected() -> None:
    assert markdown.write([ROW, replace(BARE, file=ROW.file), BARE]).decode("utf-8") == (
        "# Claims and what was judged\n"
        "\n"
        "## Bridge closed\n"
        "\n"
        "File: inner/bridge.txt\n"
        "\n"
        "- **disputed** (ana, high confidence, changed): “Forty boats came back.”\n"
        "    - Judged as: “Nine boats came back.”\n"
        "    - Speaker: the mayor\n"
        '    - Note: The log says "37"\n'
        "    - Evidence refutes: <https://example.org/log>, seen 2026-11-21, p. 3\n"
        "    - Narrows claim K2 in c.txt\n"
        "- **untagged**: “It is.”\n"
        "\n"
        "## B\n"
        "\n"
        "File: b.txt\n"
        "\n"
        "- **untagged**: “It is.”\n"
    )


def as_text(row: Row, column: str) -> str:
    """Return what a CSV holds of `row`, as it was meant."""
    if column == "evidence":
        return json_text(evidence_objects(row.evidence)) if row.evidence else ""
    if column == "related":
        return json_text(related_objects(row.related)) if row.related else ""
    value = getattr(row, column)
    return "" if value is None else str(value)


@given(st.lists(rows, max_size=3))
def test_csv_read_back_is_what_was_written(made: list[Row]) -> None:
    text = csv_table.write(made).decode("utf-8")
    header, *read = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    assert read == [[as_text(row, column) for column in COLUMNS] for row in made]


@given(st.lists(rows, max_size=3))
def test_csv_ends_every_row_as_rfc_4180_says(made: list[Row]) -> None:
    text = csv_table.write(made).decode("utf-8")
    unquoted = re.sub('"[^"]*"', "", text)
    assert unquoted.count("\r\n") == len(made) + 1
    assert unquoted.replace("\r\n", "").isprintable() or not set("\r\n") & set(unquoted.replace("\r\n", ""))


@given(st.lists(rows, max_size=3))
def test_in_a_spreadsheet_nothing_is_run(made: list[Row]) -> None:
    text = csv_table.write_for_spreadsheets(made).decode("utf-8")
    assert text.startswith("\ufeff")
    _, *read = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    for row, cells in zip(made, read, strict=True):
        for column, cell in zip(COLUMNS, cells, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
            assert cell.removeprefix("'") == as_text(row, column).removeprefix("'")


@given(st.lists(rows, max_size=3))
def test_json_lines_read_back_are_what_was_written(made: list[Row]) -> None:
    text = json_lines.write(made).decode("utf-8")
    lines = text.splitlines()  # also at U+2028 and the like: nothing in a text may end a line
    assert [json.loads(line) for line in lines] == [
        {
            **{column: getattr(row, column) for column in COLUMNS},
            "evidence": evidence_objects(row.evidence),
            "related": related_objects(row.related),
        }
        for row in made
    ]


@given(nasty_texts | st.just("\udcff\U0001f600\x9b"))
def test_json_holds_any_text_on_one_line_that_can_be_encoded(text: str) -> None:
    for ascii_only in (True, False):
        written = json_text(text, ascii_only=ascii_only)
        assert json.loads(written) == text
        assert len(written.encode("utf-8").splitlines()) == len(written.splitlines()) == 1
    assert json_text(text, ascii_only=True).isascii()


MARKDOWN = st.text(alphabet="[](){}<>*_`~#+-=!|\\&;:/.\"' \n\t@wahtps1x$^\x1b", max_size=30)
SPELLS = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](https://example.org/x.png)",
        "a\n# heading",
        "a\n\n- item",
        "`code`",
        "&lt;b&gt;",
        "<https://example.org>",
        "1. one",
        "***",
        "a | b",
        "\\",
        "x\\",
        "https://example.org/",
        "javascript:alert(1)",
    ]
)


@given(st.one_of(MARKDOWN, SPELLS, nasty_texts))
def test_markdown_shows_every_text_as_it_is(text: str) -> None:
    row = replace(
        ROW,
        file=f"f{text}",
        title=f"t{text}",
        tag=f"g{text}",
        reviewer=f"r{text}",
        note=f"n{text}",
        quote=f"q{text}",
        was=f"w{text}",
        speaker=f"s{text}",
        related=(),
        evidence=(Evidence(f"javascript:{text}", Stance.CONTEXT, f"a{text}", f"e{text}"),),
    )
    tokens = (
        MarkdownIt("commonmark")
        .enable("strikethrough")
        .enable("table")
        .parse(markdown.write([row]).decode("utf-8"))
    )
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert len(inline) == 8
    assert {child.type for token in inline for child in token.children or []} <= {
        "text",
        "strong_open",
        "strong_close",
    }
    shown = ["".join(child.content for child in token.children or []) for token in inline]
    words = plain(" ".join(text.split()))

    def has(line: str, first: str) -> bool:
        return plain(" ".join((first + text).split())) in line

    assert words in shown[1]
    assert all(
        has(shown[number], first) for number, first in [(1, "t"), (2, "f"), (3, "g"), (3, "r"), (3, "q")]
    )
    assert all(
        has(shown[number], first)
        for number, first in [(4, "w"), (5, "s"), (6, "n"), (7, "javascript:"), (7, "e")]
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c&d=(e)", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("https://example.org/a b", False),
        ("https://example.org/><script>", False),
        ("https://example.org/\u202egpj", False),
        ("the town archive, box 3", False),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str, link: bool) -> None:
    written = markdown.write([replace(BARE, evidence=(Evidence(url),))]).decode("utf-8")
    html = MarkdownIt("commonmark").render(written)
    assert ("<a href=" in html) is link
    assert "<script" not in html
