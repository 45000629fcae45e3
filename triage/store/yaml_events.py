"""Where YAML events come from: a checked text, parsed by libyaml or else by PyYAML's own parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from triage.store.yaml_error import YamlError

_REFUSED_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MOST_TAG_DIRECTIVES = 1000
"""libyaml compares each with all before it, which takes minutes for a file full of them."""

_LINE_END = re.compile("\r\n|[\r\n\u0085\u2028\u2029]")
"""What the parser counts as the end of a line."""


class PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, with the same events as libyaml's, more slowly."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event of `text` each time it is called.

    Neither parser recurses, so that a caller who stops at some depth is safe from deep nesting.
    The events are PyYAML's, which has no types for what they hold.
    """
    source = yaml.CBaseLoader(text) if yaml.__with_libyaml__ else PureParser(text)
    return source.get_event


def decoded(text: str | bytes, name: str) -> str:
    """Return `text` as characters without a leading byte order mark, or raise `YamlError`."""
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8").removeprefix("\ufeff")
        problem = f"the byte 0x{text[error.start]:02x} is not UTF-8"
        raise YamlError(name, *_place_after(before), problem) from None


def checked(text: str | bytes, name: str, size: int) -> str:
    """Return `text` decoded; raise `YamlError` over `size` bytes, or for a character YAML does not allow."""
    if len(text) > size:
        raise YamlError(name, 1, 1, f"the file is larger than {size} bytes", "this is no file of triage's")
    characters = decoded(text, name)
    if characters.count("%TAG") > _MOST_TAG_DIRECTIVES:
        raise YamlError(name, 1, 1, "%TAG directives are not used here")
    refused = _REFUSED_CHARACTERS.search(characters)
    if refused is not None:
        problem = f"the character U+{ord(refused[0]):04X} is not allowed in YAML"
        raise YamlError(name, *_place_after(characters[: refused.start()]), problem)
    return characters


def translated(error: yaml.YAMLError, name: str) -> YamlError:
    """Say what the parser's `error` says as a `YamlError`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError(name, 1, 1, " ".join(str(error).split()))
    mark = error.problem_mark or error.context_mark
    problem = ", ".join(part for part in (error.problem, error.context) if part)
    return YamlError(name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, problem)


def _place_after(before: str) -> tuple[int, int]:
    """Return the line and column (from 1) of what follows `before`."""
    lines = _LINE_END.split(before)
    return len(lines), len(lines[-1]) + 1
