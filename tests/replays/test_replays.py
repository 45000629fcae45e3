"""Recorded keys of every key map come to the recorded sidecars."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.replays.playing import FOLDER, NAMES, played


def recording(name: str) -> dict[str, object]:
    """Return what was recorded with this map."""
    read: dict[str, object] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("name", NAMES)
async def test_recorded_keys_come_to_the_recorded_sidecars(name: str, tmp_path: Path) -> None:
    recorded = recording(name)
    assert await played(name, str(recorded["keys"]), tmp_path) == recorded["sidecars"]


def test_every_map_is_recorded_and_with_all_of_them_the_same_is_done() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(NAMES)
    first = recording("default")["sidecars"]
    assert all(recording(name)["sidecars"] == first for name in NAMES)
    assert isinstance(first, dict)
    assert len(first) == 2
