"""A line that is being typed: its text, where the cursor is, and what is selected."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.lazy import lazy

_WORD = lazy(r"(?<!\w)\w")
"""Finds the first letter of each word."""


class TypedLine:
    """Positions are code points of `value`."""

    def __init__(self) -> None:
        self.value = ""
        self.cursor = 0
        self.anchor = 0
        """The other end of what is selected; where the cursor is while nothing is."""

    @property
    def selected(self) -> tuple[int, int]:
        """What is selected, its end not in it."""
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def selected_text(self) -> str:
        """The characters that are selected."""
        start, end = self.selected
        return self.value[start:end]

    def begin_with(self, value: str) -> None:
        """Hold `value`, with the cursor behind it."""
        self.value = value
        self.move(len(value))

    def move(self, position: int, *, selecting: bool = False) -> None:
        """Put the cursor at a position, as far as there is one; select what is between if that is wanted."""
        self.cursor = max(0, min(position, len(self.value)))
        if not selecting:
            self.anchor = self.cursor

    def insert(self, text: str) -> None:
        """Put `text` in the place of what is selected, or where the cursor is."""
        self._put(text, *self.selected)

    def press(self, key: str) -> bool:
        """Do what a key means in a line, by Textual's name of the key; return whether it means anything."""
        action = _KEYS.get(key)
        if action is not None:
            action(self)
        return action is not None

    def word_before(self) -> int:
        """Return where the word begins that the cursor is in or behind."""
        starts = [found.start() for found in _WORD().finditer(self.value, 0, self.cursor)]
        return starts[-1] if starts else 0

    def word_after(self) -> int:
        """Return where the next word begins, or where the line ends."""
        found = _WORD().search(self.value, self.cursor + 1)
        return found.start() if found else len(self.value)

    def delete(self, position: int) -> None:
        """Delete what is selected, or else what is between the cursor and a position."""
        start, end = self.selected
        if start == end:
            start, end = sorted((self.cursor, max(0, min(position, len(self.value)))))
        self._put("", start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        self.value = self.value[:start] + text + self.value[end:]
        self.move(start + len(text))


_Place = Callable[[TypedLine], int]
_Action = Callable[[TypedLine], None]

_PLACES: dict[str, _Place] = {
    "left": lambda line: line.cursor - 1,
    "right": lambda line: line.cursor + 1,
    "ctrl+left": TypedLine.word_before,
    "ctrl+right": TypedLine.word_after,
    "home": lambda _: 0,
    "end": lambda line: len(line.value),
}
"""Keys that lead somewhere; with shift, what is passed is selected."""

_DELETED: dict[str, _Place] = {
    "backspace": _PLACES["left"],
    "delete": _PLACES["right"],
    "ctrl+d": _PLACES["right"],
    "ctrl+w": TypedLine.word_before,
    "ctrl+backspace": TypedLine.word_after,
    "alt+backspace": TypedLine.word_after,
    "ctrl+u": _PLACES["home"],
    "super+backspace": _PLACES["home"],
    "ctrl+k": _PLACES["end"],
}
"""Keys that delete what is between the cursor and a place."""


def _moving(place: _Place, *, selecting: bool) -> _Action:
    return lambda line: line.move(place(line), selecting=selecting)


def _deleting(place: _Place) -> _Action:
    return lambda line: line.delete(place(line))


def _with_shift(key: str) -> str:
    before, plus, name = key.rpartition("+")
    return f"{before}{plus}shift+{name}"


def _select_all(line: TypedLine) -> None:
    line.move(0)
    line.move(len(line.value), selecting=True)


_KEYS: dict[str, _Action] = {
    **{key: _moving(place, selecting=False) for key, place in _PLACES.items()},
    **{_with_shift(key): _moving(place, selecting=True) for key, place in _PLACES.items()},
    "ctrl+a": _moving(_PLACES["home"], selecting=False),
    "ctrl+e": _moving(_PLACES["end"], selecting=False),
    "ctrl+shift+a": _select_all,
    **{key: _deleting(place) for key, place in _DELETED.items()},
}
"""What each key does, as in every field of Textual."""
