"""The one place that imports watchdog, apart from the rest so that it is loaded when watching begins."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_CHANGES = [
    kind
    for name in ("Created", "Deleted", "Moved", "Modified", "Attrib", "Closed")
    for of in ("File", "Dir")
    if (kind := getattr(events, f"{of}{name}Event", None)) not in (None, events.DirModifiedEvent)
]
"""The kinds of event that matter; some versions lack some.

Not those of reading, which our own scans would set off; not that a folder was modified, which says
only that something in it came or went, and there is an event for that.
"""


class _Handler(events.FileSystemEventHandler):
    def __init__(self, root: str, take: Callable[[events.FileSystemEvent, str], None]) -> None:
        self._root = root
        self._take = take

    def dispatch(self, event: events.FileSystemEvent) -> None:
        self._take(event, self._root)


def observe(
    root: str, take: Callable[[events.FileSystemEvent, str], None], *, recursive: bool
) -> BaseObserver:
    """Watch the folder `root` (no link); each event, with `root`, goes to `take` on a thread.

    With `recursive` the folders below are watched, too, for which all names there are have to be read.
    Raises OSError if it cannot be watched, and leaves nothing running then.
    """
    observer = Observer()
    try:
        observer.schedule(_Handler(root, take), root, recursive=recursive, event_filter=_CHANGES)
        observer.start()
    except OSError:
        observer.stop()
        raise
    return observer


def outlive_failures(lost: Callable[[], None]) -> None:
    """From now on call `lost` when a thread of watchdog's dies, rather than have it write to the terminal.

    One of its threads dies where a folder goes, or watching ends, while that folder is being added
    (watchdog 7.1); the observer says that it is well all the same.
    """
    otherwise = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if type(args.thread).__module__.partition(".")[0] == "watchdog":
            lost()
        else:
            otherwise(args)

    threading.excepthook = hook


def hear_warnings(lost: Callable[[], None]) -> Callable[[], None]:
    """From now on call `lost` when watchdog warns; return what ends that.

    It warns when the kernel's queue was full and changes were lost, or folders could not be watched anew.
    """
    handler = _Warned(lost)
    logger = logging.getLogger("watchdog")
    logger.addHandler(handler)
    return lambda: logger.removeHandler(handler)


class _Warned(logging.Handler):
    def __init__(self, lost: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._lost = lost

    def emit(self, record: logging.LogRecord) -> None:
        self._lost()
