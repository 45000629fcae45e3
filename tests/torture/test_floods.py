"""A short slice of the floods; `make torture` drops tens of thousands of files."""

from __future__ import annotations

import pytest

from tests.torture.floods import WAYS, Way, flood, flood_on_screen, plainly


@pytest.mark.parametrize(("way", "stopped"), [*zip(WAYS, (False, True, True), strict=True)])
def test_every_file_of_a_flood_is_listed(way: Way, *, stopped: bool) -> None:
    found = flood(way, 3000, stopped=stopped)
    assert found.missing == 0
    assert found.seconds < 10


@pytest.mark.pty
def test_the_screen_shows_a_flood_that_came_while_it_was_stopped() -> None:
    assert flood_on_screen(plainly, 3000, stopped=True) < 10
