"""How long a reviewer was at each article: the journal's entries, with pauses left out."""

from __future__ import annotations

from collections.abc import Iterable

from triage.session.past import RENAMED, SCRIPTED, SEEN, journalled
from triage.store.journal_lines import Entry

PAUSE_MS = 60_000
"""Milliseconds without an entry after which nobody was there."""


def time_spent(entries: Iterable[Entry]) -> dict[str, int]:
    """Return milliseconds by article, from the entries of a journal, oldest first.

    Time from one entry of theirs to the next counts for the article that was before the reviewer at the
    first of them, unless it is `PAUSE_MS` or more: then nobody was typing.
    """
    spent: dict[str, int] = {}
    path, since = "", 0
    for entry in entries:
        at, here = entry.get("t"), _present_at(entry)
        if entry.get("do") == RENAMED:
            old, new = str(entry.get("old")), str(entry.get("new"))
            if old in spent:
                spent[new] = spent.get(new, 0) + spent.pop(old)
            path = new if path == old else path
        elif here and isinstance(at, int):
            if path and 0 <= at - since < PAUSE_MS:
                spent[path] = spent.get(path, 0) + at - since
            path, since = here, at
    return spent


def _present_at(entry: Entry) -> str:
    """Return the article that was before the reviewer when they typed; empty for an entry without them."""
    if entry.get(SCRIPTED):
        return ""
    made = journalled(entry)
    if made is not None:
        return made.step.path
    return str(entry.get("path", "")) if entry.get("do") == SEEN else ""
