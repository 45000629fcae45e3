"""Work on many things at a time: in as many processes as there are processors, where that is worth it."""

from __future__ import annotations

import gc
import json
import os
import selectors
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

Item = TypeVar("Item")

FEW = 200
"""Things up to which no process is made for them."""

_PIECE = 65536


def in_processes(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Iterable[list[Any]]]
) -> Iterator[list[Any]]:
    """Yield what `work` gives for the items, in any order; it has to be what JSON can hold.

    `work` is called with some of the items in each of several forked processes, which must not change
    anything. Should one of them come to an end early, what it had not given yet is missing.
    """
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    alone = processors < 2 or not hasattr(os, "fork") or threading.active_count() > 1
    if alone or len(items) <= FEW:
        yield from work(items)
        return
    gc.freeze()  # else the collector would touch, and so copy, all memory in each of them
    try:
        children = [_forked(items[number::processors], work) for number in range(processors)]
    finally:
        gc.unfreeze()
    yield from _lines(children)


def _forked(items: Sequence[Item], work: Callable[[Sequence[Item]], Iterable[list[Any]]]) -> tuple[int, int]:
    """Do work in a forked process; return its number, and what can be read of it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child:
        os.close(writer)
        return child, reader
    status = 1
    try:
        os.close(reader)
        with open(writer, "w", encoding="ascii") as answers:
            answers.writelines(f"{json.dumps(given)}\n" for given in work(items))
        status = 0
    finally:
        os._exit(status)


def _lines(children: Iterable[tuple[int, int]]) -> Iterator[list[Any]]:
    with selectors.DefaultSelector() as waiting:
        begun: dict[int, bytes] = {}
        for child, reader in children:
            waiting.register(reader, selectors.EVENT_READ, child)
            begun[reader] = b""
        while begun:
            for key, _ in waiting.select():
                piece = os.read(key.fd, _PIECE)
                *lines, begun[key.fd] = (begun[key.fd] + piece).split(b"\n")
                yield from map(json.loads, lines)
                if not piece:
                    waiting.unregister(key.fd)
                    del begun[key.fd]
                    os.close(key.fd)
                    with suppress(ChildProcessError):
                        os.waitpid(key.data, 0)
