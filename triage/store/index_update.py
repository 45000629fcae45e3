"""Bringing an index up to date: what is new, changed or gone in the corpus, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from pathlib import Path

from triage.store.index import DamagedError, Index, Stamp, remove, stamp
from triage.store.index_files import index_path, sweep, writing
from triage.store.read_ahead import read_ahead
from triage.store.scan import Found, look_at, scan

BATCH_SIGNS = 32_000_000
"""Signs of text that are kept at once: about two seconds' work is lost when the program is killed."""

_FIRST_SIGNS = 1_000_000
"""The same for the first batch, so that something is found soon."""

_BATCH_ARTICLES = 10_000


Progress = Callable[[int, int], None]
"""Told how many articles are in the index by now, and how many there are."""


def bring_up_to_date(
    root: Path,
    progress: Progress = lambda *_: None,
    go_on: Callable[[], None] = lambda: None,
    wait: Callable[[], bool] = lambda: False,
    only: Collection[str] | None = None,
    *,
    anew: bool = False,
) -> bool:
    """Have an index of the corpus at `root` that tells what is there now; return whether that is so.

    It is not where another program writes the index; while it does `wait` is asked whether to wait on.
    A damaged index is made anew, and any if `anew` is set; for the rest see `update`. Raises
    UnavailableError and OSError where there can be none.
    """
    path = index_path(root)
    with writing(path, wait) as held:
        if not held:
            return False
        if anew:
            remove(path)
        try:
            with closing(Index.for_writing(path, root)) as index:
                update(root, index, progress, go_on, only)
        except DamagedError:
            remove(path)
            with closing(Index.for_writing(path, root)) as index:
                update(root, index, progress, go_on)
        sweep(path, time.time())
    return True


def update(
    root: Path,
    index: Index,
    progress: Progress,
    go_on: Callable[[], None] = lambda: None,
    only: Collection[str] | None = None,
) -> None:
    """Index what is not indexed as it is now; `only` those paths, else whatever is in the corpus.

    `go_on` is called before each article and may raise, which loses the batch at hand. A corpus that
    is gone or cannot be looked through leaves the index as it is.
    """
    if not index.articles():
        only = None  # it may have been lost since those paths were noted
    if only is None:
        seen = scan(root)
        if seen.lost is not None:
            return
        found: Iterable[Found] = seen.articles
    else:
        found = [one for path in only if (one := look_at(root, path)) is not None]
    todo = _forget_and_rename(index, found, index.known(only))
    total = index.articles() + len(todo)
    done = total - len(todo)
    progress(done, total)
    at = 0
    with closing(read_ahead(root, [one.path for one in todo])) as ahead:
        while at < len(todo):
            with index.batch():
                first, signs = at, 0
                most = min(BATCH_SIGNS, _FIRST_SIGNS) if at == 0 else BATCH_SIGNS
                while at < len(todo) and signs < most and at - first < _BATCH_ARTICLES:
                    go_on()
                    words = next(ahead)
                    index.put(todo[at], words)
                    signs += len(words)
                    at += 1
            progress(done + at, total)


def _forget_and_rename(
    index: Index, found: Iterable[Found], known: dict[str, tuple[int, Stamp]]
) -> list[Found]:
    """Drop what is gone or changed, take over other names; return what is to be indexed."""
    todo = []
    gone = dict(known)
    for one in found:
        if one.path in known and known[one.path][1] == stamp(one):
            del gone[one.path]
        else:
            todo.append(one)
    if not gone:
        return todo
    here = {one.path for one in todo}
    moved = {mark: number for path, (number, mark) in gone.items() if path not in here}
    left, renamed = [], {}
    for one in todo:
        number = moved.pop(stamp(one), None)
        if number is None:
            left.append(one)
        else:
            renamed[number] = one.path
    with index.batch():
        index.forget(number for number, _ in gone.values() if number not in renamed)
        for number, path in renamed.items():
            index.rename(number, path)
    return left
