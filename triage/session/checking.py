"""What is wrong in a corpus: everything is read, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum

from triage.core.anchor import stands
from triage.core.article import Article
from triage.core.claim import SCHEMA, Annotations, Claim, State
from triage.core.codebook import Codebook
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.session.survey import strays
from triage.store.corpus import Corpus
from triage.store.git import ATTRIBUTES
from triage.store.git_setup import lacks_driver
from triage.store.leftovers import leftovers
from triage.store.names import SIDECAR_SUFFIX
from triage.store.unreadable import Unreadable
from triage.store.yaml_error import YamlError


class Kind(StrEnum):
    """What sort of thing is wrong; the words are public."""

    ARTICLE = "article"
    """It cannot be read, or can have no sidecar."""
    SIDECAR = "sidecar"
    """It cannot be read, a newer program wrote it, or it holds two versions."""
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"
    TAG = "tag"
    LACKING = "lacking"
    """A tag without the note or evidence that the codebook requires with it."""
    TEXT = "text"
    """The text that claims were made on is not kept."""
    RELATED = "related"
    STRAY = "stray"
    """A sidecar without its article."""
    LEFTOVER = "leftover"
    GIT = "git"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; path and problem are untrusted text."""

    path: str
    """Relative to the corpus."""
    kind: Kind
    problem: str
    line: int = 0
    """From 1; 0 where it is about the whole file."""
    column: int = 0

    @property
    def place(self) -> str:
        """The path, with line and column where they are known."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


def check(corpus: Corpus, codebook: Codebook) -> Iterator[Finding]:
    """Yield what is wrong in the corpus, article by article, then what is left of all else."""
    scan = corpus.scan()
    checker = _Checker(corpus, codebook)
    for problem in scan.problems:
        yield Finding(problem.path, Kind.ARTICLE, problem.sentence)
    for found in scan.articles:
        article = corpus.article(found.path)
        if isinstance(article, Unreadable):
            yield Finding(found.path, Kind.ARTICLE, article.sentence)
        if found.path in scan.sidecars:
            yield from checker.sidecar(found.path, article)
    for path in strays(scan):
        yield Finding(path + SIDECAR_SUFFIX, Kind.STRAY, "its article is gone; the tags are still in it")
        yield from checker.sidecar(path, None)
    for left in leftovers(corpus.root):
        yield Finding(left.path, Kind.LEFTOVER, left.reason)
    if lacks_driver(corpus.root):
        yield Finding(
            ATTRIBUTES, Kind.GIT, "git merges sidecars by triage, which this clone lacks: triage setup-git"
        )


class _Checker:
    """Looks at one sidecar after the other; the ids of claims that others are related to are read once."""

    def __init__(self, corpus: Corpus, codebook: Codebook) -> None:
        self._corpus = corpus
        self._codebook = codebook
        self._ids: dict[str, frozenset[str] | None] = {}

    def sidecar(self, path: str, article: Article | Unreadable | None) -> Iterator[Finding]:
        """Yield what is wrong in the sidecar of article `path`."""
        where = path + SIDECAR_SUFFIX
        try:
            annotations = self._corpus.summary(path)
        except YamlError as error:
            yield Finding(where, Kind.SIDECAR, error.problem, error.line, error.column)
            return
        except TriageError as error:
            yield Finding(where, Kind.SIDECAR, error.message)
            return
        except OSError as error:
            yield Finding(where, Kind.SIDECAR, error.strerror or str(error))
            return
        if annotations is None:  # it went away meanwhile
            return
        if annotations.read_only:
            problem = f"written by a newer triage (schema {annotations.schema}, this one knows {SCHEMA})"
            yield Finding(where, Kind.SIDECAR, problem)
        if path in self._corpus.marked():
            problem = "git's conflict marks are in it; a review joins the two versions"
            yield Finding(where, Kind.SIDECAR, problem)
        if isinstance(article, Article):
            yield from self._places(where, article, annotations)
        for claim in annotations.in_text_order():
            for reviewer, record in sorted(claim.tags.items()):
                if record.tagged and self._codebook.get(record.tag) is None:
                    problem = f"{reviewer} gave the tag {record.tag}, unknown to the codebook"
                    yield Finding(where, Kind.TAG, f"claim {claim.id}: {problem}")
                lacks = " and ".join(self._codebook.lacks(record))
                if lacks and not claim.anchor.skip:
                    problem = f"{reviewer} gave the tag {record.tag}, which requires {lacks}"
                    yield Finding(where, Kind.LACKING, f"claim {claim.id}: {problem}")
            yield from self._related(where, claim)

    def _places(self, where: str, article: Article, annotations: Annotations) -> Iterator[Finding]:
        changed = annotations.source.sha256 != article.sha256
        why = "the article has changed since" if changed else "though the article is the one it was made on"
        placed = self._corpus.placed(article, annotations)
        offers = self._corpus.offers(article, placed)
        settled = True
        for claim in annotations.in_text_order():
            anchor, now = claim.anchor, placed.claims[claim.id].anchor
            of = f"claim {claim.id}:"
            if now.state is State.ORPHAN:
                problem = "its words are not in the text, or in several places"
                offer = offers.get(claim.id)
                if offer is not None:
                    words = " ".join(article.text[slice(*offer)].split())
                    problem += f"; perhaps [{offer[0]}, {offer[1]}): “{words}”"
                yield Finding(where, Kind.ORPHAN, f"{of} {problem}")
            elif now.state is State.CHANGED:
                problem = "its words are other ones than those that were judged"
                yield Finding(where, Kind.CHANGED, f"{of} {problem}")
            elif anchor.state is not State.ORPHAN and not stands(article.text, anchor):
                there = f"stands at [{now.start}, {now.end}), not at [{anchor.start}, {anchor.end}); {why}"
                yield Finding(where, Kind.MOVED, f"{of} {there}")
            else:
                continue
            settled = False
        if annotations.claims and not self._corpus.has_text(annotations.source.sha256):
            if not changed:
                yield Finding(where, Kind.TEXT, "the text that its claims were made on is not kept")
            elif not settled:
                problem = "the text that its claims were made on is not kept, which makes placing them unsure"
                yield Finding(where, Kind.TEXT, problem)

    def _related(self, where: str, claim: Claim) -> Iterator[Finding]:
        for related in claim.related:
            ids = self._claims_of(related.file)
            if ids is None or related.claim not in ids:
                what = "article with a sidecar" if ids is None else "claim"
                problem = f"{related.relation} {related.claim} in {related.file}: there is no such {what}"
                yield Finding(where, Kind.RELATED, f"claim {claim.id}: {problem}")

    def _claims_of(self, path: str) -> frozenset[str] | None:
        """Return the ids of the claims of article `path`, None where it has no sidecar that can be read."""
        if path not in self._ids:
            found = None
            with suppress(TriageError, OSError):
                found = self._corpus.summary(path)
            self._ids[path] = None if found is None else frozenset(found.claims)
        return self._ids[path]
