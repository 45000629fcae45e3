"""Work that must not make a key wait: one thread, one job after the other, urgent ones first."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

Job = Callable[[], None]


class CalledOffError(Exception):
    """A job ends without a result, because nobody waits for it any more."""


class Background:
    """Runs jobs on its own thread; a job delivers its results itself."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        """`failed` is told, on that thread, of a fault in a job; the next job runs all the same."""
        self._failed = failed
        self._urgent: deque[Job] = deque()
        self._later: deque[Iterator[Job]] = deque()
        self._alarm: tuple[float, Job] | None = None
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._idle = True
        self._rests_until = 0.0

    def go_on(self) -> None:
        """For a long job to call now and then. Raises CalledOffError when the thread is to end."""
        if self._stopping:
            raise CalledOffError

    def rest(self, seconds: float) -> None:
        """Begin nothing of what was put off for so long; from the thread that is not to be held up."""
        self._rests_until = time.monotonic() + seconds

    def soon(self, job: Job) -> None:
        """Run `job` before everything that was put off."""
        with self._wake:
            self._urgent.append(job)
            self._start()

    def later(self, jobs: Iterator[Job]) -> None:
        """Run these jobs one by one whenever nothing is urgent."""
        with self._wake:
            self._later.append(jobs)
            self._start()

    def after(self, seconds: float, job: Job | None) -> None:
        """Run `job`, if any, when so many seconds have passed, in place of what was to be run like that."""
        with self._wake:
            self._alarm = None if job is None else (time.monotonic() + seconds, job)
            self._start()

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: True) -> bool:
        """Wait until there is nothing left to do now; return whether that was within `seconds`.

        `until` says what has to hold besides; a job makes it hold.
        """
        with self._wake:
            return self._wake.wait_for(
                lambda: self._idle and not self._urgent and not self._later and until(), seconds
            )

    def stop(self) -> None:
        """Drop what waits and end the thread after the job at hand."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(5)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="triage-background", daemon=True)
            self._thread.start()
        self._wake.notify_all()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except CalledOffError:
                continue
            except Exception as error:  # noqa: BLE001 - one article that cannot be read must not end all reading
                self._failed(error)
            finally:
                del job  # or what it refers to would be kept until there is another one

    def _next(self) -> Job | None:
        with self._wake:
            self._idle = True
            while not self._stopping:
                if self._urgent:
                    self._idle = False
                    return self._urgent.popleft()
                due = None if self._alarm is None else self._alarm[0] - time.monotonic()
                if self._alarm is not None and due is not None and due <= 0:
                    self._idle = False
                    job, self._alarm = self._alarm[1], None
                    return job
                rests = self._rests_until - time.monotonic() if self._later else 0.0
                if rests > 0:
                    self._wake.wait(rests if due is None else min(rests, due))
                    continue
                if self._later:
                    next_job = next(self._later[0], None)
                    if next_job is None:
                        self._later.popleft()
                        continue
                    self._idle = False
                    return next_job
                self._wake.notify_all()
                self._wake.wait(due)
            return None
