"""Evidence opened from lines: told with numbers, opened in the browser, gone to where it is a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.line.lines import corpus, piped

FIRST = "https://example.org/log"
SECOND = "https://example.org/map?of=dam"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is opened in the browser; there is one."""
    found: list[str] = []

    def browse(url: str, _: object) -> str:
        found.append(url)
        return ""

    monkeypatch.setattr("triage.browsing.browse", browse)
    return found


def test_evidence_is_opened_by_its_number_and_only_when_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opened: list[str]
) -> None:
    lines = [
        "b",
        f"e {FIRST}",
        f"e {SECOND}",
        "b",
        "",
        "evidence.open 3",
        "evidence.open x",
        "b",
        "2",
        "quit",
    ]
    ended = piped(monkeypatch, capsys, corpus(tmp_path), *lines)
    assert opened == [SECOND]
    assert f"1: {FIRST}\n2: {SECOND}\n" in ended.out
    assert f"opened in your browser: {SECOND}" in ended.out
    assert "there is no evidence here; e adds some" in ended.err
    assert ended.err.count("nothing was opened: say a number from 1 to 2") == 2


def test_where_there_is_no_browser_the_address_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("triage.browsing.no_browser", lambda _: "no browser: there is no desktop here")
    ended = piped(monkeypatch, capsys, corpus(tmp_path), f"e {FIRST}", "b 1", "quit")
    assert f"no browser: there is no desktop here: {FIRST}" in ended.err


def test_a_claim_that_is_evidence_is_gone_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opened: list[str]
) -> None:
    folder = corpus(tmp_path)
    lines = ["v", "open 2", "claim 1", "evidence.from-claim dam above", "b 1", "show", "quit"]
    ended = piped(monkeypatch, capsys, folder, *lines)
    assert ended.err == ""
    assert "1: a claim in a.txt" in ended.out
    assert ended.out.rstrip().splitlines()[-1] != ""
    assert "article 1 of 2" in ended.out.partition("1: a claim in a.txt")[2]
    assert opened == []
