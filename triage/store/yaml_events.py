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

_HARMLESS = bytes({9, 10, 13, *range(0x20, 0x7F), *range(0x80, 0x100)})
_C1 = re.compile(b"\xc2[\x80-\x84\x86-\x9f]")
_LINE_ENDS = "\n\r\u0085\u2028\u2029"
"""What the parser counts as the end of a line, ``\\r\\n`` as one."""


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
    if _is_allowed(characters):
        return characters
    refused = _REFUSED_CHARACTERS.search(characters)
    assert refused is not None
    problem = f"the character U+{ord(refused[0]):04X} is not allowed in YAML"
    raise YamlError(name, *_place_after(characters[: refused.start()]), problem)


def _is_allowed(characters: str) -> bool:
    """Whether `_REFUSED_CHARACTERS` finds nothing; by bytes, in a twentieth of the time."""
    try:
        data = characters.encode()
    except UnicodeEncodeError:
        return False
    if data.translate(None, _HARMLESS):
        return False
    if len(data) == len(characters):
        return True
    return not (_C1.search(data) or b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data)


def translated(error: yaml.YAMLError, name: str) -> YamlError:
    """Say what the parser's `error` says as a `YamlError`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError(name, 1, 1, " ".join(str(error).split()))
    mark = error.problem_mark or error.context_mark
    problem = ", ".join(part for part in (error.problem, error.context) if part)
    return YamlError(name, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, problem)


def _place_after(before: str) -> tuple[int, int]:
    """Return the line and column (from 1) of what follows `before`."""
    line = 1 + sum(map(before.count, _LINE_ENDS)) - before.count("\r\n")
    return line, len(before) - max(map(before.rfind, _LINE_ENDS))
