"""Memory is given back where that can be done, and nothing fails where it cannot."""

from __future__ import annotations

import ctypes

import pytest

from triage.session.freed import give_back


class Library:
    """In the place of the C library."""

    def __init__(self, name: object) -> None:
        self.name = name


def test_a_library_that_cannot_give_memory_back_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", Library)
    give_back()


def test_all_that_is_free_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(Library, "malloc_trim", lambda _, pad: kept.append(pad), raising=False)
    monkeypatch.setattr(ctypes, "CDLL", Library)
    give_back()
    assert kept == [0]
