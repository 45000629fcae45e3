"""What a review begins with, prepared in a process of its own while this one imports Textual."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from triage.store.names import Alike, InOrder, in_natural_order, ordered_like
from triage.store.quick_names import article_names

if TYPE_CHECKING:
    from triage.first_frame import FirstFrame
    from triage.session.first_look import FirstLook
    from triage.start import Start

_FEW = 1000
"""Articles up to which their list is drawn first, in milliseconds; of more, nobody waits for the names."""


def review(frame: FirstFrame, argv: list[str]) -> int | None:
    """Review as the words `argv` say, over the first picture, which is drawn meanwhile; return the status.

    None if nothing was begun, because the preparing failed.
    """
    try:
        preparing = Preparing(frame, argv)
        from triage.ui import lean

        ahead = Ahead(preparing.ready, preparing.keep)
    except OSError:
        return None
    lean.load()
    import triage.ui.running

    start = ahead.result()
    if start is None:
        return None
    held = [start]
    del start  # or the names of very many articles would be kept here when they are listed
    return triage.ui.running.run_review(held.pop(), frame)


class Picture(Protocol):
    """Where the articles are listed first."""

    @property
    def root(self) -> str:
        """The folder that is reviewed."""

    def draw(self, names: list[str]) -> None:
        """List these articles. Raises OSError."""


class Preparing:
    """Looks at the folder and at what is set; in a process of its own, save for what is drawn first."""

    def __init__(self, frame: Picture, argv: list[str]) -> None:
        """Draw the list of the articles if they are few. Raises OSError."""
        self._frame = frame
        self._argv = argv
        self._began = 0
        self.entered: list[str] = []
        """The folders that were read; none where their names were kept."""
        self._look: FirstLook | None = None
        names = article_names(frame.root, _FEW)
        self._names = names if len(names) <= _FEW else None
        if self._names is not None:
            frame.draw(self._names)

    def ready(self) -> Start:
        """Return what the review begins with; draw the list of the articles before if they are many."""
        from triage.ui.lean import looked_into_later

        with looked_into_later():
            names = self._many() if self._names is None else self._names  # before anything is imported
            from triage.cli.review import ready

            start = ready(self._argv, names)
        self._look = start.look
        return start

    def keep(self) -> None:
        """Keep the names for the next start, if they were read in this one."""
        if self.entered and self._look is not None:
            from triage.store.kept_names import keep

            keep(self._frame.root, self.entered, [*self._look.names], self._began)

    def _many(self) -> list[str]:
        from triage.store.kept_names import recall

        root = self._frame.root
        kept = recall(root)
        names: list[str] | None = kept.paths() if kept is not None and kept.hold else None
        if names is None:
            self._began = time.time_ns()
            names = article_names(root, entered=self.entered)
            if not isinstance(names, Alike):  # of which to find the first takes as long as to sort them
                known = None if kept is None else kept.paths()
                names = InOrder(in_natural_order(names)) if known is None else ordered_like(known, names)
        self._frame.draw(names)
        return names


class Ahead:
    """A forked process that does a piece of work; its answer comes through a pipe.

    Whatever goes wrong in it, the answer is None, and who asks does the work again, and tells.
    """

    def __init__(self, work: Callable[[], Start], afterwards: Callable[[], None] = lambda: None) -> None:
        """Begin. Raises OSError where no process can be made. There must not be a second thread.

        What is done `afterwards` is not waited for.
        """
        self._answer, answers = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(self._answer)
            os.close(answers)
            raise
        if not self._process:
            _answer(work, answers, afterwards)
        os.close(answers)

    def result(self) -> Start | None:
        """Wait for the answer; to be asked once."""
        with open(self._answer, "rb") as answer:
            data = answer.read()
        start: Start | None = None
        with suppress(Exception):  # half an answer, of a process that was killed
            start = pickle.loads(data)
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        return start


def _answer(work: Callable[[], Start], answers: int, afterwards: Callable[[], None]) -> None:
    """Answer and end; nothing of this process, such as the terminal's state, is put back by its end."""
    try:
        with open(answers, "wb") as pipe:
            pipe.write(pickle.dumps(work(), protocol=5))
        if not os.fork():  # whose end is not waited for
            afterwards()
    finally:
        os._exit(0)
