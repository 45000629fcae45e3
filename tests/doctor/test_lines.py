"""Each thing that the doctor looks at is told as it is, well or not, and nothing is left behind."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from triage.doctor import Level, Line, Place, folders, history, terminal, versions, watching
from triage.doctor.asking import Answers
from triage.doctor.folders import Own
from triage.store import engines, probes

GOOD = {"TERM": "xterm-kitty", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
ANSWERS = Answers(0.01, "kitty(0.38)", kitty=True, paste=True, whole=True)


def levels(lines: Iterable[Line], topic: str = "") -> list[Level]:
    """Return how well each is; what is not well says what to do."""
    told = [line for line in lines if topic in ("", line.topic)]
    assert all(line.next for line in told if line.level is not Level.OK)
    return [line.level for line in told]


def said(lines: Iterable[Line]) -> str:
    """Return everything that is said."""
    return "\n".join(line.text for line in lines)


def a_terminal(monkeypatch: pytest.MonkeyPatch, columns: int = 120, encoding: str = "utf-8") -> None:
    """Make the three streams a terminal."""
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, SimpleNamespace(isatty=lambda: True, encoding=encoding))
    monkeypatch.setattr(terminal, "_size", lambda: (columns, 40))


def test_a_good_terminal_is_all_well(monkeypatch: pytest.MonkeyPatch) -> None:
    a_terminal(monkeypatch)
    lines = list(terminal.lines(GOOD, lambda: ANSWERS))
    assert set(levels(lines)) == {Level.OK}
    assert "kitty(0.38); answered within 10 ms" in said(lines)


@pytest.mark.parametrize(
    ("environment", "answers", "topic", "level", "text"),
    [
        ({"TERM": "dumb"}, ANSWERS, "terminal", Level.FAIL, "TERM dumb"),
        ({"TERM": "dumb"}, ANSWERS, "terminal", Level.WARN, "could not be asked"),
        ({}, "there is none", "terminal", Level.WARN, "could not be asked"),
        ({}, Answers(), "terminal", Level.WARN, "does not answer"),
        ({}, Answers(0.5), "terminal", Level.WARN, "answered within 500 ms"),
        ({}, Answers(0.1, paste=False), "keys", Level.WARN, "not marked"),
        ({}, Answers(0.1), "keys", Level.OK, "does not tell whether it marks"),
        ({"COLORTERM": ""}, ANSWERS, "colours", Level.WARN, "16, as"),
        ({"COLORTERM": "", "TERM": "xterm-256color"}, ANSWERS, "colours", Level.WARN, "256, as"),
        ({"NO_COLOR": "1"}, ANSWERS, "colours", Level.OK, "none"),
        ({"TMUX": "/tmp/of-ana", "SSH_TTY": "1"}, ANSWERS, "terminal", Level.OK, "in tmux, over ssh"),
    ],
)
def test_what_is_lacking_in_a_terminal_is_told(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    answers: Answers | str,
    topic: str,
    level: Level,
    text: str,
) -> None:
    a_terminal(monkeypatch)
    lines = list(terminal.lines(GOOD | environment, lambda: answers))
    levels(lines)
    assert [line for line in lines if (line.topic, line.level) == (topic, level) and text in line.text]
    assert "ana" not in said(lines)


def test_a_small_terminal_and_a_language_without_letters_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    a_terminal(monkeypatch, 60, "latin-1")
    monkeypatch.setattr(locale, "setlocale", lambda *_: _raise(locale.Error()))
    lines = list(terminal.lines(GOOD, lambda: ANSWERS))
    assert levels(lines, "terminal").count(Level.WARN) == 1
    assert levels(lines, "language") == [Level.WARN, Level.WARN]


def _raise(error: Exception) -> None:
    raise error


def test_without_any_terminal_that_is_told_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    lines = list(terminal.lines({}, lambda: "there is none"))
    assert Level.FAIL not in levels(lines)


@pytest.mark.parametrize(
    ("version", "bounds", "kept"),
    [
        ("8.2.8", "<9,>=8.2.8", True),
        ("8.2.7", "<9,>=8.2.8", False),
        ("9.0", "<9,>=8.2.8", False),
        ("9", "<9.0", False),
        ("3.13.1rc2", "<3.14,>=3.11", True),
        ("6.0.3", "", True),
        ("2.0", "!=2.0.0", False),
    ],
)
def test_versions_are_compared_as_numbers(version: str, bounds: str, kept: bool) -> None:
    assert versions.within(version, bounds) is kept


def test_a_library_that_is_too_old_or_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(levels(versions.lines())) == {Level.OK}
    monkeypatch.setattr(versions, "_wanted", lambda: {"textual": ">=99"})
    monkeypatch.setattr(versions, "LIBRARIES", ("textual", "no-such-library"))
    monkeypatch.setattr(engines, "searches", lambda: ("3.1", False))
    monkeypatch.setattr(engines, "parses_quickly", lambda: False)
    lines = list(versions.lines())
    assert levels(lines)[3:] == [Level.WARN, Level.FAIL, Level.WARN, Level.WARN]


def test_a_folder_is_tried_out_and_nothing_is_left(tmp_path: Path) -> None:
    place = Place("the folder", tmp_path)
    assert set(levels([*folders.corpus_lines(place), *watching.lines(place)])) == {Level.OK}
    assert os.listdir(tmp_path) == []


def test_a_folder_that_cannot_be_written_fails_and_ones_own_only_warns() -> None:
    kernel = Place("the folder", Path("/proc/self"))
    found = list(folders.corpus_lines(kernel))
    assert found[0].level is Level.FAIL
    assert found[0].text.startswith("the folder cannot be written: ")
    own = Own(Place("the state folder", Path("/proc/self/x/y")), "XDG_STATE_HOME", "there is no journal")
    (line,) = folders.own_lines(own)
    assert line.level is Level.WARN
    assert "XDG_STATE_HOME" in line.next
    assert levels([watching._heard(kernel)]) == [Level.WARN]


def test_what_a_file_system_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "exchanged", lambda *_: _raise(OSError()))
    monkeypatch.setattr("triage.store.lock.HAS_LOCKS", False)
    monkeypatch.setattr(folders, "LITTLE", 1 << 80)
    monkeypatch.setattr(folders, "is_remote", lambda _: True)
    found = list(folders.corpus_lines(Place("the folder", tmp_path)))
    assert levels(found) == [Level.OK, *[Level.WARN] * 4]
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("watches", "instances", "level"), [(2, 128, Level.WARN), (9, 4, Level.WARN), (9, 128, Level.OK)]
)
def test_limits_on_watching_that_are_too_low_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watches: int, instances: int, level: Level
) -> None:
    monkeypatch.setattr(watching, "_heard", lambda _: Line(Level.OK, "watching", "heard"))
    for name, number in (("max_user_watches", watches), ("max_user_instances", instances)):
        (tmp_path / name).write_text(f"{number}\n", encoding="ascii")
    (tmp_path / "corpus" / "a" / ".hidden").mkdir(parents=True)
    found = list(watching.lines(Place("the folder", tmp_path / "corpus"), tmp_path))
    assert levels(found) == [level, Level.OK]
    assert "folders to watch: 2" in found[0].text
    assert levels(watching.lines(Place("the folder", tmp_path), tmp_path / "none")) == [Level.OK, Level.OK]


def test_a_change_that_is_not_heard_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_SECONDS", 0.01)
    monkeypatch.setattr(
        "triage.watch_events.observe",
        lambda *_, **__: SimpleNamespace(stop=lambda: None, join=lambda **_: None),
    )
    assert "not heard of" in watching._heard(Place("", tmp_path)).text
    monkeypatch.setattr("triage.watch_events.observe", lambda *_, **__: _raise(OSError(24, "Too many")))
    assert "cannot be watched: Too many" in watching._heard(Place("", tmp_path)).text
    assert os.listdir(tmp_path) == []


def test_how_git_is_set_up_is_told_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place("the folder", tmp_path)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    assert "no working tree" in said(history.lines(place))
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert levels(history.lines(place)) == [Level.OK, Level.WARN]
    (tmp_path / ".gitattributes").write_text("*.triage.yaml merge=triage diff=triage\n", encoding="utf-8")
    assert "not set in this clone" in said(history.lines(place))
    subprocess.run(["git", "-C", str(tmp_path), "config", "merge.triage.driver", "triage"], check=True)
    assert set(levels(history.lines(place))) == {Level.OK}
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(history.lines(place)) == "there is no git; nothing needs it"
