"""A long text is segmented by a second program as it would be here, or here where there is none."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from triage.core.article import Article, digest
from triage.core.segment import segment
from triage.core.segments import Segments
from triage.session import segmenting
from triage.session.background import CalledOffError
from triage.session.cutting import cut_beside
from triage.session.segmenting import are_known, segments_of

TEXT = "What Élodie knew\n\n" + "\n\n".join(
    f"House {number} was flooded. “Nobody came,” she said. \ud800 Photo: AP" for number in range(300)
)


def article(text: str) -> Article:
    return Article("a.txt", text, "utf-8", digest(text))


def test_the_other_program_finds_the_same_segments() -> None:
    found = cut_beside(TEXT, lambda: None)
    assert found is not None
    assert list(found) == segment(TEXT)


@pytest.mark.parametrize("python", ["", "/nowhere/python", "/bin/false"])
def test_without_another_python_the_text_is_segmented_here(
    python: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert cut_beside(TEXT, lambda: None) is None
    monkeypatch.setattr(segmenting, "_VERY_LONG", 10)
    text = f"{python or 'None'} is here. It rained."
    assert list(segments_of(article(text))) == segment(text)


@pytest.mark.parametrize("asked", [1, 2])
def test_it_is_ended_when_nobody_waits_any_more(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    popen = subprocess.Popen
    left = asked

    class Started(popen):  # type: ignore[misc, valid-type]  # the real one, that tells
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            started.append(self.pid)

    def go_on() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            raise CalledOffError

    monkeypatch.setattr(subprocess, "Popen", Started)
    with pytest.raises(CalledOffError):
        cut_beside(TEXT, go_on)
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)


def test_segments_are_found_once_and_the_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmenting, "_KEPT", 2)
    articles = [article(f"It rained on day {number}. It did.") for number in range(3)]
    found = [segments_of(each) for each in articles]
    assert found == [Segments.of(segment(each.text)) for each in articles]
    assert [are_known(each) for each in articles] == [False, True, True]
    assert segments_of(articles[1]) is found[1]
    segments_of(articles[0])
    assert [are_known(each) for each in articles] == [True, True, False]
