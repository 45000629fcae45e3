"""Asking the terminal itself: questions are written to it, and what it answers is read within a moment.

Formats: ECMA-48 and xterm's control sequences (device attributes, DECRQM, XTVERSION), and the question
after the flags of kitty's keyboard protocol. Every terminal answers the last one, device attributes, so
that nobody waits for answers that do not come.
"""

from __future__ import annotations

import os
import re
import select
import termios
import time
from contextlib import suppress

from triage.core.values import dataclass

SECONDS = 1.5
"""Longest wait for all answers; a slow line takes a fifth of a second."""

QUESTIONS = b"\x1b[>q\x1b[?u\x1b[?2004$p\x1b[?2026$p\x1b[c"
_TIDY = b"\r\x1b[K"
"""A terminal that does not know a question may print what it does not understand."""

_END = re.compile(rb"\x1b\[\?[0-9;]*c")
_NAME = re.compile(rb"\x1bP>\|([^\x1b\x07]{1,80})\x1b\\")
_FLAGS = re.compile(rb"\x1b\[\?([0-9]+)u")
_MODE = re.compile(rb"\x1b\[\?([0-9]+);([0-4])\$y")
_MOST = 4096
"""Bytes of answers."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a terminal says of itself; None where it does not say."""

    seconds: float | None = None
    """From the question to the last answer."""
    name: str = ""
    """Its name and version; untrusted text."""
    kitty: bool = False
    """Whether it has kitty's keyboard protocol."""
    paste: bool | None = None
    """Whether it marks what is pasted."""
    whole: bool | None = None
    """Whether it shows a picture only when it is complete (synchronized output)."""


def asked(terminal: str = "/dev/tty") -> Answers | str:
    """Return what the terminal answers, or why it was not asked. Puts everything back. Never raises."""
    try:
        descriptor = os.open(terminal, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return "there is none"
    try:
        if os.tcgetpgrp(descriptor) != os.getpgrp():
            return "it belongs to another program now"
        return conversation(descriptor)
    except (OSError, termios.error) as error:
        return error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be asked"
    finally:
        os.close(descriptor)


def understood(data: bytes, seconds: float | None) -> Answers:
    """Return what the bytes that a terminal sent mean."""
    name = _NAME.search(data)
    modes = {int(number): state not in b"04" for number, state in _MODE.findall(data)}
    return Answers(
        seconds,
        name[1].decode("utf-8", "replace") if name else "",
        _FLAGS.search(data) is not None,
        modes.get(2004),
        modes.get(2026),
    )


def conversation(descriptor: int) -> Answers:
    """Ask the terminal behind `descriptor`; it is as before afterwards. Raises OSError, termios.error."""
    before = termios.tcgetattr(descriptor)
    silent = [*before[:3], before[3] & ~(termios.ICANON | termios.ECHO), *before[4:]]
    began = time.monotonic()
    data = b""
    try:
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, silent)
        os.write(descriptor, QUESTIONS)
        while not _END.search(data) and len(data) < _MOST:
            left = began + SECONDS - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                return understood(data, None)
            more = os.read(descriptor, 1024)
            if not more:
                return understood(data, None)
            data += more
        return understood(data, time.monotonic() - began)
    finally:
        with suppress(OSError):
            os.write(descriptor, _TIDY)
        termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
