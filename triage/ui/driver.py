"""Textual's driver, made to go on from the first picture, and to take no report of the terminal for keys."""

from __future__ import annotations

import errno
import os
import select
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import cast

from rich.cells import cell_len
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from triage.first_frame import FirstFrame
from triage.ui.keyboard import Keyboard, together
from triage.ui.title import Title

_POLL_SECONDS = 0.1
"""How soon the thread that reads the keyboard notices that it is to end."""

_GONE_SECONDS = 5.0
"""How long a terminal that is gone may take to say so by a signal."""

_READ_BYTES = 65536

_HIDE = "\x1b[?25l"
_SHOW = "\x1b[?25h"
_UNDERLINE, _USUAL = "\x1b[4 q", "\x1b[0 q"
"""Textual hides the terminal's cursor; ours is on the current claim, a line beneath it that does not blink.

Screen readers and magnifiers follow it. Its shape is DECSCUSR, of the VT520.
"""

_SHAPES = frozenset(
    {"xterm", "tmux", "screen", "alacritty", "foot", "kitty", "wezterm", "ghostty", "contour", "rxvt", "st"}
)
"""What the names of terminals that know shapes begin with."""


class Output:
    """The terminal as it is written to; what is written to one that is gone is dropped.

    Textual's thread that writes would die of it, and whoever writes next would wait for ever.
    """

    def __init__(self, file: TextIOWrapper) -> None:
        if (file.encoding or "").lower() not in ("utf-8", "utf8"):
            file.reconfigure(errors=_register())
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> None:
        """Write, if the terminal is there."""
        if not self._is_gone:
            try:
                self._file.write(text)
            except (OSError, ValueError):
                self._is_gone = True

    def flush(self) -> None:
        """Have what was written sent, if the terminal is there."""
        if not self._is_gone:
            try:
                self._file.flush()
            except (OSError, ValueError):
                self._is_gone = True

    def fileno(self) -> int:
        """Return the terminal's descriptor."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._file.isatty()


def question_marks(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that the encoding lacks: question marks in as many cells."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "?" * cell_len(error.object[error.start : error.end]), error.end


def _register() -> str:
    """Have the handler known by a name, and return the name."""
    import codecs

    codecs.register_error("triage-cells", question_marks)
    return "triage-cells"


def driver_after(frame: FirstFrame | None, failed: Callable[[BaseException], None]) -> type[LinuxDriver]:
    """Return a driver for a terminal on whose alternate screen `frame` has drawn, if there is one.

    `failed` is told, on the thread that reads the keyboard, why that cannot go on.
    """

    class Driver(LinuxDriver):
        """Enters no second time, and gives the terminal back as it was before the first picture."""

        def __init__(
            self,
            app: App[object],
            *,
            debug: bool = False,
            mouse: bool = True,
            size: tuple[int, int] | None = None,
        ) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            self._file = cast("TextIOWrapper", Output(cast("TextIOWrapper", self._file)))
            self._first = frame is not None
            self.title = Title(self._write_title)
            self._shapes = os.environ.get("TERM", "").partition("-")[0] in _SHAPES

        def write(self, data: str) -> None:
            """Write to the terminal; entering the alternate screen again would blank it for a moment."""
            if data == "\x1b[?1049h" and self._first:
                self._first = False
                return
            if data in (_HIDE, _SHOW):
                shape = _UNDERLINE if data == _HIDE else _USUAL
                data = shape + _SHOW if self._shapes else _SHOW
            super().write(data)

        def start_application_mode(self) -> None:
            """Take over keyboard and screen."""
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's lacks types
            if frame is not None:
                self.attrs_before = frame.terminal_before
                frame.hand_over()
            self.title.begin()

        def stop_application_mode(self) -> None:
            """Give keyboard and screen back, and the title."""
            self.title.end()
            super().stop_application_mode()

        def _write_title(self, sequences: str) -> None:
            super().write(sequences)
            self.flush()

        def _get_terminal_size(self) -> tuple[int, int]:
            """Return columns and lines as `shutil` does, which would have to be imported."""
            with suppress(OSError, ValueError, AttributeError):
                # Not that of `sys.stdout`, in whose place Textual puts something else.
                size = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]  # None fails, too
                columns, lines = os.environ.get("COLUMNS"), os.environ.get("LINES")
                return int(columns or 0) or size.columns or 80, int(lines or 0) or size.lines or 25
            return 80, 25

        def _run_input_thread(self) -> None:
            """Read the keyboard; Textual would end without a word where that fails."""
            try:
                self.run_input_thread()
            except Exception as error:  # noqa: BLE001 - whatever it is, without keys nothing can go on
                failed(error)

        def run_input_thread(self) -> None:
            """Read the keyboard until told to end."""
            keyboard = Keyboard()
            while not self.exit_event.is_set():
                wait = min(_POLL_SECONDS, keyboard.wait(time.monotonic()))
                ready, _, _ = select.select([self.fileno], [], [], wait)
                now = time.monotonic()
                found = keyboard.feed(self._bytes(), now) if ready else keyboard.tick(now)
                for event in together(found):
                    self.process_message(event)

        def _bytes(self) -> bytes:
            """Return what was typed. Raises OSError where the terminal is gone and no signal tells so."""
            try:
                data = os.read(self.fileno, _READ_BYTES)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                data = b""
            if not data and not self.exit_event.wait(_GONE_SECONDS):
                raise OSError(errno.EIO, "the terminal is gone")
            return data

        def _query_in_band_window_resize(self) -> None:
            """Ask for no reports of the size among the keys: a signal tells that it changed."""

        def _sigcont_application(self, *arguments: object) -> None:
            """Go on after a stop. Where it was not ctrl+z, nobody had let go of keyboard and screen before.

            Textual 8.2 would start a second thread for each of them then, and never end the first.
            """
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
                self._must_signal_resume = True
            super()._sigcont_application(*arguments)

    return Driver
