"""What a command was asked for, on standard output: lines for people, JSON and bytes for programs."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Sequence

from triage.core.json_text import json_rows, json_text
from triage.core.plain import plain, plain_lines


def line(untrusted: str = "") -> None:
    """Print one line for people."""
    sys.stdout.write(plain(untrusted).rstrip() + "\n")


def text(untrusted: str) -> None:
    """Print a text of several lines, each fit to be looked at."""
    sys.stdout.write(plain_lines(untrusted.replace("\r\n", "\n")))


def as_json(value: object, *, one_line: bool = False) -> None:
    """Print `value` as JSON, on one line or indented."""
    sys.stdout.write(json_text(value, ascii_only=_ascii_only(), indent=None if one_line else 2) + "\n")


def as_json_rows(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print as `as_json` does what may be very many objects that all have members of these `names`."""
    for piece in json_rows(names, rows, ascii_only=_ascii_only()):
        sys.stdout.write(piece)
    sys.stdout.write("\n")


def _ascii_only() -> bool:
    return codecs.lookup(sys.stdout.encoding or "ascii").name != "utf-8"


def on_terminal() -> bool:
    """Whether a person looks at what is printed."""
    return sys.stdout.isatty()


def content(whole: bytes) -> None:
    """Print the bytes of a file (UTF-8) as they are; on a terminal, made safe to look at."""
    if on_terminal():
        sys.stdout.write(plain_lines(whole.decode("utf-8").replace("\r\n", "\n")))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(whole)
    sys.stdout.buffer.flush()
