"""What the count of edited articles takes for other words: no more and no less than the guide says."""

from __future__ import annotations

import pytest

from tests.anchoring.chains import CHAINS, measure_chain
from tests.anchoring.edits import KINDS
from tests.anchoring.measure import articles, measure
from tests.anchoring.typography import plain_blanks, plain_signs, small_first

TEXTS = dict(articles())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The dam broke", "the dam broke", True),
        ("“It [was] on the list,” he said.", "“it [was] on the list,” he said.", True),
        ("(He said", "(he said", True),
        ("«Плотина", "«плотина", True),
        ("The dam", "the Dam", False),
        ("12 May", "12 may", False),
        ("“The dam", "“She dam", False),
        ("…", "...", False),
        ("", "", True),
    ],
)
def test_only_the_first_letter_of_a_claim_may_be_small(one: str, other: str, same: bool) -> None:
    assert (small_first(one) == small_first(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("比原来的预算", "比原来\n的预算", True),
        ("库里。“我们", "库里。\n“我们", True),
        ("the old dam", "the\nold\u00a0 dam", True),
        ("café", "cafe\u0301", True),
        ("now here", "nowhere", False),
        ("比原来的预算", "比原来不的预算", False),
    ],
)
def test_a_broken_line_is_a_blank_but_in_chinese_nothing(one: str, other: str, same: bool) -> None:
    assert (plain_blanks(one) == plain_blanks(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“No,” he said", '"No," he said', True),
        ("‘No’", "'No'", True),
        ("5 – 6 — 7…", "5-6--7...", True),
        ("“No,” he said", '"No" he said', False),
        ("5 - 6", "5 6", False),
    ],
)
def test_quotes_dashes_and_dots_are_no_words(one: str, other: str, same: bool) -> None:
    assert (plain_signs(one) == plain_signs(other)) is same


def test_a_quoted_claim_whose_first_letter_became_small_is_not_counted_as_changed() -> None:
    """These dice make “It a small one, by a typo behind the quote that opens the claim."""
    name = "05-local-paper-khotruv-bell"
    kind = next(kind for kind in KINDS if kind.name == "copy edit")
    count = measure(kind, name, TEXTS[name], seed=4)
    assert count.flagged == count.changed > 0
    assert count.needless == 0


def test_chinese_words_with_a_line_broken_among_them_are_counted_as_those_that_were_judged() -> None:
    """These dice break the line within a claim first, and change words of it later."""
    count = measure_chain(CHAINS[0], "chinese", TEXTS["chinese"], seed=4)
    assert count.flagged == count.changed > 0
    assert count.needless == 0
