"""Fitting one short text to another at the least number of edits, with whole columns in one number.

Levenshtein's distance by bit vectors: G. Myers, "A fast bit-vector algorithm for approximate
string matching based on dynamic programming" (1999), in the form of H. Hyyrö, "A bit-vector
algorithm for computing Levenshtein and Damerau edit distances" (2003). Python's integers are as
long as need be, so a column of a few hundred rows is one step of a few microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator


def distance(one: str, other: str) -> int:
    """Return the least number of insertions, deletions and substitutions that make one the other."""
    first = _shared(one, other)
    one, other = one[first:], other[first:]
    last = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - last], other[: len(other) - last]
    costs = [cost for _, _, cost in _columns(one, other)]
    return costs[-1] if costs else len(one)


def likeness(one: str, other: str) -> float:
    """Return 1 for equal texts, 0 for texts without anything in common."""
    longer = max(len(one), len(other))
    return 1.0 if one == other else 1 - distance(one, other) / longer


def aligned(old: str, new: str) -> list[int]:
    """Return for each sign of `old` the one of `new` that it stayed or became; -1 where it is gone."""
    columns = list(_columns(old, new))
    to = [-1] * len(old)
    row, column = len(old), len(columns)
    while row and column:
        bit = 1 << (row - 1)
        if columns[column - 1][0] & bit:  # one less above: the sign was deleted
            row -= 1
            continue
        column -= 1
        if column and columns[column - 1][1] & bit:  # more to the left: a sign was inserted
            continue
        row -= 1
        to[row] = column
    return to


def best_prefix(pattern: str, text: str) -> int:
    """Return how long the beginning of `text` is that is most like the whole `pattern`."""
    shared = _shared(pattern, text)
    pattern, text = pattern[shared:], text[shared:]
    best, least = 0, len(pattern)
    for length, (_, _, cost) in enumerate(_columns(pattern, text), 1):
        if cost < least or (cost == least and abs(length - len(pattern)) < abs(best - len(pattern))):
            best, least = length, cost
    return shared + best


def minima(pattern: str, text: str, most: int) -> list[tuple[int, int]]:
    """Return (cost, end) for every place in `text` where an edit of `pattern` ends, cost at most `most`.

    Of places side by side the cheapest one is kept.
    """
    rows, full, last = _rows(pattern)
    more, less, cost = full, 0, len(pattern)
    costs = [cost]
    for sign in text:  # as `_columns`, spelt out: this is where a search spends its time
        equal = rows.get(sign, 0)
        horizontal = (((equal & more) + more) ^ more) | equal
        right_more = less | ~(horizontal | more)
        right_less = more & horizontal
        if right_more & last:
            cost += 1
        elif right_less & last:
            cost -= 1
        costs.append(cost)
        right_more <<= 1
        vertical = equal | less
        more = (right_less << 1 | ~(vertical | right_more)) & full
        less = right_more & vertical
    costs.append(len(pattern))
    return [
        (cost, end)
        for end, (before, cost, after) in enumerate(zip(costs, costs[1:], costs[2:], strict=False), 1)
        if cost <= most and cost < before and cost <= after
    ]


def _shared(one: str, other: str) -> int:
    """Return how many signs two texts begin with in common."""
    if one[: len(other)] == other[: len(one)]:
        return min(len(one), len(other))
    return next(at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)


def _rows(pattern: str) -> tuple[dict[str, int], int, int]:
    """Return for each sign the rows it stands in, then all rows, then the last row, as bits."""
    rows: dict[str, int] = {}
    for row, sign in enumerate(pattern):
        rows[sign] = rows.get(sign, 0) | 1 << row
    return rows, (1 << len(pattern)) - 1, 1 << len(pattern) >> 1


def _columns(pattern: str, text: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each sign of `text` the rows that cost one more than the row above, those that cost one less,
    and what the last row costs. Both texts begin together.
    """
    rows, full, last = _rows(pattern)
    more, less, cost = full, 0, len(pattern)
    for sign in text:
        equal = rows.get(sign, 0)
        vertical = equal | less
        horizontal = (((equal & more) + more) ^ more) | equal
        right_more = less | ~(horizontal | more)
        right_less = more & horizontal
        if last:
            cost += bool(right_more & last) - bool(right_less & last)
        else:
            cost += 1
        right_more = right_more << 1 | 1
        right_less <<= 1
        more = (right_less | ~(vertical | right_more)) & full
        less = right_more & vertical & full
        yield more, less, cost
