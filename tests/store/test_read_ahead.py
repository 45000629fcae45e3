"""Reading ahead: another process gives the same words in the same order, and may end at any time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from triage.core.words import indexable
from triage.store import read_ahead

TEXTS = [f"Artikel {number} über 北京 und vieles mehr. " * (number % 7) for number in range(40)]
WORDS = [indexable(text) for text in TEXTS]


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    """Articles, of which every seventh is empty and the last one is missing."""
    for number, text in enumerate(TEXTS):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    return [f"{number}.txt" for number in range(len(TEXTS) + 1)]


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a second process read few articles, too, and note its id."""
    pids: list[int] = []
    fork = os.fork

    def noted() -> int:
        pids.append(fork())
        return pids[-1]

    monkeypatch.setattr(read_ahead, "MANY", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "fork", noted)
    return pids


def test_few_articles_are_read_by_this_process(tmp_path: Path, paths: list[str]) -> None:
    assert list(read_ahead.read_ahead(tmp_path, paths)) == [*WORDS, ""]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_another_process_reads_the_same_words(tmp_path: Path, paths: list[str], forking: list[int]) -> None:
    assert list(read_ahead.read_ahead(tmp_path, paths)) == [*WORDS, ""]
    assert len(forking) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(forking[0], 0)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_another_process_leaves_unread_is_read_here(
    tmp_path: Path, paths: list[str], forking: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = os.getpid()
    words_of = read_ahead.words_of

    def ending(root: Path, path: str) -> str:
        if path == "20.txt" and os.getpid() != here:
            os._exit(1)
        return words_of(root, path)

    monkeypatch.setattr(read_ahead, "words_of", ending)
    monkeypatch.setattr(read_ahead, "_BUFFER", 100)
    assert list(read_ahead.read_ahead(tmp_path, paths)) == [*WORDS, ""]
    assert len(forking) == 1


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_leaving_before_the_end_ends_the_other_process(
    tmp_path: Path, paths: list[str], forking: list[int]
) -> None:
    (tmp_path / "0.txt").write_text("more than a pipe holds " * 100_000, encoding="utf-8")
    with closing(read_ahead.read_ahead(tmp_path, paths * 100)) as ahead:
        next(ahead)
    with pytest.raises(ChildProcessError):
        os.waitpid(forking[0], 0)


def test_a_process_with_threads_is_never_forked(tmp_path: Path, paths: list[str]) -> None:
    program = """
import os, sys, threading
from pathlib import Path
from triage.core.words import indexable
from triage.store import read_ahead
read_ahead.MANY = 1
os.fork = lambda: sys.exit("forked")
over = threading.Event()
threading.Thread(target=over.wait).start()
print(len(list(read_ahead.read_ahead(Path(sys.argv[1]), ["1.txt"]))))
over.set()
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, os.fspath(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "1\n"), ended.stderr
