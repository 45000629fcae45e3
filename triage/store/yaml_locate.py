"""Finding the line and column of a value in a YAML text, for when something is wrong with it."""

from __future__ import annotations

from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from triage.store.yaml_events import decoded, events

_STARTS = (MappingStartEvent, SequenceStartEvent)


class _Collection:
    """A mapping or sequence that is open while the text is walked."""

    __slots__ = ("awaits_key", "index", "is_mapping", "next_on_path", "on_path")

    def __init__(self, is_mapping: bool, on_path: bool) -> None:
        self.is_mapping = is_mapping
        self.on_path = on_path
        self.awaits_key = is_mapping
        self.index = -1
        self.next_on_path = False


def locate(text: str | bytes, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Return line and column, from 1, of the key or item that `path` leads to in a readable `text`.

    Where the path ends nowhere, the last step on it that exists is meant. The text is parsed
    anew, so that reading a file in which nothing is wrong does not pay for positions.
    """
    found = (1, 1)
    if not path:
        return found
    next_event = events(decoded(text, ""))
    opened: list[_Collection] = []
    while type(event := next_event()) is not StreamEndEvent:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            if opened.pop().on_path:
                return found
            continue
        if kind is not ScalarEvent and kind not in _STARTS:
            continue
        on_path = True
        if opened:
            inside = opened[-1]
            step = path[len(opened) - 1] if inside.on_path and len(opened) <= len(path) else None
            is_value = inside.is_mapping and not inside.awaits_key
            if not is_value:
                inside.index += 1
                here = event.value if inside.is_mapping else inside.index
                inside.next_on_path = step is not None and here == step
                if inside.next_on_path:
                    found = (event.start_mark.line + 1, event.start_mark.column + 1)
                    if len(opened) == len(path):
                        return found
            on_path = inside.next_on_path
            if inside.is_mapping:
                inside.awaits_key = is_value
        if kind is not ScalarEvent:
            opened.append(_Collection(kind is MappingStartEvent, on_path))
    return found
