"""Memory that is free is given back to the system, where the C library keeps much of it for later."""

from __future__ import annotations

from contextlib import suppress


def give_back() -> None:
    """Give it back. Takes some milliseconds, in which other threads go on; does nothing where it cannot."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes  # needed once, if very much was read

        ctypes.CDLL(None).malloc_trim(0)  # of glibc, see malloc_trim(3)
