"""What in a corpus can be mended surely: each repair says what it does first, and keeps what it replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from triage.core.article import Article
from triage.core.claim import Annotations, State
from triage.core.clock import Clock
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.session.survey import strays
from triage.store import copies
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX
from triage.store.scan import Scan


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that can be mended; `path` and `what` are untrusted text."""

    path: str
    """Relative to the corpus."""
    what: str
    """What is done, as an order."""
    mend: Callable[[], None]
    """Does it. Raises TriageError or OSError where it fails; then everything is as it was."""


def repairs(corpus: Corpus) -> Iterator[Repair]:
    """Yield what can be mended, without mending anything; each is sure on its own.

    Mended are: conflict copies and git's conflict marks (joined in), claims that stand elsewhere in
    an edited text or whose words changed there (never where a claim would be lost from sight), sidecars
    of renamed articles, texts that were not kept, and files that killed programs left.
    """
    scan = corpus.scan()
    clock = Clock()
    for path in sorted(found.path for found in scan.articles):
        article = corpus.article(path)
        if isinstance(article, Article):
            yield from _of_article(corpus, scan, article, clock)
    yield from _of_strays(corpus, scan, clock)
    for path in corpus.abandoned():
        yield Repair(
            path,
            "remove the temporary file of a program that was killed",
            partial(corpus.remove_abandoned, path),
        )


def _of_article(corpus: Corpus, scan: Scan, article: Article, clock: Clock) -> Iterator[Repair]:
    path = article.path
    sidecar = path + SIDECAR_SUFFIX
    copied = [copy.path for copy in scan.copies.get(path, ())]
    readable = copies.read_copies(corpus.root, copied).read
    if readable:
        names = ", ".join(readable)
        yield Repair(
            sidecar, f"join in {names}, then move it to {copies.JOINED}", _join(corpus, path, readable, clock)
        )
    if path not in scan.sidecars:
        return
    standing = _readable(corpus, path)
    if standing is None:
        return
    if path in corpus.marked():
        yield Repair(
            sidecar, "join the two versions between git's conflict marks", _join(corpus, path, (), clock)
        )
        return
    moved = _surely_placed(corpus, article, standing)
    if moved:
        what = "1 claim" if moved == 1 else f"{moved} claims"
        yield Repair(
            sidecar,
            f"write where {what} stand{'s' if moved == 1 else ''} in the text now",
            partial(_place, corpus, article, clock),
        )
    elif standing.source.sha256 == article.sha256 and not corpus.has_text(article.sha256):
        yield Repair(path, "keep the text that its claims were made on", partial(corpus.keep_text, article))


def _surely_placed(corpus: Corpus, article: Article, standing: Annotations) -> int:
    """Return how many claims another place or state would be written of; 0 if one would become an orphan."""
    now = corpus.placed(article, standing).claims
    other = [claim_id for claim_id, claim in standing.claims.items() if now[claim_id].anchor != claim.anchor]
    if any(now[claim_id].anchor.state is State.ORPHAN for claim_id in other):
        return 0
    return len(other)


def _of_strays(corpus: Corpus, scan: Scan, clock: Clock) -> Iterator[Repair]:
    """A sidecar without an article belongs to the one article that has the very text it was made on."""
    lost = {path: found for path in strays(scan) if (found := _readable(corpus, path)) is not None}
    if not lost:
        return
    digests: dict[str, list[Article]] = {}
    for listed in scan.articles:
        article = corpus.article(listed.path)
        if isinstance(article, Article):
            digests.setdefault(article.sha256, []).append(article)
    for path, standing in lost.items():
        same = digests.get(standing.source.sha256, [])
        if len(same) == 1:
            yield Repair(
                path + SIDECAR_SUFFIX,
                f"join it into the sidecar of {same[0].path}, which has the very same text, "
                f"then move it to {copies.JOINED}",
                partial(_adopt, corpus, path, same[0], clock),
            )


def _join(corpus: Corpus, path: str, copied: Iterable[str], clock: Clock) -> Callable[[], None]:
    def mend() -> None:
        taken = corpus.take_in(path, copied, _seen(corpus, path, clock).tick)
        if taken.problems:
            raise TriageError(taken.problems[0])

    return mend


def _place(corpus: Corpus, article: Article, clock: Clock) -> None:
    standing = corpus.annotations(article.path)
    if standing is not None:
        copies.keep_sidecar(corpus.root, article.path)
        corpus.save(
            article,
            corpus.placed(article, standing),
            standing.source.title,
            _seen(corpus, article.path, clock).tick,
        )


def _adopt(corpus: Corpus, path: str, article: Article, clock: Clock) -> None:
    standing = corpus.summary(path)
    if standing is not None:
        corpus.save(
            article, standing, standing.source.title, _seen(corpus, article.path, clock, standing).tick
        )
        copies.put_aside(corpus.root, path + SIDECAR_SUFFIX)


def _seen(corpus: Corpus, path: str, clock: Clock, also: Annotations | None = None) -> Clock:
    for found in (corpus.summary(path), also):
        if found is not None:
            clock.see(found.newest())
    return clock


def _readable(corpus: Corpus, path: str) -> Annotations | None:
    """Return what the sidecar of `path` has, None where it is not ours to change."""
    try:
        found = corpus.summary(path)
    except (TriageError, OSError):
        return None
    return None if found is None or found.read_only else found
