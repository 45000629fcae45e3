"""Building much at once without the garbage collector, whose looks at all of it would make keys wait."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 10_000
"""Objects; to look at more takes longer than a key may."""

_guard = threading.Lock()


@contextmanager
def uncollected() -> Iterator[None]:
    """Within this, collect no garbage; what is much by then is never looked at any more.

    That is right for values, which hold no cycles: they go when nobody refers to them. Where two
    threads do this at a time, it ends with the first of them.
    """
    with _guard:
        was_on = gc.isenabled()
        gc.disable()
    try:
        yield
    finally:
        with _guard:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            if was_on:
                gc.enable()
