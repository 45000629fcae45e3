"""A save that failed at its last step is made again, though the new bytes stand already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.core.article import Article, digest
from triage.core.claim import Review, Status
from triage.core.clock import Clock
from triage.store import atomic
from triage.store.corpus import Corpus

TEXT = "It rained on Friday.\n"


def test_bytes_that_may_not_be_durable_are_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, clock = Corpus(tmp_path), Clock()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    article = Article("a.txt", TEXT, "utf-8", digest(TEXT))
    wanted = replace(corpus.empty(article, ""), reviews={"ana": Review(Status.DONE, clock.tick())})
    synced: list[str] = []

    def fail(folder: str) -> None:
        raise OSError(5, "Input/output error", folder)

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "_sync_folder", fail)
        with pytest.raises(OSError, match="Input/output"):
            corpus.save(article, wanted, "", clock.tick)
    monkeypatch.setattr(atomic, "_sync_folder", synced.append)
    corpus.save(article, wanted, "", clock.tick)
    assert str(tmp_path) in synced
    synced.clear()
    corpus.save(article, wanted, "", clock.tick)
    assert synced == []
