"""Hostile text never reaches the terminal as anything but harmless characters, on any screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

SEQUENCES = (
    "\x1b]0;MARK\x07",
    "\x1b]2;MARK\x1b\\",
    "\x1b]4;1;?\x07",
    "\x1b]8;;http://example.org\x1b\\MARK",
    "\x1b]10;?\x07",
    "\x1b]52;c;TUFSSw==\x07",
    "\x1b[31mMARK",
    "\x1b[2JMARK",
    "\x1b[?1049lMARK",
    "\x1b[6nMARK",
    "\x1b[8mMARK",
    "\x1b[1;1HMARK",
    "\x1b[>1uMARK",
    "\x1bPqMARK\x1b\\",
    "\x1b_MARK\x1b\\",
    "\x1b^MARK\x1b\\",
    "\x1bXMARK\x1b\\",
    "\x1bcMARK",
    "\x9b31mMARK",
    "\x9d0;MARK\x9c",
    "\x90qMARK\x9c",
    "a" + "\u0301" * 300,
    "MA\u200bRK\u2060\ufeff",
    "\U000e0041\U000e0042",
    "\ufe0f\u200d\u00ad\u180e\u3164",
    "\U0010ffff\ue000\ufffe",
    "[/] [bold]MARK[/bold] [@click=app.bell]MARK[/] [",
    "[link=http://example.org]MARK[/link]",
    "$text ${MARK} %s {0} {MARK}",
    "\u2028MARK\u2029",
    "\x85MARK",
)
SINGLE = (
    *(chr(number) for number in (*range(1, 9), 11, 12, *range(14, 32), 127)),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
PAYLOADS = (*SEQUENCES, *(f"MA{character}RK" for character in SINGLE))
FORBIDDEN = (
    *(bytes((number,)) for number in (*range(1, 9), 11, 12, *range(14, 27), *range(28, 32), 127)),
    *(bytes((0xC2, low)) for low in range(0x80, 0xA0)),
    *(
        character.encode()
        for character in "\u061c\u200b\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u2028\u2029"
    ),
    "\U000e0041".encode(),
    ("\u0301" * 6).encode(),
    b"\x1b]",
    b"\x1bP",
    b"\x1b_",
    b"\x1b^",
    b"\x1bX",
    b"\x1bc",
    *(sequence.encode() for sequence in SEQUENCES if sequence.startswith("\x1b[")),
)


def hostile_corpus(folder: Path) -> None:
    """Write every payload as title, sentence, file name, note and reviewer."""
    for number, payload in enumerate(PAYLOADS):
        name = f"{number:03d}{payload.replace('/', '')[:40]}.txt"
        words = f"Title {payload} of {number}\n\nThe mayor said {payload} on Friday. It rained {payload}.\n"
        (folder / name).write_text(words, encoding="utf-8", newline="")
    quote = "It rained on Friday."
    (folder / "zz.txt").write_text(f"Last title\n\n{quote}\n", encoding="utf-8")
    written = "".join(f"\\U{ord(character):08X}" for character in "".join(PAYLOADS[:20]))
    (folder / "zz.txt.triage.yaml").write_text(
        f"""schema: 1
source: {{file: zz.txt, sha256: "00"}}
claims:
  A0000000000000000:
    quote: {quote}
    start: 12
    end: {12 + len(quote)}
    at: 2026-01-01T00:00:00.000Z
    speaker: "{written}"
    tags:
      "ben {written[:900]}":
        tag: "{written}"
        at: 2026-01-01T00:00:00.000Z
        note: "{written}"
      ana:
        tag: verified
        at: 2026-01-01T00:00:00.000Z
        note: "{written}"
        evidence:
        - {{url: "https://example.org/{written}"}}
""",
        encoding="utf-8",
    )


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
def test_no_control_byte_of_an_article_a_name_or_a_note_is_sent(
    size: tuple[int, int], tmp_path: Path
) -> None:
    hostile_corpus(tmp_path)
    with Terminal([str(tmp_path), "--reviewer", "ana"], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("claim 1 of 2")
        for _ in PAYLOADS:
            terminal.press("vv")
        terminal.wait_for("every claim")
        terminal.press("\t")
        terminal.press("K" * 3 + "J" * 9)
        terminal.wait_for("Last title")
        terminal.press("\t/MARK\r")
        terminal.wait_for("not found")  # said while it is typed; the line is taken a moment later
        terminal.wait_for(lambda: "find:" not in terminal.text())
        terminal.press(":")
        terminal.wait_for("Commands")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Commands" not in terminal.text())
        terminal.press("q")
        assert terminal.ended() == 0
    # Textual itself sets the pointer's shape with this sequence, which ends in a bell.
    sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", bytes(terminal.sent))
    # The title is ours, and given back: it has the folder's name in it, and numbers.
    title = rb"(?:[0-9]+/[0-9]+ )?%s \xc2\xb7 triage" % re.escape(tmp_path.name.encode())
    sent = re.sub(rb"\x1b\]2;(?:%s)?\x1b\\" % title, b"", sent)
    for forbidden in FORBIDDEN:
        assert forbidden not in sent, forbidden


def test_what_is_pasted_into_a_field_is_shown_harmless_and_kept_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nIt rained on Friday.\n", encoding="utf-8")
    with Terminal([str(tmp_path), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of 1")
        terminal.press("n")
        terminal.wait_for("note:")
        terminal.press("\x1b[200~one\u202e[b]two\x1b[201~")
        terminal.wait_for("[b]two")
        terminal.press("\r")
        terminal.wait_for("note set")
        terminal.press("q")
        assert terminal.ended() == 0
        assert "\u202e".encode() not in terminal.sent
    assert "one\\u202e[b]two" in (tmp_path / "a.txt.triage.yaml").read_text(encoding="utf-8")


def test_a_paste_outside_a_field_does_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nIt rained on Friday.\n", encoding="utf-8")
    with Terminal([str(tmp_path), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of 1")
        terminal.press("\x1b[200~vdoxq\x1b[201~")
        terminal.press("?")
        terminal.wait_for("Take the tag off")
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Take the tag off" not in terminal.text())
        terminal.press("q")
        assert terminal.ended() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
