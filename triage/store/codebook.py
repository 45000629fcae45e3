"""Reading a codebook file: every tag checked, every finding with its line and column."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from triage.core.claim import NONE
from triage.core.codebook import Codebook, Requirement, TagDefinition
from triage.core.lazy import lazy
from triage.core.node import Node
from triage.store import fields, hand_written
from triage.store.fields import Problem
from triage.store.shipped import shipped
from triage.store.yaml_error import YamlError
from triage.store.yaml_text import HIDDEN

MOST_TAGS = 20
"""More than a reviewer can keep apart, or the screen can show."""

_TOP = frozenset({"schema", "name", "about", "tags"})
_TAG = frozenset({"label", "key", "symbol", "letter", "colour", "definition", "example", "group", "requires"})
_NAME = lazy(r"[^\W_][\w-]*")
_HEX_COLOUR = lazy(r"#[0-9a-fA-F]{6}")
_COLOURS = frozenset(
    f"{bright}{name}"
    for bright in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)
_NAMED_KEY = lazy(
    r"(?:(?:ctrl|alt|shift)\+)*(?:[a-z0-9]|f(?:[1-9]|1[0-9]|2[0-4])|space|enter|tab|escape|backspace"
    r"|delete|insert|home|end|pageup|pagedown|up|down|left|right)"
)
_OTHER_KEYS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
"""What terminals send for these."""


def shipped_codebook() -> Codebook:
    """Return the codebook that comes with triage."""
    return load(shipped("annotations") / "codebook.yaml")[0]


def load(path: Path) -> tuple[Codebook, tuple[str, ...]]:
    """Read the codebook at `path`; return it and warnings, each with its place.

    Raises `YamlError` for what cannot be used, OSError where the file cannot be read.
    """
    return parse(hand_written.content(path), str(path))


def parse(text: bytes | str, name: str) -> tuple[Codebook, tuple[str, ...]]:
    """Return the codebook that `text` describes, and warnings that begin with `name`, line and column."""
    root = hand_written.read(text, name)
    try:
        codebook = _codebook(root)
    except Problem as problem:
        hint = "mend the codebook, or leave it out to work with the one that comes with triage"
        raise YamlError(name, *hand_written.place(text, problem.path), problem.text, hint) from None
    return codebook, tuple(
        "{}:{}:{}: {}".format(name, *hand_written.place(text, finding.path), finding.text)
        for finding in islice(_doubts(root), hand_written.MOST_WARNINGS)
    )


def _codebook(root: Node) -> Codebook:
    top = fields.mapping(root, "a codebook")
    schema = fields.whole_number(top, "schema")
    if schema != 1:
        raise Problem("'schema' must be 1: a newer triage may be needed", "schema")
    entries = fields.mapping_at(top, "tags")
    if not 1 <= len(entries) <= MOST_TAGS:
        raise Problem(f"a codebook has 1 to {MOST_TAGS} tags, and this one {len(entries)}", "tags")
    tags: list[TagDefinition] = []
    for tag_name, node in entries.items():
        try:
            tag = _tag(str(tag_name), fields.mapping(node, "a tag"))
            for other in tags:
                if other.key == tag.key:
                    raise Problem(f"the key {tag.key!r} already gives '{other.name}'", "key")
        except Problem as problem:
            raise problem.under("tags", tag_name) from None
        tags.append(tag)
    return Codebook(_shown(top, "name") or "codebook", tuple(tags), _shown(top, "about"))


def _tag(name: str, tag: Mapping[str, Node]) -> TagDefinition:
    if name == NONE:
        raise Problem(f"'{NONE}' is what sidecars say where a tag was taken off; choose another name")
    if not _NAME().fullmatch(name) or name != name.lower() or HIDDEN.search(name):
        raise Problem("a tag's name is small letters and digits, with '-' and '_' between them")
    key = _key(tag)
    return TagDefinition(
        name=name,
        label=_shown(tag, "label") or name,
        key=key,
        symbol=_symbol(tag),
        letter=_letter(tag, key),
        colour=_colour(tag),
        definition=_shown(tag, "definition"),
        example=_shown(tag, "example"),
        group=_shown(tag, "group"),
        requires=_requires(tag),
    )


def _requires(tag: Mapping[str, Node]) -> tuple[Requirement, ...]:
    found: list[Requirement] = []
    allowed = ", ".join(Requirement)
    for number, node in enumerate(fields.sequence_at(tag, "requires")):
        if not isinstance(node, str) or node not in set(Requirement):
            raise Problem(f"a tag requires only: {allowed}", "requires", number)
        if Requirement(node) in found:
            raise Problem(f"{str(node)!r} stands here twice", "requires", number)
        found.append(Requirement(node))
    return tuple(found)


def _shown(mapping: Mapping[str, Node], key: str) -> str:
    """Return text for people, on one line or several."""
    text = (fields.optional_text(mapping, key) or "").strip()
    hidden = HIDDEN.search(text.replace("\n", " "))
    if hidden:
        raise Problem(f"'{key}' holds the character U+{ord(hidden[0]):04X}, which cannot be shown", key)
    return text


def _key(tag: Mapping[str, Node]) -> str:
    key = fields.text(tag, "key")
    if key in _OTHER_KEYS:
        raise Problem(f"terminals send '{key}' as {_OTHER_KEYS[key]}: choose another key", "key")
    if len(key) == 1:
        if _cells(key) == 0 or key.isspace():
            raise Problem("'key' must be a character that can be seen, or a key's name", "key")
    elif not _NAMED_KEY().fullmatch(key):
        raise Problem("'key' must be one character, or a key's name such as f2 or ctrl+t", "key")
    return key


def _symbol(tag: Mapping[str, Node]) -> str:
    symbol = fields.text(tag, "symbol")
    if len(symbol) != 1 or _cells(symbol) != 1:
        raise Problem("'symbol' must be one character that fills one cell of the terminal", "symbol")
    return symbol


def _cells(character: str) -> int:
    """Return how many cells `character` fills: 0 for what is not seen or joins another, else 1 or 2."""
    category = unicodedata.category(character)
    if category[0] in "CMZ" or HIDDEN.match(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _letter(tag: Mapping[str, Node], key: str) -> str:
    letter = fields.optional_text(tag, "letter")
    if letter is None:
        return key.upper() if len(key) == 1 and key.isascii() else "?"
    if len(letter) != 1 or not letter.isascii() or not letter.isprintable() or letter == " ":
        raise Problem("'letter' must be one ASCII character", "letter")
    return letter


def _colour(tag: Mapping[str, Node]) -> str:
    colour = fields.text(tag, "colour")
    if _HEX_COLOUR().fullmatch(colour):
        return colour.lower()
    if colour not in _COLOURS:
        nearest = _nearest(colour, _COLOURS)
        raise Problem(f"'colour' must be #rrggbb or the name of a terminal colour{nearest}", "colour")
    return colour


def _doubts(root: Node) -> Iterator[Problem]:
    """Yield what can be used but may not be what was meant."""
    top = fields.mapping(root, "a codebook")
    yield from (_unknown(key, _TOP, key) for key in fields.rest(top, _TOP))
    letters: dict[str, str] = {}
    for name, node in fields.mapping_at(top, "tags").items():
        tag = fields.mapping(node, "a tag")
        yield from (_unknown(key, _TAG, "tags", name, key) for key in fields.rest(tag, _TAG))
        if fields.optional_text(tag, "definition") is None:
            yield Problem(f"'{name}' has no definition, so reviewers may differ", "tags", name)
        if unicodedata.east_asian_width(_symbol(tag)) == "A":
            wide = "'symbol' is two cells wide in some East Asian terminals"
            yield Problem(wide, "tags", name, "symbol")
        letter = _letter(tag, _key(tag))
        if letter in letters:
            same = f"the letter {letter!r} already stands for '{letters[letter]}'"
            yield Problem(same, "tags", name)
        letters.setdefault(letter, name)


def _unknown(key: str, known: frozenset[str], *path: str) -> Problem:
    return Problem(f"the field {key!r} is not known and has no effect{_nearest(key, known)}", *path)


def _nearest(word: str, known: frozenset[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, sorted(known), 1)
    return f"; did you mean '{close[0]}'?" if close else ""
