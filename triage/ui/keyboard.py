"""From the bytes that a terminal sends to Textual's events: keys, pastes, mouse and focus, and no others.

Textual's own parser takes what it does not understand for keys, one for each character: the answer
of a terminal about its colours would tag claims. It is given whole sequences only, one at a time,
and what it makes of the unknown ones goes with it.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from triage.core.lazy import lazy
from triage.ui.sequences import Kind, Piece, Sequences

_TAKEN = (events.Key, events.MouseEvent, events.AppFocus, events.AppBlur, TerminalSupportsSynchronizedOutput)
_FARTHEST = 10_000
"""Cells; no terminal is so large."""

_MOUSE = "\x1b[<"

_WITH_ALT = lazy(r"\x1b\[27;(?:3|4|7|8|1[1256]);[0-9]+~")
"""A letter with alt as xterm sends it if so told (modifyOtherKeys); Textual would give it without the alt."""


class PasteStalled(Message):
    """A paste began, and its end does not come: until then there are no keys."""


class Typed(events.Event, bubble=False):
    """Keys that came together: the screen need not show what each of them does."""

    def __init__(self, keys: Sequence[events.Key]) -> None:
        super().__init__()
        self.keys = keys


def together(found: Iterable[Message]) -> Iterator[Message]:
    """Yield these events, several keys in a row as one."""
    keys: list[events.Key] = []
    for event in found:
        if isinstance(event, events.Key):
            keys.append(event)
            continue
        yield from _typed(keys)
        keys = []
        yield event
    yield from _typed(keys)


def _typed(keys: Sequence[events.Key]) -> Sequence[Message]:
    return (Typed(keys),) if len(keys) > 1 else keys


class Keyboard:
    """Bytes in, events out."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._sequences = Sequences()
        self._mouse = XTermParser()

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """Yield what the bytes that came at `now` mean, in order. Bytes that are not UTF-8 mean nothing."""
        yield from self._events(self._sequences.feed(self._decode(data), now))

    def tick(self, now: float) -> Iterator[Message]:
        """Yield what is meant because nothing came until `now`; to be asked some times a second."""
        yield from self._events(self._sequences.tick(now))

    def wait(self, now: float) -> float:
        """Return after how many seconds from `now` it is time for a `tick`, if nothing comes."""
        return self._sequences.wait(now)

    def _events(self, pieces: list[Piece]) -> Iterator[Message]:
        for piece in pieces:
            if piece.kind is Kind.PASTE:
                yield events.Paste(piece.text.replace("\x00", ""))
            elif piece.kind is Kind.STALLED:
                yield PasteStalled()
            else:
                yield from (event for event in self._parsed(piece) if isinstance(event, _TAKEN))

    def _parsed(self, piece: Piece) -> list[Message]:
        """Return Textual's events for keys or a sequence; none for what it cannot make sense of."""
        if _WITH_ALT().fullmatch(piece.text):
            return []
        if piece.text.startswith(_MOUSE):
            found = self._fed(self._mouse, piece.text)
            return [event for event in found if isinstance(event, events.MouseEvent) and _is_near(event)]
        parser = XTermParser()
        found = self._fed(parser, piece.text)
        if not found and (piece.text == "\x1b" or (piece.kind is Kind.ALT and piece.text[1].isprintable())):
            found = self._fed(parser, "")  # only then it knows that nothing follows
        return found

    @staticmethod
    def _fed(parser: XTermParser, text: str) -> list[Message]:
        try:
            return list(parser.feed(text))
        except (ValueError, OverflowError, ArithmeticError, LookupError):  # a key's number beyond Unicode
            return []


def _is_near(event: events.MouseEvent) -> bool:
    return max(event.screen_x, event.screen_y) < _FARTHEST
