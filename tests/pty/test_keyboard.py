"""What a terminal sends by itself never tags a claim, and the keys after it do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.pty.terminal import Terminal
from tests.torture import keyboard

pytestmark = pytest.mark.pty

REPORTS = (
    b"\x1b[?62;4;c\x1b[>41;354;0c\x1b[?2026;2$y\x1b[12;40R\x1b[48;9;9;0;0t\x1b[?5u\x1b[I\x1b[<0;99999999;5M"
    b"\x1b]11;rgb:dddd/dddd/dddd\x07\x1bP>|xterm(dvo)\x1b\\\x1b[99999999u\x1b[118;1:3u\xff\xfe\xc3\x1b[201~"
    b"\x1b[200~vdo\xffx\x1b[201~"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text(keyboard.TEXT, encoding="utf-8")
    return folder


def tags(folder: Path) -> list[str]:
    """Return ana's tags in text order."""
    loaded = yaml.safe_load((folder / "a.txt.triage.yaml").read_text(encoding="utf-8"))
    return [claim["tags"]["ana"]["tag"] for claim in loaded["claims"].values() if "tags" in claim]


def test_reports_pastes_and_broken_bytes_do_nothing_and_the_key_after_them_tags(folder: Path) -> None:
    great = b"\x1b[200~" + b"vdo x" * 100_000 + b"\x1b[201~"
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of 4")
        terminal.send(REPORTS + b"d")
        terminal.wait_for("claim 2 of 4")
        terminal.send(b"\x1b[20")
        terminal.listen(0.3)
        terminal.send(b"0~vvv\x1b[201~" + great + b"o")
        terminal.wait_for("claim 3 of 4")
        terminal.press("n")
        terminal.wait_for("note:")
        terminal.send(great)
        terminal.wait_for("vdo xvdo x")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "note:" not in terminal.text())
        terminal.send(b"\x1b[200~vdo")  # and no end
        terminal.listen(0.6)
        terminal.press("\x1b")
        terminal.listen(0.3)
        terminal.press("q")
        assert terminal.ended() == 0
    assert tags(folder) == ["disputed", "opinion"]


def test_what_is_pasted_before_the_screen_is_there_is_no_key(folder: Path) -> None:
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("1 article")
        assert b"\x1b[?2004h" in terminal.sent
        assert b"\x1b[?1004h" not in terminal.sent, "the real screen was there already"
        terminal.send(REPORTS + b"d")
        terminal.wait_for("claim 2 of 4")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.sent.rfind(b"\x1b[?2004l") > terminal.sent.rfind(b"\x1b[?2004h")
    assert tags(folder) == ["disputed"]
