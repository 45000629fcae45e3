"""The page says which results are of the files as they are."""

from __future__ import annotations

import ast

import pytest

from tests.mutants.changes import changes
from tests.mutants.page import Found, is_older
from tests.mutants.running import Ending

FILE = "def larger(one, other):\n    return one if one > other else other\n"


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize(
    ("now", "older"),
    [
        (FILE, False),
        (f"# of numbers\n\n{FILE}", False),
        (FILE.replace(">", "<"), True),
        (f"{FILE}def none():\n    return 1 + 1 == 2\n", True),
    ],
)
def test_results_are_of_older_code_where_other_mutants_would_be_made_by_now(
    now: str, older: bool, every: int
) -> None:
    made = changes(ast.parse(FILE))[::every]
    found: Found = [(change.key, change.lines.start, Ending.KILLED) for change in made]
    assert is_older(now, found, every) is older
