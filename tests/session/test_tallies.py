"""Counts are the same whether kept or made anew, by one process or by several."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.bench.corpora import make
from triage.session import many
from triage.session import tallies as counting
from triage.session.survey import Surveyed
from triage.session.tallies import tallies
from triage.session.tally import Tally, from_row, tally
from triage.store import kept_counts
from triage.store.corpus import Corpus
from triage.store.names import SIDECAR_SUFFIX

LONG_AGO = 1_600_000_000


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Return a corpus of a few articles that have rested, one without a sidecar and one that is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "articles"
    make(root, 6, claims=3, sentences=8)
    (root / f"article-000001.txt{SIDECAR_SUFFIX}").unlink()
    (root / "article-000002.txt").write_bytes(b"")
    for path in root.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))
    return Corpus(root)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the articles that are read."""
    paths: list[str] = []
    real = Corpus.article

    def watched(self: Corpus, path: str) -> object:
        paths.append(path)
        return real(self, path)

    monkeypatch.setattr(Corpus, "article", watched)
    return paths


def kept_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "cache" / "triage" / "counts").iterdir()
    return path


def test_what_was_counted_once_is_not_read_again(corpus: Corpus, read: list[str]) -> None:
    first = tallies(corpus)
    assert [one.claims for one in first] == [8, 8, 0, 8, 8, 8]
    assert [one.tagged for one in first] == [3, 0, 0, 3, 3, 3]
    assert len(read) == 6
    read.clear()
    assert tallies(corpus) == first
    assert read == ["article-000002.txt"]  # what cannot be read is tried again


def test_what_was_counted_before_it_was_broken_off_is_not_read_again(
    corpus: Corpus, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(surveyed: Surveyed) -> Tally:
        if surveyed.entry.path == "article-000004.txt":
            raise KeyboardInterrupt
        return tally(surveyed)

    with monkeypatch.context() as patched:
        patched.setattr(counting, "tally", broken_off)
        with pytest.raises(KeyboardInterrupt):
            tallies(corpus)
    read.clear()
    assert [one.claims for one in tallies(corpus)] == [8, 8, 0, 8, 8, 8]
    assert read == ["article-000002.txt", "article-000004.txt", "article-000005.txt"]


@pytest.mark.parametrize("what", ["article", "sidecar", "sidecar gone", "touched"])
def test_what_has_changed_is_counted_again(corpus: Corpus, read: list[str], what: str) -> None:
    before = tallies(corpus)
    read.clear()
    article = corpus.root / "article-000003.txt"
    sidecar = corpus.root / f"{article.name}{SIDECAR_SUFFIX}"
    if what == "article":
        article.write_text(article.read_text("utf-8") + "\nIt rained again on Friday evening.\n", "utf-8")
    elif what == "sidecar":
        sidecar.write_text(sidecar.read_text("utf-8").replace("tag: ", "tag: x"), "utf-8")
    elif what == "sidecar gone":
        sidecar.unlink()
    changed = sidecar if what in ("sidecar", "touched") else article
    os.utime(changed, (LONG_AGO, LONG_AGO + (what != "sidecar gone")))
    after = tallies(corpus)
    assert sorted(read) == [
        "article-000002.txt",
        article.name,
    ]
    differing = [one.path for one, other in zip(before, after, strict=True) if one != other]
    assert differing == ([] if what == "touched" else [article.name])


def test_a_file_that_was_just_written_is_counted_again(corpus: Corpus, read: list[str]) -> None:
    (corpus.root / "article-000004.txt").touch()
    first = tallies(corpus)
    read.clear()
    assert tallies(corpus) == first
    assert sorted(read) == ["article-000002.txt", "article-000004.txt"]


def other_program(data: bytes) -> bytes:
    return b"x" + data


def with_rows(*rows: object) -> Callable[[bytes], bytes]:
    """Return what puts other rows into the first lines."""

    def changed(data: bytes) -> bytes:
        first, *lines = data.splitlines(keepends=True)
        for number, row in enumerate(rows):
            path, of, _ = json.loads(lines[number])
            lines[number] = json.dumps([path, of, row]).encode() + b"\n"
        return b"".join((first, *lines))

    return changed


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        *((b"", 0), (b"[]\n", 0), (b"\xff\n", 0), (other_program, 0)),
        *((lambda data: data[:-20], 4), (lambda data: data + b"[" * 100_000 + b"\n[1]\n7\n[[],1,2]\n", 5)),
        (with_rows([], None, ["", "", 1, 0, 0, 0, 0, {"ana": [1]}]), 2),
        (
            with_rows(
                ["", [], 1, 0, 0, 0, 0, {}], ["", "", 1, 0, 0, 0, 0, []], ["", "", 1.5, 0, 0, 0, 0, {}]
            ),
            2,
        ),
        (with_rows(*(["", "", 1, 0, 0, 0, 0, {"ana": share}] for share in ([[], 0, {}], "abc", 7))), 2),
        (lambda data: data.replace(b'"ana"', b'\xff"'), 1),
    ],
)
def test_what_was_kept_and_is_damaged_or_of_another_program_is_made_anew(
    corpus: Corpus, tmp_path: Path, read: list[str], damage: bytes | Callable[[bytes], bytes], left: int
) -> None:
    first = tallies(corpus)
    path = kept_file(tmp_path)
    path.write_bytes(damage if isinstance(damage, bytes) else damage(path.read_bytes()))
    read.clear()
    assert tallies(corpus) == first
    assert len(read) == 6 - left
    read.clear()
    assert tallies(corpus) == first
    assert len(read) == 1


def test_where_nothing_can_be_kept_all_is_counted_the_same(
    corpus: Corpus, tmp_path: Path, read: list[str]
) -> None:
    (tmp_path / "cache").write_text("in the way", encoding="utf-8")
    assert tallies(corpus) == tallies(corpus)
    assert len(read) == 12


def test_a_tally_comes_back_from_its_row(corpus: Corpus) -> None:
    for one in tallies(corpus):
        if not one.problem:
            assert from_row(one.path, json.loads(json.dumps(one.row()))) == one
            assert one.entry("ana").tagged == one.tagged
            assert one.entry("somebody").tagged == 0


def test_several_processes_count_what_one_counts(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = tallies(corpus)
    monkeypatch.setattr(kept_counts, "read", lambda _: ())
    several_processes(monkeypatch)
    assert tallies(corpus) == alone


def test_what_a_killed_process_did_not_count_is_counted_here(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = tallies(corpus)
    monkeypatch.setattr(kept_counts, "read", lambda _: ())
    several_processes(monkeypatch)
    here, real = os.getpid(), tally

    def dying(surveyed: object) -> Tally:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(surveyed)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(counting, "tally", dying)
    assert tallies(corpus) == alone


def several_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "FEW", 0)
    monkeypatch.setattr(many.threading, "active_count", lambda: 1)  # type: ignore[attr-defined]  # what it asks
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2})


def test_no_process_is_made_for_a_few_things_or_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    def work(items: Sequence[int]) -> Iterator[list[int]]:
        return ([item, os.getpid()] for item in items)

    few, more = list(range(many.FEW)), list(range(many.FEW + 1))
    several_processes(monkeypatch)
    monkeypatch.setattr(many, "FEW", len(few))
    assert list(many.in_processes(few, work)) == [[item, os.getpid()] for item in few]
    made = sorted(many.in_processes(more, work))
    assert [item for item, _ in made] == more
    assert os.getpid() not in {process for _, process in made}
    monkeypatch.setattr(many.threading, "active_count", lambda: 2)  # type: ignore[attr-defined]  # what it asks
    assert list(many.in_processes(more, work)) == [[item, os.getpid()] for item in more]
