"""The key of a command is named once, when it was taken from the palette some times."""

from __future__ import annotations

from pathlib import Path

from triage.session.palette_hints import PaletteHints
from triage.store.palette_counts import path_of, read


def test_the_third_use_is_the_time_over_all_sittings_and_never_again(tmp_path: Path) -> None:
    path = path_of("ana")
    assert [PaletteHints(path).taken("undo") for _ in range(5)] == [False, False, True, False, False]
    hints = PaletteHints(path)
    assert [hints.taken("go.next untagged") for _ in range(3)] == [False, False, True]
    assert not any(PaletteHints(path_of("bo")).taken("undo") for _ in range(2))
    path.write_text('{"undo": "3", "note": 2', encoding="utf-8")
    assert read(path) == {}
    path.write_text('{"undo": "3", "note": 2}', encoding="utf-8")
    assert PaletteHints(path).taken("note")
