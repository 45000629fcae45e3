"""A short slice of the counted faults; `make torture` makes twenty thousand."""

from __future__ import annotations

from tests.torture.faults import WAYS, run


def test_no_fault_in_a_save_tears_or_loses_anything() -> None:
    score = run(60 * len(WAYS))
    assert (score.torn, score.lost, score.left, score.not_mended) == (0, 0, 0, 0), score.details[:10]
