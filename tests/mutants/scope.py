"""Which files are measured, and which tests are to notice a change in them.

The files are those of `tool.coverage.report` in pyproject.toml, by which branches are counted too.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

TESTS = {
    "joining": (
        *("tests/core/test_join*.py", "tests/core/test_merge.py", "tests/core/test_c*.py"),
        *("tests/core/test_node.py", "tests/core/test_edges.py", "tests/core/test_spans.py"),
    ),
    "reading": (
        *("tests/store/test_yaml_*.py", "tests/store/test_sidecar*.py", "tests/store/test_fields.py"),
        *("tests/store/test_decode*.py", "tests/store/test_canonical.py", "tests/store/test_pieces.py"),
    ),
    "saving": (
        *("tests/store/test_[acjlpw]*.py", "tests/store/test_yaml_writer.py", "tests/store/test_seen.py"),
        *("tests/session/test_saver.py", "tests/session/test_unsure_saves.py"),
        "tests/torture/test_faults.py",
    ),
    "anchoring": (
        *("tests/core/test_a*.py", "tests/core/test_normal*.py", "tests/core/test_tokens.py"),
        *("tests/core/test_diff*.py", "tests/core/test_search*.py", "tests/core/test_trail*.py"),
        *("tests/core/test_place*.py", "tests/core/test_pace.py", "tests/core/test_graphemes.py"),
        "tests/core/test_progress.py",
        "tests/anchoring/test_*.py",
    ),
}
"""The parts, and the tests of each."""

_PARTS = {
    **dict.fromkeys(("join", "merge", "clock", "claim", "node"), "joining"),
    **dict.fromkeys(("edges", "units", "spans"), "joining"),
    **dict.fromkeys(("yaml_reader", "yaml_events", "yaml_locate", "yaml_text", "yaml_error"), "reading"),
    **dict.fromkeys(
        ("fields", "sidecar", "sidecar_parts", "sidecar_reader", "canonical", "decode"), "reading"
    ),
    **dict.fromkeys(("anchor", "normal", "align", "tokens", "diff", "search", "trail"), "anchoring"),
    **dict.fromkeys(("place", "around", "graphemes", "pace"), "anchoring"),
}
"""The part that a file belongs to; all others belong to saving."""


def files() -> list[Path]:
    """Return the files of the scope, as pyproject.toml has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [ROOT / path for path in project["tool"]["coverage"]["report"]["include"]]


def part_of(path: Path) -> str:
    """Return the part that a file of the scope belongs to."""
    return _PARTS.get(path.stem, "saving")


def tests_of(part: str) -> list[str]:
    """Return the files of tests of one part."""
    return sorted({str(path) for pattern in TESTS[part] for path in ROOT.glob(pattern)})
