"""The articles that are in memory: the one before the reviewer, and those they may come back to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from itertools import islice

from triage.core.anchor import Progress
from triage.core.article import Article
from triage.core.claim import Annotations, Claim, State
from triage.core.clock import Clock
from triage.core.join import join
from triage.core.values import dataclass, replace
from triage.errors import TriageError
from triage.session.entry import Entry
from triage.session.opened import Opened, open_article
from triage.session.segmenting import LONG, are_known, segments_of, segments_of_beginning
from triage.session.settling import Settling
from triage.store.corpus import Corpus
from triage.store.unreadable import Unreadable

BEING_WRITTEN = "it is being written; it opens when that is over"

_KEPT = 32
"""Open articles kept in memory besides those that are not saved yet."""

_AT_ONCE = 4
"""Claims that are placed in a changed text while the reviewer waits: about 10 ms; more are placed behind."""

_LONG = 20_000
"""Code points from which on already reading two texts to place anything takes too long to wait for."""

FINDING = "it is long: its sentences are being found, more follows"
"""Why nothing can be recorded in an article of which the beginning is shown."""

PLACING = "its claims are being placed in the changed text"
"""Why nothing can be recorded for that while."""


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
        self.reviewer = reviewer
        self._clock = clock
        self._unsaved = unsaved
        self._asked = asked
        self._opened: dict[str, Opened] = {}
        self._expected: list[str] = []
        """Articles that were read elsewhere, whose claims may have to be placed."""
        self.settling = settling or Settling()
        self.place_behind: Callable[[str], None] | None = None
        """Called with the path of an article whose claims have to be placed behind the scenes.

        Where it is None they are placed at once.
        """
        self.read_ahead: Callable[[str], Opened | None] = lambda _: None
        """Returns an article that was read already, if it is still as it was."""
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
            spare = (other for other in self._opened if other not in needed)
            for oldest in [*islice(spare, len(self._opened) - _KEPT)]:
                del self._opened[oldest]

    def kept(self) -> tuple[Opened, ...]:
        """Return the articles that are in memory, the one used last at the end."""
        return tuple(self._opened.values())

    def expect(self, opened: Opened) -> None:
        """Keep an article that was read elsewhere, unless it is in memory already.

        Its claims, if it is `pending`, are placed when `place_pending` asks for it.
        """
        path = opened.article.path
        if path not in self._opened:
            self._clock.see(opened.annotations.newest())
            self.put(opened)
            self._expected.append(path)

    def place_pending(self) -> None:
        """Have the claims placed of articles that were read elsewhere."""
        while self._expected:
            path = self._expected.pop()
            opened = self._opened.get(path)
            if opened is not None and opened.pending and self.place_behind is not None:
                self.place_behind(path)

    def forget(self, path: str) -> None:
        """Drop an article that is not in the corpus any more."""
        self._opened.pop(path, None)

    def open(self, path: str, *, wait: bool = False) -> Opened | Problem:
        """Return the article from memory or from disk.

        Where many claims have to be placed in a changed text it is `pending` at first, unless the
        caller can `wait`.
        """
        opened = self._opened.get(path)
        if opened is None or (wait and opened.pending):
            if path in self.settling.writing:
                return Problem(path, BEING_WRITTEN)
            found = self.read_ahead(path) or self.read(
                path, pending=self.place_behind is not None and not wait
            )
            if isinstance(found, Problem):
                return found
            if found.pending and self.place_behind is not None:
                self.place_behind(path)
            opened = found if found.pending else self._with_asked(found)
            self._clock.see(opened.annotations.newest())
        self.put(opened)
        return opened

    def take(self, found: Opened) -> Opened:
        """Return the article from memory; where it is not there that which was `found`, read elsewhere."""
        known = self._opened.get(found.article.path)
        if known is None:
            known = self._with_asked(found)
            self._clock.see(known.annotations.newest())
        self.put(known)
        return known

    def placed_behind(self, found: Opened) -> bool:
        """Take over an article whose claims were placed; return whether that was still waited for."""
        known = self._opened.get(found.article.path)
        if known is None or not known.pending or known.article.sha256 != found.article.sha256:
            return False
        found = self._with_asked(found)
        self._clock.see(found.annotations.newest())
        self.put(found)
        return True

    def read(
        self,
        path: str,
        *,
        remember: bool = True,
        recorded_as: str = "",
        pending: bool = False,
        progress: Progress | None = None,
        go_on: Callable[[], None] = lambda: None,
    ) -> Opened | Problem:
        """Read an article and its sidecar from disk; a sidecar that cannot be read blocks recording.

        Touches nothing but the corpus, so it may run on any thread. With `remember` the sidecar
        becomes what the next save is compared with. `recorded_as` names the article whose sidecar
        is read, where that is another one (before a rename). With `pending` claims that take a while
        to be placed are left out at first, and of a long text all but the beginning; `progress` is
        told how many claims are placed, and `go_on` is called now and then and may raise.
        """
        article = self._corpus.article(path)
        if isinstance(article, Unreadable):
            return Problem(path, article.sentence)
        known = self._opened.get(path)
        if known is not None and known.article == article:
            article = known.article  # a long text takes much room: one copy of it is enough
        if pending and len(article.text) > LONG and not are_known(article):
            beginning = segments_of_beginning(article.text)
            nothing = self._corpus.empty(article, "")
            return open_article(article, nothing, FINDING, pending=True, segments=beginning)
        segments_of(article, go_on)
        annotations, blocked = self.recorded(recorded_as or path, remember=remember)
        if annotations is None:
            return open_article(article, self._corpus.empty(article, ""), blocked)
        if pending and not blocked and takes_a_while(article, annotations):
            nothing = self._corpus.empty(article, annotations.source.title)
            return open_article(article, nothing, PLACING, pending=True)
        return open_article(article, self._corpus.placed(article, annotations, progress=progress), blocked)

    def text_of(self, path: str) -> str | None:
        """Return the text of an article as it is on disk, None where it cannot be read; from any thread."""
        article = self._corpus.article(path)
        return None if isinstance(article, Unreadable) else article.text

    def recorded(self, path: str, *, remember: bool) -> tuple[Annotations | None, str]:
        """Return what the sidecar of article `path` holds, and why nothing can be recorded in it, if so."""
        try:
            annotations = self._corpus.annotations(path) if remember else self._corpus.summary(path)
        except TriageError as error:
            return None, error.message
        except OSError as error:
            return None, f"{path}.triage.yaml: {error.strerror or error}"
        if annotations is not None and annotations.read_only:
            newer = f"written by a newer triage (schema {annotations.schema}), read only"
            return annotations, f"{path}.triage.yaml: {newer}"
        return annotations, ""

    def placed(
        self, opened: Opened, annotations: Annotations, fresh: Mapping[str, Claim] | None = None
    ) -> Annotations:
        """Return annotations with their claims placed in the text of the open article.

        `fresh` are those of their claims that are not in it yet, if that is known.
        """
        known = opened.annotations.claims
        if fresh is None or annotations.source.sha256 != opened.article.sha256:
            return self._corpus.placed(opened.article, annotations, known)
        placed = self._corpus.placed(opened.article, replace(annotations, claims=fresh), known).claims
        return (
            annotations if placed is fresh else replace(annotations, claims={**annotations.claims, **placed})
        )

    def _with_asked(self, opened: Opened) -> Opened:
        """Return the article with what was recorded in it and is not on disk yet."""
        asked = self._asked(opened.article.path)
        if asked is None:
            return opened
        return opened.with_annotations(join(opened.annotations, self.placed(opened, asked)))

    def entry(self, opened: Opened | Problem) -> Entry:
        """Return the line of the list for an article that was read."""
        if isinstance(opened, Problem):
            return Entry(opened.path, problem=opened.reason, known=True)
        counted = opened.progress(self.reviewer)
        return Entry(
            path=opened.article.path,
            title=opened.title,
            claims=counted.claims,
            tagged=counted.tagged,
            status=opened.status(self.reviewer),
            warning=opened.blocked or _unsettled(len(opened.outline.orphans), counted.changed),
            waiting=len(opened.outline.orphans) + counted.changed,
            known=True,
        )


def takes_a_while(article: Article, annotations: Annotations) -> bool:
    """Whether placing the claims in the text would make a key wait."""
    if annotations.source.sha256 != article.sha256:
        return len(annotations.claims) > _AT_ONCE or (len(article.text) > _LONG and bool(annotations.claims))
    orphans = sum(claim.anchor.state is State.ORPHAN for claim in annotations.claims.values())
    return orphans > _AT_ONCE or (len(article.text) > _LONG and bool(orphans))


def _unsettled(orphans: int, changed: int) -> str:
    """Return what a changed text did to claims, as far as a reviewer has to know; else nothing."""
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
