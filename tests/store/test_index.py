"""The index: it follows the corpus, and it may be lost, broken or in use at any time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.core.sought import Sought
from triage.core.words import indexable
from triage.store import index_update
from triage.store.index import VERSION, DamagedError, Index, UnavailableError, remove
from triage.store.index_files import index_path, writing
from triage.store.index_update import bring_up_to_date, update
from triage.store.scan import Found

ARTICLES = {
    "a.txt": "Velm dam breaks\n\nThe dam above Velm broke at dawn.\n",
    "b.txt": "Café in Łódź\n\nÓscar’s soup was cold.\n",
    "inner/c.txt": "北京大学今天开学。\n",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three articles in a folder."""
    folder = tmp_path / "corpus"
    for path, text in ARTICLES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def found(corpus: Path, query: str) -> list[str]:
    """Return the paths that the index names for a query."""
    index = Index.for_reading(index_path(corpus), corpus)
    assert index is not None
    with closing(index):
        return [path for _, path in index.search(Sought(query).terms(), 0, 100)]


def progress_of(corpus: Path) -> list[tuple[int, int]]:
    """Bring the index up to date; return how it told of its progress."""
    told: list[tuple[int, int]] = []
    assert bring_up_to_date(corpus, lambda *counts: told.append(counts))
    return told


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ("dam ", ["a.txt"]),
        ("dam velm", ["a.txt"]),
        ("dam soup ", []),
        ("bro", ["a.txt"]),
        ("bro ", []),
        ("CAFE", ["b.txt"]),
        ("oscar's", ["b.txt"]),
        ("łodz ", ["b.txt"]),
        ("京大", ["inner/c.txt"]),
        ("大学今", ["inner/c.txt"]),
        ("天", ["inner/c.txt"]),
        ("大京", []),
        ('NOT" OR text:dam* NEAR(', []),
        ("dam) OR (soup ", []),
        ("text:dam ", []),
        ("", ["a.txt", "b.txt", "inner/c.txt"]),
    ],
)
def test_articles_are_found_by_their_words(corpus: Path, query: str, paths: list[str]) -> None:
    assert bring_up_to_date(corpus)
    assert found(corpus, query) == paths


def test_the_index_follows_what_is_new_changed_renamed_and_gone(corpus: Path) -> None:
    assert progress_of(corpus) == [(0, 3), (3, 3)]
    assert progress_of(corpus) == [(3, 3)]
    (corpus / "new.txt").write_text("A new dam", encoding="utf-8")
    (corpus / "b.txt").write_text("Nothing but a siren", encoding="utf-8")
    os.rename(corpus / "a.txt", corpus / "z.txt")
    (corpus / "inner" / "c.txt").unlink()
    assert progress_of(corpus) == [(1, 3), (3, 3)]  # the renamed one is not read again
    assert sorted(found(corpus, "dam ")) == ["new.txt", "z.txt"]
    assert found(corpus, "siren ") == ["b.txt"]
    assert found(corpus, "soup ") == found(corpus, "北京") == []


def test_only_the_articles_that_are_named_are_looked_at(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    (corpus / "a.txt").write_text("siren one", encoding="utf-8")
    (corpus / "b.txt").write_text("siren two", encoding="utf-8")
    (corpus / "inner" / "c.txt").unlink()
    assert bring_up_to_date(corpus, only=["a.txt", "inner/c.txt", "never.txt"])
    assert found(corpus, "siren ") == ["a.txt"]
    assert found(corpus, "北京") == []
    assert found(corpus, "soup ") == ["b.txt"]


def test_naming_articles_makes_a_whole_index_where_it_was_lost(corpus: Path) -> None:
    assert bring_up_to_date(corpus, only=["a.txt"])
    assert found(corpus, "soup ") == ["b.txt"]


def test_a_folder_that_is_gone_leaves_the_index_as_it_is(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    path = index_path(corpus)
    with closing(Index.for_writing(path, corpus)) as index:
        os.rename(corpus, corpus.with_name("away"))
        update(corpus, index, lambda *_: None)
        assert index.articles() == 3


def test_articles_that_cannot_be_read_are_known_and_have_no_words(corpus: Path) -> None:
    (corpus / "binary.txt").write_bytes(b"dam\0\1\2\3" * 100)
    (corpus / "empty.txt").touch()
    os.symlink("/etc/passwd", corpus / "out.txt")
    os.mkfifo(corpus / "pipe.txt")
    assert progress_of(corpus)[-1] == (6, 6)
    assert found(corpus, "dam ") == ["a.txt"]
    assert found(corpus, "root ") == []
    assert progress_of(corpus) == [(6, 6)]


def test_every_encoding_is_read_as_in_a_review(corpus: Path) -> None:
    (corpus / "wide.txt").write_bytes("Überall Sirenen".encode("utf-16"))
    (corpus / "old.txt").write_bytes("Überall Sirenen, sagte er".encode("cp1252"))
    assert bring_up_to_date(corpus)
    assert sorted(found(corpus, "uberall ")) == ["old.txt", "wide.txt"]


def test_names_and_numbers_that_are_out_of_the_ordinary_are_kept(corpus: Path) -> None:
    name = os.fsdecode(b"\xff\xfe '\";.txt")
    path = index_path(corpus)
    odd = Found(name, 5, 2**63 + 7, 2**64 - 1)
    with closing(Index.for_writing(path, corpus)) as index, index.batch():
        index.put(odd, "dam")
    assert found(corpus, "dam ") == [name]
    with closing(Index.for_writing(path, corpus)) as index:
        assert index.known().keys() == {name}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"not a database at all" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + os.urandom(len(path.read_bytes()) - 4096)),
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
        lambda path: _run(path, f"PRAGMA user_version = {VERSION + 1}"),
        lambda path: _run(path, "PRAGMA application_id = 7"),
        lambda path: _run(path, "UPDATE corpus SET root = x'2f'"),
        lambda path: _run(path, "DROP TABLE article"),
        lambda path: _run(path, "DROP TABLE words"),
    ],
)
def test_an_index_that_is_of_no_use_is_made_anew(corpus: Path, spoil: Callable[[Path], object]) -> None:
    assert bring_up_to_date(corpus)
    spoil(index_path(corpus))
    (corpus / "new.txt").write_text("Another dam", encoding="utf-8")
    assert bring_up_to_date(corpus)
    assert found(corpus, "dam ") == ["a.txt", "new.txt"]
    assert found(corpus, "soup ") == ["b.txt"]


def _run(path: Path, statement: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(statement).fetchall()
        connection.commit()
    return rows


def test_an_index_of_another_version_is_not_used(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    path = index_path(corpus)
    _run(path, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(DamagedError, match="another version"):
        Index.for_reading(path, corpus)
    assert bring_up_to_date(corpus)
    assert _run(path, "PRAGMA user_version") == [(VERSION,)]
    with pytest.raises(DamagedError, match="another folder"):
        Index.for_reading(path, corpus.parent)


def test_reading_a_damaged_index_says_so(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    path = index_path(corpus)
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(DamagedError, match=path.name):
        Index.for_reading(path, corpus)
    remove(path)
    assert Index.for_reading(path, corpus) is None


def test_a_worn_index_is_made_anew(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.store.index._FEW_FORGOTTEN", 4)
    for number in range(8):
        (corpus / "a.txt").write_text(f"dam {number} " * number, encoding="utf-8")
        assert bring_up_to_date(corpus)
    index = Index.for_reading(index_path(corpus), corpus)
    assert index is not None
    with closing(index):
        assert max(number for number, _ in index.known().values()) < 8
    assert len(found(corpus, "")) == 3


def test_what_is_forgotten_is_not_counted(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    (corpus / "a.txt").write_text("Another dam in Velm, wholly", encoding="utf-8")
    (corpus / "b.txt").unlink()
    assert bring_up_to_date(corpus)
    with closing(Index.for_writing(index_path(corpus), corpus)) as index:
        assert index.count(Sought("dam ").terms()) == 1
        assert index.count(Sought("soup ").terms()) == 0


def test_counting_ends_when_told_to(corpus: Path) -> None:
    with closing(Index.for_writing(index_path(corpus), corpus)) as index:
        with index.batch():
            for number in range(8_000):
                index.put(Found(f"{number}.txt", 1, 1, number), "dam")
        terms = Sought("dam ").terms()
        assert index.count(terms) == 8_000
        assert index.count(terms, lambda: True) is None
        assert index.count(terms) == 8_000


def test_a_folder_that_cannot_be_written_is_told(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = corpus.parent / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    with pytest.raises(OSError, match="file"):
        bring_up_to_date(corpus)
    with pytest.raises(UnavailableError):
        Index.for_writing(index_path(corpus), corpus)


def test_a_full_disk_is_told_and_what_was_kept_stays(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bring_up_to_date(corpus)
    path = index_path(corpus)
    for number in range(50):
        (corpus / f"more{number}.txt").write_text(f"word{number} " * 2000 + os.urandom(3000).hex(), "utf-8")
    with closing(Index.for_writing(path, corpus)) as index:
        (pages,) = index._connection.execute("PRAGMA page_count").fetchone()
        index._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(UnavailableError, match="full"):
            update(corpus, index, lambda *_: None)
    assert found(corpus, "dam ") == ["a.txt"]
    assert bring_up_to_date(corpus)
    assert found(corpus, "word7 ") == ["more7.txt"]


def test_nothing_is_written_into_the_corpus(corpus: Path) -> None:
    before = sorted(path.relative_to(corpus) for path in corpus.rglob("*"))
    assert bring_up_to_date(corpus)
    assert found(corpus, "dam ")
    assert sorted(path.relative_to(corpus) for path in corpus.rglob("*")) == before
    assert index_path(corpus).stat().st_mode & 0o077 == 0


def test_one_program_writes_and_others_read_meanwhile(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    path = index_path(corpus)
    with writing(path) as held:
        assert held
        assert not bring_up_to_date(corpus)
        with closing(Index.for_writing(path, corpus)) as index, index.batch():
            index.put(Found("later.txt", 1, 1, 1), "a later dam")
            assert found(corpus, "dam ") == ["a.txt"]
        assert found(corpus, "dam ") == ["a.txt", "later.txt"]
    assert bring_up_to_date(corpus)
    assert found(corpus, "dam ") == ["a.txt"]


def test_who_waits_goes_on_when_the_other_program_is_done(corpus: Path) -> None:
    path = index_path(corpus)
    waited = []
    with writing(path) as held:
        assert held

        def wait() -> bool:
            waited.append(1)
            return len(waited) < 3

        assert not bring_up_to_date(corpus, wait=wait)
    assert len(waited) == 3
    assert bring_up_to_date(corpus, wait=wait)


_INDEXER = """
import sys
from pathlib import Path
from triage.store import index_update
index_update.BATCH_SIGNS = 20_000
index_update.bring_up_to_date(Path(sys.argv[1]), lambda done, total: print(done, flush=True))
"""


def test_a_program_that_is_killed_loses_one_batch_at_most(corpus: Path) -> None:
    for number in range(1_500):
        (corpus / f"{number}.txt").write_text(f"dam word{number} " * 60, encoding="utf-8")
    indexer = subprocess.Popen(
        [sys.executable, "-c", _INDEXER, os.fspath(corpus)], stdout=subprocess.PIPE, text=True
    )
    assert indexer.stdout is not None
    with indexer.stdout as told:
        done = 0
        while done < 100:
            done = int(told.readline())
        os.kill(indexer.pid, signal.SIGKILL)
        done = max([done, *map(int, told.read().split())])
    indexer.wait()
    assert done < 1_503
    progress = progress_of(corpus)
    assert done <= progress[0][0] < 1_503
    assert progress[-1] == (1_503, 1_503)
    assert found(corpus, "word1499 ") == ["1499.txt"]


def test_stopping_in_a_batch_keeps_the_batches_before(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_update, "BATCH_SIGNS", 1)
    calls = []

    def go_on() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(corpus, go_on=go_on)
    assert found(corpus, "") == ["a.txt", "b.txt"]
    assert progress_of(corpus) == [(2, 3), (3, 3)]


@pytest.mark.slow
def test_an_article_of_ten_megabytes_is_indexed_within_seconds(corpus: Path) -> None:
    (corpus / "long.txt").write_text("the dam of Velm é 北京\n" * 450_000 + "siren", encoding="utf-8")
    began = time.monotonic()
    assert bring_up_to_date(corpus)
    assert time.monotonic() - began < 30
    assert found(corpus, "siren 北京") == ["long.txt"]


WORDS = st.sampled_from(
    ["dam", "Dämm", "the", "北京大", "京", "가나다", "น้ำท่วม", "5,600", "mayor’s", "ﬁn", "a–b"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.lists(WORDS, max_size=6), min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=3))
def test_what_an_article_says_the_index_knows(
    tmp_path: Path, articles: list[list[str]], query: list[str]
) -> None:
    path = tmp_path / "property.sqlite"
    remove(path)
    texts = {f"{number}.txt": " ".join(words) for number, words in enumerate(articles)}
    sought = Sought(" ".join(query))
    with closing(Index.for_writing(path, tmp_path)) as index:
        with index.batch():
            for name, text in texts.items():
                index.put(Found(name, 1, 1, 1), indexable(text))
        named = {name for _, name in index.search(sought.terms(), 0, 100)}
    having = {name for name, text in texts.items() if sought.place(text) is not None}
    assert having <= named
    if sought.by_terms_alone:
        assert having == named


def test_indexes_that_nobody_used_for_months_are_removed(corpus: Path) -> None:
    assert bring_up_to_date(corpus)
    folder = index_path(corpus).parent
    old, young, other = (folder / f"{sign * 32}.sqlite" for sign in "abx")
    for file in (old, young, other):
        file.write_text("")
    past = time.time() - 91 * 24 * 3600
    for file in (old, other, index_path(corpus)):
        os.utime(file, (past, past))
    assert bring_up_to_date(corpus)
    assert not old.exists()
    assert young.exists()
    assert other.exists()
    assert found(corpus, "dam ") == ["a.txt"]
