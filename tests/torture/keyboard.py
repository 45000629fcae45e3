"""A hundred thousand bursts of what nobody typed: no key comes of them, and keys work before and after."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from textual.events import Key
from textual.message import Message

from tests.pty.terminal import Terminal
from tests.torture.bursts import Burst, burst, bursts, noise
from tests.torture.figures import Row, lost
from triage.commands import Mode
from triage.keymap import Keymap
from triage.store import codebook, keymaps
from triage.ui.keyboard import Keyboard
from triage.ui.keynames import key_name

FULL = 100_000
IN_A_TERMINAL = 1_000
_TERMINALS = 4
"""At a time: they mostly wait."""

_HARMLESS = frozenset({"cancel", "go", "view", "pane", "article.next", "article.previous", "article.open"})
"""Commands, or their areas, that move about: an arrow key among the junk may ask for them."""

_TICK = 0.1
_AFTER = 3.0
"""Seconds of silence, after which a key must work."""

TEXT = "The river rose by two metres. Nine houses were flooded. Nobody was hurt. The mayor resigned.\n"


@dataclass(slots=True)
class Found:
    """What came of some bursts."""

    bursts: int = 0
    unasked: list[object] = field(default_factory=list)
    """Bursts of which a command came that no key asked for."""
    faults: list[object] = field(default_factory=list)
    """Bursts that raised an exception."""
    deaf: list[object] = field(default_factory=list)
    """Bursts before or after which a key did not what it does."""


class Desk:
    """The keyboard and the keys bound to commands, with a clock of its own."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._keyboard = Keyboard()
        self._now = 0.0

    def send(self, data: bytes, silence: float = 0.0) -> list[str]:
        """Return the commands that come of `data` and of the silence after it."""
        commands = self._bound(self._keyboard.feed(data, self._now))
        end = self._now + silence
        while self._now < end:
            self._now += max(0.001, min(_TICK, self._keyboard.wait(self._now), end - self._now))
            commands += self._bound(self._keyboard.tick(self._now))
        return commands

    def _bound(self, messages: Iterable[Message]) -> list[str]:
        keys = [key_name(message) for message in messages if isinstance(message, Key)]
        found = (self._keymap.bound(Mode.TEXT, key) for key in keys)
        return [bound.text for bound in found if bound is not None]


def default_keys() -> Keymap:
    """Return the key map that triage has."""
    return keymaps.load(keymaps.find(keymaps.DEFAULT), codebook.shipped_codebook())[0]


def play(count: int, seed: int = 1) -> Found:
    """Send `count` bursts: half of junk, with keys between them, the rest of any bytes."""
    dice = random.Random(seed)
    keymap = default_keys()
    found = Found(bursts=count)
    desk = Desk(keymap)
    for number in range(count):
        sent: object = None
        try:
            if number % 4:
                sent = each = burst(dice)
                _junk(desk, each, dice, found)
            else:
                sent = data = noise(dice)
                _noise(desk, data, keymap, found)
        except Exception as error:  # noqa: BLE001 - whatever it is, it would have ended the program
            found.faults.append((repr(error), sent))
            desk = Desk(keymap)
    return found


def _junk(desk: Desk, each: Burst, dice: random.Random, found: Found) -> None:
    key = dice.choice(b"vdox")
    if desk.send(b"%c" % key, 0.2) != [_asked(key)]:
        found.deaf.append((each, "before"))
    commands = [command for data, silence in each.portions for command in desk.send(data, silence)]
    if each.open_paste:
        desk.send(b"\x1b", 0.3)
    whole = b"".join(data for data, _ in each.portions)
    marked = whole.count(b"\x1b[200~") > 1  # perhaps within another paste: its end shows by silence
    commands += desk.send(b"", _AFTER if marked else 0.3)
    if not all(map(_is_harmless, commands)):
        found.unasked.append((each, commands))
    if desk.send(b"%c" % key, 0.2) != [_asked(key)]:
        found.deaf.append((each, "after"))


def _noise(desk: Desk, data: bytes, keymap: Keymap, found: Found) -> None:
    """Send any bytes: what changes something comes at most as often as its keys are among them."""
    commands = desk.send(data, _AFTER)
    for command in set(commands):
        name, _, argument = command.partition(" ")
        keys = keymap.keys_of(name, Mode.TEXT, argument)
        asked = sum(data.count(_byte(key)) for key in keys) + data.count(b"u")  # CSI u is any key
        if not _is_harmless(command) and commands.count(command) > asked:
            found.unasked.append((data, command))
    desk.send(b"\x1b", 0.3)
    if desk.send(b"v", 0.2) != ["tag verified"]:
        found.deaf.append(data)


def _byte(key: str) -> bytes:
    """Return the byte that a terminal sends for a key."""
    return bytes((ord(key[-1]) & 0x1F,)) if key.startswith("ctrl+") else key.encode()


def _asked(key: int) -> str:
    return {"v": "tag verified", "d": "tag disputed", "o": "tag opinion", "x": "untag"}[chr(key)]


def _is_harmless(command: str) -> bool:
    name = command.partition(" ")[0]
    return name in _HARMLESS or name.partition(".")[0] in _HARMLESS


def in_a_terminal(count: int, seed: int = 2) -> Found:
    """Send `count` bursts to the real program; see that no file changes, and that it answers to a key."""
    found = Found(bursts=count)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "corpus"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        state = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
        with Terminal([str(folder), "--reviewer", "ana"], environment=state) as terminal:
            try:
                _send(terminal, folder, count, seed, found)
            except (AssertionError, OSError) as error:  # it ended, or answers no more
                found.faults.append(str(error)[-2000:])
    return found


def _send(terminal: Terminal, folder: Path, count: int, seed: int, found: Found) -> None:
    """Tag a claim, send the bursts, look again and again, and leave."""
    terminal.wait_for("claim 1 of 4")
    terminal.press("v")
    terminal.wait_for("saved")
    before = _files(folder)
    for number, each in enumerate(bursts(count, seed)):
        for data, silence in each.portions:
            terminal.send(data)
            terminal.listen(silence)
        if each.open_paste:
            terminal.send(b"\x1b")
        terminal.listen(0.002)
        if number % 25 == 24 or number == count - 1:
            terminal.listen(_AFTER)
            _answer(terminal)
            now = _files(folder)
            if now != before:
                found.unasked.append(number)
            before = now
    terminal.press("q")
    if terminal.ended() != 0:
        found.faults.append("the program did not end well")


def _answer(terminal: Terminal) -> None:
    """Open the help and close it."""
    terminal.press("\x1b")
    terminal.listen(0.3)
    terminal.press("?")
    terminal.wait_for("Take the tag off")
    terminal.press("\x1b")
    terminal.wait_for(lambda: "Take the tag off" not in terminal.text())


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def rows(what: str, found: Found) -> list[Row]:
    """Return the rows of the table, and tell the bursts that failed."""
    for problem in (*found.unasked[:20], *found.faults[:20], *found.deaf[:20]):
        sys.stderr.write(f"{what}: {problem!r}\n")
    return [
        lost(f"{what}: commands that no key asked for", found.bursts, len(found.unasked), "times"),
        lost(f"{what}: crashes", found.bursts, len(found.faults), "times"),
        lost(f"{what}: keys without effect before or after", found.bursts, len(found.deaf), "times"),
    ]


def full(count: int = FULL, real: int = IN_A_TERMINAL) -> list[Row]:
    """Send as many bursts as the issue asks for to the parsers, and some to the program in a terminal."""
    with ThreadPoolExecutor(_TERMINALS) as terminals:
        parts = list(terminals.map(in_a_terminal, [real // _TERMINALS] * _TERMINALS, range(_TERMINALS)))
    whole = Found()
    for part in parts:
        whole.bursts += part.bursts
        whole.unasked += part.unasked
        whole.faults += part.faults
        whole.deaf += part.deaf
    return [*rows("bursts at the keyboard", play(count)), *rows("bursts at the real program", whole)]


if __name__ == "__main__":
    began = time.monotonic()
    for row in full():
        print(*row)
    print(f"{time.monotonic() - began:.0f} s")
