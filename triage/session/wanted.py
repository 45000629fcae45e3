"""What the reviewer wants to go to: which passages of an article, and which articles may have one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from triage.core.claim import Status
from triage.core.codebook import Codebook
from triage.core.filter import ArticleFacts, Filter, Subject
from triage.core.outline import Passage
from triage.session.desk import STEPS, TAGGED, wanted
from triage.session.filtering import asked_by, claim_at
from triage.session.opened import Opened

if TYPE_CHECKING:
    from triage.session.glance import Glance

_MEANT: Mapping[str, tuple[str, str]] = {
    "note": ("has:note", "claim with a note"),
    "evidence": ("has:evidence", "claim with evidence"),
    "review": ("is:review", "claim to judge again"),
    "lacking": ("is:lacking by:me", "claim that lacks what its tag requires"),
}
"""Kinds that are filters, and how people read them."""

_CALLED: Mapping[str, str] = {
    "claim": "claim",
    "untagged": "untagged claim",
    "changed": "changed claim",
    "any": "passage",
}


class Wanted:
    """A kind of claims: one of `desk.STEPS`, a tag of this reviewer's, or what a filter means."""

    def __init__(self, to: str, reviewer: str, codebook: Codebook, *, is_filter: bool = False) -> None:
        """`codebook` has the tags. Raises FilterError for what is neither a kind nor a filter.

        With `is_filter` it is one, also where it reads like a kind.
        """
        self._to, self._reviewer = to, reviewer
        name = to.removeprefix(TAGGED)
        self._filter: Filter | None = None
        if is_filter:
            self._to, self.called = "", f"claim that is {to}"
            self._filter = Filter(to, asked_by(reviewer, codebook))
        elif to in STEPS:
            self.called = _CALLED[to]
        elif name != to and name in codebook.names():
            self.called = f"claim tagged {name}"
        else:
            query, self.called = _MEANT.get(to, (to, f"claim that is {to}"))
            self._filter = Filter(query, asked_by(reviewer, codebook))

    @property
    def is_slow(self) -> bool:
        """Whether asking it of every passage of a long article takes a while."""
        return self._filter is not None

    def within(self, opened: Opened, facts: ArticleFacts) -> Callable[[Passage], bool] | None:
        """Return what tells whether a passage is wanted; None where every claim is.

        That raises FilterError where a regular expression takes too long.
        """
        meant = self._filter
        if meant is None:
            return wanted(opened, self._to, self._reviewer)

        def holds(passage: Passage) -> bool:
            return passage.claim and meant.means(Subject(facts, claim_at(opened, passage)))

        return holds

    def passes_by(self, opened: Opened) -> bool:
        """Whether an article that was looked into counts as one without any."""
        return self._to == "untagged" and opened.status(self._reviewer) in (Status.DONE, Status.SET_ASIDE)

    def may_be_in(self, article: Glance) -> bool:
        """Whether an article may have one, as far as is known without looking inside."""
        if self._to == "untagged":
            return article.unfinished
        if self._filter is not None:
            return self._filter.may_mean_in(article)
        return article.is_recorded()
