"""Plain values as they stand in a sidecar, kept as written so that unknown keys survive a rewrite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias


class Plain(str):
    """A scalar without quotes that YAML takes for something other than text: a number, a date, a truth value.

    `Plain("1")` is the number one, `"1"` the text. Bare words that are text anyway are ordinary strings.
    """

    __slots__ = ()


Node: TypeAlias = "str | tuple[Node, ...] | Mapping[str, Node]"
"""A scalar (`Plain` if it had no quotes), a sequence, or a mapping in its written order."""

Extra: TypeAlias = Mapping[str, Node]
"""Keys this program does not know, kept and written back."""

NO_EXTRA: Extra = {}


def comparable(node: Node) -> str:
    """Return a text that is equal for equal nodes only; it orders nodes that nothing else orders.

    Plain and quoted scalars differ, and the order of a mapping's keys does not count.
    """
    if isinstance(node, str):
        return ("p" if isinstance(node, Plain) else "q") + repr(str(node))
    if isinstance(node, tuple):
        return "[" + ",".join(comparable(item) for item in node) + "]"
    return "{" + ",".join(f"{key!r}:{comparable(node[key])}" for key in sorted(node)) + "}"
