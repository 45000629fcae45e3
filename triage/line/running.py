"""One review in lines from start to end: however it ends, nothing that was decided is lost."""

from __future__ import annotations

import gc
import io
import sys
import threading
from collections.abc import Collection
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TextIO

from triage.errors import UsageError
from triage.line.deliveries import Deliveries
from triage.line.ears import Ears, Pipe, Terminal
from triage.line.review import QUIT_SECONDS, LineReview
from triage.line.signals import Signals, ToldToEnd
from triage.line.voice import Voice
from triage.session.session import Session
from triage.start import Start
from triage.store.corpus import Corpus

if TYPE_CHECKING:
    from triage.store.keymap_follower import KeymapFollower, Reread
    from triage.watch import Watcher


def run_lines(start: Start) -> int:
    """Review until the reviewer leaves or no more lines come; return the exit status.

    0 fine; 1 a line from a pipe could not be done; 3 something could not be saved; 128 + n for
    signal n. Raises UsageError where there is nothing to read from or to write to, BrokenPipeError
    where nobody reads any more; what was decided is saved before.
    """
    lines, out, err = sys.stdin, sys.stdout, sys.stderr
    if lines is None or out is None or err is None:
        raise UsageError("a review in lines reads standard input and writes standard output", "open them")
    gc.enable()
    if isinstance(lines, io.TextIOWrapper):
        lines.reconfigure(errors="replace")
    with Signals() as signals:
        review = _Running(start, lines, out, err, signals)
        return review.run()


class _Running:
    """The parts of one review, and how they end."""

    def __init__(self, start: Start, lines: TextIO, out: TextIO, err: TextIO, signals: Signals) -> None:
        is_typed = lines.isatty() and out.isatty()
        self._start, self._signals, self._is_typed = start, signals, is_typed
        self._fault: BaseException | None = None
        self._deliveries = Deliveries(lambda: signals.came)
        in_ascii = start.appearance.ascii or "utf" not in (out.encoding or "utf-8").casefold()
        self._voice = Voice(out, err, in_ascii=in_ascii, numbered=not is_typed)
        self._session = Session(Corpus(start.root), start.reviewer, start.codebook, self._deliveries)
        ears: Ears = Terminal(self._completions) if is_typed else Pipe(lines)
        self._ears = ears
        self._review = LineReview(
            self._session, start.keymap, ears, self._voice, self._deliveries, signals, self._begin_the_rest
        )
        self._watcher: Watcher | None = None
        self._follower: KeymapFollower | None = None

    def run(self) -> int:
        """Review; return the exit status. Raises OSError where nobody reads what is told."""
        hook, threading.excepthook = threading.excepthook, self._thread_failed
        status = 1
        left: list[str] = []
        try:
            status = self._reviewed()
        except ToldToEnd:
            status = 128 + self._signals.number
            self._end_prompt()
        except OSError as error:
            if not self._is_of_output(error):
                self._fault = error
            else:
                raise
        except Exception as error:  # noqa: BLE001 - whatever it is, what was decided is saved before it is told
            self._fault = error
        finally:
            left = self._end()
            threading.excepthook = hook
        if left:
            self._tell_unsaved(left)
        if self._is_typed and self._fault is None and not self._start.quiet:
            self._tell_done()
        if self._fault is not None:
            from triage.store.crash_report import told

            self._voice.warn(told(self._fault))
            return 1
        if left:
            return status or 3
        return 1 if not status and self._voice.failures and not self._ears.is_terminal else status

    def _reviewed(self) -> int:
        voice, session = self._voice, self._session
        for warning in self._start.warnings:
            voice.warn(f"warning: {warning}")
        session.start(resume=self._start.resume and self._is_typed)  # from a pipe the same lines do the same
        count = session.listing.totals().articles
        many = "1 article" if count == 1 else f"{count:,} articles"
        voice.say(f"triage, {many}, you are {session.reviewer}; help tells what can be typed")
        self._review.tell_said(voice.warn)
        return self._review.run()

    def _completions(self, word: str) -> list[str]:
        return self._review.completions(word)

    def _begin_the_rest(self) -> None:
        """Start what nobody waits for: to watch the folder, to be seen in it, to follow the key maps."""
        from triage.store.keymap_follower import KeymapFollower
        from triage.watch import Watcher

        session = self._session

        def look_again(paths: Collection[str]) -> None:
            session.follower.watched(watcher.trouble)
            session.follower.look_again(paths)

        watcher = self._watcher = Watcher(session.corpus.root, look_again)
        watcher.start()
        session.company.start()
        session.searching.indexing.begin_when_idle()
        self._follower = KeymapFollower(
            self._start.keymap,
            session.codebook,
            lambda reread: self._deliveries(partial(self._reread, reread)),
        )
        self._follower.start()

    def _reread(self, reread: Reread) -> None:
        if reread.keymap is None:
            self._session.say(f"the keys are as before: {reread.problems[0]}")
            return
        self._review.use(reread.keymap)
        self._session.say("; ".join(("keys read again", *reread.problems[:1])))

    def _end(self) -> list[str]:
        """Save and stop all threads; return the articles that could not be saved."""
        if self._watcher is not None:
            self._watcher.stop()
        if self._follower is not None:
            self._follower.stop()
        return [unsaved.article.path for unsaved in self._session.close(QUIT_SECONDS)]

    def _end_prompt(self) -> None:
        """End the line in which a prompt stands, unless the terminal is gone."""
        if self._ears.is_terminal:
            with suppress(OSError):
                self._voice.say("")
                self._voice.flush()

    def _tell_done(self) -> None:
        """Say what was done, if anything was."""
        root = self._session.corpus.root.resolve()
        with suppress(OSError):  # the terminal is gone
            for line in self._session.sitting.lines(self._session.listing.totals(), root.name or str(root)):
                self._voice.say(line)
            self._voice.flush()

    def _tell_unsaved(self, paths: list[str]) -> None:
        kept = self._session.chronicle.keeps
        then = (
            "kept in the journal, and saved when triage starts here the next time"
            if kept
            else "and the journal could not be written either"
        )
        self._voice.warn(f"{', '.join(paths)}: not saved; {then}")

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        """End by the fault of a thread, which is told as one of this thread's is."""
        fault = failed.exc_value or RuntimeError("a thread has ended")

        def fail() -> None:
            raise fault

        self._deliveries(fail)

    @staticmethod
    def _is_of_output(error: OSError) -> bool:
        """Whether standard output could not be written, which names no file."""
        return error.filename is None
