"""Shows each key by its name as it is pressed, outside of the review, and what it is bound to."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from textual import events

from triage.commands import Mode
from triage.core.plain import plain
from triage.keymap import Keymap
from triage.keys import Machine, Pending, Run
from triage.ui.keyboard import Keyboard
from triage.ui.keynames import key_name

_BEGIN, _END = "\x1b[?2004h\x1b[>1u", "\x1b[<u\x1b[?2004l"
"""With pastes and keys marked as in a review, so that the names are those that hold there."""

_WAIT_SECONDS = 0.1
_MODES = (Mode.TEXT, Mode.LIST, Mode.SELECT)


def watch_keys(keymap: Keymap) -> int:
    """Print what is pressed until escape is pressed twice, or ctrl+c; return the exit status."""
    _say("Press keys to see their names and what they do. Esc twice, or ctrl+c, leaves.")
    machines = {mode: Machine(keymap) for mode in _MODES}
    before = ""
    with _terminal():
        for key in _keys():
            _say(f"{key:<16}{_told(machines, key)}")
            if key == "ctrl+c" or (key == before == "escape"):
                return 0
            before = key
    return 0


def _told(machines: dict[Mode, Machine], key: str) -> str:
    told: dict[str, list[str]] = {}
    for mode, machine in machines.items():
        pressed = machine.press(mode, key)
        if isinstance(pressed, Pending):
            what = f"{pressed.count} {pressed.keys}".strip() + " …"
        elif isinstance(pressed, Run):
            count = "" if pressed.count is None else f"{pressed.count} × "
            what = count + pressed.binding.text
        else:
            what = "–"
        told.setdefault(what, []).append(str(mode))
    if len(told) == 1:
        return next(iter(told))
    return "   ".join(f"{' and '.join(where)}: {what}" for what, where in told.items())


def _keys() -> Iterator[str]:
    """Yield the names of keys; whatever else the terminal sends is passed by."""
    keyboard = Keyboard()
    while True:
        now = time.monotonic()
        ready, _, _ = select.select([sys.stdin], [], [], min(_WAIT_SECONDS, keyboard.wait(now)))
        data = os.read(sys.stdin.fileno(), 4096) if ready else b""
        if ready and not data:
            return
        now = time.monotonic()
        for event in keyboard.feed(data, now) if ready else keyboard.tick(now):
            if isinstance(event, events.Key):
                yield key_name(event)


@contextmanager
def _terminal() -> Iterator[None]:
    """Within this, keys come one by one and are not echoed, also those that usually send a signal."""
    before = termios.tcgetattr(sys.stdin.fileno())
    raw = termios.tcgetattr(sys.stdin.fileno())
    raw[0] &= ~(termios.ICRNL | termios.IXON)
    raw[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
    handlers = {number: signal.signal(number, _end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, raw)
        sys.stdout.write(_BEGIN)
        sys.stdout.flush()
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        sys.stdout.write(_END)
        sys.stdout.flush()
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, before)


def _end(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _say(words: str) -> None:
    sys.stdout.write(plain(words).rstrip() + "\n")
    sys.stdout.flush()
