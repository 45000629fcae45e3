"""Strict YAML reading: any bytes become plain nodes or one `YamlError`, and never an object.

libyaml's events are taken one by one and nothing is constructed, so that no tag, alias or
depth of nesting in a hostile file can do more than be refused. Block scalars and quoted
scalars are text; so is a bare scalar, unless YAML could take it for something else (a number,
a date, a truth value, null): then it is kept as `Plain`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from triage.core.node import Node, Plain
from triage.core.values import dataclass
from triage.store.yaml_error import YamlError, shortened
from triage.store.yaml_events import checked, events, translated
from triage.store.yaml_locate import locate
from triage.store.yaml_text import AMBIGUOUS, LONGEST_WORD

__all__ = ["Limits", "YamlError", "locate", "read"]

_ODDITIES = (ValueError, ArithmeticError, LookupError, MemoryError, RecursionError)
"""What parsers raise beside their own errors, such as for an escape that lies beyond Unicode."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may hold before it is refused."""

    size: int = 16_000_000
    """Bytes."""
    depth: int = 32
    """Mappings and sequences within each other."""
    events: int = 2_000_000
    """Scalars, and starts and ends of mappings and sequences."""
    top: int = 256
    """Entries of the outermost mapping or sequence: a flood of them is refused at once."""


class _Refused(Exception):  # noqa: N818 - it never leaves this file
    """Something that the parser allows and we do not."""

    def __init__(self, problem: str, event: Event) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = _place(event)


Repeated: TypeAlias = list[tuple[int, int, str]]
"""Keys that were given twice: line and column of the later one, from 1, and the key."""


def read(
    text: str | bytes, name: str, limits: Limits | None = None, repeated: Repeated | None = None
) -> Node:
    """Return the one document in `text`; raise `YamlError`, with `name` in it, for anything else.

    Refused are aliases, anchors, tags, merge keys, keys that are not scalars, a key given twice,
    control characters, bytes that are not UTF-8, and more than `limits` (default: `Limits()`).
    With a list `repeated` a key may be given twice: it is noted there, and the last one holds.
    """
    limits = limits or Limits()
    characters = checked(text, name, limits.size)
    try:
        return _build(events(characters), limits, repeated)
    except _Refused as refusal:
        raise YamlError(name, *refusal.place, refusal.problem) from None
    except yaml.YAMLError as error:
        raise translated(error, name) from None
    except _ODDITIES as error:
        raise YamlError(name, 1, 1, f"not readable as YAML: {error}") from None


def _build(  # noqa: PLR0912 - one tight loop
    next_event: Callable[[], Any], limits: Limits, repeated: Repeated | None
) -> Node:
    """Put the events together. The loop is the time it takes to open a sidecar, hence flat."""
    is_ambiguous = AMBIGUOUS().fullmatch
    root: list[Node] = []
    mapping: dict[str, Node] | None = None  # the open collection: this, or else the sequence
    sequence = root
    key: str | None = None
    outer: list[tuple[dict[str, Node] | None, list[Node], str | None]] = []
    documents = 0
    for _ in range(limits.events + 4):  # start and end of stream and document come on top
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise _unwanted(event)
            value: str = event.value
            node: Node = value
            if not event.style and (len(value) <= LONGEST_WORD or value[0] <= "9") and is_ambiguous(value):
                node = Plain(value)
            if mapping is None:
                if len(sequence) >= limits.top and len(outer) == 1:
                    raise _too_many(limits, event)
                sequence.append(node)
                continue
            if key is None:
                if len(mapping) >= limits.top and len(outer) == 1:
                    raise _too_many(limits, event)
                key = _key(node, mapping, event, repeated)
                continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = tuple(sequence) if mapping is None else mapping
            mapping, sequence, key = outer.pop()
            if mapping is None:
                sequence.append(node)
                continue
            assert key is not None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                raise _unwanted(event)
            if mapping is not None and key is None:
                raise _Refused("a key must be a single word or text", event)
            if len(sequence) >= limits.top and len(outer) == 1:
                raise _too_many(limits, event)
            if len(outer) >= limits.depth:
                raise _Refused(f"nested more than {limits.depth} deep", event)
            outer.append((mapping, sequence, key))
            mapping, sequence, key = ({} if kind is MappingStartEvent else None), [], None
            continue
        elif kind is StreamEndEvent:
            if not root:
                raise _Refused("the file is empty", event)
            return root[0]
        elif kind is AliasEvent:
            raise _unwanted(event)
        else:
            documents += kind is DocumentStartEvent
            if documents > 1:
                raise _Refused("a second document begins here", event)
            continue
        mapping[key] = node
        key = None
    raise _Refused(f"more than {limits.events} values in the file", event)


def _key(key: Node, mapping: dict[str, Node], event: Event, repeated: Repeated | None) -> str:
    assert isinstance(key, str)
    if key in mapping:
        if repeated is None:
            raise _Refused(f"duplicate key {shortened(key)}", event)
        repeated.append((*_place(event), key))
    if key == "<<" and isinstance(key, Plain):
        raise _Refused("merge keys (<<) are not used here", event)
    return key


def _place(event: Event) -> tuple[int, int]:
    """Return line and column, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _too_many(limits: Limits, event: Event) -> _Refused:
    return _Refused(f"more than {limits.top} entries at the top of the file", event)


def _unwanted(event: NodeEvent) -> _Refused:
    if type(event) is AliasEvent:
        what = f"aliases (*{event.anchor})"
    elif event.anchor is not None:
        what = f"anchors (&{event.anchor})"
    else:
        what = f"tags ({getattr(event, 'tag', '')})"
    return _Refused(f"{shortened(what)[1:-1]} are not used here", event)
