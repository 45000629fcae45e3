"""One article read from the corpus, safely: whatever the path turns out to be, an answer comes back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from triage.core.article import Article, digest
from triage.store.compared import holds
from triage.store.decode import decode
from triage.store.links import is_within, unlinked
from triage.store.unreadable import Reason, Unreadable, from_error

__all__ = ["LIMIT", "Unreadable", "read_article", "read_bytes", "read_found"]

LIMIT = 64 * 1024 * 1024
"""Bytes; a larger file is not an article."""

_CHUNK = 65536
"""Bytes asked for at a time, once all that was to be expected was read."""


def read_article(root: Path, path: str, limit: int = LIMIT) -> Article | Unreadable:
    """Return the article at `path` (relative to the corpus `root`, with ``/``), or why it cannot be read.

    `limit` is in bytes. A link is followed if it stays in the corpus. The source is opened for
    reading only, and a FIFO or a device is never waited for.
    """
    content = read_bytes(root, path, limit)
    if isinstance(content, Unreadable):
        return content
    decoded = decode(content, path)
    if isinstance(decoded, Unreadable):
        return decoded
    return Article(path, decoded.text, decoded.encoding, digest(decoded.text), decoded.guessed)


def read_bytes(root: Path, path: str, limit: int = LIMIT, known: bytes | None = None) -> bytes | Unreadable:
    """Return all bytes of the file at `path`, as `read_article` reads them, or why they cannot be read.

    Where they are those that are `known`, that very object comes back.
    """
    if path.startswith("/") or ".." in path.split("/"):
        return Unreadable(path, Reason.OUTSIDE)
    folder = os.fspath(root)
    real = f"{folder}/{path}"
    try:
        status = unlinked(folder, path)
        if status is None:
            real = os.path.realpath(real)
            if not is_within(real, os.path.realpath(folder)):
                return Unreadable(path, Reason.OUTSIDE)
            status = os.stat(real)
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(path, Reason.NOT_A_FILE)
        return _regular_bytes(real, path, limit, known)
    except OSError as error:
        return from_error(path, error)
    except ValueError:  # a NUL or half a surrogate pair: no file has such a name
        return Unreadable(path, Reason.MISSING)


def read_found(root: Path, path: str, limit: int = LIMIT) -> bytes | Unreadable:
    """Return what `read_bytes` does, for a file that a scan found: its folders are no links.

    Making sure of that again for each of very many files takes longer than to read them.
    """
    whole = f"{root}{os.sep}{path}"
    try:
        if stat.S_ISLNK(os.lstat(whole).st_mode):
            return read_bytes(root, path, limit)
        return _regular_bytes(whole, path, limit, None)
    except OSError as error:
        return from_error(path, error)


def _regular_bytes(real: str, path: str, limit: int, known: bytes | None) -> bytes | Unreadable:
    # Between the look and the opening it may have become a FIFO: hence O_NONBLOCK and a second look.
    descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return Unreadable(path, Reason.NOT_A_FILE)
        if known is not None and status.st_size == len(known):
            if holds(descriptor, known):
                return known
            os.lseek(descriptor, 0, os.SEEK_SET)
        chunks = []
        left, wanted = limit + 1, status.st_size + 1
        while status.st_size <= limit and left > 0 and (chunk := os.read(descriptor, min(left, wanted))):
            chunks.append(chunk)
            left, wanted = left - len(chunk), _CHUNK
    finally:
        os.close(descriptor)
    if status.st_size > limit or left <= 0:
        return Unreadable(path, Reason.TOO_LARGE, f"more than {limit:,} bytes")
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)
