"""`triage man`: pages that hold every command, option, setting and field, and that groff and mandoc take."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.cli.described import described
from triage.cli.manual import PAGES, from_markdown, roff
from triage.commands import COMMANDS
from triage.settings import SETTINGS, Kind

ROOT = Path(__file__).parents[2]


def source(name: str) -> Path:
    """Return where the page is kept for the wheel."""
    section, _ = PAGES[name]
    return ROOT / "docs" / "man" / f"man{section}" / f"{name}.{section}"


def read(name: str) -> str:
    """Return a page as people read it, without the highlighting."""
    text = re.sub(r"\\f[BIR]", "", PAGES[name][1]())
    for seen, written in (("-", "\\-"), ("'", "\\(aq"), ("`", "\\(ga"), ("~", "\\(ti"), ("^", "\\(ha")):
        text = text.replace(written, seen)
    return text.replace("\\&", "")


@pytest.mark.parametrize("name", PAGES)
def test_the_page_that_is_kept_is_the_one_that_is_printed(run: Run, name: str) -> None:
    """Make man writes them anew."""
    assert run("man", name).out == source(name).read_text(encoding="utf-8")


def test_every_command_option_and_setting_is_in_the_manual() -> None:
    text = read("triage")
    for command in described():
        start = text.index(f'.SS "triage {command.name}"\n')
        part = text[start : text.find("\n.S", start + 1)]
        for taken in (*command.options, *command.words):
            assert f"\n.TP\n{', '.join(taken.names)}" in part
            assert taken.help.replace('"', "\\(dq") in part
    for known in SETTINGS:
        assert f"\n.TP\n{known.name}\n{known.help}" in text
        assert known.kind is Kind.VIEWS or f"\n.TP\n{known.variable}\n" in text


def test_every_command_of_the_screen_is_in_the_page_of_keys() -> None:
    text = read("triage-keys")
    for command in COMMANDS:
        assert re.search(rf"^\.TP\n{re.escape(command.id)}( .*)?\n", text, re.MULTILINE)
        assert command.help.replace('"', "\\(dq") in text


def fields_of(schema: object) -> Iterator[str]:
    """Yield the name of every field that a JSON Schema knows."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        if isinstance(properties, dict):
            yield from properties
        for part in schema.values():
            yield from fields_of(part)


def test_every_field_of_a_sidecar_is_in_the_page_of_the_format() -> None:
    text = read("triage-sidecar")
    schema = json.loads((ROOT / "annotations" / "sidecar.schema.json").read_text(encoding="utf-8"))
    names = set(fields_of(schema))
    assert "quote" in names
    assert {name for name in names if f"\n.TP\n{name} (required: " not in text} == set()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("program", ["groff", "mandoc"])
def test_what_sets_manuals_finds_nothing_wrong(name: str, program: str) -> None:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"there is no {program} here")
    options = {"groff": ["-man", "-Tutf8", "-ww", "-z"], "mandoc": ["-T", "lint", "-W", "warning"]}[program]
    ended = subprocess.run(
        [path, *options, str(source(name))], capture_output=True, text=True, timeout=60, check=False
    )
    told = [line for line in (ended.stdout + ended.stderr).splitlines() if "missing date" not in line]
    assert told == []


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("## a\n\n.b \\n 'c", '.SH "A"\n.PP\n\\&.b \\en \\(aqc\n'),
        ("## a\n\n`x` and **`y`** [z](u)", '.SH "A"\n.PP\n\\fBx\\fR and \\fBy\\fR z\n'),
        ("## a\n\n**b**\n.c", '.SH "A"\n.PP\n\\fBb\\fR\n\\&.c\n'),
        (
            "# t\n\nleft out\n\n## a\n### b\n\n    code -x",
            '.SH "A"\n.SS "b"\n.PP\n.RS 4\n.nf\ncode \\-x\n.fi\n.RE\n',
        ),
        ("## a\n\n- b\n  c\n- d", '.SH "A"\n.IP \\(bu 2\nb\nc\n.IP \\(bu 2\nd\n'),
        ("## a\n\nfor:\n1. b", '.SH "A"\n.PP\nfor:\n.IP 1. 4\nb\n'),
        (
            "## a\n\n| k | n | m |\n|---|---|---|\n| `b\\|c` | yes | d |",
            '.SH "A"\n.TP\n\\fBb|c\\fR (n: yes)\nd\n',
        ),
        ("## a\n\n```\n# b\n\nc\n```", '.SH "A"\n.PP\n.RS 4\n.nf\n# b\n\\&\nc\n.fi\n.RE\n'),
    ],
)
def test_markdown_becomes_what_man_reads(text: str, made: str) -> None:
    assert from_markdown.page_from(text) == made


def test_letters_of_other_scripts_are_spelled_for_every_program() -> None:
    assert roff.escaped("“ž”") == "\\[u201C]\\[u017E]\\[u201D]"
