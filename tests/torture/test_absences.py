"""A short slice of the folder's absences; `make torture` tries each of them several times."""

from __future__ import annotations

import os

import pytest

from tests.torture.absences import ABSENCES, absence, without_instances

LONGEST = 10.0
"""Seconds; the goal is three, on a machine that does nothing else."""


def test_a_folder_that_was_away_is_followed_again_and_what_was_tagged_is_saved() -> None:
    assert max(absence(ABSENCES[0])) < LONGEST


def test_without_inotify_the_folder_is_polled_until_it_can_be_watched() -> None:
    if os.geteuid():
        pytest.skip("it would use up what the user's own programs need")
    said, listed, watched = without_instances()
    assert "limit" in said.said
    assert max(listed, watched) < LONGEST
