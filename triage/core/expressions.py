"""Regular expressions as reviewers type them: made once, refused with their place, stopped in time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from triage.core.filter_syntax import FilterError
from triage.core.lazy import lazy

if TYPE_CHECKING:
    import regex

MOST_REPEATED = 20_000
"""Into so many parts an expression may unfold: ``((a{1000}){1000}){1000}`` would take all memory there is."""

_PART = lazy(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(|\)|\{([0-9]+)(?:,[0-9]*)?\}|.", re.DOTALL)
_COUNT = lazy(r"\{([0-9]+)")
_UNREADABLE = lazy(r"\(\?(?:#|[a-zA-Z]*x)")
"""Comments, or the mode that has them: parentheses in them group nothing."""


def load() -> None:
    """Load the library, which takes some time: behind the scenes, before anybody types an expression."""
    import regex

    regex.compile("")


def compiled(
    expression: str, at: int = 0, *, any_case: bool = False, lines: bool = False
) -> regex.Pattern[str]:
    """Return the pattern; with `lines` ``^`` and ``$`` are the ends of each line.

    Raises FilterError, its columns counted from `at`, where the expression begins in what was typed.
    """
    import regex  # of its own: those of the standard library cannot be stopped

    too_much = _unfolds(expression)
    if too_much is not None:
        raise FilterError("the regular expression repeats too much", at + too_much, at + len(expression))
    flags = (regex.IGNORECASE if any_case else regex.VERSION0) | (
        regex.MULTILINE if lines else regex.VERSION0
    )
    try:
        return regex.compile(expression, flags)
    except regex.error as error:
        place = min(getattr(error, "pos", 0) or 0, len(expression))
        what = getattr(error, "msg", error)
        raise FilterError(
            f"the regular expression is wrong: {what}", at + place, at + len(expression)
        ) from None
    except (OverflowError, RecursionError, MemoryError, ValueError) as error:
        raise FilterError(f"the regular expression is wrong: {error}", at, at + len(expression)) from None


def spans(pattern: regex.Pattern[str], text: str, seconds: float) -> Iterator[tuple[int, int]]:
    """Yield where `pattern` stands in `text`, places without any sign left out.

    Raises TimeoutError when that takes longer than `seconds` of the processor in all.
    """
    for match in pattern.finditer(text, timeout=seconds):
        start, end = match.span()
        if start < end:
            yield start, end


def _unfolds(expression: str) -> int | None:
    """Return where an expression has unfolded into too many parts by its counts; None where it does not.

    What may be repeated beyond the least count is not unfolded.
    """
    if math.prod(max(1, int(count[1][:9])) for count in _COUNT().finditer(expression)) <= MOST_REPEATED:
        return None
    if _UNREADABLE().search(expression):
        return 0
    sizes, last = [0], 0
    for part in _PART().finditer(expression):
        sign = part[0]
        if sign == "(":
            sizes.append(0)
            last = 0
            continue
        if part[1] is not None:
            least = int(part[1][:9])
            sizes[-1] += last * max(0, least - 1)
            last *= max(1, least)
        elif sign == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        else:
            last = 1
            sizes[-1] += 1
        if sizes[-1] > MOST_REPEATED:
            return part.start()
    return None
