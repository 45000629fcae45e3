"""What a review begins with, prepared in a process of its own while this one imports Textual."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.first_frame import FirstFrame
    from triage.start import Start


_FEW = 1000
"""Articles up to which their list is drawn first, in milliseconds; of more, nobody waits for the names."""


def review(frame: FirstFrame, argv: list[str]) -> int | None:
    """Review as the words `argv` say, over the first picture, which is drawn meanwhile; return the status.

    None if nothing was begun, because the preparing failed.
    """

    def ready() -> Start:
        listed = (frame.draw() or []) if names is None else names  # before anything is imported
        from triage.cli.review import ready

        return ready(argv, listed)

    try:
        names = frame.draw(_FEW)
        ahead = Ahead(ready)
    except OSError:
        return None
    from triage.ui import lean

    lean.load()
    import triage.ui.running

    start = ahead.result()
    if start is None:
        return None
    held = [start]
    del start  # or the names of very many articles would be kept here when they are listed
    return triage.ui.running.run_review(held.pop(), frame)


class Ahead:
    """A forked process that does a piece of work; its answer comes through a pipe.

    Whatever goes wrong in it, the answer is None, and who asks does the work again, and tells.
    """

    def __init__(self, work: Callable[[], Start]) -> None:
        """Begin. Raises OSError where no process can be made. There must not be a second thread."""
        self._answer, answers = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(self._answer)
            os.close(answers)
            raise
        if not self._process:
            _answer(work, answers)
        os.close(answers)

    def result(self) -> Start | None:
        """Wait for the answer; to be asked once."""
        with open(self._answer, "rb") as answer:
            data = answer.read()
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        with suppress(Exception):  # half an answer, of a process that was killed
            start: Start = pickle.loads(data)
            return start
        return None


def _answer(work: Callable[[], Start], answers: int) -> None:
    """Answer and end; nothing of this process, such as the terminal's state, is put back by its end."""
    try:
        with open(answers, "wb") as pipe:
            pipe.write(pickle.dumps(work(), protocol=5))
    finally:
        os._exit(0)
