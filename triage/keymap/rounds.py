"""Which command of a macro comes next: its rounds, the macros that it calls, and how much is too much."""

from __future__ import annotations

from triage.core.values import dataclass
from triage.keymap.performed import Macro, Performed

DEEPEST = 10
"""Macros within each other."""

MOST = 20_000
"""Commands of one play."""


@dataclass(slots=True)
class _Round:
    """A macro at work."""

    name: str
    macro: Macro
    rounds: int
    number: int = 1
    at: int = 0


class Rounds:
    """The macros at work, each called by the one before it."""

    def __init__(self) -> None:
        self._stack: list[_Round] = []
        self._done = 0

    def __bool__(self) -> bool:
        return bool(self._stack)

    @property
    def names(self) -> str:
        """The letters of the macros at work, the innermost first."""
        return " in ".join(each.name for each in reversed(self._stack))

    @property
    def where(self) -> str:
        """The round of the innermost, as people read it."""
        now = self._stack[-1]
        return f"round {now.number:,} of {now.rounds:,}"

    @property
    def played(self) -> str:
        """That the outermost was played, and how often, as people read it."""
        count = self._stack[0].rounds
        return "played" if count == 1 else f"played {count:,} times"

    def begin(self, name: str, macro: Macro | None, count: int) -> str:
        """Go on with `count` rounds of a macro, then with what called it; return why that cannot be."""
        if not macro:
            return f"there is no macro {name}"
        if len(self._stack) >= DEEPEST:
            return f"macros call each other more than {DEEPEST} deep"
        if not self._stack:
            self._done = 0
        self._stack.append(_Round(name, macro, count))
        return ""

    def following(self) -> Performed | None:
        """Return the next command; None where all is played. Raises ValueError where it is too much."""
        while self._stack:
            now = self._stack[-1]
            if now.at < len(now.macro):
                now.at += 1
                self._done += 1
                if self._done > MOST:
                    raise ValueError(f"stopped: more than {MOST:,} commands")
                return now.macro[now.at - 1]
            if now.number < now.rounds:
                now.at, now.number = 0, now.number + 1
            elif len(self._stack) > 1:
                self._stack.pop()
            else:
                return None
        return None

    def end(self) -> None:
        """Forget all of them."""
        self._stack.clear()
