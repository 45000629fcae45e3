"""Reading an article never hangs, never leaves the corpus, and never raises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.core.article import Article, digest
from triage.store.articles import read_article, read_bytes
from triage.store.unreadable import Reason, Unreadable


def reason(result: Article | Unreadable) -> Reason:
    assert isinstance(result, Unreadable)
    return result.reason


def test_an_article_is_read_with_its_digest_and_encoding(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"\xef\xbb\xbfOne.\r\nTwo.")
    expected = Article("sub/a.txt", "One.\nTwo.", "utf-8-sig", digest("One.\nTwo."))
    assert read_article(tmp_path, "sub/a.txt") == expected


def test_a_name_that_is_not_utf_8_is_no_obstacle(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("Text.", encoding="utf-8")
    article = read_article(tmp_path, name)
    assert isinstance(article, Article)
    assert article.path == name


def test_a_link_is_followed_inside_the_corpus_and_refused_out_of_it(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "sub" / "real.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("Secret.", encoding="utf-8")
    (tmp_path / "corpus2").mkdir()
    (tmp_path / "corpus2" / "b.txt").write_text("Near by.", encoding="utf-8")
    (corpus / "in.txt").symlink_to("sub/real.txt")
    (corpus / "out.txt").symlink_to("../secret.txt")
    (corpus / "near.txt").symlink_to("../corpus2/b.txt")
    (corpus / "folder").symlink_to("..")
    assert isinstance(read_article(corpus, "in.txt"), Article)
    for path in ("out.txt", "near.txt", "folder/secret.txt", "../secret.txt", str(tmp_path / "secret.txt")):
        assert reason(read_article(corpus, path)) is Reason.OUTSIDE


def test_a_corpus_behind_a_link_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    assert isinstance(read_article(tmp_path / "link", "a.txt"), Article)


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.txt")
    (tmp_path / "folder.txt").mkdir()
    for path in ("fifo.txt", "folder.txt", "."):
        assert reason(read_article(tmp_path, path)) is Reason.NOT_A_FILE


def test_a_file_that_turns_into_a_fifo_while_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    regular = os.stat(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "fifo.txt")
    monkeypatch.setattr("triage.store.articles.os.lstat", lambda _: regular)
    assert reason(read_article(tmp_path, "fifo.txt")) is Reason.NOT_A_FILE


@pytest.mark.parametrize(
    "path", ["none.txt", "none/a.txt", "a.txt/b.txt", "x" * 300 + ".txt", "a\0b.txt", "\ud800.txt"]
)
def test_a_path_without_a_file_is_missing(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")
    assert reason(read_article(tmp_path, path)) is Reason.MISSING


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert reason(read_article(tmp_path, "a.txt")) is Reason.BROKEN_LINK


def test_the_limit_counts_bytes_and_is_itself_allowed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    assert isinstance(read_article(tmp_path, "a.txt", limit=100), Article)
    assert reason(read_article(tmp_path, "a.txt", limit=99)) is Reason.TOO_LARGE


def test_the_limit_holds_for_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    empty = os.stat(tmp_path / "a.txt")
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    monkeypatch.setattr("triage.store.articles.os.fstat", lambda _: empty)
    assert reason(read_article(tmp_path, "a.txt", limit=100)) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("error", "expected"),
    [(PermissionError(13, "no"), Reason.NO_PERMISSION), (OSError(5, "disk"), Reason.READ_ERROR)],
)
def test_errors_of_the_system_are_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: Reason
) -> None:
    (tmp_path / "a.txt").write_text("Text.", encoding="utf-8")

    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("triage.store.articles.os.open", fail)
    assert reason(read_article(tmp_path, "a.txt")) is expected


@pytest.mark.parametrize("content", [b"", b"known", b"x" * 200_000])
def test_bytes_that_are_known_come_back_as_the_very_object(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    known = bytes(bytearray(content))
    assert read_bytes(tmp_path, "a", known=known) is known
    for other in (content + b"x", content[:-1] + b"y", content[:-1]):
        assert read_bytes(tmp_path, "a", known=other) == content
