"""The dashboard in lines: how far all is, who tagged what, and what needs attention, with numbers to open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from triage.session.attention import WORDS, Attention, Kind
from triage.session.speed import told

if TYPE_CHECKING:
    from triage.line.review import LineReview

_PATIENCE = 15.0
"""Seconds that counting may take before that is told what was counted so far."""


class Overview:
    """Tells what the session has counted."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session, self._voice = review, review.session, review.voice
        self._choices: list[Callable[[], object]] = []

    def tell(self) -> None:
        """Tell all of it; the places that need attention have numbers."""
        session, say = self._session, self._voice.say
        overview = session.overview
        overview.open()
        self._review.deliveries.wait(lambda: overview.figures.over or bool(overview.problem), _PATIENCE)
        figures = overview.figures
        overview.stop()
        self._review.telling.totals("")
        totals = session.listing.totals()
        say(told(session.sitting.speed(), totals.claims - totals.tagged).replace(" · ", "; "))
        for name, tags in figures.reviewers.items():
            counts = (f"{tag} {count:,}" for tag, count in tags.items())
            say(f"{name}: {sum(tags.values()):,} tagged, {', '.join(counts)}")
        self._choices = []
        for attention in figures.attention:
            self._tell_of(attention)
        if not figures.over:
            counted = f"counted {figures.counted:,} of {figures.articles:,} articles so far"
            session.say(f"not counted: {overview.problem}" if overview.problem else counted)
        elif not figures.attention:
            session.say("nothing needs attention")
        else:
            session.say("open 1 goes to the first")
        self._review.finding.offer(self._choices)

    def _tell_of(self, attention: Attention) -> None:
        articles = "1 article" if attention.articles == 1 else f"{attention.articles:,} articles"
        where = "" if attention.kind is Kind.UNREADABLE else f", in {articles}"
        self._voice.say(f"{attention.claims:,} {WORDS[attention.kind][attention.claims != 1]}{where}")
        listing = self._session.listing
        for path, count, why in attention.first:
            self._choices.append(partial(self._session.overview.go, attention.kind, path))
            title = listing.entry(path).title if path in listing else ""
            self._voice.say(f"{len(self._choices)}: {why or count} in {title or path}")
