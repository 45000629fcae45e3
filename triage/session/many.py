"""Work on many things at a time: in as many processes as there are processors, where that is worth it."""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")

Work = Callable[[Sequence[Item]], Iterable[list[Any]]]
"""Gives, for some things, what JSON can hold."""

FEW = 200
"""Things up to which no process is made for them."""

_AT_A_TIME = 16
"""Things that a process is given at a time."""

_PIECE = 65536


class Workers(Generic[Item]):
    """Forked processes that do work, which must not change anything; each is given some things at a time."""

    def __init__(
        self, items: Sequence[Item], work: Work[Item], count: int, begin: Callable[[], object] = lambda: None
    ) -> None:
        """Start `count` processes, of which each calls `begin` first."""
        self._workers: dict[int, _Worker] = {}
        gc.freeze()  # else the collector would touch, and so copy, all memory in each of them
        try:
            for _ in range(count):
                self._start(items, work, begin)
        finally:
            gc.unfreeze()

    def run(
        self,
        next_places: Callable[[], Sequence[int]],
        wake: Sequence[int] = (),
        seconds: float | None = None,
    ) -> Iterator[list[Any] | None]:
        """Yield what is given for the items at the places that `next_places` tells, until it tells none.

        Each answer comes alone, in any order. None comes when one of the descriptors `wake` can be
        read, and when nothing came for so many `seconds`. Should a process come to an end early, what it
        had not given yet is missing.
        """
        with selectors.DefaultSelector() as waiting:
            for worker in self._workers.values():
                waiting.register(worker.answers, selectors.EVENT_READ)
                worker.give(next_places())
            for descriptor in wake:
                waiting.register(descriptor, selectors.EVENT_READ)
            while any(worker.busy for worker in self._workers.values()):
                ready = [key.fd for key, _ in waiting.select(seconds)]
                if not ready or not self._workers.keys() >= set(ready):
                    yield None
                for worker in [self._workers[number] for number in ready if number in self._workers]:
                    lines = worker.read()
                    if lines is None:
                        waiting.unregister(worker.answers)
                        del self._workers[worker.answers]
                        worker.end()
                        continue
                    for line in lines:
                        if line:
                            yield json.loads(line)
                        else:
                            worker.give(next_places())

    def rest(self) -> None:
        """Have all of them stand still until they are told to go on."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Have them go on."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """End them, whatever they do."""
        self._signal(signal.SIGKILL)
        for worker in self._workers.values():
            worker.end()
        self._workers.clear()

    def _signal(self, number: signal.Signals) -> None:
        for worker in self._workers.values():
            with suppress(ProcessLookupError):
                os.kill(worker.process, number)

    def _start(self, items: Sequence[Item], work: Work[Item], begin: Callable[[], object]) -> None:
        orders, give = os.pipe()
        answers, answer = os.pipe()
        process = os.fork()
        if not process:
            status = 1
            try:
                for other in self._workers.values():
                    other.close()
                os.close(give)
                os.close(answers)
                begin()
                _serve(items, work, orders, answer)
                status = 0
            finally:
                os._exit(status)
        os.close(orders)
        os.close(answer)
        self._workers[answers] = _Worker(process, give, answers)


class _Worker:
    """One of the processes, seen from the one that started it."""

    def __init__(self, process: int, orders: int, answers: int) -> None:
        self.process = process
        self._orders = orders
        self.answers = answers
        self._begun = b""
        self.busy = False

    def give(self, places: Sequence[int]) -> None:
        """Have the items at these places worked on."""
        self.busy = bool(places)
        if places:
            with suppress(BrokenPipeError):  # that it ended is seen where its answers come from
                os.write(self._orders, f"{json.dumps(places)}\n".encode("ascii"))

    def read(self) -> list[bytes] | None:
        """Return the whole lines that it wrote meanwhile; None if it ended."""
        piece = os.read(self.answers, _PIECE)
        *lines, self._begun = (self._begun + piece).split(b"\n")
        return lines if piece else None

    def close(self) -> None:
        """Close what leads to it and from it."""
        os.close(self._orders)
        os.close(self.answers)

    def end(self) -> None:
        """Close all, and wait until it is gone."""
        self.close()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def processors() -> int:
    """Return how many processors there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(items: Sequence[Item], work: Work[Item]) -> Iterator[list[Any]]:
    """Yield what `work` gives for the items, in any order, from as many processes as there are processors.

    Should one of them come to an end early, what it had not given yet is missing.
    """
    alone = processors() < 2 or not hasattr(os, "fork") or threading.active_count() > 1
    if alone or len(items) <= FEW:
        yield from work(items)
        return
    pieces = (range(at, min(at + _AT_A_TIME, len(items))) for at in range(0, len(items), _AT_A_TIME))
    workers = Workers(items, work, processors())
    try:
        yield from (given for given in workers.run(lambda: [*next(pieces, ())]) if given is not None)
    finally:
        workers.stop()


def _serve(items: Sequence[Item], work: Work[Item], orders: int, answer: int) -> None:
    """Do what is ordered until there are no orders any more."""
    with open(orders, encoding="ascii") as lines, open(answer, "w", encoding="ascii") as answers:
        for line in lines:
            given = work([items[place] for place in json.loads(line)])
            answers.writelines(f"{json.dumps(each)}\n" for each in given)
            answers.write("\n")
            answers.flush()
