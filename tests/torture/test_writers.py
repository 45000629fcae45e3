"""Short slices of the harness of several writers; `make torture` runs it in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import writers
from tests.torture.writers import Writer


@pytest.mark.parametrize(("programs", "tags"), [(2, 30), (4, 15)])
@pytest.mark.parametrize(("locks", "kills"), [(True, 1), (False, 0), (False, 1)])
def test_programs_that_tag_in_one_folder_lose_nothing(
    programs: int, tags: int, locks: bool, kills: int
) -> None:
    lost, *_ = writers.run(programs, tags, locks=locks, kills=kills)
    assert lost.result == "0 lost"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    """A program that has tagged three claims and goes on watching."""
    writers._write_articles(tmp_path, 1)
    running = Writer(str(tmp_path), "ana", 3, locks=True)
    writers._wait(lambda: running.done, 60)
    yield running
    running.kill()


def test_a_program_that_watches_puts_back_what_vanished(writer: Writer) -> None:
    (sidecar,) = Path(writer.folder).glob("*.triage.yaml")
    sidecar.unlink()
    writers._wait(lambda: sidecar.exists() and not writers._missing(Path(writer.folder), [writer]), 20)
    assert writers._missing(Path(writer.folder), [writer]) == []


def test_the_harness_counts_what_is_gone(writer: Writer) -> None:
    writer.kill()
    (sidecar,) = Path(writer.folder).glob("*.triage.yaml")
    sidecar.unlink()
    assert len(writers._missing(Path(writer.folder), [writer])) == 3
