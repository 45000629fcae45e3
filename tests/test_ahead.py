"""What is prepared in another process is what would be prepared here, and its failure is nobody's."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from triage.ahead import Ahead, Preparing
from triage.cli import review
from triage.session.first_look import first_look
from triage.start import Start
from triage.store import kept_names
from triage.store.quick_names import article_names

TEXT = "Dam breaks\n\nThe dam broke at dawn. Nobody was hurt.\n"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return what a review of two articles begins with."""
    monkeypatch.setattr(review, "expect_terminal", lambda: None)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return review.ready([str(tmp_path), "--reviewer", "ana"], article_names(str(tmp_path)))


def test_the_answer_is_what_the_work_returned(start: Start) -> None:
    answered = Ahead(lambda: start).result()
    assert answered is not None
    assert (answered.reviewer, answered.codebook, answered.look) == ("ana", start.codebook, start.look)
    assert answered.keymap.bound is not None
    assert answered.look is not None
    assert [opened.title for opened in answered.look.opened] == ["Dam breaks"]


def test_work_that_fails_has_no_answer() -> None:
    def work() -> Start:
        raise ValueError

    assert Ahead(work).result() is None


def test_a_killed_process_has_no_answer(start: Start) -> None:
    def work() -> Start:
        os.kill(os.getpid(), signal.SIGKILL)
        return start

    assert Ahead(work).result() is None


def test_no_process_is_left(start: Start) -> None:
    ahead = Ahead(lambda: start)
    ahead.result()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_of_many_articles_the_names_alone_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.session.first_look.MANY", 3)
    names = ["10.txt", "9.txt", "a/b.txt", "a\nb.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    few, many = first_look(tmp_path, "ana", names[:3]), first_look(tmp_path, "ana", names)
    assert [*few.scan.articles.paths] == [*many.names] == ["9.txt", "10.txt", "a/b.txt", "a\nb.txt"]
    assert not many.scan.articles
    assert [opened.article.path for opened in many.opened] == ["9.txt"]


def test_what_is_done_afterwards_is_not_waited_for(start: Start, tmp_path: Path) -> None:
    told, tell = os.pipe()
    done = tmp_path / "done"

    def afterwards() -> None:
        os.read(told, 1)
        done.touch()

    answered = Ahead(lambda: start, afterwards).result()
    assert answered is not None
    assert not done.exists()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    os.write(tell, b".")
    deadline = time.monotonic() + 10
    while not done.exists() and time.monotonic() < deadline:
        pass
    assert done.exists()


class Picture:
    """A first picture without a terminal."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.drawn: list[str] = []

    def draw(self, names: list[str]) -> None:
        """Learn what is listed."""
        self.drawn = sorted(names)


def test_the_names_of_many_are_read_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "expect_terminal", lambda: None)
    for place in ("triage.ahead._FEW", "triage.session.first_look.MANY", "triage.store.kept_names._FEWEST"):
        monkeypatch.setattr(place, 1)
    monkeypatch.setattr(kept_names, "_SETTLED_NS", -3_600_000_000_000)  # in a test everything happens at once
    names = ["9.txt", "10.txt", "b/1.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    for time_read in range(3):
        picture = Picture(tmp_path)
        preparing = Preparing(picture, [str(tmp_path), "--reviewer", "ana"])
        assert not picture.drawn
        start = preparing.ready()
        assert picture.drawn == sorted(names)
        assert start.look is not None
        assert [*start.look.names] == names
        assert bool(preparing.entered) == (time_read != 1)
        preparing.keep()
        if time_read:
            names.append("b/2.txt")
            (tmp_path / "b" / "2.txt").write_text(TEXT, encoding="utf-8")
