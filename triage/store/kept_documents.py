"""What YAML files of this very content said, kept in the cache: to import a parser takes longer than reading.

A document is kept with the text that it was read from, byte for byte, and stands for no other; so none can
be out of date. Only what was read without a finding is kept. Whatever is wrong with what is kept, or was
kept by another version, it is as if there were nothing; and nothing can be in it that the parser refuses.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from os import stat
from pathlib import Path

from triage import __version__
from triage.core.node import Node, Plain
from triage.store import cache_files
from triage.store.homes import cache_home

_LONGEST = 50_000
"""Bytes of a text that is kept; longer ones are rare."""

_LARGEST = 8 * _LONGEST
"""Bytes of what is kept of it."""

_MOST = 50
"""Texts."""

_DEEPEST, _VALUES = 32, 5000
_TEXT, _PLAIN = "'", "="
"""Before scalars, to tell them apart."""


def recall(text: bytes) -> Node | None:
    """Return what a file of this content says, if that is kept."""
    content = cache_files.get(_place(text), _LARGEST)
    if content is None:
        return None
    with suppress(ValueError, TypeError, RecursionError):
        made_by, source, document = json.loads(content.decode("utf-8"))
        if made_by == _made_by() and source.encode("utf-8") == text:
            values = iter(range(_VALUES))
            return _node(document, values, _DEEPEST)
    return None


def keep(text: bytes, document: Node) -> None:
    """Keep that a file of this content says so. Where that cannot be done nothing is kept."""
    if len(text) <= _LONGEST:
        with suppress(ValueError):  # in another encoding
            whole = [_made_by(), text.decode("utf-8"), _plain(document)]
            kept = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
            cache_files.put(_place(text), kept.encode("utf-8"), _MOST)


def _plain(node: Node) -> object:
    """Return a node as JSON may have it."""
    if isinstance(node, str):
        return f"{_PLAIN if isinstance(node, Plain) else _TEXT}{node}"
    if isinstance(node, Mapping):
        return {f"{_plain(key)}": _plain(value) for key, value in node.items()}
    return [_plain(value) for value in node]


def _node(kept: object, values: Iterator[int], depth: int) -> Node:
    """Return what `_plain` was given. Raises ValueError for what no parser returns."""
    if isinstance(kept, str):
        return _scalar(kept)
    if next(values, None) is None or not depth:
        raise ValueError
    if isinstance(kept, dict):
        return {_scalar(key): _node(value, values, depth - 1) for key, value in kept.items()}
    if isinstance(kept, list):
        return tuple([_node(value, values, depth - 1) for value in kept])
    raise ValueError


def _scalar(kept: str) -> str:
    kept.encode("utf-8")  # raises for half a character
    if kept.startswith(_PLAIN):
        return Plain(kept[1:])
    if kept.startswith(_TEXT):
        return kept[1:]
    raise ValueError


def _place(text: bytes) -> Path:
    return cache_home() / "documents" / f"{zlib.crc32(text):08x}-{len(text)}.json"


@cache
def _made_by() -> str:
    """Return what tells this program from one that may read otherwise: versions, and files of the source."""
    made = [__version__, sys.version]
    parser = find_spec("yaml")
    here = Path(__file__)
    names = ("yaml_reader.py", "yaml_events.py", "yaml_text.py", here.name)
    for path in (*map(here.with_name, names), Path((parser and parser.origin) or here)):
        with suppress(OSError):
            status = stat(path)
            made.append(f"{path} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(made)
