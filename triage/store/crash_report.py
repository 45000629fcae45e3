"""A fault of the program, told in a file for whoever mends it: where it happened, with which versions."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from triage import __version__

LIBRARIES = ("textual", "rich", "PyYAML", "watchdog", "platformdirs", "charset-normalizer", "regex")

_ABOUT = "The words of the error are left out: they could quote an article or a note.\n"


def told(fault: BaseException) -> str:
    """Write a report of `fault`; return the line that names it, or says why there is none; untrusted text."""
    kind = type(fault).__name__
    try:
        return f"triage: ended by a fault of its own ({kind}); the report is {write_crash_report(fault)}"
    except OSError as error:
        return f"triage: ended by a fault of its own ({kind}); no report: {error.strerror or error}"


def write_crash_report(error: BaseException, folder: Path | None = None) -> Path:
    """Write what is known of `error` into a new file, for its owner only, and return the file.

    The folder is `crashes` in the user's state folder unless another is given. Raises OSError.
    """
    if folder is None:
        from platformdirs import user_state_path

        folder = user_state_path("triage", appauthor=False) / "crashes"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"crash-{now:%Y%m%dT%H%M%S}-{now.microsecond:06d}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(crash_report(error, f"{now:%Y-%m-%dT%H:%M:%SZ}"))
    return path


def crash_report(error: BaseException, at: str) -> str:
    """Return the report: time, versions, and the way to the error by files, lines and functions."""
    import platform

    found = [f"{name} {_version(name)}" for name in LIBRARIES]
    versions = [
        f"triage {__version__}",
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        *found,
        f"TERM {os.environ.get('TERM', '')}, {sys.stdout.encoding}",
    ]
    return "\n".join([f"triage ended by a fault of its own, {at}", _ABOUT, *versions, "", *_way(error)])


def _way(error: BaseException) -> Iterator[str]:
    """Yield the stack of the error and of those it came from; neither messages nor values."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        number = f" (errno {cause.errno})" if isinstance(cause, OSError) and cause.errno else ""
        yield f"{type(cause).__module__}.{type(cause).__qualname__}{number}"
        yield "".join(traceback.StackSummary.from_list(traceback.extract_tb(cause.__traceback__)).format())
        if isinstance(cause, BaseExceptionGroup):
            for inner in cause.exceptions:
                yield from _way(inner)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
        if cause is not None:
            yield "which came from"


def _version(library: str) -> str:
    from importlib import metadata  # which imports what it takes to read mail

    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "(not installed)"
