"""Who is in the folder: told by small files that grow stale, never by what somebody else can break."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from triage.core.clock import from_milliseconds
from triage.store.presence import FOLDER, STALE_SECONDS, Person, Presence
from triage.watch import is_relevant

NOW = 1_790_000_000.0
HOST = os.uname().nodename


def presence(root: Path, reviewer: str = "ana", now: float = NOW) -> Presence:
    return Presence(root, reviewer, lambda: now)


def files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / FOLDER).iterdir())


def put(root: Path, text: str | bytes, number: int = 1, age: float = 0.0) -> Path:
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    path = root / FOLDER / f"{number:016x}.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (NOW - age, NOW - age))
    return path


def said(seconds: float, **more: object) -> str:
    at = from_milliseconds(int(seconds * 1000))
    return json.dumps({"reviewer": "bo", "host": "desk", "pid": 7, "at": at} | more)


def test_two_programs_see_each_other_and_not_themselves(tmp_path: Path) -> None:
    ana, bo = presence(tmp_path), presence(tmp_path, "bo")
    ana.refresh()
    bo.refresh()
    assert (ana.others(), bo.others()) == ((Person("bo", HOST),), (Person("ana", HOST),))
    bo.leave()
    assert ana.others() == ()
    ana.leave()
    assert os.listdir(tmp_path) == []


def test_leaving_keeps_what_else_is_in_the_hidden_folder(tmp_path: Path) -> None:
    (tmp_path / ".triage").mkdir()
    (tmp_path / ".triage" / "lock").touch()
    ana = presence(tmp_path)
    ana.refresh()
    ana.leave()
    ana.leave()
    assert os.listdir(tmp_path / ".triage") == ["lock"]


def test_the_same_person_at_two_terminals_is_named_once_and_in_order(tmp_path: Path) -> None:
    put(tmp_path, said(NOW), 1)
    put(tmp_path, said(NOW), 2)
    put(tmp_path, said(NOW, reviewer="al"), 3)
    assert presence(tmp_path).others() == (Person("al", "desk"), Person("bo", "desk"))


@pytest.mark.parametrize(
    ("age", "here", "stays"),
    [(0, True, True), (STALE_SECONDS - 1, True, True), (STALE_SECONDS + 1, False, False)],
)
def test_who_is_not_heard_of_is_ignored_and_swept(
    tmp_path: Path, age: float, here: bool, stays: bool
) -> None:
    path = put(tmp_path, said(NOW - age), age=age)
    assert bool(presence(tmp_path).others()) is here
    assert path.exists() is stays


def test_somebody_whose_clock_runs_wrong_is_ignored_and_not_swept_while_refreshing(tmp_path: Path) -> None:
    for number, error in enumerate((-1000, 1000)):
        path = put(tmp_path, said(NOW + error), number)
        assert presence(tmp_path).others() == ()
        assert path.exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"reviewer": "bo", "host": "desk", "at": "yesterday"}',
        '{"reviewer": "bo", "host": "desk", "at": 7}',
        said(NOW, reviewer=["bo"]),
        said(NOW, host=None),
        b"\xff\xfe",
        "[" * 3000,
        said(NOW, more="x" * 5000),
        '{"at": 1e999}',
    ],
)
def test_what_says_nothing_sensible_is_ignored_and_swept_when_old(tmp_path: Path, text: str | bytes) -> None:
    path = put(tmp_path, text)
    assert presence(tmp_path).others() == ()
    assert path.exists()
    put(tmp_path, text, age=STALE_SECONDS + 1)
    presence(tmp_path).others()
    assert not path.exists()


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    old = put(tmp_path, "x", age=1e6)
    old.rename(old.with_name("notes.json"))
    assert presence(tmp_path).others() == ()
    assert files(tmp_path) == ["notes.json"]


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    put(tmp_path, said(NOW, reviewer="b" * 1000))
    (person,) = presence(tmp_path).others()
    assert len(person.reviewer) == 100


def test_links_are_not_followed_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / f"{1:016x}.json").write_text(said(NOW), encoding="utf-8")
    corpus = tmp_path / "corpus"
    (corpus / ".triage").mkdir(parents=True)
    (corpus / FOLDER).symlink_to(outside)
    ana = presence(corpus)
    ana.refresh()
    assert ana.others() == ()
    ana.leave()
    assert os.listdir(outside) == [f"{1:016x}.json"]


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, said(NOW))

    def fail(*_: object) -> None:
        raise OSError(30, "read-only file system")

    monkeypatch.setattr("triage.store.presence.os.mkdir", fail)
    monkeypatch.setattr("triage.store.presence.os.replace", fail)
    ana = presence(tmp_path)
    ana.refresh()
    assert ana.others() == (Person("bo", "desk"),)
    ana.leave()
    missing = presence(tmp_path / "missing")
    missing.refresh()
    assert missing.others() == ()
    missing.leave()


def test_the_watcher_does_not_care(tmp_path: Path) -> None:
    assert not is_relevant(f"{FOLDER}/{1:016x}.json", folder=False)
    assert not is_relevant(FOLDER, folder=True)
