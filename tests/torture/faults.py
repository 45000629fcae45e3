"""Saving under faults: at the N-th system call of a save it fails, is cut short, or the program is killed.

Every fault happens in a forked child; the parent then looks at what stands on disk. So it is with
the journal: what was acknowledged is in it, or in the sidecar, whatever failed between.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

from tests.torture.figures import Row
from tests.torture.shim import SYSTEMS, WAYS, Shim
from tests.torture.trials import Score, Trial, in_child, quick_forks, scratch
from triage.core.claim import Annotations
from triage.errors import TriageError
from triage.store import journal as journals
from triage.store.corpus import Corpus
from triage.store.journal import Journal, read_all

POINTS = 20_000
JOURNAL_POINTS = 5_000
SAVED, JOURNALLED = b"s", b"j"
"""What a child acknowledges."""

Tell = Callable[[bytes], object]
Work = Callable[[Trial, Annotations, Shim, Tell], None]
Judge = Callable[[Trial, Annotations, tuple[object, ...], bytes, bool], None]


def full(points: int = POINTS, journal_points: int = JOURNAL_POINTS) -> Iterator[Row]:
    """Make all faults."""
    began = time.perf_counter()
    yield from run(points).rows("faults in a save")
    each = 1e3 * (time.perf_counter() - began) / points
    yield Row("faults in a save: milliseconds each", points, "no goal", f"{each:.1f}")
    yield from run_journalled(journal_points).rows("faults in a save with its journal")


def run(points: int, share: float = 1, seed: int = 0) -> Score:
    """Make `points` faults in saving, each call failing in each way, and return what came of them.

    Of all these only a `share` is drawn, for a short run over all calls.
    """
    return _run(points, share, seed, _save, _judge_save)


def run_journalled(points: int, share: float = 1, seed: int = 0) -> Score:
    """Make `points` faults in journalling a tag, saving it, and ending the journal."""
    return _run(points, share, seed, _journal_and_save, judge_journalled)


def _run(points: int, share: float, seed: int, work: Work, judge: Judge) -> Score:
    chance = random.Random(seed)
    score = Score()
    with scratch() as folder, quick_forks():
        number = 0
        while score.points < points:
            system = SYSTEMS[number % len(SYSTEMS)]
            trial = Trial(folder / str(number), chance, score)
            for at, way in product(range(1, _calls(trial, work, system) + 1), WAYS):
                if score.points < points and chance.random() < share:
                    wanted = trial.wanted()
                    told, killed = in_child(lambda tell: work(trial, wanted, Shim(at, way, system), tell))  # noqa: B023
                    judge(trial, wanted, (system, at, way), told, killed)
            number += 1
    return score


def _calls(trial: Trial, work: Work, system: str) -> int:
    """Return how many system calls the work takes, and let the trial go on from what was saved then."""
    wanted = trial.wanted()
    shim = Shim(0, "", system)

    def counted(tell: Tell) -> None:
        work(trial, wanted, shim, lambda _: None)
        tell(str(shim.count).encode())

    told, _ = in_child(counted)
    trial.standing = wanted
    return int(told)


def _save(trial: Trial, wanted: Annotations, shim: Shim, tell: Tell) -> None:
    # What the program has in memory makes a difference to the calls.
    corpus = trial.corpus if len(wanted.claims) % 2 else Corpus(trial.root)
    with shim:
        try_to_save(trial, corpus, wanted, tell)


def try_to_save(trial: Trial, corpus: Corpus, wanted: Annotations, tell: Tell) -> bool:
    """Save, and tell so if it is acknowledged; return whether it is."""
    try:
        trial.save(corpus, wanted)
    except (OSError, TriageError):
        return False
    tell(SAVED)
    return True


def _judge_save(
    trial: Trial, wanted: Annotations, fault: tuple[object, ...], told: bytes, killed: bool
) -> None:
    trial.judge(fault, wanted, acknowledged=SAVED in told, killed=killed)


def _journal_and_save(trial: Trial, wanted: Annotations, shim: Shim, tell: Tell) -> None:
    journal = small_journal(trial)
    with shim:
        journal_and_save(trial, journal, wanted, tell)


def small_journal(trial: Trial) -> Journal:
    """Return the journal of a trial, which is put away often, so that this fails often, too."""
    journals.PART_BYTES = 1500
    return Journal(trial.journal)


def journal_and_save(trial: Trial, journal: Journal, wanted: Annotations, tell: Tell) -> None:
    """Do as the program does: the journal, then what is shown as done, then the disk, then the sidecar."""
    entry = {"do": "step", "id": trial.newest(wanted)}
    journal.append(entry)
    if journal.complete:
        tell(JOURNALLED)
    journal.sync()
    saved = try_to_save(trial, trial.corpus, wanted, tell)
    journal.close([] if saved else [entry])


def judge_journalled(
    trial: Trial, wanted: Annotations, fault: tuple[object, ...], told: bytes, killed: bool
) -> None:
    """Look at journal and sidecar after a fault; then use both without one."""
    newest = trial.newest(wanted)
    if JOURNALLED in told:
        trial.acknowledged.add(newest)
    there = Counter(str(entry.get("id")) for entry in read_all(trial.journal))
    for name in trial.acknowledged - there.keys():
        trial.lost((*fault, "not in the journal"))
        trial.acknowledged.discard(name)
    _judge_save(trial, wanted, fault, told, killed)
    journal = Journal(trial.journal)
    journal.append({"do": "step", "id": f"after {newest}"})
    journal.sync()
    journal.close([])
    trial.acknowledged.add(f"after {newest}")
    if journal.problem:
        trial.not_mended(fault, journal.problem)
