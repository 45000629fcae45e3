"""What filters ask about: an article, a claim in it, and one reviewer's record of that claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from triage.core.claim import Claim, State, Status, TagRecord
from triage.core.kinds import Kind


class ClaimFacts(NamedTuple):
    """A claim as a reviewer sees it: recorded claims with one span are one, and it may be untouched."""

    quote: str
    kind: Kind | None = None
    """None where the words are not in the text any more."""
    claims: tuple[Claim, ...] = ()
    """What is recorded about it."""

    @property
    def records(self) -> Mapping[str, TagRecord]:
        """The latest record of each reviewer, by name."""
        if len(self.claims) == 1:
            return self.claims[0].tags
        latest: dict[str, TagRecord] = {}
        for claim in self.claims:
            for reviewer, record in claim.tags.items():
                if reviewer not in latest or record.at > latest[reviewer].at:
                    latest[reviewer] = record
        return latest

    @property
    def state(self) -> State:
        """How surely it stands at its place."""
        return self.claims[0].anchor.state if self.claims else State.EXACT


class AskedArticle(Protocol):
    """What conditions ask of an article; `ArticleFacts` says what each is."""

    @property
    def path(self) -> str:
        """Relative to the corpus."""

    @property
    def title(self) -> str:
        """Of the text."""

    @property
    def status(self) -> Status:
        """The reviewer's."""

    @property
    def claims(self) -> int:
        """How many."""

    @property
    def tagged(self) -> int:
        """How many of them by the reviewer."""

    @property
    def waiting(self) -> int:
        """How many of them wait."""

    @property
    def problem(self) -> str:
        """Empty where all is well."""

    @property
    def look_inside(self) -> Callable[[], Iterable[ClaimFacts]]:
        """To be called for the claims."""

    @property
    def is_recorded(self) -> Callable[[], bool]:
        """To be called to learn whether anything is recorded."""


def _no_claims() -> Iterable[ClaimFacts]:
    return ()


class ArticleFacts(NamedTuple):
    """An article as far as it was read."""

    path: str
    title: str = ""
    status: Status = Status.NEW
    """How far the reviewer is with it."""
    claims: int = 0
    tagged: int = 0
    """Claims with a tag of the reviewer's."""
    waiting: int = 0
    """Claims whose words changed or went."""
    problem: str = ""
    """Why it cannot be reviewed, or what is wrong with its sidecar; empty where all is well."""
    look_inside: Callable[[], Iterable[ClaimFacts]] = _no_claims
    """Returns its claims; called only where a filter asks about claims."""
    is_recorded: Callable[[], bool] = lambda: True
    """Whether anything is recorded about it: else nobody has to look inside for a record."""


class Subject(NamedTuple):
    """What one condition is asked about, and all that it belongs to."""

    article: AskedArticle
    claim: ClaimFacts | None = None
    reviewer: str = ""
    record: TagRecord | None = None
    is_of_article: bool = False
    """Whether it is asked about for the sake of its article."""

    @property
    def depth(self) -> int:
        """0 for an article, 1 for a claim, 2 for a record."""
        return 0 if self.claim is None else 1 if self.record is None else 2

    @property
    def its_claim(self) -> ClaimFacts:
        """The claim, of a subject that is one or belongs to one."""
        assert self.claim is not None
        return self.claim

    @property
    def its_record(self) -> TagRecord:
        """The record, of a subject that is one."""
        assert self.record is not None
        return self.record

    @property
    def own_texts(self) -> tuple[str, ...]:
        """Where words without a field are looked for: the claim, or an article's title and path."""
        if self.claim is None or self.is_of_article:
            return self.article.title, self.article.path
        return (self.claim.quote,)

    def parts(self) -> Iterator[Subject]:
        """Yield the claims of an article, the records of a claim."""
        if self.claim is None:
            for claim in self.article.look_inside():
                yield self._replace(claim=claim, is_of_article=True)
        elif self.record is None:
            for reviewer, record in self.claim.records.items():
                yield self._replace(reviewer=reviewer, record=record)
