"""Memory that was needed for a moment, given back to the system."""

from __future__ import annotations

from contextlib import suppress


def give_back() -> None:
    """Give back what the C library keeps for later; only that of GNU can. It takes a millisecond or two.

    What comes from another process in large pieces leaves megabytes behind that nothing asks for again.
    """
    import ctypes  # which watching needs anyway

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
