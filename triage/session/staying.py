"""Where the cursor belongs after the text of the article changed under it."""

from __future__ import annotations

from triage.core.outline import Passage
from triage.session.opened import Opened


def kept_place(before: Opened, passage: Passage, after: Opened) -> tuple[int, int]:
    """Return the span (code points) in `after` to which `passage` of `before` went.

    It is the nearest passage with the very same words; else the one where the passage's start is
    now, as far as what was changed can be told from what stands before and behind it.
    """
    words = before.article.text[passage.start : passage.end]
    text = after.article.text
    start = _shifted(before.article.text, text, passage.start)
    same = [
        (abs(begin - start), begin, end)
        for begin, end in after.outline.spans()
        if end - begin == len(words) and text.startswith(words, begin)
    ]
    if same:
        return min(same)[1:]
    return start, start


def _shifted(old: str, new: str, position: int) -> int:
    if position <= _common(old, new):
        return position
    behind = _common(old[position:][::-1], new[::-1])
    return len(new) - behind if behind == len(old) - position else position


def _common(one: str, other: str) -> int:
    """Return how many code points `one` and `other` begin with together."""
    lowest, highest = 0, min(len(one), len(other))
    while lowest < highest:
        middle = (lowest + highest + 1) // 2
        if one[lowest:middle] == other[lowest:middle]:
            lowest = middle
        else:
            highest = middle - 1
    return lowest
