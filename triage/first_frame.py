"""The first picture: the articles in plain escape codes, while the real screen is being imported.

Textual takes some tenths of a second to import. A reviewer sees the articles before that, and what they
type meanwhile waits in the terminal for the real screen, which draws over this one.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from unicodedata import east_asian_width

from triage.core.plain import plain
from triage.core.wording import DEFAULT_THEME
from triage.store import left_front
from triage.store.left_front import Front
from triage.store.names import first_in_order
from triage.store.quick_settings import quick_ascii, quick_theme
from triage.ui.measures import (
    ARTICLE_LINES,
    BACKGROUND,
    DIM,
    FOREGROUND,
    LIST_WIDTH,
    NARROW,
    NARROW_LIST_WIDTH,
    THIN,
)

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?2004h"
_LEAVE = "\x1b[?2004l\x1b[?1049l\x1b[?25h"
"""With pastes marked as such: what is pasted now is read by the real screen, which must know it from keys."""

_HEAD_BYTES = 2048
"""How much of an article is read to find its title."""

_VALUED = ("--reviewer", "--codebook", "--keys", "--bind", "--theme", "--motion")
_FRESH = "--fresh"
_FLAGS = (_FRESH, "--quiet", "--ascii", "--no-mouse")


class FirstFrame:
    """The first picture, and the terminal as it was before."""

    def __init__(self, root: str, manner: Manner | None = None, front: Front | None = None) -> None:
        """Take over the terminal, and stop it from echoing keys; `front` is what the list showed last.

        Raises OSError or termios.error where this is no terminal.
        """
        self._root = root
        self._front = front
        self._manner = manner or Manner()
        self._before = termios.tcgetattr(sys.stdin.fileno())
        self._handed_over = False
        self._size = os.get_terminal_size(sys.stderr.fileno())
        silent = termios.tcgetattr(sys.stdin.fileno())
        silent[3] &= ~(termios.ECHO | termios.ICANON)
        silent[0] &= ~termios.ICRNL  # or an enter that is typed meanwhile would be another key
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, silent)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _end_in_order)
        os.write(sys.stderr.fileno(), _ENTER.encode())

    def draw(self, names: list[str]) -> None:
        """Draw the list of the articles, of which these are the paths, in any order. Raises OSError."""
        picture = drawn(self._root, names, *self._size, self._manner, self._front)
        os.write(sys.stderr.fileno(), picture.encode(sys.stderr.encoding, "replace"))

    @property
    def root(self) -> str:
        """The folder that is reviewed."""
        return self._root

    @property
    def terminal_before(self) -> list[object]:
        """The attributes of the terminal before the first picture, as termios gives them."""
        return self._before

    def hand_over(self) -> None:
        """The real screen is there, and leaves the alternate screen itself when it ends."""
        self._handed_over = True

    def end(self) -> None:
        """Put the terminal back as it was; harmless a second time, or if the real screen did so already."""
        left, self._handed_over = self._handed_over, True
        with suppress(OSError, termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._before)
            if not left:
                os.write(sys.stderr.fileno(), _LEAVE.encode())


def first_frame(argv: list[str]) -> FirstFrame | None:
    """Draw the first picture if `argv` asks for a review that can be shown; None where it was not drawn."""
    root = _folder(argv)
    if root is None or os.environ.get("TERM", "dumb") == "dumb" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if any(stream is None or not stream.isatty() for stream in streams):
        return None
    with suppress(OSError, termios.error, ValueError):
        front = None if _FRESH in argv else left_front.recall(root, _reviewer(argv))
        return FirstFrame(root, manner(argv), front)
    return None


def title_line(root: str, path: str) -> str:
    """Return the first line of an article that says something, as its title most often is; untrusted text."""
    descriptor = -1
    with suppress(OSError, ValueError):
        descriptor = os.open(os.path.join(root, path), os.O_RDONLY | os.O_NONBLOCK)
        head = os.read(descriptor, _HEAD_BYTES)
        os.close(descriptor)
        for encoding, mark in (("utf-16", (b"\xff\xfe", b"\xfe\xff")), ("utf-8-sig", (b"",))):
            if head.startswith(mark):
                lines = head.decode(encoding, "ignore").splitlines()
                words = next((line for line in lines if line.strip()), "")
                return " ".join(words.strip().lstrip("#").split())
    return ""


class Manner:
    """How the picture is drawn."""

    def __init__(
        self, ink: str = FOREGROUND, paper: str = BACKGROUND, dim: str = DIM, *, ascii_only: bool = False
    ) -> None:
        """Colours are empty for the terminal's own; `ascii_only` is about our own signs."""
        self.ink, self.paper, self.dim = ink, paper, dim
        self.ascii_only = ascii_only


def manner(argv: Sequence[str]) -> Manner:
    """Return what the words of the command line, the environment and the settings ask for."""
    name, ascii_only = quick_theme(argv, os.environ), quick_ascii(argv, os.environ)
    colours: tuple[str, str, str] | None = (FOREGROUND, BACKGROUND, DIM)
    if name != DEFAULT_THEME:
        from triage.core.themes import GROUNDS

        colours = GROUNDS.get(name, colours)
    return Manner(*(colours or ("", "", "")), ascii_only=ascii_only)


def drawn(
    root: str,
    names: list[str],
    columns: int,
    lines: int,
    manner: Manner | None = None,
    front: Front | None = None,
) -> str:
    """Return the escape codes of the first picture at this size; as it was left, where there is a `front`."""
    manner = manner or Manner()
    ink, dim = _colour(38, manner.ink) + _colour(48, manner.paper), _colour(38, manner.dim)
    count = f"{len(names)} article" if len(names) == 1 else f"{len(names)} articles"
    name = os.path.basename(os.path.realpath(root)) or "/"
    rows = [f" {plain(os.fsdecode(os.fsencode(name)))} · {count}"[: columns - 1]]
    width = 0 if columns < THIN else LIST_WIDTH if columns >= NARROW else NARROW_LIST_WIDTH
    fit = max(0, (lines - 7) // ARTICLE_LINES) if width else 0
    left = [] if front is None else [path for path in front.shown(fit) if _is_there(root, path)]
    visible = left or first_in_order(names, fit)
    for path in visible:
        shown, title = plain(path), plain(title_line(root, path))
        rows.append(f" ○ {_cut(title or shown, width - 8)}")
        rows.append(f"   {dim}{_cut(shown if title else '', width - 4)}{_colour(38, manner.ink)}")
    if manner.ascii_only:
        from triage.core.signs import ASCII

        rows = [row.translate(ASCII) for row in rows]
    return f"\x1b[0m{ink}\x1b[2J\x1b[H" + "\r\n".join(rows[: lines - 1])


def _is_there(root: str, path: str) -> bool:
    """Whether there is such a file: what was kept may have gone from the folder since."""
    try:
        return os.path.isfile(os.path.join(root, path))
    except ValueError:
        return False


def _reviewer(argv: list[str]) -> str:
    """Return who reviews, if words or environment say so; empty where more has to be read for that."""
    for at, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == "--reviewer":
            return value if equals else "".join(argv[at + 1 : at + 2])
    return os.environ.get("TRIAGE_REVIEWER", "")


def _cut(text: str, cells: int) -> str:
    used = 0
    for at, character in enumerate(text):
        used += 2 if east_asian_width(character) in "WF" else 1
        if used > cells:
            return text[: max(0, at - 1)].rstrip() + "…"
    return text


def _colour(ground: int, colour: str) -> str:
    if not colour or os.environ.get("NO_COLOR") or os.environ.get("COLORTERM") not in ("truecolor", "24bit"):
        return ""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"\x1b[{ground};2;{red};{green};{blue}m"


def _folder(argv: list[str]) -> str | None:
    """Return the folder that a plain call reviews, None where the words say something else."""
    folders: list[str] = []
    skip = False
    for word in argv:
        if skip:
            skip = False
        elif word in _VALUED:
            skip = True
        elif word.startswith("-"):
            if word.partition("=")[0] not in _VALUED and word not in _FLAGS:
                return None
        else:
            folders.append(word)
    if len(folders) > 1:
        return None
    root = folders[0] if folders else "seeds" if os.path.isdir("seeds") else "."
    return root if os.path.isdir(root) else None


def _end_in_order(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
