"""The articles that are in memory: the one before the reviewer, and those they may come back to."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from triage.core.article import Article
from triage.core.claim import Annotations, State
from triage.core.clock import Clock
from triage.core.join import join
from triage.errors import TriageError
from triage.session.entry import Entry, progress
from triage.session.opened import Opened, open_article
from triage.session.settling import Settling
from triage.store.corpus import Corpus
from triage.store.unreadable import Unreadable

BEING_WRITTEN = "it is being written; it opens when that is over"

_KEPT = 32
"""Open articles kept in memory besides those that are not saved yet."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that cannot be read, and why; untrusted text."""

    path: str
    reason: str


class Shelf:
    """Reads articles with what is recorded about them, and keeps the last ones."""

    def __init__(
        self,
        corpus: Corpus,
        reviewer: str,
        clock: Clock,
        unsaved: Callable[[], Collection[str]],
        asked: Callable[[str], Annotations | None] = lambda _: None,
        settling: Settling | None = None,
    ) -> None:
        """`unsaved` names the articles that are not on disk yet, `asked` tells what is to be written.

        `settling` knows which articles are being written at this moment, so that they cannot be read.
        """
        self._corpus = corpus
        self._reviewer = reviewer
        self._clock = clock
        self._unsaved = unsaved
        self._asked = asked
        self._opened: dict[str, Opened] = {}
        self.settling = settling or Settling()
        self.pinned: str | None = None
        """The article before the reviewer, which is never forgotten to make room."""

    def get(self, path: str) -> Opened | None:
        """Return the article if it is in memory."""
        return self._opened.get(path)

    def put(self, opened: Opened) -> None:
        """Keep an article, or its newer state; forget the one not used for longest if there are too many."""
        path = opened.article.path
        self._opened.pop(path, None)
        self._opened[path] = opened
        if len(self._opened) > _KEPT:
            needed = {path, self.pinned, *self._unsaved()}
            oldest = next((other for other in self._opened if other not in needed), None)
            if oldest is not None:
                del self._opened[oldest]

    def forget(self, path: str) -> None:
        """Drop an article that is not in the corpus any more."""
        self._opened.pop(path, None)

    def open(self, path: str) -> Opened | Problem:
        """Return the article from memory or from disk."""
        opened = self._opened.get(path)
        if opened is None:
            if path in self.settling.moving:
                return Problem(path, BEING_WRITTEN)
            found = self.read(path)
            if isinstance(found, Problem):
                return found
            opened = found
            asked = self._asked(path)
            if asked is not None:  # it was unreadable for a while, and the tags made before still wait
                asked = self.placed(opened.article, asked)
                opened = opened.with_annotations(join(opened.annotations, asked))
            self._clock.see(opened.annotations.newest())
        self.put(opened)
        return opened

    def read(self, path: str, *, remember: bool = True, recorded_as: str = "") -> Opened | Problem:
        """Read an article and its sidecar from disk; a sidecar that cannot be read blocks recording.

        Touches nothing but the corpus, so it may run on any thread. With `remember` the sidecar
        becomes what the next save is compared with. `recorded_as` names the article whose sidecar
        is read, where that is another one (before a rename).
        """
        article = self._corpus.article(path)
        if isinstance(article, Unreadable):
            return Problem(path, article.sentence)
        path = recorded_as or path
        blocked = ""
        annotations = None
        try:
            annotations = self._corpus.annotations(path) if remember else self._corpus.summary(path)
        except TriageError as error:
            blocked = error.message
        except OSError as error:
            blocked = f"{path}.triage.yaml: {error.strerror or error}"
        if annotations is not None and annotations.read_only:
            blocked = (
                f"{path}.triage.yaml: written by a newer triage (schema {annotations.schema}), read only"
            )
        if annotations is None:
            return open_article(article, self._corpus.empty(article, ""), blocked)
        return open_article(article, self._corpus.placed(article, annotations), blocked)

    def placed(self, article: Article, annotations: Annotations) -> Annotations:
        """Return annotations with their claims placed in the text of `article`."""
        return self._corpus.placed(article, annotations)

    def entry(self, opened: Opened | Problem) -> Entry:
        """Return the line of the list for an article that was read."""
        if isinstance(opened, Problem):
            return Entry(opened.path, problem=opened.reason, known=True)
        claims, tagged = progress(opened.outline, opened.annotations, self._reviewer)
        return Entry(
            path=opened.article.path,
            title=opened.title,
            claims=claims,
            tagged=tagged,
            status=opened.status(self._reviewer),
            warning=opened.blocked or _unsettled(opened),
            known=True,
        )


def _unsettled(opened: Opened) -> str:
    """Return what a changed text did to claims, as far as a reviewer has to know; else nothing."""
    orphans = len(opened.outline.orphans)
    changed = sum(claim.anchor.state is State.CHANGED for claim in opened.annotations.claims.values())
    said = []
    if orphans:
        said.append(
            f"{orphans} recorded {'claim is' if orphans == 1 else 'claims are'} not in the text any more"
        )
    if changed:
        said.append(
            f"{changed} {'claim has' if changed == 1 else 'claims have'} other words than were judged"
        )
    return "; ".join(said)
