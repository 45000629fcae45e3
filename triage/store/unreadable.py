"""Why a file or folder of the corpus cannot be reviewed: a result to show, not an exception."""

from __future__ import annotations

import errno
from enum import StrEnum

from triage.core.values import dataclass


class Reason(StrEnum):
    """What stands in the way, in words for the list of articles."""

    EMPTY = "empty"
    MISSING = "missing"
    NO_PERMISSION = "no permission to read"
    NOT_A_FILE = "not a regular file"
    BINARY = "not text"
    TOO_LARGE = "too large"
    CANNOT_DECODE = "unknown encoding"
    READ_ERROR = "cannot be read"
    OUTSIDE = "link leads out of the folder"
    BROKEN_LINK = "link leads nowhere"
    LINKED_FOLDER = "folder behind a link, not followed"
    NAME_TOO_LONG = "name too long for a sidecar"
    NAME_NOT_TEXT = "name is not UTF-8, which a sidecar has to hold: rename it"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One file or folder that cannot be reviewed; all three fields may hold untrusted text."""

    path: str
    """Relative to the corpus; ``.`` is the corpus itself."""
    reason: Reason
    detail: str = ""
    """More for those who want to know; may be empty."""

    @property
    def sentence(self) -> str:
        """The reason, with the detail where there is one; untrusted text."""
        return f"{self.reason}: {self.detail}" if self.detail else str(self.reason)


def from_error(path: str, error: OSError) -> Unreadable:
    """Return what the operating system's `error` means for `path`."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR | errno.ENAMETOOLONG:
            reason = Reason.MISSING
        case errno.EACCES | errno.EPERM:
            reason = Reason.NO_PERMISSION
        case errno.EISDIR | errno.ENXIO:
            reason = Reason.NOT_A_FILE
        case errno.ELOOP:
            reason = Reason.BROKEN_LINK
        case _:
            reason = Reason.READ_ERROR
    return Unreadable(path, reason, error.strerror or "")
