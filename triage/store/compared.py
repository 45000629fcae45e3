"""Whether a file is still the one that is known: by its bytes, or by what changes with them."""

from __future__ import annotations

import os
from typing import TypeAlias

_PIECE = 65536
"""Bytes; pieces of that size stay in the processor's caches."""

Stamp: TypeAlias = tuple[int, int, int, int]
"""Which file it is, how long it is, and when it was last written to."""


def holds(descriptor: int, expected: bytes) -> bool:
    """Whether what is left to read of an open file is `expected`, no more and no less. Raises OSError."""
    at = 0
    while piece := os.read(descriptor, _PIECE):
        if not expected.startswith(piece, at):
            return False
        at += len(piece)
    return at == len(expected)


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file; a name it gets or loses is none of it.

    A file of another stamp is another one surely. One of the same was not written to since, except
    perhaps in the very tick of the clock (milliseconds) in which it had been written to before.
    """
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
