"""Choosing a stretch on the screen: the keys of its mode, lines as they are drawn, and what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands import Command, Mode, ends_choosing
from triage.core.selection import Selection
from triage.core.units import words

if TYPE_CHECKING:
    from triage.session.session import Session
    from triage.ui.screens.review import ReviewScreen

LINE = "line"
"""The unit that only the screen knows."""

_FEW = 20_000
"""Code points up to which words are counted."""


class Choosing:
    """Runs the commands that choose, in the text."""

    def __init__(self, session: Session, screen: ReviewScreen) -> None:
        self._session, self._screen = session, screen

    def begin(self) -> None:
        """Begin to choose, in the text."""
        self._screen.activate(Mode.TEXT)
        self._session.spans.begin()

    def split(self) -> None:
        """Begin to choose where to split, in the text, or split there."""
        self._screen.activate(Mode.TEXT)
        self._session.spans.split()

    def extend(self, unit: str, count: int) -> None:
        """Move the end that moves by `count` units (negative: left or up)."""
        chosen = self._session.desk.selection
        if chosen is None or unit != LINE:
            self._session.spans.extend(unit, count)
            return
        there = self._screen.text.lines_on(chosen.point, count)
        if there is not None:
            self._session.spans.reach(there)

    def before(self, command: Command) -> None:
        """Choose no more, if what runs next is for something else."""
        if self._session.desk.selection is not None and ends_choosing(command):
            self._session.spans.leave()


def told(session: Session) -> str:
    """Return what the status line says while something is chosen; nothing else."""
    chosen, opened = session.desk.selection, session.desk.opened
    if chosen is None or opened is None:
        return ""
    if chosen.of:
        return "where to split"
    way = "end" if chosen.moves_end else "start"
    return f"choosing {_count(opened.article.text, chosen)} · {way} moves"


def _count(text: str, chosen: Selection) -> str:
    if chosen.end - chosen.start > _FEW:
        return f"{chosen.end - chosen.start:,} characters"
    count = sum(1 for _ in words(text, chosen.start, chosen.end))
    return "1 word" if count == 1 else f"{count} words"
