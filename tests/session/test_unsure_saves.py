"""A save that failed though its bytes stand: said, made again, and neither lost nor done twice."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.helpers import Review, sidecar, write
from tests.session.test_chronicle import abandon
from triage.store import atomic, placing

ONE = "The river rose by two metres. Nine houses were flooded.\n"
SIDE = "a.txt.triage.yaml"


def folder_does_not_sync(patch: pytest.MonkeyPatch) -> None:
    def fail(folder: str) -> None:
        raise OSError(errno.EIO, "Input/output error", folder)

    patch.setattr(atomic, "_sync_folder", fail)


def rename_says_it_failed(patch: pytest.MonkeyPatch) -> None:
    def fail(temporary: str, target: str, *, new: bool) -> str:
        os.replace(temporary, target)
        raise OSError(errno.EIO, "Input/output error", target)

    patch.setattr(placing, "_renamed", fail)


@pytest.fixture(params=[folder_does_not_sync, rename_says_it_failed])
def failed(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Review, pytest.MonkeyPatch]:
    """A review whose second tag is on disk, although saving it failed."""
    break_it: Callable[[pytest.MonkeyPatch], None] = request.param
    write(tmp_path, {"a.txt": ONE})
    review = Review(tmp_path)
    review.tag("verified")
    review.rest()
    break_it(monkeypatch)
    review.tag("disputed")
    review.deliveries.drain_until(lambda: review.save_state.error)
    return tmp_path, review, monkeypatch


def tags(folder: Path) -> list[str]:
    return [claim["tags"]["ana"]["tag"] for claim in sidecar(folder, "a.txt")["claims"].values()]


def test_it_is_not_called_saved_and_is_made_again(failed: tuple[Path, Review, pytest.MonkeyPatch]) -> None:
    folder, review, patch = failed
    assert "Input/output error" in review.save_state.error
    assert review.save_state.unsaved
    assert tags(folder) == ["verified", "disputed"]
    patch.undo()
    before = os.stat(folder / SIDE).st_ino
    review.saver.flush(5)
    review.rest()
    assert (review.save_state.error, review.save_state.unsaved) == ("", 0)
    assert os.stat(folder / SIDE).st_ino != before  # written anew: a second fsync alone proves nothing
    assert tags(folder) == ["verified", "disputed"]
    assert review.close(5) == []


def test_a_program_that_is_killed_then_leaves_nothing_to_recover_twice(
    failed: tuple[Path, Review, pytest.MonkeyPatch], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, review, patch = failed
    home = {name: os.environ[name] for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    abandon(review)
    patch.undo()
    for name, value in home.items():
        monkeypatch.setenv(name, value)
    again = Review(folder)
    assert again.said.text == ""
    again.undo()
    again.rest()
    assert tags(folder) == ["verified", "none"]
    assert again.close(5) == []
