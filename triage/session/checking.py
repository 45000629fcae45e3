"""What is wrong in a corpus: everything is read, nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.core.anchor import stands
from triage.core.article import Article
from triage.core.claim import SCHEMA, Annotations, State
from triage.core.codebook import Codebook
from triage.session.survey import strays
from triage.store.corpus import Corpus
from triage.store.git import ATTRIBUTES
from triage.store.git_setup import lacks_driver
from triage.store.leftovers import leftovers
from triage.store.names import SIDECAR_SUFFIX
from triage.store.unreadable import Unreadable
from triage.store.yaml_error import YamlError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; path and problem are untrusted text."""

    path: str
    """Relative to the corpus."""
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
    for problem in scan.problems:
        yield Finding(problem.path, problem.sentence)
    for found in scan.articles:
        article = corpus.article(found.path)
        if isinstance(article, Unreadable):
            yield Finding(found.path, article.sentence)
        if found.path in scan.sidecars:
            yield from _sidecar(corpus, found.path, article, codebook)
    for path in strays(scan):
        yield Finding(path + SIDECAR_SUFFIX, "its article is gone; the tags are still in it")
        yield from _sidecar(corpus, path, None, codebook)
    for left in leftovers(corpus.root):
        yield Finding(left.path, left.reason)
    if lacks_driver(corpus.root):
        yield Finding(ATTRIBUTES, "git merges sidecars by triage, which this clone lacks: triage setup-git")


def _sidecar(
    corpus: Corpus, path: str, article: Article | Unreadable | None, codebook: Codebook
) -> Iterator[Finding]:
    where = path + SIDECAR_SUFFIX
    try:
        annotations = corpus.summary(path)
    except YamlError as error:
        yield Finding(where, error.problem, error.line, error.column)
        return
    except OSError as error:
        yield Finding(where, error.strerror or str(error))
        return
    if annotations is None:  # it went away meanwhile
        return
    if annotations.read_only:
        yield Finding(
            where, f"written by a newer triage (schema {annotations.schema}, this one knows {SCHEMA})"
        )
    if path in corpus.marked():
        yield Finding(where, "git's conflict marks are in it; a review joins the two versions")
    if isinstance(article, Article):
        yield from _places(where, corpus, article, annotations)
    for claim in annotations.in_text_order():
        for reviewer, record in sorted(claim.tags.items()):
            if record.tagged and codebook.get(record.tag) is None:
                yield Finding(
                    where, f"claim {claim.id}: {reviewer} gave the tag {record.tag}, unknown to the codebook"
                )


def _places(where: str, corpus: Corpus, article: Article, annotations: Annotations) -> Iterator[Finding]:
    changed = annotations.source.sha256 != article.sha256
    why = "the article has changed since" if changed else "though the article is the one it was made on"
    now_placed = corpus.placed(article, annotations).claims
    for claim in annotations.in_text_order():
        anchor, now = claim.anchor, now_placed[claim.id].anchor
        if now.state is State.ORPHAN:
            yield Finding(where, f"claim {claim.id}: its words are not in the text, or in several places")
        elif now.state is State.CHANGED:
            yield Finding(where, f"claim {claim.id}: its words are other ones than those that were judged")
        elif anchor.state is not State.ORPHAN and not stands(article.text, anchor):
            yield Finding(
                where,
                f"claim {claim.id}: stands at [{now.start}, {now.end}), "
                f"not at [{anchor.start}, {anchor.end}); {why}",
            )
