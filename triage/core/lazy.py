"""Regular expressions that are compiled when first used, so that importing them costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache


def lazy(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a function that gives `pattern` compiled, always the same object."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(pattern, flags)

    return compiled


_BLANKS = lazy(r"\s*")


def skip_blanks(text: str, at: int, end: int) -> int:
    """Return the first position from `at` that is not blank, at most `end`."""
    match = _BLANKS().match(text, at, end)
    return match.end() if match else at
