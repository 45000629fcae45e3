"""While much is built no garbage is collected; what is much by then is not looked at again."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from triage.session.collecting import uncollected


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.parametrize(("made", "frozen"), [(1_000, False), (20_000, True)])
def test_what_is_much_is_never_looked_at_again(made: int, *, frozen: bool) -> None:
    gc.collect()
    before = gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
        kept = [[number] for number in range(made)]
    assert gc.isenabled()
    assert (gc.get_freeze_count() - before >= len(kept)) is frozen


def test_who_collects_nothing_goes_on_so() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
