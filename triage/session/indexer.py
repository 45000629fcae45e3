"""The program beside a review that brings the index up to date, with the least claim on the machine."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from triage.errors import TriageError
from triage.session.beside import Message, Told, answer
from triage.store.index import DamagedError, Index, UnavailableError
from triage.store.index_files import index_path
from triage.store.index_update import bring_up_to_date

_NICE = 10
"""Keys go first; more than that would have it starve where other programs work."""

_LOOK_SECONDS = 1.0
"""How often it is looked how far another program is that writes the index."""


class _OverError(Exception):
    """Whoever asked is gone."""


def main() -> None:
    """Index the corpus that the first line names, tell how far that is, and end."""
    with suppress(OSError):
        os.nice(_NICE)
    told = Told()
    order = told.next()
    if order is not None:
        with suppress(_OverError, BrokenPipeError):
            try:
                _carry_out(order, told)
            except TriageError as error:
                answer({"unavailable": error.message})
            except BrokenPipeError:
                raise
            except OSError as error:
                answer(
                    {"unavailable": f"{error.filename}: {error.strerror}" if error.filename else str(error)}
                )
            else:
                answer({"finished": True})


def _carry_out(order: Message, told: Told) -> None:
    """`root` is the corpus, `only` what to look at in it, `anew` whether to throw away what there is."""
    root = Path(order["root"])
    path = index_path(root)
    seen, rests_until = time.monotonic(), 0.0

    def go_on() -> None:
        nonlocal rests_until
        while told.waits(max(0.0, rests_until - time.monotonic())):
            message = told.next()
            if message is None:
                raise _OverError
            rests_until = time.monotonic() + message["rest"]

    def wait() -> bool:
        nonlocal seen
        go_on()
        if time.monotonic() - seen >= _LOOK_SECONDS:
            seen = time.monotonic()
            answer({"done": _known(path, root)})
        return True

    def progress(done: int, total: int) -> None:
        answer({"done": done, "total": total})

    bring_up_to_date(root, progress, go_on, wait, order.get("only"), anew=bool(order.get("anew")))


def _known(path: Path, root: Path) -> int:
    """Return how many articles are in an index that another program writes."""
    try:
        index = Index.for_reading(path, root)
    except (DamagedError, UnavailableError):
        return 0
    if index is None:
        return 0
    try:
        return index.articles()
    finally:
        index.close()
