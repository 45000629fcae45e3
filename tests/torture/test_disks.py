"""Disks that are really full or read-only: the old file stands, it is said, the tag is saved later."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.session.helpers import Review, write
from triage.session.session import Session

ARTICLE = "Title\n\nThe river rose by two metres. Nine houses were flooded. Nobody was hurt.\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room; skipped where nothing may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=40", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> Callable[[], None]:
    """Use up the room; return what frees it."""
    filler = place / ".filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 1024)
        except OSError:
            pass
    return filler.unlink


def use_up_inodes(place: Path) -> Callable[[], None]:
    """Use up the inodes; return what frees them."""
    made = []
    try:
        for number in range(1000):
            made.append(place / f".file{number}")
            made[-1].touch()
    except OSError:
        made.pop()

    def free() -> None:
        for path in made:
            path.unlink()

    return free


def make_read_only(place: Path) -> Callable[[], None]:
    """Mount the disk read-only; return what makes it writable."""
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)

    def free() -> None:
        subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True)

    return free


@pytest.mark.parametrize(
    ("cause", "words"),
    [(fill, "No space left"), (use_up_inodes, "No space left"), (make_read_only, "Read-only")],
    ids=["full", "no inodes", "read-only"],
)
def test_a_tag_that_a_disk_refuses_is_kept_and_saved_when_the_cause_is_gone(
    small_disk: Path, cause: Callable[[Path], Callable[[], None]], words: str
) -> None:
    write(small_disk, {"a.txt": ARTICLE})
    review = Review(small_disk)
    assert review.tag("verified")
    review.rest()
    before = (small_disk / "a.txt.triage.yaml").read_bytes()
    mend = cause(small_disk)
    try:
        assert review.tag("disputed")
        review.deliveries.drain_until(lambda: review.save_state.error)
        assert words in review.save_state.error
        assert "a.txt" in review.save_state.error
        assert (small_disk / "a.txt.triage.yaml").read_bytes() == before
        assert not [path.name for path in small_disk.iterdir() if "triage-tmp" in path.name]
    finally:
        mend()
    review.deliveries.drain_until(lambda: not review.save_state.unsaved and not review.save_state.error)
    assert tags(small_disk) == ["verified", "disputed"]
    assert review.close(5) == []


def test_a_name_of_the_greatest_length_can_be_tagged_and_a_longer_one_says_why_not(tmp_path: Path) -> None:
    longest = "n" * (255 - len(".triage.yaml") - 4) + ".txt"
    write(tmp_path, {longest: ARTICLE, "n" + longest: ARTICLE})
    review = Review(tmp_path)
    assert review.desk.open(longest)
    assert review.tag("verified")
    review.rest()
    assert (tmp_path / f"{longest}.triage.yaml").exists()
    assert "too long" in review.listing.entry("n" + longest).problem
    assert review.close(5) == []


def test_mode_is_kept_and_a_link_out_of_the_corpus_is_refused(tmp_path: Path) -> None:
    corpus, outside = tmp_path / "corpus", tmp_path / "outside.yaml"
    corpus.mkdir()
    write(corpus, {"a.txt": ARTICLE, "b.txt": ARTICLE})
    review = Review(corpus)
    assert review.tag("verified")
    review.rest()
    os.chmod(corpus / "a.txt.triage.yaml", 0o640)
    assert review.tag("disputed")
    review.rest()
    assert stat.S_IMODE(os.stat(corpus / "a.txt.triage.yaml").st_mode) == 0o640
    assert close(review) == []
    outside.write_text("", encoding="utf-8")
    (corpus / "b.txt.triage.yaml").symlink_to(outside)
    again = Review(corpus)
    again.desk.open("b.txt")
    again.tag("verified")
    again.deliveries.drain()
    assert outside.read_bytes() == b""
    assert "link leads out" in again.said.text + again.save_state.error
    close(again)


def close(session: Session) -> list[str]:
    return [unsaved.article.path for unsaved in session.close(2)]


def tags(folder: Path) -> list[str]:
    loaded = yaml.safe_load((folder / "a.txt.triage.yaml").read_text(encoding="utf-8"))
    claims = sorted(loaded["claims"].values(), key=lambda claim: int(claim["start"]))
    return [claim["tags"]["ana"]["tag"] for claim in claims]
