"""A short slice of the count that `make torture` does in full: every kind of edit, three scripts."""

from __future__ import annotations

import pytest

from tests.anchoring.chains import CHAINS, Chain, measure_chain
from tests.anchoring.edits import KINDS, Kind
from tests.anchoring.measure import Count, articles, measure
from tests.anchoring.tracked import Tracked

CHOSEN = ("01-wire-report", "cyrillic", "chinese", "arabic")
TEXTS = {name: text for name, text in articles() if name in CHOSEN}
REWRITES = ("copy edit", "heavy rewrite", "other words 20 %", "typos 10 %")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_claims_find_their_places_or_say_that_they_did_not(kind: Kind) -> None:
    count = Count()
    for name, text in TEXTS.items():
        count.add(measure(kind, name, text, seed=0))
    assert count.claims > 0
    assert count.silent == 0
    assert count.flagged == count.changed
    assert count.needless == 0
    if not kind.copy_left and kind.name not in REWRITES:
        assert count.exact >= 0.98 * count.claims
    assert count.exact >= 0.75 * count.claims


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_without_the_old_text_nothing_is_wrong_silently_either(kind: Kind) -> None:
    for name in ("cyrillic", "chinese"):
        count = measure(kind, name, TEXTS[name], seed=1, remembered=False)
        assert count.silent == 0, name
        assert count.flagged == count.changed


@pytest.mark.parametrize(
    ("kind_name", "name", "seed"),
    [("other words 20 %", "04-rewrite-orb-and-day", 6), ("typos 2 %", "06-column-upland-lantern", 19)],
)
def test_without_the_old_text_a_last_word_that_grew_is_not_cut_to_what_it_was(
    kind_name: str, name: str, seed: int
) -> None:
    """By these dice the last word became one that begins with it: the, therefore; Progress, Progresss."""
    kind = next(kind for kind in KINDS if kind.name == kind_name)
    count = measure(kind, name, dict(articles())[name], seed, remembered=False)
    assert count.silent == 0
    assert count.flagged == count.changed > 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.copy_left], ids=lambda kind: kind.name)
def test_without_the_old_text_no_copy_is_taken_for_a_deleted_claim(kind: Kind) -> None:
    """The copy is beside the claim by some dice, and by others the claim was the last words of the text."""
    for name, text in articles():
        for seed in (0, 2, 7):
            assert measure(kind, name, text, seed, remembered=False).silent == 0, (name, seed)


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_claims_survive_edits_in_a_row(chain: Chain) -> None:
    count = measure_chain(chain, "chinese", TEXTS["chinese"], seed=0)
    assert count.claims > 0
    assert count.silent == 0
    assert count.flagged == count.changed
    if chain.comes_back:
        assert count.exact == count.taken == count.claims
        assert count.changed == 0


def test_a_sentence_that_comes_back_has_its_tag_again() -> None:
    for seed in range(3):
        count = measure_chain(CHAINS[-1], "arabic", TEXTS["arabic"], seed)
        assert count.exact == count.taken == count.claims == 1


def test_characters_are_followed_through_edits() -> None:
    text = Tracked.of("One two. Three four.")
    edited = text.replaced([(0, 0, "Zero. "), (4, 7, "2"), (9, 15, "")])
    assert edited.text == "Zero. One 2. four."
    assert edited.truth(0, 8) == (6, 12)
    assert edited.truth(9, 20) == (13, 18)
    assert edited.truth(9, 15) is None
    moved = text.ordered([0, 9, 20], [1, 0])
    assert moved.text == "Three four.One two. "
    assert moved.truth(0, 8) == (11, 19)
    assert moved.torn(0, 20)
    assert not moved.torn(0, 8)
