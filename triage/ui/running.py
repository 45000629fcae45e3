"""One review from first picture to end: however it ends, nothing is lost and the terminal is given back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence

from textual.drivers._writer_thread import WriterThread

from triage.core.plain import plain
from triage.first_frame import FirstFrame
from triage.session.session import Session
from triage.start import Start
from triage.store.crash_report import told
from triage.ui.app import QUIT_SECONDS, TriageApp

INTERRUPTED = 128 + 2


def run_review(start: Start, frame: FirstFrame | None = None) -> int:
    """Review until the reviewer leaves; return the exit status.

    `frame` is the first picture, if one was drawn; the screen draws over it. A fault of the program
    ends the review with 1 and is told in one line, which names a report.
    """
    app: TriageApp | None = None
    fault: BaseException | None = None
    status: int | None = None
    quiet, tutorial = False, None
    hook = threading.excepthook

    def thread_failed(failed: threading.ExceptHookArgs) -> None:
        gone = isinstance(failed.thread, WriterThread) and isinstance(failed.exc_value, OSError)
        if app is not None and isinstance(failed.exc_value, Exception) and not gone:  # then a signal comes
            app.fail(failed.exc_value)

    try:
        threading.excepthook = thread_failed
        app = TriageApp(
            *(start.root, start.reviewer, start.codebook, start.keymap, start.warnings),
            *(frame, start.look, start.appearance),
        )
        quiet, tutorial = start.quiet, start.tutorial
        if tutorial is not None:
            app.teach(tutorial)
        del start
        status = app.run(mouse=app.appearance.mouse)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - whatever it is, what was decided is saved before it is told
        fault = error
    if frame is not None:
        frame.end()
    left = [] if app is None else app.session.close(QUIT_SECONDS)
    threading.excepthook = hook
    if app is not None:
        fault = app.fault or fault
    if app is not None and left:
        _tell_unsaved(app.session, [unsaved.article.path for unsaved in left])
    if fault is not None:
        _say(told(fault))
        return 1
    if app is not None and not quiet:
        _tell_done(app.session, [] if tutorial is None else tutorial.last_words(app.session.corpus.root))
    return 3 if left and not status else 1 if status is None else status


def _tell_done(session: Session, more: Sequence[str]) -> None:
    """Say on standard output what was done, if anything was, and these lines after it; untrusted text."""
    root = session.corpus.root.resolve()
    try:
        for line in (*session.sitting.lines(session.listing.totals(), root.name or str(root)), *more):
            sys.stdout.write(plain(line) + "\n")
        sys.stdout.flush()
    except OSError:  # the terminal is gone
        return


def _tell_unsaved(session: Session, paths: Sequence[str]) -> None:
    names = ", ".join(paths)
    if session.chronicle.keeps:
        _say(f"{names}: not saved; kept in the journal, and saved when triage starts here the next time")
    else:
        _say(f"{names}: not saved, and the journal could not be written either")


def _say(untrusted: str) -> None:
    try:
        sys.stderr.write(plain(untrusted) + "\n")
        sys.stderr.flush()
    except OSError:  # the terminal is gone
        return
