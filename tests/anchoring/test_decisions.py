"""No decision about a claim changes unseen."""

from __future__ import annotations

import pytest
import yaml

from tests.anchoring.decisions import ROUNDS, WRITTEN, decided
from tests.anchoring.edits import KINDS, Kind

KNOWN: dict[str, str] = yaml.safe_load(WRITTEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("remembered", [True, False], ids=["old text known", "by search"])
@pytest.mark.parametrize("seed", ROUNDS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_decided_is_what_was_decided_before(kind: Kind, seed: int, remembered: bool) -> None:
    name = f"{kind.name}, {seed}, {'old text known' if remembered else 'by search'}"
    assert decided(kind, seed, remembered=remembered) == KNOWN[name]


def test_every_decision_is_written_down() -> None:
    assert len(KNOWN) == len(KINDS) * len(ROUNDS) * 2
