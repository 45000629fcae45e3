"""What saving one more tag costs beside writing, syncing and replacing a file of the same bytes.

Both are measured in turn, so that a slow moment of the disk slows both; what counts is the ratio. A save
is measured until it can be told: what the old file took is freed after that, where nobody waits for it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.torture.figures import Row
from triage.core.anchor import anchor_at
from triage.core.article import Article, digest
from triage.core.claim import Annotations, Claim, TagRecord
from triage.core.clock import Clock
from triage.session.judging import new_id
from triage.store.corpus import Corpus

GOALS = ((10, 1.5), (100, 2.0), (1000, 2.0), (5000, None))
"""Claims in the sidecar, and at most how many times the bare file a save may take at the 95th percentile."""

ROUNDS = 400


def full(rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure sidecars of every size, on the file system of the home folder: /tmp may be memory."""
    with tempfile.TemporaryDirectory(dir=os.path.expanduser("~")) as folder:
        for claims, goal in GOALS:
            ours, bare = measured(Path(folder) / str(claims), claims, rounds)
            p50, p95 = (at(ours, percent) / at(bare, percent) for percent in (50, 95))
            wanted = "no goal" if goal is None else f"at most {goal:g} at p95"
            result = f"{p50:.2f} at p50, {p95:.2f} at p95 ({at(ours, 95):.1f} of {at(bare, 95):.1f} ms)"
            what = f"saving a tag among {claims:,} claims, times the bare file"
            yield Row(what, rounds, wanted, result, goal is None or p95 <= goal)


def measured(root: Path, count: int, rounds: int) -> tuple[list[float], list[float]]:
    """Return, sorted, the milliseconds of `rounds` saves, and of as many bare files of the same bytes."""
    root.mkdir()
    corpus, clock = Corpus(root), Clock()
    text = " ".join(f"House {number} was flooded when the dam gave way." for number in range(count))
    (root / "a.txt").write_text(text, encoding="utf-8")
    article = Article("a.txt", text, "utf-8", digest(text))
    standing = corpus.save(article, tagged(corpus.empty(article, "a"), text, count, clock), "a", clock.tick)
    names = list(standing.claims)
    ours, bare = [], []
    for number in range(rounds):
        claim = standing.claims[names[number % count]]
        record = TagRecord(("disputed", "opinion")[number // count % 2], clock.tick())
        claims = {**standing.claims, claim.id: replace(claim, tags={"ana": record})}
        wanted = replace(standing, claims=claims)
        began = time.perf_counter()
        standing = corpus.save(article, wanted, "a", clock.tick)
        ours.append((time.perf_counter() - began) * 1000)
        corpus.let_go()
        content = (root / "a.txt.triage.yaml").read_bytes()
        began = time.perf_counter()
        write_bare(root / "bare", content)
        bare.append((time.perf_counter() - began) * 1000)
    return sorted(ours), sorted(bare)


def tagged(annotations: Annotations, text: str, count: int, clock: Clock) -> Annotations:
    """Return annotations with the first `count` sentences of `text` tagged."""
    claims, start = {}, 0
    for _ in range(count):
        end = text.index(".", start) + 1
        anchor = anchor_at(text, start, end, clock.tick())
        claim = Claim(new_id(), anchor, {"ana": TagRecord("verified", clock.tick())})
        claims[claim.id] = claim
        start = end + 1
    return replace(annotations, claims=claims)


def write_bare(path: Path, content: bytes) -> None:
    """Replace a file durably and do nothing else: the floor."""
    temporary = f"{path}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)
    os.replace(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    os.fsync(folder)
    os.close(folder)


def at(times: list[float], percent: int) -> float:
    """Return a percentile of sorted times."""
    return times[min(len(times) - 1, len(times) * percent // 100)]
