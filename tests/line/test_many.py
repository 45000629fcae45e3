"""Many claims at once, in lines: told what would happen, asked, done or left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.line.lines import corpus, piped
from tests.ui.reviewing import FIRST, judged

THIRD = "A third report\n\nNobody knew. She offered no proof.\n"


def test_what_is_marked_is_told_asked_for_and_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(tmp_path, (FIRST, THIRD))
    ended = piped(
        *(monkeypatch, capsys, tmp_path),
        *("y", "mark.like all: proof", "mark.list", "v", "no", "v", "", "v", "yes", "u", "ctrl+r", "quit"),
    )
    assert (ended.code, ended.err) == (0, "")
    assert "a.txt: She offered no proof." in ended.out
    assert "changes, untagged, in b.txt: She offered no proof." in ended.out
    assert "tagged verified: 3 changes, 0 would not change, 0 cannot be touched" in ended.out
    assert ended.out.count("nothing was recorded") == 2
    assert "tagged verified: 3 claims in 2 articles" in ended.out
    assert judged(tmp_path, "b.txt") == {"She offered no proof.": "verified"}
    assert len(judged(tmp_path)) == 2


def test_repeats_are_told_and_tagged_but_for_those_that_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus(tmp_path, (THIRD, FIRST, THIRD))
    ended = piped(
        *(monkeypatch, capsys, tmp_path, "j", "claim.repeats", "disputed 2", "claim.repeats", "no"),
        *("find said", "claim.repeats", "", "quit"),
    )
    assert "1, untagged, a.txt: " in ended.out
    assert judged(tmp_path) == judged(tmp_path, "c.txt") == {"She offered no proof.": "disputed"}
    assert not (tmp_path / "b.txt.triage.yaml").exists()
    assert "nothing was tagged: say yes or a tag" in ended.err
