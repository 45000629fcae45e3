"""Files in a corpus that belong to nobody: left by killed programs, or by synchronisers in conflict."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from triage.core.values import dataclass
from triage.store.copies import JOINED, REPLACED
from triage.store.names import HIDDEN_FOLDER, SIDECAR_SUFFIX, article_of, copied_article, is_conflict_copy

_KEPT = (f"{JOINED}/", f"{REPLACED}/")
"""Folders in which files of such names are meant to be."""

_ENDINGS = (".txt", ".text", ".md", ".yaml")


@dataclass(frozen=True, slots=True)
class Leftover:
    """One such file; untrusted text."""

    path: str
    """Relative to the corpus, with ``/``."""
    reason: str


def leftovers(root: Path) -> Iterator[Leftover]:
    """Yield what is left over in the corpus, folder by folder; what cannot be read is passed over."""
    waiting = [""]
    while waiting:
        folder = waiting.pop(0)
        names: list[str] = []
        with suppress(OSError), os.scandir(root / folder) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    names.append(entry.name)
                elif entry.name == HIDDEN_FOLDER or not entry.name.startswith("."):
                    waiting.append(f"{folder}{entry.name}/")
        waiting.sort()
        for name in sorted(names):
            reason = _reason(name)
            if folder in _KEPT and not name.startswith("."):
                continue
            if reason:
                yield Leftover(folder + name, reason)


def _reason(name: str) -> str:
    if name.startswith(".") and ".triage-tmp-" in name:
        return "temporary file of a save that did not end; it can go if no triage is running"
    if name.startswith("."):
        return ""
    if copied_article(name) is not None:
        return "conflict copy of a sidecar; a review joins it in, unless one of the two cannot be read"
    if is_conflict_copy(name) and name.lower().endswith(_ENDINGS):
        return "conflict copy of a file synchroniser, not read; compare it with the original"
    if name.endswith(SIDECAR_SUFFIX) and article_of(name) is None:
        return "a sidecar of no article: articles end in .txt, .text or .md"
    return ""
