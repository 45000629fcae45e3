"""A file is the known one only where each of its bytes is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.store.compared import holds

PIECE = 65536


@pytest.mark.parametrize(
    ("there", "expected", "same"),
    [
        (b"", b"", True),
        (b"", b"a", False),
        (b"a", b"", False),
        (b"old", b"old", True),
        (b"old", b"older", False),
        (b"older", b"old", False),
        (b"b" * PIECE + b"cd", b"b" * PIECE + b"cd", True),
        (b"b" * PIECE + b"cd", b"b" * PIECE + b"ce", False),
        (b"b" * PIECE + b"b", b"a" + b"b" * PIECE, False),
    ],
)
def test_a_file_holds_what_is_expected_no_more_and_no_less(
    tmp_path: Path, there: bytes, expected: bytes, same: bool
) -> None:
    (tmp_path / "a").write_bytes(there)
    descriptor = os.open(tmp_path / "a", os.O_RDONLY)
    try:
        assert holds(descriptor, expected) is same
    finally:
        os.close(descriptor)
