"""Saving under faults: at the N-th system call of a save it fails, is cut short, or the program is killed.

Every fault happens in a forked child; the parent then looks at what stands on disk.
"""

from __future__ import annotations

import errno
import fcntl
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from triage.core.anchor import anchor_at
from triage.core.article import Article, digest
from triage.core.claim import Annotations, Claim, TagRecord
from triage.core.clock import Clock
from triage.errors import TriageError
from triage.session.judging import new_id
from triage.store.atomic import sweep
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX
from triage.store.sidecar import parse

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EINTR)
CALLS = (
    "open",
    "read",
    "write",
    "fsync",
    "fchmod",
    "fchown",
    "replace",
    "close",
    "unlink",
    "mkdir",
    "fstat",
    "stat",
)
WAYS = (*(errno.errorcode[number] for number in ERRORS), "short", "partial", "killed before", "killed after")


@dataclass(slots=True)
class Score:
    """What came of all faults."""

    points: int = 0
    torn: int = 0
    """Sidecars that do not parse, are empty, or lack what stood there before."""
    lost: int = 0
    """Tags acknowledged as saved that are not on disk."""
    left: int = 0
    """Temporary files left after an error, or after sweeping where the program was killed."""
    not_mended: int = 0
    """Saves that failed, and failed again when the cause was gone."""
    details: list[str] = field(default_factory=list)


class Shim:
    """Stands in for the system calls and fails the N-th; N of 0 only counts them."""

    def __init__(self, at: int, way: str) -> None:
        self._at = at
        self._way = way
        self.count = 0
        self._real = {name: getattr(os, name) for name in CALLS}
        self._flock = fcntl.flock

    def install(self) -> None:
        """From now on every call goes through here."""
        for name in CALLS:
            setattr(os, name, self._wrapped(name, self._real[name]))
        fcntl.flock = self._wrapped("flock", self._flock)

    def remove(self) -> None:
        """Let calls go to the system again."""
        for name in CALLS:
            setattr(os, name, self._real[name])
        fcntl.flock = self._flock

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*words: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the call takes
            self.count += 1
            if self.count != self._at:
                return real(*words, **named)
            return self._fail(name, real, words, named)

        return call

    def _fail(
        self, name: str, real: Callable[..., Any], words: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:  # noqa: ANN401
        if self._way == "killed before":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._way == "killed after":
            real(*words, **named)
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "write" and self._way in ("short", "partial"):
            written = real(words[0], bytes(words[1])[: max(1, len(words[1]) // 2)])
            if self._way == "short":
                return written
        if self._way == "short":
            return real(*words, **named)
        if name == "close":
            real(*words, **named)  # a close that fails has closed all the same
        number = getattr(errno, self._way, errno.ENOSPC)
        raise OSError(number, os.strerror(number))


def run(points: int, seed: int = 0) -> Score:
    """Make `points` faults, spread over every call and way, and return what came of them."""
    chance = random.Random(seed)
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        number = 0
        while score.points < points:
            corpus = Path(folder) / str(number)
            corpus.mkdir()
            _one_corpus(corpus, chance, score, points)
            number += 1
    return score


def _one_corpus(root: Path, chance: random.Random, score: Score, points: int) -> None:
    text = " ".join(f"Claim number {number} is made here." for number in range(40))
    (root / "a.txt").write_text(text, encoding="utf-8")
    article = Article("a.txt", text, "utf-8", digest(text))
    clock = Clock()
    standing = _tagged(
        Corpus(root).empty(article, "a"), text, chance.sample(range(40), chance.randrange(6)), clock
    )
    if standing.claims:
        standing = Corpus(root).save(article, standing, "a", clock.tick)
    calls = _calls_of_a_save(root, article, standing, clock, chance)
    for at in range(1, calls + 1):
        for way in WAYS:
            if score.points >= points:
                return
            score.points += 1
            standing = _one_fault(root, article, standing, clock, chance, (at, way), score)


def _tagged(annotations: Annotations, text: str, numbers: list[int], clock: Clock) -> Annotations:
    claims = dict(annotations.claims)
    for number in numbers:
        start = text.index(f"Claim number {number} ")
        anchor = anchor_at(text, start, text.index(".", start) + 1, clock.tick())
        each = Claim(new_id(), anchor, {"ana": TagRecord("verified", clock.tick(), note=f"№ {number}")})
        claims[each.id] = each
    return replace(annotations, claims=claims)


def _calls_of_a_save(
    root: Path, article: Article, standing: Annotations, clock: Clock, chance: random.Random
) -> int:
    """Return how many calls a save makes, counted in a child so that nothing is changed here but the file."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        shim = Shim(0, "")
        corpus = Corpus(root)
        wanted = _tagged(standing, article.text, [chance.randrange(40)], clock)
        shim.install()
        corpus.save(article, wanted, "a", clock.tick)
        shim.remove()
        os.write(writer, str(shim.count).encode())
        os._exit(0)
    os.close(writer)
    counted = os.read(reader, 20)
    os.close(reader)
    os.waitpid(child, 0)
    return int(counted)


def _one_fault(
    root: Path,
    article: Article,
    standing: Annotations,
    clock: Clock,
    chance: random.Random,
    fault: tuple[int, str],
    score: Score,
) -> Annotations:
    """Save one more tag with a fault, look, save again without one; return what stands now."""
    wanted = _tagged(standing, article.text, [chance.randrange(40)], clock)
    acknowledged, killed = _save_in_child(root, article, wanted, clock, fault)
    found = _look(root, standing, score, fault)
    if acknowledged and not _holds(found, wanted):
        score.lost += 1
        score.details.append(f"lost {fault}")
    if killed:
        sweep(root)
    if any(".triage-tmp-" in path.name for path in root.rglob("*")):
        score.left += 1
        score.details.append(f"left {fault}")
        sweep(root)
    try:
        again = Corpus(root).save(article, wanted, "a", clock.tick)
    except (OSError, TriageError):
        again = None
    if again is None or not _holds(_look(root, standing, score, fault), wanted):
        score.not_mended += 1
        score.details.append(f"not mended {fault}")
    if again is not None and len(again.claims) < 8:
        return again
    # Small files make for many faults.
    (root / f"a.txt{SIDECAR_SUFFIX}").unlink()
    return Corpus(root).empty(article, "a")


def _save_in_child(
    root: Path, article: Article, wanted: Annotations, clock: Clock, fault: tuple[int, str]
) -> tuple[bool, bool]:
    """Return whether the save was acknowledged, and whether the child was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        shim = Shim(*fault)
        corpus = Corpus(root)
        shim.install()
        try:
            corpus.save(article, wanted, "a", clock.tick)
            answer = b"saved"
        except (OSError, TriageError):
            answer = b"failed"
        shim.remove()
        os.write(writer, answer)
        os._exit(0)
    os.close(writer)
    answer = os.read(reader, 20)
    os.close(reader)
    _, status = os.waitpid(child, 0)
    return answer == b"saved", os.WIFSIGNALED(status)


def _look(root: Path, standing: Annotations, score: Score, fault: tuple[int, str]) -> Annotations | None:
    """Return what stands on disk; count it if it is torn."""
    try:
        data = (root / f"a.txt{SIDECAR_SUFFIX}").read_bytes()
    except FileNotFoundError:
        data = b""
        found = None
    else:
        try:
            found = parse(data, "a")
        except TriageError as error:
            score.torn += 1
            score.details.append(f"torn {fault}: {error.message}")
            return None
    if standing.claims and not _holds(found, standing):
        score.torn += 1
        score.details.append(f"older tags gone {fault}")
    return found


def _holds(found: Annotations | None, wanted: Annotations) -> bool:
    return found is not None and all(found.claims.get(name) == claim for name, claim in wanted.claims.items())


def full(points: int = 20_000) -> list[tuple[str, int, str, str, bool]]:
    """Return the rows for the table: what, how many, the goal, the result, whether it was reached."""
    began = time.perf_counter()
    score = run(points)
    each = 1e3 * (time.perf_counter() - began) / points
    counted = {
        "torn or empty sidecars": score.torn,
        "acknowledged tags lost": score.lost,
        "temporary files left": score.left,
        "not saved when the cause was gone": score.not_mended,
    }
    rows = [
        (f"faults in a save: {what}", points, "0", str(result), not result)
        for what, result in counted.items()
    ]
    return [*rows, ("faults in a save: milliseconds each", points, "none", f"{each:.1f}", True)]
