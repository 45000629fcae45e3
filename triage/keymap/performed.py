"""A command as it was done, with its count and what was typed for it; and what is remembered of several."""

from __future__ import annotations

from collections.abc import Sequence

from triage.core.values import dataclass, replace
from triage.keymap import Bound

_LONGEST = 40
"""Signs of a line that are told."""

PLAY, RECORD, REPEAT = "macro.play", "macro.record", "repeat"

LAST_PLAYED = "@"
"""In the place of a letter: the macro that was played last."""

_NEVER = frozenset({RECORD, "palette", "help", "redraw", "suspend", "quit"})
"""Commands that are no part of a macro."""


@dataclass(frozen=True, slots=True)
class Performed:
    """One command. It is done again by these three, whatever keys there are."""

    bound: Bound
    count: int | None = None
    """None where none was typed."""
    lines: tuple[str, ...] = ()
    """What was typed into it, in order. Untrusted text."""

    @property
    def told(self) -> str:
        """As people read it, in one line."""
        count = "" if self.count is None else f" ×{self.count}"
        typed = "".join(f": {_short(line)}" for line in self.lines)
        return f"{self.bound.text}{count}{typed}"


Macro = tuple[Performed, ...]
"""Commands that are done one after the other."""


class Memory:
    """What was done last, and what is being recorded."""

    def __init__(self) -> None:
        self.last: Macro = ()
        """What changed something last: one command, or all from the beginning of a choice on."""
        self.register = ""
        """The letter of the macro that is being recorded; empty while none is."""
        self._recorded: list[Performed] = []
        self._chosen: list[Performed] = []
        """What was done since a stretch, or where to split, began to be chosen."""

    def did(self, unit: Sequence[Performed], *, changed: bool, choosing: bool) -> None:
        """Take in what one key did: whether it changed anything, and whether something is chosen now."""
        if self.register:
            self._recorded += [one for one in unit if one.bound.command.id not in _NEVER]
        if changed:
            self.last = (*self._chosen, *unit)
        self._chosen = [*self._chosen, *unit] if choosing else []

    def begin(self, register: str) -> None:
        """Record what is done from now on."""
        self.register, self._recorded = register, []

    def end(self) -> tuple[str, Macro]:
        """Record no more; return the letter and what was recorded."""
        ended = self.register, tuple(self._recorded)
        self.register, self._recorded = "", []
        return ended


def is_register(letter: str) -> bool:
    """Whether a macro can be kept under this letter."""
    return len(letter) == 1 and letter.isascii() and letter.isalnum()


def with_count(unit: Macro, count: int | None) -> Macro | None:
    """Return what is done with another count; None where it takes none."""
    if count is None:
        return unit
    if len(unit) != 1 or not unit[0].bound.command.takes_count:
        return None
    return (replace(unit[0], count=count),)


def told(unit: Macro) -> str:
    """Return several commands as people read them."""
    return " + ".join(one.told for one in unit)


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
