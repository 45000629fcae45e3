"""Long work is cut into steps, and every full one is followed by a pulse."""

from __future__ import annotations

import pytest

from triage.core.pace import STEP, no_pause, steps


@pytest.mark.parametrize(
    ("many", "told"),
    [
        (0, []),
        (2, [[0, 1]]),
        (3, [[0, 1, 2], "pulse"]),
        (7, [[0, 1, 2], "pulse", [3, 4, 5], "pulse", [6]]),
    ],
)
def test_between_two_pulses_there_is_one_full_step(many: int, told: list[object]) -> None:
    found: list[object] = []
    cut = steps(range(many), lambda: found.append("pulse"), 3)
    found.extend(cut)
    assert found == told


def test_a_step_has_a_thousand_items_or_so() -> None:
    assert [len(step) for step in steps(range(2 * STEP + 1), no_pause)] == [STEP, STEP, 1]
    assert 500 < STEP < 2000


def test_what_a_pulse_raises_ends_the_work() -> None:
    done: list[int] = []

    def work() -> None:
        for step in steps(range(5), lambda: done.remove(9), 2):
            done.extend(step)

    with pytest.raises(ValueError, match="not in list"):
        work()
    assert done == [0, 1]
