"""The page of figures: written as harnesses end, and honest about what did not run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture import __main__ as torture
from tests.torture.figures import Row, lost, not_run


def counted() -> list[Row]:
    return [lost("tags", 20_000, 0)]


def hindered() -> list[Row]:
    return [not_run("calls under strace", "strace is not installed")]


def broken() -> Iterator[Row]:
    yield lost("tags", 10, 3)
    raise OSError("no room")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    harnesses = (("first", counted), ("second", hindered), ("third", broken), ("last", counted))
    monkeypatch.setattr(torture, "HARNESSES", harnesses)
    return tmp_path / "torture.md"


def test_the_page_has_each_figure_beside_its_goal_and_what_the_harness_does(page: Path) -> None:
    assert torture.main(["first", "--write", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "| tags | 20,000 | 0 lost | 0 lost | reached |" in text
    assert (__doc__ or "").partition("\n")[0] in text
    assert "Python 3." in text


def test_the_page_names_what_did_not_run(page: Path) -> None:
    assert torture.main(["first", "second", "--write", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "did not run: strace is not installed |  |" in text
    assert "Not run here, or not to the end: third, last, second (calls under strace)." in text


def test_a_harness_that_breaks_is_said_and_the_next_one_runs(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert torture.main(["--write", str(page)]) == 1
    text = page.read_text(encoding="utf-8")
    assert "| tags | 10 | 0 lost | 3 lost | missed |" in text
    assert "This harness ended early: OSError: no room." in text
    assert text.count("| tags | 20,000 |") == 2
    assert "no room" in capsys.readouterr().err


def test_a_harness_that_there_is_not_is_refused(page: Path) -> None:
    with pytest.raises(SystemExit):
        torture.main(["frist"])
