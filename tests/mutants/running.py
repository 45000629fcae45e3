"""Work done in forked children, each for as long as it may take, and how they ended."""

from __future__ import annotations

import os
import resource
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NoReturn, TypeVar

Task = TypeVar("Task")

_KILL = os.kill
_MEMORY = 4 << 30
"""Bytes of address space: a change may make a list that never ends."""

OTHER_WAY = 77
"""The exit status of work that cannot be done this way."""


class Ending(StrEnum):
    """How a child ended."""

    SURVIVED = "survived"
    """No test failed."""
    KILLED = "killed"
    TIMEOUT = "timeout"
    """Some test did not come to an end, which counts as noticed."""
    OTHER_WAY = "other way"


@dataclass(frozen=True, slots=True)
class Work(Generic[Task]):
    """What one child is to do."""

    task: Task
    run: Callable[[], int]
    """Returns the exit status: 0 if no test failed."""
    seconds: float
    """Processor time it may take; of the clock, some times as much, for machines are busy."""


@dataclass(frozen=True, slots=True)
class _Child(Generic[Task]):
    task: Task
    process: int
    handle: int
    deadline: float


def run(works: Iterable[Work[Task]], jobs: int, *, quiet: bool = True) -> Iterator[tuple[Task, Ending]]:
    """Do all `works`, at most `jobs` at a time, `quiet` without output, and yield how each ended."""
    children: list[_Child[Task]] = []
    for work in works:
        children.append(_started(work, quiet=quiet))
        if len(children) >= jobs:
            yield from _ended(children)
    while children:
        yield from _ended(children)


def _started(work: Work[Task], *, quiet: bool) -> _Child[Task]:
    process = os.fork()
    if not process:
        _live(work, quiet=quiet)
    deadline = time.monotonic() + 5 + work.seconds * 5
    return _Child(work.task, process, os.pidfd_open(process), deadline)


def _ended(children: list[_Child[Task]]) -> Iterator[tuple[Task, Ending]]:
    """Wait for one of `children` at least, take those that ended out of the list, and yield them."""
    first = min(child.deadline for child in children)
    handles = [child.handle for child in children]
    ready, _, _ = select.select(handles, [], [], max(0.0, first - time.monotonic()))
    for child in list(children):
        late = time.monotonic() >= child.deadline
        if child.handle in ready or late:
            children.remove(child)
            yield child.task, _ending(child, late=late and child.handle not in ready)


def _ending(child: _Child[Task], *, late: bool) -> Ending:
    with suppress(ProcessLookupError):
        os.killpg(child.process, signal.SIGKILL)  # with whatever the tests have started
    _, status = os.waitpid(child.process, 0)
    os.close(child.handle)
    if late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF):
        return Ending.TIMEOUT
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in (0, OTHER_WAY):
        return Ending.OTHER_WAY if os.WEXITSTATUS(status) else Ending.SURVIVED
    return Ending.KILLED


def _live(work: Work[Task], *, quiet: bool) -> NoReturn:
    status = 1
    try:
        os.setpgid(0, 0)
        signal.setitimer(signal.ITIMER_PROF, work.seconds)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        _signal_only_own()
        if quiet:
            silence = os.open(os.devnull, os.O_RDWR)
            for descriptor in range(3):
                os.dup2(silence, descriptor)
        status = work.run()
    finally:
        os._exit(status)


def _signal_only_own() -> None:
    """Refuse signals to strangers: a change may turn the harmless signal 0 into another."""
    group = os.getpgid(0)

    def kill(process: int, number: int, /) -> None:
        if number and (process <= 0 or os.getpgid(process) != group):
            raise PermissionError(process)
        _KILL(process, number)

    os.kill = kill
