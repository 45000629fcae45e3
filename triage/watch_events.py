"""The one place that imports watchdog, apart from the rest so that it is loaded when watching begins."""

from __future__ import annotations

import threading
from collections.abc import Callable

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_CHANGES = [
    kind
    for name in ("Created", "Deleted", "Moved", "Modified", "Attrib", "Closed")
    for of in ("File", "Dir")
    if (kind := getattr(events, f"{of}{name}Event", None)) is not None
]
"""All kinds of event but those of reading, which our own scans would set off; some versions lack some."""


class _Handler(events.FileSystemEventHandler):
    def __init__(self, root: str, take: Callable[[events.FileSystemEvent, str], None]) -> None:
        self._root = root
        self._take = take

    def dispatch(self, event: events.FileSystemEvent) -> None:
        self._take(event, self._root)


def observe(root: str, take: Callable[[events.FileSystemEvent, str], None]) -> BaseObserver:
    """Watch the folder `root` (no link) and all below; each event, with `root`, goes to `take` on a thread.

    Raises OSError if it cannot be watched, and leaves nothing running then.
    """
    observer = Observer()
    try:
        observer.schedule(_Handler(root, take), root, recursive=True, event_filter=_CHANGES)
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
