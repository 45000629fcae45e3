"""Where lines come from: a terminal, where they can be edited, or a pipe."""

from __future__ import annotations

import select
from collections.abc import Callable, Sequence
from typing import Protocol, TextIO

LONGEST = 100_000
"""Code points of a line; of a longer one the rest is left out, and that is told."""

_PAUSE_SECONDS = 0.05
"""After so long without a line somebody is there who types, or a program that waits for an answer."""


class Ears(Protocol):
    """Where lines come from."""

    is_terminal: bool
    """Whether a person types them."""

    def line(self, prompt: str) -> str | None:
        """Return the next line without its end; None where no more will come.

        Raises ValueError, in words for the reviewer, for a line that cannot be taken.
        """

    def pauses(self) -> bool:
        """Whether no line is there yet."""


class Pipe:
    """Lines from a file or a pipe; nothing prompts for them."""

    is_terminal = False

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines

    def line(self, prompt: str) -> str | None:
        """Return the next line. Raises ValueError where it is too long."""
        line = self._lines.readline(LONGEST + 1)
        if not line:
            return None
        whole = line
        while whole and not whole.endswith("\n") and len(whole) > LONGEST:
            whole = self._lines.readline(LONGEST + 1)
        if len(line) > LONGEST:
            raise ValueError(f"a line has no more than {LONGEST:,} characters; nothing was done")
        return line.rstrip("\r\n")

    def pauses(self) -> bool:
        """Whether nothing has come for a moment."""
        try:
            ready, _, _ = select.select([self._lines.fileno()], [], [], _PAUSE_SECONDS)
        except (OSError, ValueError):  # no file at all, in tests; or one that cannot be asked
            return False
        return not ready


class Terminal:
    """Lines that a person types, which can be edited, and called back while the program runs."""

    is_terminal = True

    def __init__(self, completions: Callable[[str], Sequence[str]]) -> None:
        """`completions` returns the words that begin as what is typed."""
        self._completions = completions
        self._found: Sequence[str] = ()
        self._is_ready = False

    def line(self, prompt: str) -> str | None:
        """Ask for a line and return it. Raises ValueError where it is too long."""
        if not self._is_ready:
            self._is_ready = True
            self._prepare()
        try:
            line = input(prompt)
        except EOFError:
            return None
        if len(line) > LONGEST:
            raise ValueError(f"a line has no more than {LONGEST:,} characters; nothing was done")
        return line

    def pauses(self) -> bool:
        """Whether no line is there: a person takes their time."""
        return True

    def _prepare(self) -> None:
        """Let lines be edited where the system can; what was typed is kept on no disk."""
        try:
            import readline
        except ImportError:
            return
        # It would write escape sequences around each prompt.
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("tab: complete")
        readline.set_completer_delims(" ")
        readline.set_completer(self._complete)

    def _complete(self, word: str, number: int) -> str | None:
        if number == 0:
            self._found = self._completions(word)
        return self._found[number] if number < len(self._found) else None
