"""What a terminal sends becomes keys only where a key was pressed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from textual import events
from textual.message import Message

from tests.torture import bursts, keyboard
from tests.ui.reviewing import app_on, corpus, judged, saved, screen, until
from triage.ui.keyboard import Keyboard, PasteStalled
from triage.ui.keynames import key_name
from triage.ui.sequences import LONGEST_PASTE, Kind, Sequences


def sent(*portions: bytes | float) -> list[str]:
    """Return what becomes of portions of bytes, with seconds of silence where a number stands."""
    keys = Keyboard()
    now = 0.0
    found: list[Message] = []
    for portion in (*portions, 0.3):
        if isinstance(portion, bytes):
            found += keys.feed(portion, now)
            continue
        for _ in range(round(portion * 20)):
            now += 0.05
            found += keys.tick(now)
    return [_shown(message) for message in found]


def _shown(message: Message) -> str:
    if isinstance(message, events.Key):
        return key_name(message)
    return f"paste {message.text}" if isinstance(message, events.Paste) else type(message).__name__


@pytest.mark.parametrize(
    ("portions", "keys"),
    [
        ((b"vdo",), ["v", "d", "o"]),
        (("é洪👍".encode(),), ["é", "洪", "👍"]),
        ((b"\xe6\xb4", 0.2, b"\xaa"), ["洪"]),
        ((b"\t\r\x7f\x12 ",), ["tab", "enter", "backspace", "ctrl+r", "space"]),
        ((b"\x1b",), ["escape"]),
        ((b"\x1b", 0.2, b"v"), ["escape", "v"]),
        ((b"\x1b\x1b",), ["escape", "escape"]),
        ((b"\x1bv",), ["alt+v"]),
        ((b"\x1b[27;3;118~",), []),
        ((b"\x1b[A\x1bOA\x1b[1;5A\x1b[5~\x1b[[A\x1bOP",), ["up", "up", "ctrl+up", "pageup", "f1", "f1"]),
        ((b"\x1b[", 1.5, b"A"), ["up"]),
        ((b"\x1b[118u\x1b[100;;100u\x1b[27u",), ["v", "d", "escape"]),
        ((b"\x1b[118;5u",), ["ctrl+v"]),
        ((b"\x1b[118;1:3u",), []),
        ((b"\x1b\r\x1b\x12",), []),
    ],
)
def test_keys_come_as_they_were_pressed(portions: tuple[bytes | float, ...], keys: list[str]) -> None:
    assert sent(*portions) == keys


@pytest.mark.parametrize(
    "report",
    [
        b"\x1b[?62;4;c",
        b"\x1b[>41;354;0c",
        b"\x1b[12;40R",
        b"\x1b[?2048;2$y",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[?5u",
        b"\x1b]11;rgb:dddd/dddd/dddd\x07",
        b"\x1b]11;rgb:dddd/dddd/dddd\x1b\\",
        b"\x1b]52;c;dm8=\x1b\\",
        b"\x1bP>|xterm(dvo)\x1b\\",
        b"\x1b_Gi=1;dvo\x1b\\",
        "\x9b?62;c".encode(),
        "\x9d11;vdo\x9c".encode(),
        b"\x1b[99999999u",
        b"\x1b[<0;99999999;5M",
        b"\x1b[M vd",
        b"\x1b[201~",
        b"\x1b[" + b"1;" * 40 + b"u",
        b"\xff\xfe\xc3",
    ],
)
def test_a_report_is_no_key_and_the_key_after_it_is_one(report: bytes) -> None:
    assert sent(report + b"v") == ["v"]
    for at in range(1, len(report)):
        found = sent(report[:at], 0.3, report[at:], 0.3, b"v")
        assert found[-1] == "v"
        assert set(found[:-1]) <= {"escape"}


@pytest.mark.parametrize(
    "begun", [b"\x1b[", b"\x1b[?62;", b"\x1bO", b"\x1b]11;rgb:dd", b"\x1bP1+r", b"\x1b[M v"]
)
def test_what_never_ends_is_given_up(begun: bytes) -> None:
    assert sent(begun, 2.1, b"v") == ["v"]


@pytest.mark.parametrize("control", [b"\x03", b"\x12", "é".encode()])
def test_what_breaks_a_sequence_goes_with_it(control: bytes) -> None:
    assert sent(b"\x1b[12" + control + b"v") == ["v"]
    assert sent(b"\x1b[12\x1b[Av") == ["up", "v"]


@pytest.mark.parametrize(
    ("portions", "found"),
    [
        ((b"\x1b[200~vdo\x1b[201~",), ["paste vdo"]),
        ((b"\x1b[200", 0.4, b"~v", 1.0, b"do\x1b[20", 0.4, b"1~x"), ["paste vdo", "x"]),
        ((b"\x1b", 0.4, b"[200~vdo\x1b[201~"), ["escape", "paste vdo"]),
        ((b"\x1b[200~v\x00\xff\x1b[A\x1b[201~",), ["paste v\ufffd\x1b[A"]),
        ((b"\x1b[200~v\x1b[201~d\x1b[200~o\x1b[201~",), ["paste v", "d", "paste o"]),
        ((b"\x1b[200~v\x1b[200~d\x1b[201~o\x1b[201~x",), ["paste v\x1b[200~d\x1b[201~o", "x"]),
        ((b"\x1b[200~v\x1b[201~d\x1b[201~x",), ["paste v\x1b[201~d", "x"]),
        ((b"\x1b[200~v\x1b[200~d\x1b[201~o", 2.5, b"x"), ["paste v\x1b[200~d\x1b[201~o", "x"]),
        ((b"\x1b[200~vdo", 1.0, b"vdo", 1.0, b"v"), []),
        ((b"\x1b[200~vdo", 2.5, b"v"), ["PasteStalled"]),
        ((b"\x1b[200~vdo", 2.5, b"\x1b", 0.3, b"v"), ["PasteStalled", "v"]),
        ((b"\x1b[200~vdo", 0.6, b"\x1b[27;;27u", b"v"), ["v"]),
        ((b"\x1b[200~vdo", 0.1, b"\x1b", 0.3, b"v\x1b[201~"), ["paste vdo\x1bv"]),
    ],
)
def test_a_paste_is_one_thing_however_it_comes(portions: tuple[bytes | float, ...], found: list[str]) -> None:
    assert sent(*portions) == found


def test_a_great_paste_is_cut_and_takes_no_time() -> None:
    sequences = Sequences()
    began = time.thread_time()
    sequences.feed("\x1b[200~", 0.0)
    for _ in range(2000):
        assert sequences.feed("v" * 1000, 0.0) == []
    (pasted,) = sequences.feed("\x1b[201~", 0.0)
    assert pasted == (Kind.PASTE, "v" * LONGEST_PASTE)
    assert time.thread_time() - began < 1.0


def test_a_flood_in_one_portion_takes_no_time() -> None:
    began = time.thread_time()
    for flood in ("\x1b[", "\x1b]", "\x9b1", "\ufffd", "\x1b[200~\x1b[201~", "\x1bP\x1b", "\x1b[200~\x1b["):
        Sequences().feed(flood * 2000, 0.0)
    assert time.thread_time() - began < 0.5


def test_of_random_bursts_come_no_keys_that_were_not_pressed() -> None:
    found = keyboard.play(600)
    assert (found.unasked, found.faults, found.deaf) == ([], [], [])


def test_a_parser_that_takes_reports_for_keys_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless:
        """Drops the escapes, and cannot do without UTF-8."""

        def feed(self, data: bytes, _: float) -> list[Message]:
            return [events.Key(each, each) for each in data.decode().replace("\x1b", "")]

        def tick(self, _: float) -> list[Message]:
            return []

        def wait(self, _: float) -> float:
            return 1.0

    monkeypatch.setattr(keyboard, "Keyboard", Careless)
    found = keyboard.play(200)
    assert found.unasked
    assert found.faults
    assert {type(each) for each in bursts.bursts(50, 1)} == {bursts.Burst}


async def test_the_reviewer_is_told_of_a_paste_without_an_end(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(PasteStalled())
        await until(pilot, lambda: "a paste has not come to its end; escape drops it" in screen(app))


async def test_a_letter_with_alt_tags_nothing(tmp_path: Path) -> None:
    app = app_on(corpus(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        app.post_message(events.Key("alt+v", "v"))
        await pilot.press("d")
        await saved(pilot, app)
    assert list(judged(tmp_path).values()) == ["disputed"]
