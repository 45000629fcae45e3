"""`triage doctor`: a report that names nobody, and a status that says whether triage can work."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from triage.store.settings import config_path


@pytest.fixture(autouse=True)
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the terminal of whoever runs the tests alone."""
    monkeypatch.setattr("triage.doctor.asking.os.tcgetpgrp", lambda _: -1)


def test_the_report_names_neither_people_nor_folders_unless_asked(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIAGE_REVIEWER", "zoroastra")
    report = run("doctor", "articles")
    assert (report.code, report.err) == (0, "")
    for private in ("zoroastra", str(corpus.parent), str(Path.home()), os.uname().nodename):
        assert private not in report.out
    assert all(line.split()[0] in ("ok", "warn", "->") for line in report.out.splitlines())
    assert sorted(os.listdir(corpus)) == ["bridge.txt", "inner"]


def test_settings_that_keep_everything_from_starting_fail(run: Run) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text("revewer: zoroastra\n", encoding="utf-8")
    report = run("doctor", "articles", "--json", "--paths")
    assert report.code == 1
    (failed,) = [line for line in report.value if line["level"] == "fail"]
    assert failed["topic"] == "settings"
    assert failed["next"] == "triage config check and triage check tell what it is"
    assert f"{config_path()}:1:1: there is no setting 'revewer'" in failed["text"]
    assert [line for line in report.value if f"configuration folder {config_path().parent} " in line["text"]]
