"""Telling where the reviewer is: all of it where that is new, else no more than what is other there."""

from __future__ import annotations

from collections.abc import Sequence

from triage.line.claim import article_lines, before_it, claim_lines
from triage.line.voice import Voice
from triage.session.session import Session


class Place:
    """Remembers what was told last."""

    def __init__(self, session: Session, voice: Voice) -> None:
        self._session, self._voice = session, voice
        self._path: str | None = ""
        self._span: tuple[int, int] | None = None
        self._cursor: int | None = None
        self._told: Sequence[str] = ()

    def is_other(self) -> bool:
        """Whether there is anything to tell that was not told."""
        return claim_lines(self._session) != self._told

    def tell_all(self) -> None:
        """Tell all that there is."""
        session = self._session
        for line in (*article_lines(session), *claim_lines(session), *before_it(session)):
            self._voice.say(line)

    def tell(self) -> None:
        """Tell article and claim as far as they are others than were told last, or what is new about them."""
        session, desk = self._session, self._session.desk
        passage, cursor, lines = desk.passage, desk.cursor, claim_lines(self._session)
        span = None if passage is None else (passage.start, passage.end)
        is_same_article = desk.path == self._path
        is_same = is_same_article and span == self._span
        told = [] if is_same_article else article_lines(session)
        told += [line for line in lines if not (is_same and line in self._told)]
        # Of the next claim what stands before it was just heard.
        follows = is_same_article and None not in (cursor, self._cursor) and cursor == (self._cursor or 0) + 1
        told += [] if is_same or follows else before_it(session)
        for line in told:
            self._voice.say(line)
        self._path, self._span, self._cursor, self._told = desk.path, span, cursor, lines
