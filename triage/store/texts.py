"""The canonical texts that tags were made on, kept so that claims are found again in a changed article."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from triage.core.article import Article
from triage.core.lazy import lazy
from triage.store.articles import read_bytes
from triage.store.atomic import replace, resolved
from triage.store.names import HIDDEN_FOLDER
from triage.store.unreadable import Unreadable

_DIGEST = lazy(r"[0-9a-f]{64}")
_LIMIT = 512 * 1024 * 1024
"""Bytes; UTF-8 may need more of them than the source's encoding did."""


def keep(root: Path, article: Article) -> None:
    """Keep the article's text in the corpus's hidden folder, unless it is there whole.

    Raises OSError, and RefusedError where a link leads out of the corpus.
    """
    if find(root, article.sha256) is not None:
        return
    path = root / _place(article.sha256)
    resolved(path, root)  # no folder is made out of the corpus either
    for folder in (path.parent.parent, path.parent):  # not the corpus itself: one that is gone stays gone
        with suppress(FileExistsError):
            os.mkdir(folder)
    replace(path, article.text.encode("utf-8", "surrogatepass"), within=root)


def find(root: Path, sha256: str) -> str | None:
    """Return the kept text with this digest (64 hex digits); None if there is none or it was damaged."""
    if _DIGEST().fullmatch(sha256) is None:
        return None
    import hashlib  # not when starting: it loads a library of its own

    content = read_bytes(root, _place(sha256), _LIMIT)
    if isinstance(content, Unreadable) or hashlib.sha256(content).hexdigest() != sha256:
        return None
    return content.decode("utf-8", "surrogatepass")


def _place(sha256: str) -> str:
    return f"{HIDDEN_FOLDER}/texts/{sha256}.txt"
