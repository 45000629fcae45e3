"""However the program ends, what it showed as done is there at the next start; the terminal is given back."""

from __future__ import annotations

import itertools
import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest
import yaml

from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

TEXT = (
    "The river rose by two metres. Nine houses were flooded. Nobody was hurt. The mayor resigned on Monday.\n"
)
NAMES = {"v": "verified", "d": "disputed", "o": "opinion"}

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"

FAULTY = """
import sys
from triage.boot import main
from triage.session.session import Session

def fail(self):
    quoted = "Nine houses were flooded."
    raise ValueError(quoted)

Session.untag = fail
sys.exit(main(sys.argv[1:]))
"""
"""The program with a fault in one command; its message quotes an article."""

FAILING = """
import sys
from triage.boot import main

def fail(*_):
    quoted = "Nine houses were flooded."
    raise ValueError(quoted)

{fault}
sys.exit(main(sys.argv[1:]))
"""
"""The program with a fault where a test puts it."""

IN_THE_SAVER = """
from triage.session.saver import Saver
start = Saver.__init__

def counted(self, save, tell):
    start(self, save, lambda outcome: (tell(outcome), len(outcome.asked.claims) > 2 and fail()))

Saver.__init__ = counted
"""

WHEN_TOLD_TO_END = "from triage.session.saver import Saver; Saver.flush = fail"

IN_A_TIMER = """
from triage.session.session import Session
from triage.ui.app import TriageApp
from textual.app import App
import asyncio
Session.untag = lambda _: {timer}
"""

IN_A_PICTURE = """
from triage.session.session import Session
from triage.ui.widgets.article_text import ArticleText
Session.untag = lambda _: setattr(ArticleText, "render_line", fail)
"""

IN_A_THREAD = """
from threading import Thread
from triage.session.session import Session
Session.untag = lambda _: Thread(target=fail).start()
"""

UNWRITABLE = """
import sys
from triage.boot import main
from triage.store import atomic

def fail(path, content, within=None):
    raise OSError(28, "No space left on device", str(path))

atomic.replace = fail
sys.exit(main(sys.argv[1:]))
"""
"""The program on a full disk: no sidecar can be written."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


def tags(folder: Path) -> list[str]:
    """Return ana's tags in text order."""
    loaded = yaml.safe_load((folder / "a.txt.triage.yaml").read_text(encoding="utf-8"))
    return [claim["tags"]["ana"]["tag"] for claim in loaded["claims"].values() if "tags" in claim]


def tagged(
    folder: Path, *, keys: str, program: tuple[str, ...] = (sys.executable, "-m", "triage")
) -> Terminal:
    """Return the program after it said of every key that it was done."""
    terminal = Terminal([str(folder), "--reviewer", "ana"], program=program)
    terminal.wait_for("claim 1 of 4")
    for number, key in enumerate(keys, 1):
        terminal.press(key)
        terminal.wait_for(f"{number}/4 claims")
    return terminal


KEYS = ["".join(keys) for keys in itertools.product("vdo", repeat=3)]


@pytest.mark.parametrize("keys", ["v", "do", *KEYS[5::9]])
def test_what_was_shown_as_done_is_there_after_a_kill_at_once(keys: str, folder: Path) -> None:
    with tagged(folder, keys=keys) as terminal:
        terminal.kill()
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for(f"{len(keys)}/4 claims")
        terminal.wait_for(f"claim {len(keys) + 1} of 4")
        terminal.press("q")
        assert terminal.ended() == 0
    assert tags(folder) == [NAMES[key] for key in keys]


@pytest.mark.parametrize("keys", KEYS[2::12])
def test_what_could_not_be_saved_before_a_kill_is_recovered_and_said(keys: str, folder: Path) -> None:
    with tagged(folder, keys=keys, program=(sys.executable, "-c", UNWRITABLE)) as terminal:
        terminal.kill()
    assert not (folder / "a.txt.triage.yaml").exists()
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("recovered after a crash: 3 steps")
        terminal.wait_for("claim 4 of 4")
        terminal.press("u")
        terminal.wait_for(f"undid: tagged {NAMES[keys[-1]]}")
        terminal.press("q")
        assert terminal.ended() == 0
    assert tags(folder) == [*(NAMES[key] for key in keys[:2]), "none"]


def test_leaving_a_full_disk_keeps_what_was_decided_in_the_journal(folder: Path) -> None:
    with tagged(folder, keys="vd", program=(sys.executable, "-c", UNWRITABLE)) as terminal:
        terminal.press("q")
        terminal.wait_for("it is in the journal")
        terminal.press("q")
        assert terminal.ended() == 3
        assert b"a.txt: not saved; kept in the journal" in terminal.sent.partition(LEAVE)[2]
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("2/4 claims")
        terminal.press("q")
        assert terminal.ended() == 0
    assert tags(folder) == ["verified", "disputed"]


def test_a_fault_of_the_program_ends_it_in_one_line_with_a_report(folder: Path, tmp_path: Path) -> None:
    with tagged(folder, keys="vd", program=(sys.executable, "-c", FAULTY)) as terminal:
        terminal.press("x")
        assert terminal.ended() == 1
        assert terminal.is_given_back()
        after = terminal.sent.partition(LEAVE)[2].decode()
    assert "Traceback" not in terminal.sent.decode(errors="replace")
    told = [line for line in after.splitlines() if "triage:" in line]
    assert len(told) == 1
    assert "ended by a fault of its own (ValueError); the report is " in told[0]
    report = Path(told[0].rpartition(" is ")[2])
    assert report.stat().st_mode & 0o777 == 0o600
    written = report.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "textual 8." in written
    assert ", in fail" in written
    assert "houses" not in written
    assert tags(folder) == ["verified", "disputed"]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (IN_THE_SAVER, "o"),
        pytest.param(WHEN_TOLD_TO_END, "", marks=pytest.mark.slow),
        pytest.param(IN_A_PICTURE, "xj", marks=pytest.mark.slow),
        pytest.param(IN_A_THREAD, "x", marks=pytest.mark.slow),
        pytest.param(
            IN_A_TIMER.replace("{timer}", "asyncio.get_running_loop().call_later(0.1, fail)"),
            "x",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "from triage.ui.keyboard import Keyboard; Keyboard.tick = fail", None, marks=pytest.mark.slow
        ),
        pytest.param("from triage.watch import Watcher; Watcher._run = fail", None, marks=pytest.mark.slow),
        pytest.param(
            "from triage.ui.app import TriageApp; TriageApp.on_mount = fail", None, marks=pytest.mark.slow
        ),
        pytest.param(
            "from triage.session.session import Session; Session.start = fail", None, marks=pytest.mark.slow
        ),
        pytest.param(
            "from triage.cli import configured; configured.keymap = fail", None, marks=pytest.mark.slow
        ),
    ],
)
def test_a_fault_anywhere_ends_it_in_order_and_gives_the_terminal_back(
    fault: str, key: str | None, folder: Path
) -> None:
    """Pressed is `key` after two tags; none is a signal, and None nothing: it ends while it starts."""
    program = (sys.executable, "-c", FAILING.replace("{fault}", fault))
    keys = "vd" if key is not None else ""
    terminal = (
        tagged(folder, keys=keys, program=program)
        if keys
        else Terminal([str(folder), "--reviewer", "ana"], program=program)
    )
    with terminal:
        if key:
            terminal.press(key)
        elif keys:
            os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.ended() == 1
        assert terminal.is_given_back()
        after = terminal.sent.partition(LEAVE)[2].decode()
    told = [line for line in after.splitlines() if "triage:" in line]
    assert len(told) == 1
    assert "ended by a fault of its own (ValueError); the report is " in told[0]
    assert "Traceback" not in after
    assert Path(told[0].rpartition(" is ")[2]).is_file()
    if keys:
        assert tags(folder)[:2] == ["verified", "disputed"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_everything_saved(number: signal.Signals, folder: Path) -> None:
    with tagged(folder, keys="vdo") as terminal:
        os.kill(terminal.pid, number)
        assert terminal.ended() == 128 + number
        assert terminal.is_given_back()
        after = terminal.sent.partition(LEAVE)[2].decode()
    assert "in corpus: 3 claims tagged (1 verified, 1 disputed, 1 opinion)\r\n1 of 4 claims left" in after
    assert tags(folder) == ["verified", "disputed", "opinion"]


def test_the_title_tells_how_far_it_is_and_is_given_back_and_quiet_means_no_last_words(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana", "--quiet"]) as terminal:
        terminal.wait_for("claim 1 of 4")
        terminal.press("v")
        terminal.wait_for(
            lambda: b"\x1b[22;2t\x1b]2;" in terminal.sent and terminal.title() == "1/4 corpus · triage"
        )
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.title() == ""
    assert b"\x1b]2;\x1b\\\x1b[23;2t" in terminal.sent.partition(LEAVE)[0]
    assert b"claim" not in terminal.sent.partition(LEAVE)[2]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0])
def test_a_signal_while_it_starts_ends_it_and_gives_the_terminal_back(
    number: signal.Signals, seconds: float, folder: Path
) -> None:
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("1 article")
        terminal.listen(seconds)
        os.kill(terminal.pid, number)
        assert terminal.ended() == 128 + number
        assert terminal.is_given_back()
        assert b"Traceback" not in terminal.sent


@pytest.mark.parametrize("keys", ["dov"])
def test_without_its_terminal_it_saves_and_ends(keys: str, folder: Path) -> None:
    with tagged(folder, keys=keys) as terminal:
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert tags(folder) == [NAMES[key] for key in keys]


def test_without_its_terminal_it_ends_however_much_it_had_to_draw(folder: Path) -> None:
    with tagged(folder, keys="v") as terminal:
        terminal.send(b"?")
        terminal.wait_for("─ Keys ─")
        for _ in range(50):  # far more pictures than are kept until the terminal takes them
            terminal.send(b"\x1b")
            terminal.ignore(0.02)
            terminal.send(b"?")
            terminal.ignore(0.02)
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert tags(folder)[0] == "verified"


def test_a_program_that_was_stopped_from_outside_takes_keys_and_ends(folder: Path) -> None:
    with tagged(folder, keys="v") as terminal:
        for _ in range(3):
            drawn = terminal.sent.count(b"Nobody was hurt")
            terminal.stop()
            terminal.go_on()
            terminal.wait_for(partial(_is_drawn_again, terminal, drawn))
        terminal.press("d")
        terminal.wait_for("2/4 claims")
        terminal.press("q")
        assert terminal.ended() == 0
    assert tags(folder) == ["verified", "disputed"]


def _is_drawn_again(terminal: Terminal, before: int) -> bool:
    return terminal.sent.count(b"Nobody was hurt") > before
