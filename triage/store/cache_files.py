"""Files in the cache folder: whole or not there, few, and missed by nobody."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def get(path: Path, largest: int) -> bytes | None:
    """Return the bytes of the file; None where there is none, or it is larger than `largest`."""
    with suppress(OSError), open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        content = file.read(largest + 1)
        if len(content) <= largest:
            return content
    return None


def put(path: Path, content: bytes, most: int) -> None:
    """Keep `content` at `path`, for its owner only, beside at most so many other files; or else nothing.

    What is there is replaced in one step. It is not made durable: after a power cut it may be damaged,
    which who reads it has to notice.
    """
    folder = path.parent
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _leave(folder, most)
        temporary = folder / f"{path.name}.{os.getpid()}"
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with open(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(content)
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)


def _leave(folder: Path, most: int) -> None:
    """Leave the newest files only; those that were left half written are among them, and grow old."""
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    if len(found) > most:
        newest_first = sorted(
            found, key=lambda entry: entry.stat(follow_symlinks=False).st_mtime, reverse=True
        )
        for entry in newest_first[most:]:
            os.unlink(entry.path)
