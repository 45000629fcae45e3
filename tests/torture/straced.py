"""Every system call of a save and of a journal's line, failed or followed by SIGKILL under strace.

strace is attached to a forked child that is about to save, so that calls are counted from there;
a call that means nothing else marks where the save begins and ends.
"""

from __future__ import annotations

import ctypes
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.torture.faults import Tell, journal_and_save, judge_journalled, small_journal
from tests.torture.figures import Row, not_run
from tests.torture.trials import Score, Trial, in_child, quick_forks, scratch
from triage.core.claim import Annotations

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EINTR")
MARK = "getppid"
"""Nothing in a save asks for the parent."""

CANNOT_FAIL = frozenset(
    {
        *("brk", "mmap", "munmap", "mremap", "mprotect", "madvise", "futex", "rt_sigaction"),
        *("getpid", "gettid", "geteuid", "getegid", "uname", "getrandom", "clock_gettime"),
    }
)
"""Calls about memory and the process itself: no disk makes these fail. A kill comes there, too."""

_CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?([a-z0-9_]+)\(", re.MULTILINE)
_SECONDS = 20.0

_ALLOW_TRACING = 0x59616D61
"""PR_SET_PTRACER: where only a parent may trace, a child can allow anybody to."""


@dataclass(frozen=True, slots=True)
class Point:
    """A call in the window: the N-th of its name since strace was attached."""

    call: str
    number: int


def full(rounds: int = 3) -> Iterator[Row]:
    """Fail and kill at every call, in each of `rounds` corpora."""
    what = "a save and its journal under strace"
    with scratch() as folder:
        reason = why_not(folder)
    if reason:
        yield not_run(f"system calls of {what}", reason)
        return
    score, calls = run(rounds)
    yield Row(
        f"system calls of {what}", calls, "no goal", f"each failed in every way: {score.points:,} faults"
    )
    yield from score.rows(f"faults in {what}")


def why_not(folder: Path) -> str:
    """Return why nothing can be traced here, empty where it can; `folder` is for the trace."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    try:
        traced(lambda _: os.getppid(), folder, ("-e", f"inject={MARK}:error=EIO"))
    except (RuntimeError, OSError) as error:
        return f"strace cannot trace here: {error}"
    return ""


def run(rounds: int, share: float = 1, seed: int = 0) -> tuple[Score, int]:
    """Make every fault in `rounds` corpora, or a `share`; return the score and the number of calls."""
    chance = random.Random(seed)
    score = Score()
    calls = 0
    with scratch() as folder, quick_forks():
        for number in range(rounds):
            trial = Trial(folder / str(number), chance, score)
            points = window(trial, folder)
            calls = max(calls, len(points))
            for point in points:
                ways = ["signal=SIGKILL"]
                ways += [] if point.call in CANNOT_FAIL else [f"error={error}" for error in ERRORS]
                for way in ways:
                    if chance.random() < share:
                        one_fault(trial, point, way, folder)
    return score, calls


def window(trial: Trial, folder: Path) -> list[Point]:
    """Return the calls between the marks, in order, each with its number among those of its name."""
    wanted = trial.wanted()
    _, _, log = traced(lambda tell: work(trial, wanted, tell), folder)
    trial.judge("no fault", wanted, acknowledged=True, killed=False)
    seen: Counter[str] = Counter()
    points: list[Point] = []
    for match in _CALL.finditer(log):
        seen[match[1]] += 1
        if seen[MARK] == 1 and match[1] != MARK:
            points.append(Point(match[1], seen[match[1]]))
    if seen[MARK] != 2:
        raise RuntimeError(f"{seen[MARK]} marks in the trace instead of 2")
    return points


def one_fault(trial: Trial, point: Point, way: str, folder: Path) -> None:
    """Save one more tag with this fault, look, and save again without one."""
    wanted = trial.wanted()
    inject = ("-e", f"inject={point.call}:{way}:when={point.number}")
    told, killed, log = traced(lambda tell: work(trial, wanted, tell), folder, inject)
    inside = log.partition(f"{MARK}(")[2].partition(f"{MARK}(")[0]
    if killed or "INJECTED" in inside:  # else the calls were others this time
        judge_journalled(trial, wanted, (point, way), told, killed)


def work(trial: Trial, wanted: Annotations, tell: Tell) -> None:
    """Journal a tag and save it, between two marks."""

    def tell_surely(what: bytes) -> None:
        with suppress(OSError):  # telling the parent is a call, too
            tell(what)

    journal = small_journal(trial)
    os.getppid()
    journal_and_save(trial, journal, wanted, tell_surely)
    os.getppid()


def traced(
    work: Callable[[Tell], object], folder: Path, inject: tuple[str, ...] = ()
) -> tuple[bytes, bool, str]:
    """Do `work` in a child under strace; return what it told, whether it was killed, and the trace.

    Raises RuntimeError where strace cannot be attached.
    """
    log = folder / "trace"

    def waiting(tell: Tell) -> None:
        ctypes.CDLL(None).prctl(_ALLOW_TRACING, ctypes.c_ulong(-1), 0, 0, 0)
        signal.sigwait({signal.SIGUSR1})  # until strace is there; by a call that the work does not make
        work(tell)

    tracers: list[subprocess.Popen[str]] = []

    def attach(process: int) -> None:
        command = ["strace", "-q", "-o", str(log), "-e", "signal=none", *inject, "-p", str(process)]
        tracer = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        tracers.append(tracer)
        deadline = time.monotonic() + _SECONDS
        while _tracer_of(process) != tracer.pid and tracer.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        os.kill(process, signal.SIGUSR1)

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    try:
        told, killed = in_child(waiting, attach)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    said = tracers[0].communicate(timeout=_SECONDS)[1]
    if tracers[0].returncode not in (0, -signal.SIGKILL) or not log.exists():
        raise RuntimeError(said.strip().partition("\n")[0] or "strace was not attached")
    trace = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    return told, killed, trace


def _tracer_of(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("TracerPid:")[2].split(maxsplit=1)[0])
