"""A session on a folder that a test can follow step by step: what its threads deliver waits in a queue."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from triage.core.claim import Annotations, Source
from triage.core.codebook import Codebook, TagDefinition
from triage.core.pattern import Way
from triage.session.finding import Found
from triage.session.opened import Opened, open_article
from triage.session.session import Session
from triage.store.articles import read_article
from triage.store.corpus import Corpus
from triage.store.unreadable import Unreadable

LONGEST_WAIT = 10.0
"""Seconds after which a condition that did not come true fails the test."""

CODEBOOK = Codebook(
    "test",
    tuple(
        TagDefinition(name, name, name[0], "*", name[0].upper(), "green", "", "", "")
        for name in ("verified", "disputed", "opinion")
    ),
    "",
)


class Deliveries:
    """What threads want run on the session's thread; the test runs it when it wants to."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def __call__(self, result: Callable[[], None]) -> None:
        """Take a result; called from any thread."""
        self._waiting.put(result)

    def run_one(self) -> None:
        """Run what was delivered first."""
        self._waiting.get(timeout=LONGEST_WAIT)()

    def drain(self) -> None:
        """Run what was delivered so far."""
        while not self._waiting.empty():
            self._waiting.get()()

    def drain_until(self, condition: Callable[[], object]) -> None:
        """Run what is delivered until `condition` holds; fail after `LONGEST_WAIT` seconds."""
        deadline = time.monotonic() + LONGEST_WAIT
        self.drain()
        while not condition():
            try:
                self._waiting.get(timeout=0.02)()
            except queue.Empty:
                assert time.monotonic() < deadline, "the condition never came true"
            self.drain()


class Review(Session):
    """A session as a test has it: started, with its deliveries at hand."""

    def __init__(
        self,
        folder: Path,
        reviewer: str = "ana",
        *,
        start: bool = True,
        quiet: float = 0,
        codebook: Codebook = CODEBOOK,
    ) -> None:
        self.deliveries = Deliveries()
        self.changes = 0
        super().__init__(Corpus(folder), reviewer, codebook, self.deliveries, self._count, quiet)
        if start:
            self.start()
            self.rest()

    def _count(self) -> None:
        self.changes += 1

    def find(self, words: str, direction: int = 1) -> bool:
        """Go to the next (1) or previous (-1) place where `words` stand as they are written; is there one?"""
        sought = self.finder.understood(words, Way.LITERAL)
        assert sought is not None

        def show(found: Found) -> None:
            self.desk.show(found, direction)

        self.finder.look_for(sought, show)
        return bool(self.desk.found and self.desk.found.spans)

    def rest(self) -> None:
        """Wait until nothing is left to read or to write, except what cannot be written."""
        self.deliveries.drain_until(lambda: self.follower.wait(0.01))
        self.deliveries.drain_until(lambda: not self.saver.unsaved() or self.save_state.error)
        self.saver.flush(LONGEST_WAIT)
        self.deliveries.drain_until(lambda: self.follower.wait(0.01))

    def look(self) -> None:
        """Notice what happened in the folder."""
        self.follower.look_again()
        self.rest()
        self.rest()  # what was noticed may have had something saved

    @property
    def here(self) -> str:
        """The words under the cursor."""
        opened, passage = self.desk.opened, self.desk.passage
        assert opened is not None
        assert passage is not None
        return opened.article.text[passage.start : passage.end]

    @property
    def opened(self) -> Opened:
        """The article before the reviewer."""
        opened = self.desk.opened
        assert opened is not None
        return opened

    def go(self, words: str) -> None:
        """Put the cursor on the first passage that contains `words`."""
        text = self.opened.article.text
        index = next(
            number
            for number, passage in enumerate(self.opened.outline.passages)
            if words in text[passage.start : passage.end]
        )
        self.desk.put_cursor(index)


def write(folder: Path, articles: Mapping[str, str]) -> None:
    """Write articles; keys are paths in the folder."""
    for path, text in articles.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def sidecar(folder: Path, path: str) -> dict[str, Any]:
    """Read a sidecar as any program could."""
    loaded = yaml.safe_load((folder / f"{path}.triage.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def tags_by_quote(folder: Path, path: str) -> dict[str, dict[str, str]]:
    """Return, for every claim in the sidecar that has a tag, its words and each reviewer's tag."""
    claims = sidecar(folder, path)["claims"] or {}
    return {
        claim["quote"]: {name: record["tag"] for name, record in claim.get("tags", {}).items()}
        for claim in claims.values()
        if claim.get("tags")
    }


def opened_text(folder: Path, text: str) -> Opened:
    """Return an article with nothing recorded about it."""
    write(folder, {"one.txt": text})
    article = read_article(folder, "one.txt")
    assert not isinstance(article, Unreadable)
    return open_article(article, Annotations(Source("one.txt", article.sha256)))
