"""The title of the terminal's window or tab: how far the folder is, given back as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from triage.core.plain import plain
from triage.session.entry import Totals

_KEEP, _GIVE_BACK = "\x1b[22;2t", "\x1b[23;2t"
"""Have the terminal put its title on a stack, and take it from there (xterm's window operations)."""

_SET, _END = "\x1b]2;", "\x1b\\"
_LONGEST = 100
"""Characters."""

_WITHOUT = ("dumb", "linux", "vt100", "vt102", "vt220")
"""Terminals without a title, by the beginning of TERM; some would show its characters."""


class Title:
    """Sets the title when it is another one, between `begin` and `end`."""

    def __init__(self, write: Callable[[str], object], environment: Mapping[str, str] = os.environ) -> None:
        """`write` writes to the terminal."""
        self._write = write
        self._has_one = (environment.get("TERM") or "dumb").partition("-")[0] not in _WITHOUT
        self._wanted = self._shown = ""
        self._is_ours = False

    def begin(self) -> None:
        """The terminal is ours."""
        self._is_ours = True
        self.show(self._wanted)

    def show(self, text: str) -> None:
        """Have this for the title; untrusted text. Nothing is written where it is the title already."""
        self._wanted = text
        if self._is_ours and self._has_one and text and text != self._shown:
            keep = "" if self._shown else _KEEP
            self._shown = text
            self._write(f"{keep}{_SET}{plain(text)[:_LONGEST]}{_END}")

    def end(self) -> None:
        """The terminal is somebody else's; one that cannot take its title from the stack has an empty one."""
        self._is_ours = False
        if self._shown:
            self._shown = ""
            self._write(f"{_SET}{_END}{_GIVE_BACK}")


def title_of(folder: str, totals: Totals) -> str:
    """Return how far the folder is, when all of it was read; untrusted text."""
    if totals.known < totals.articles or not totals.claims:
        return f"{folder} · triage"
    return f"{totals.tagged}/{totals.claims} {folder} · triage"
