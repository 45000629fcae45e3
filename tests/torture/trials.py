"""One article to save tags beside, again and again, and the look at what stands on disk after each fault."""

from __future__ import annotations

import gc
import os
import random
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path

from tests.torture.figures import Row
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

SENTENCES = 40
_MOST_CLAIMS = 8
"""Small files make for many faults."""


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

    def rows(self, what: str) -> Iterator[Row]:
        """Yield the rows for the table."""
        counted = {
            "torn or empty sidecars": self.torn,
            "acknowledged tags lost": self.lost,
            "temporary files left": self.left,
            "not saved when the cause was gone": self.not_mended,
        }
        for name, result in counted.items():
            yield Row(f"{what}: {name}", self.points, "0", str(result), not result)

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return (self.torn, self.lost, self.left, self.not_mended) == (0, 0, 0, 0)


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder in memory, where there is such a place: no disk is waited for twenty thousand times."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


@contextmanager
def quick_forks() -> Iterator[None]:
    """Have all at hand that a child needs, and the collector keep away from it, lest it be copied."""
    for name in ("ctypes", "triage.store.pieces", "triage.store.yaml_reader"):
        import_module(name)
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Trial:
    """An article with a few tags, and one more tag to be saved under each fault."""

    def __init__(self, root: Path, chance: random.Random, score: Score) -> None:
        """Make the article in the folder `root`; `chance` decides on the tags."""
        root.mkdir()
        self.journal = root.with_name(f"{root.name}-journal") / ("0" * 32 + ".jsonl")
        self.acknowledged: set[str] = set()
        """What must be in the journal from now on."""
        text = " ".join(f"Claim number {number} is made here." for number in range(SENTENCES))
        (root / "a.txt").write_text(text, encoding="utf-8")
        self.root = root
        self.article = Article("a.txt", text, "utf-8", digest(text))
        self.clock = Clock()
        self.corpus = Corpus(root)
        """One that goes on, and knows what stands."""
        self.standing = self.corpus.empty(self.article, "a")
        self._chance = chance
        self._score = score
        for _ in range(chance.randrange(6)):
            self.standing = self.wanted()
        if self.standing.claims:
            self.save(self.corpus, self.standing)

    def wanted(self) -> Annotations:
        """Return what stands, and one tag more."""
        text = self.article.text
        start = text.index(f"Claim number {self._chance.randrange(SENTENCES)} ")
        anchor = anchor_at(text, start, text.index(".", start) + 1, self.clock.tick())
        record = TagRecord("verified", self.clock.tick(), note=f"№ {start}")
        claim = Claim(new_id(), anchor, {"ana": record})
        return replace(self.standing, claims={**self.standing.claims, claim.id: claim})

    def save(self, corpus: Corpus, wanted: Annotations) -> Annotations:
        """Save, as the program does."""
        return corpus.save(self.article, wanted, "a", self.clock.tick)

    def judge(self, fault: object, wanted: Annotations, *, acknowledged: bool, killed: bool) -> None:
        """Look at what stands on disk after a fault in saving `wanted`, and save it without one."""
        self._score.points += 1
        found = self._look(fault)
        if acknowledged and not holds(found, wanted):
            self.lost(fault)
        if killed:
            sweep(self.root)
        if any(".triage-tmp-" in name for _, _, names in os.walk(self.root) for name in names):
            self._score.left += 1
            self._score.details.append(f"left {fault}")
            sweep(self.root)
        try:
            self.standing = self.save(self.corpus, wanted)
        except (OSError, TriageError) as error:
            self.not_mended(fault, error)
        else:
            if not holds(self._look(fault), wanted):
                self.not_mended(fault, "not there")
        if len(self.standing.claims) >= _MOST_CLAIMS:
            (self.root / f"a.txt{SIDECAR_SUFFIX}").unlink()
            self.corpus = Corpus(self.root)
            self.standing = self.corpus.empty(self.article, "a")

    def newest(self, wanted: Annotations) -> str:
        """Return the id of the claim that `wanted` has and what stands has not."""
        (name,) = wanted.claims.keys() - self.standing.claims.keys()
        return name

    def lost(self, fault: object) -> None:
        """Count what was acknowledged and is gone."""
        self._score.lost += 1
        self._score.details.append(f"lost {fault}")

    def not_mended(self, fault: object, why: object) -> None:
        """Count a save that fails though its cause is gone."""
        self._score.not_mended += 1
        self._score.details.append(f"not mended {fault}: {why}")

    def _look(self, fault: object) -> Annotations | None:
        """Return what stands on disk; count it if it is torn."""
        try:
            data = (self.root / f"a.txt{SIDECAR_SUFFIX}").read_bytes()
        except FileNotFoundError:
            found = None
        else:
            try:
                found = _read(data)
            except TriageError as error:
                self._score.torn += 1
                self._score.details.append(f"torn {fault}: {error.message}")
                return None
        if self.standing.claims and not holds(found, self.standing):
            self._score.torn += 1
            self._score.details.append(f"older tags gone {fault}")
        return found


@lru_cache(maxsize=4)
def _read(data: bytes) -> Annotations:
    """Read a sidecar; most faults leave the very bytes that stood there before."""
    return parse(data, "a")


def holds(found: Annotations | None, wanted: Annotations) -> bool:
    """Whether everything in `wanted` is in `found`."""
    return found is not None and all(found.claims.get(name) == claim for name, claim in wanted.claims.items())


def in_child(
    work: Callable[[Callable[[bytes], object]], object], meanwhile: Callable[[int], object] = lambda _: None
) -> tuple[bytes, bool]:
    """Do `work` in a forked child; return all that it told, and whether it was killed.

    `work` is given what it tells with: one letter for each thing that was acknowledged. `meanwhile` is
    called in the parent with the child's process id.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        tell = partial(os.write, writer)
        status = 1
        try:
            work(tell)
            status = 0
        except Exception:  # noqa: BLE001 - it must not get out into a second parent
            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writer)
    meanwhile(child)
    with open(reader, "rb") as answers:
        told = answers.read()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status):
        raise RuntimeError("the child ended with a fault of its own")
    return told, os.WIFSIGNALED(status)
