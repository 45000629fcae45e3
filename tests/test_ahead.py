"""What is prepared in another process is what would be prepared here, and its failure is nobody's."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from triage.ahead import Ahead
from triage.cli import review
from triage.first_frame import article_names
from triage.session.first_look import first_look
from triage.start import Start

TEXT = "Dam breaks\n\nThe dam broke at dawn. Nobody was hurt.\n"


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return what a review of two articles begins with."""
    monkeypatch.setattr(review, "_expect_terminal", lambda: None)
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
