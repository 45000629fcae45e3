"""What is told, one thing a line: what was asked for on one stream, what went wrong on the other."""

from __future__ import annotations

import unicodedata
from typing import TextIO

from triage.core.plain import plain

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟", '"'),
        **dict.fromkeys("‘’‚‹›‛", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "·": ";",
    }
)
"""What signs become in ASCII that do not come apart into a letter and its marks."""


class Voice:
    """Writes lines without colours, drawing or moving about; untrusted text is welcome."""

    def __init__(self, out: TextIO, err: TextIO, *, in_ascii: bool = False, numbered: bool = False) -> None:
        """With `numbered` what went wrong is told with the number of the line that was read last."""
        self._out, self._err = out, err
        self._in_ascii, self._numbered = in_ascii, numbered
        self.number = 0
        """Of the line that was read last."""
        self.failures = 0
        """How many things went wrong."""

    def say(self, text: str) -> None:
        """Tell a line. Raises OSError."""
        self._out.write(self.shown(text) + "\n")

    def warn(self, text: str) -> None:
        """Tell what the reviewer has to know, though nothing that they asked for went wrong."""
        self._tell(text)

    def fail(self, text: str) -> None:
        """Tell what went wrong, and count it."""
        self.failures += 1
        self._tell(f"line {self.number}: {text}" if self._numbered else text)

    def flush(self) -> None:
        """Have everything told by now. Raises OSError."""
        self._out.flush()

    def shown(self, text: str) -> str:
        """Return `text` fit for one line of the terminal."""
        text = plain(text)
        return text if not self._in_ascii or text.isascii() else _ascii(text)

    def _tell(self, text: str) -> None:
        self._out.flush()  # or what was told before would be read after it
        self._err.write(self.shown(text) + "\n")
        self._err.flush()


def _ascii(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    letters = (sign for sign in apart if not unicodedata.combining(sign))
    return "".join(letters).encode("ascii", "replace").decode("ascii")
