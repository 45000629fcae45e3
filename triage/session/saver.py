"""Saving off the reviewer's thread: in order, as soon as possible, and again until it works."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from triage.core.article import Article
from triage.core.claim import Annotations
from triage.core.values import dataclass
from triage.errors import TriageError

RETRY_SECONDS = 2.0
"""How long after a failure the same file is tried again."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What is to be written beside one article."""

    article: Article
    annotations: Annotations
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt to save ended."""

    path: str
    asked: Annotations
    """What was to be saved."""
    saved: Annotations | None = None
    """What stands on disk now, joined with what was found there; None after a failure."""
    error: str = ""
    """One line that names the file; untrusted text."""


class Saver:
    """A thread that writes the newest annotations of each article, oldest request first."""

    def __init__(
        self,
        save: Callable[[Unsaved], Annotations],
        tell: Callable[[Outcome], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._save = save
        self._tell = tell
        self._retry_seconds = retry_seconds
        self._waiting: dict[str, Unsaved] = {}
        self._not_before: dict[str, float] = {}
        self._busy: Unsaved | None = None
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._held = False

    @contextmanager
    def held(self) -> Iterator[None]:
        """Within this begin no new file, unless `flush` asks for it: whoever waits is answered first."""
        self._held = True
        try:
            yield
        finally:
            with self._wake:
                self._held = False
                if self._waiting:
                    self._wake.notify_all()

    def submit(self, unsaved: Unsaved) -> None:
        """Ask for `unsaved` to be written; it takes the place of an older request for the same article."""
        with self._wake:
            self._waiting[unsaved.article.path] = unsaved
            self._not_before.pop(unsaved.article.path, None)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="triage-saver", daemon=True)
                self._thread.start()
            if not self._held:
                self._wake.notify_all()

    def unsaved(self) -> list[str]:
        """Return the paths of the articles whose tags are not on disk yet."""
        with self._wake:
            return self._paths()

    def asked(self, path: str) -> Annotations | None:
        """Return what is still to be written beside article `path`, None if nothing is."""
        with self._wake:
            unsaved = self._waiting.get(path)
            if unsaved is None and self._busy is not None and self._busy.article.path == path:
                unsaved = self._busy
            return None if unsaved is None else unsaved.annotations

    def waiting(self) -> list[Unsaved]:
        """Return what is not on disk yet, with what is being written this moment."""
        with self._wake:
            busy = {} if self._busy is None else {self._busy.article.path: self._busy}
            return list((busy | self._waiting).values())

    def flush(self, seconds: float) -> list[str]:
        """Write everything now; return the paths that could not be saved within `seconds`.

        Each failed file is tried once more, at once.
        """
        deadline = time.monotonic() + seconds
        with self._wake:
            self._held = False
            self._not_before.clear()
            self._wake.notify_all()
            while self._waiting or self._busy:
                left = deadline - time.monotonic()
                if left <= 0 or (not self._busy and all(path in self._not_before for path in self._waiting)):
                    break
                self._wake.wait(left)
            return self._paths()

    def stop(self) -> None:
        """End the thread after what it is writing; what still waits is not written."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(10)

    def _paths(self) -> list[str]:
        busy = [] if self._busy is None else [self._busy.article.path]
        return list(dict.fromkeys((*busy, *self._waiting)))

    def _run(self) -> None:
        while (unsaved := self._next()) is not None:
            path = unsaved.article.path
            try:
                outcome = Outcome(path, unsaved.annotations, saved=self._save(unsaved))
            except TriageError as error:
                outcome = Outcome(path, unsaved.annotations, error=error.message)
            except OSError as error:
                outcome = Outcome(path, unsaved.annotations, error=f"{path}: {error.strerror or error}")
            except Exception as error:  # noqa: BLE001 - a fault of ours must not end saving; it is shown instead
                outcome = Outcome(path, unsaved.annotations, error=f"{path}: {type(error).__name__}: {error}")
            self._done(unsaved, outcome)
            self._tell(outcome)

    def _next(self) -> Unsaved | None:
        with self._wake:
            while not self._stopping:
                if self._held:
                    self._wake.wait()
                    continue
                now = time.monotonic()
                due = [path for path in self._waiting if self._not_before.get(path, 0) <= now]
                if due:
                    self._busy = self._waiting.pop(due[0])
                    return self._busy
                times = [self._not_before[path] for path in self._waiting]
                self._wake.wait(min(times) - now if times else None)
            return None

    def _done(self, unsaved: Unsaved, outcome: Outcome) -> None:
        path = unsaved.article.path
        with self._wake:
            self._busy = None
            if outcome.error:
                self._waiting.setdefault(path, unsaved)
                self._not_before[path] = time.monotonic() + self._retry_seconds
            self._wake.notify_all()
