"""What a terminal sends, cut into keys, sequences and pastes: whatever is none of these is dropped.

A terminal mixes keys with its own messages: answers to questions, reports, pastes. A message that is
not understood, or whose end is missing or late, must never be taken for keys, since keys change tags. The
states are those of ECMA-48 and of xterm's control sequences. Times are seconds on any clock.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from triage.core.lazy import lazy

ESCAPE_SECONDS = 0.1
"""An escape after which nothing comes for so long is the key; terminals send a sequence in one piece."""

SEQUENCE_SECONDS = 2.0
"""So long the rest of a sequence may take; then what came of it is dropped."""

QUIET_SECONDS = 0.5
"""An escape after so much silence in a paste is a person, for whom the keyboard seems dead."""

STALLED_SECONDS = 2.0
"""After so much silence in a paste its end has most likely been lost."""

LONGEST_SEQUENCE = 32
"""Characters; keys and the mouse need fewer."""

LONGEST_PASTE = 1_000_000
"""Characters that are kept of a paste."""

_ESC, _BEL, _ST = "\x1b", "\x07", "\x1b\\"
_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"
_STRINGS = "]P_^X"
"""After an escape: these begin a text for programs, which ends with ST, or BEL."""

_EIGHT_BITS = {"\x9b": "[", "\x9d": "]", "\x90": "P", "\x9f": "_", "\x9e": "^", "\x98": "X", "\x8f": "O"}

_LONE_ESCAPE = lazy(r"\x1b(?:\[27(?:;[\d:]*)*u)?")
"""The escape key alone, also as terminals with the kitty protocol send it."""

_LATE = lazy(r"\[[\d;:?<=>]*[ -/]*[@-~]|O[A-DFHP-S]|\[[\d;:?<=>]+|\]\d+;|P[\d>]*[$|+!>]|_G")
"""How the rest of a sequence begins whose escape came too early; no person types this at once."""

_SEQUENCE = lazy(
    r"\x1b(?:"
    r"\[\[[A-Z]?"  # the function keys of Linux
    r"|\[M.{0,3}"  # a mouse in the old coding: any three characters follow
    r"|\[[0-?]*[ -/]*[@-~]?"  # CSI
    r"|O[0-9]*[ -~]?"  # SS3
    r"|[^\[O\]P_^X]?"  # with alt
    r")",
    re.DOTALL,
)
_COMPLETE = lazy(
    r"\x1b(?:\[\[[A-Z]|\[M.{3}|\[(?![\[M])[0-?]*[ -/]*[@-~]|O[0-9]*[:-~ -/]|[^\[O\]P_^X])", re.DOTALL
)
_NO_KEY = lazy("[\x1b\ufffd\x80-\x9f]")
_PASTE_MARK = lazy("\x1b\\[20[01]~")


class Kind(Enum):
    """What came."""

    TEXT = "text"
    """Characters, each of them a key."""
    ALT = "alt"
    """An escape and a character: the key with alt."""
    SEQUENCE = "sequence"
    """A whole sequence: a key, the mouse, a report, or something unknown."""
    PASTE = "paste"
    """What was pasted."""
    STALLED = "stalled"
    """A paste began and goes on no more; `escape` drops it."""


class Piece(NamedTuple):
    """One thing that a terminal sent."""

    kind: Kind
    text: str


class Sequences:
    """Takes what a terminal sends, in whatever portions it comes, and gives out whole pieces."""

    def __init__(self) -> None:
        self._waiting = ""
        """The beginning of a sequence whose end has not come."""
        self._since = 0.0
        """When that began."""
        self._last = float("-inf")
        """When anything came last."""
        self._escaped = float("-inf")
        """When an escape was last taken for the key."""
        self._pasted: list[str] | None = None
        self._room = 0
        self._tail = ""
        """The last characters of a paste, which may be the beginning of its end."""
        self._depth = 0
        """How many beginnings of pastes have had no end yet."""
        self._most = 0
        """How many there were at most; fewer now means that some end was seen."""
        self._lone = False
        """Whether the escape key was pressed in a paste, as far as is known yet."""
        self._stalled = False

    def feed(self, text: str, now: float) -> list[Piece]:
        """Take `text` that came at `now`; return what is whole by now."""
        pieces = self.tick(now)
        if not text:
            return pieces
        quiet, self._last = now - self._last, now
        if self._pasted is not None and quiet >= QUIET_SECONDS and _LONE_ESCAPE().fullmatch(text):
            if text != _ESC:
                self._pasted = None
                return pieces
            self._lone = True
        elif self._pasted is not None:
            self._lone = False
        self._stalled = False
        late = not self._waiting and self._pasted is None and now - self._escaped < SEQUENCE_SECONDS
        if late and _LATE().match(text):
            text = _ESC + text
        self._escaped = float("-inf")
        while text:
            text = (
                self._in_paste(text, pieces) if self._pasted is not None else self._outside(text, now, pieces)
            )
        return pieces

    def tick(self, now: float) -> list[Piece]:
        """Return what has become whole because nothing came until `now`."""
        pieces: list[Piece] = []
        if self._pasted is not None:
            if self._lone and now - self._last >= ESCAPE_SECONDS:
                self._pasted = None
                self._escaped, self._lone = now, False
            elif not self._stalled and now - self._last >= STALLED_SECONDS:
                self._stalled = True
                if self._depth < self._most:
                    self._end_paste(pieces)
                else:
                    pieces.append(Piece(Kind.STALLED, ""))
        elif self._waiting == _ESC and now - self._since >= ESCAPE_SECONDS:
            self._waiting, self._escaped = "", now
            pieces.append(Piece(Kind.TEXT, _ESC))
        elif self._waiting and now - self._since >= SEQUENCE_SECONDS:
            self._waiting = ""
        return pieces

    def wait(self, now: float) -> float:
        """Return after how many seconds from `now` it is time for a `tick`, if nothing comes."""
        if self._pasted is not None and self._lone:
            return max(0.0, self._last + ESCAPE_SECONDS - now)
        if self._waiting == _ESC:
            return max(0.0, self._since + ESCAPE_SECONDS - now)
        return 1.0

    def _outside(self, text: str, now: float, pieces: list[Piece]) -> str:
        """Take the next piece from the beginning of `text`; return what is left."""
        if not self._waiting:
            found = _NO_KEY().search(text)
            end = len(text) if found is None else found.start()
            if end:
                pieces.append(Piece(Kind.TEXT, text[:end]))
                return text[end:]
            self._since = now
            if text[0] in _EIGHT_BITS:
                text = _ESC + _EIGHT_BITS[text[0]] + text[1:]
            elif text[0] != _ESC:
                return text[1:]
        text = self._waiting + text
        self._waiting = ""
        if len(text) > 1 and text[1] in _STRINGS:
            return self._string(text)
        if text[1:2] == _ESC:
            pieces.append(Piece(Kind.TEXT, _ESC))
            return text[1:]
        whole = _COMPLETE().match(text)
        if whole is not None:
            self._whole(whole[0], pieces)
            return text[whole.end() :]
        begun = _SEQUENCE().match(text)
        assert begun is not None
        if begun.end() == len(text):
            self._waiting = text
            return ""
        # What follows cannot belong to it: both are dropped, but an escape begins anew.
        return text[begun.end() + (text[begun.end()] != _ESC) :]

    def _string(self, text: str) -> str:
        """Drop a text for programs; return what follows it."""
        ends = [at for at in (text.find(_BEL), text.find(_ESC, 1), text.find("\x9c")) if at > 0]
        if not ends:
            self._waiting = text[:2]
            return ""
        end = min(ends)
        if text[end] != _ESC:
            return text[end + 1 :]
        if end + 1 == len(text):
            self._waiting = text[:2] + _ESC
            return ""
        return text[end + 2 :] if text[end + 1] == "\\" else text[end:]

    def _whole(self, sequence: str, pieces: list[Piece]) -> None:
        if sequence == _PASTE_START:
            self._pasted, self._room, self._tail = [], LONGEST_PASTE, ""
            self._depth = self._most = 1
        elif len(sequence) <= LONGEST_SEQUENCE:
            pieces.append(Piece(Kind.ALT if len(sequence) == 2 else Kind.SEQUENCE, sequence))

    def _in_paste(self, text: str, pieces: list[Piece]) -> str:
        """Keep `text` up to the end of the paste; return what follows it.

        Marks that were pasted do not end it, as far as can be seen: a mark of the beginning has its own
        end, and an end that another one follows in the same portion, without a beginning between, is none.
        """
        assert self._pasted is not None
        whole = self._tail + text
        end = None
        for mark in _PASTE_MARK().finditer(whole):
            if mark[0] == _PASTE_END:
                self._depth -= 1
                end = mark if self._depth <= 0 else end
            elif end is not None:
                break
            else:
                self._depth += 1
                self._most = max(self._most, self._depth)
        if end is not None:
            self._keep(whole[: end.start()])
            self._end_paste(pieces)
            return whole[end.end() :]
        keep = next(
            length for length in range(len(_PASTE_END) - 1, -1, -1) if whole.endswith(_PASTE_END[:length])
        )
        self._tail = whole[len(whole) - keep :]
        self._keep(whole[: len(whole) - keep])
        return ""

    def _end_paste(self, pieces: list[Piece]) -> None:
        assert self._pasted is not None
        pieces.append(Piece(Kind.PASTE, "".join(self._pasted)))
        self._pasted = None

    def _keep(self, text: str) -> None:
        assert self._pasted is not None
        if self._room > 0 and text:
            self._pasted.append(text[: self._room])
            self._room -= len(text)
