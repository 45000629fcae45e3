"""A short slice of the floods; `make torture` drops ten thousand files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture.floods import WAYS, flood


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_file_of_a_flood_is_listed(way: Callable[[Path, range], None]) -> None:
    missing, seconds = flood(way, 500)
    assert missing == 0
    assert seconds < 10
