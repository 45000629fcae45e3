"""How much of what stood around a claim stands around a place, and whether another like it is missing."""

from __future__ import annotations

import pytest

from triage.core.around import Around
from triage.core.search import Place, Searched

DAM = "the dam broke"
ROW = "abcdefghijklmnopqrstuvwxyz0123456789" * 3
MIDDLE = Searched(ROW + DAM + ROW)
HERE = Place(len(ROW), len(ROW) + len(DAM), 1.0)


@pytest.mark.parametrize(
    ("before", "behind", "sides"),
    [
        (ROW[-64:], ROW[:64], (1.0, 1.0)),
        # Four in ten signs are alike by chance, and count for nothing.
        (ROW[-64:], ROW[:32] + "!" * 32, (1.0, (0.5 - 0.4) / 0.6)),
        ("!" * 40 + ROW[-24:], ROW[:64], (0.0, 1.0)),
        # From 24 signs on a context is held against as many, less of it tells of the edge of the text.
        (ROW[-24:], ROW[:24], (1.0, 1.0)),
        (ROW[-23:], ROW[:23], (0.0, 0.0)),
        ("", "", (0.0, 0.0)),
    ],
)
def test_each_side_counts_by_how_like_it_is(before: str, behind: str, sides: tuple[float, float]) -> None:
    assert Around(before, behind).sides(MIDDLE, HERE) == pytest.approx(sides)


def test_at_the_edge_of_the_text_there_is_all_that_can_be() -> None:
    edge = Searched(f"ab {DAM} yz")
    place = Place(3, 3 + len(DAM), 1.0)
    assert Around("ab ", " yz").sides(edge, place) == (1.0, 1.0)
    assert Around("b ", " y").sides(edge, place) == pytest.approx(((2 / 3 - 0.4) / 0.6, (2 / 3 - 0.4) / 0.6))
    assert Around("", "").sides(Searched(DAM), Place(0, len(DAM), 1.0)) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("likeness", "before", "behind", "score"),
    [
        (1.0, ROW[-64:], ROW[:64], 1.0),
        (0.6, ROW[-64:], ROW[:64], 0.8),
        (0.6, ROW[-64:], "", 0.55),
        (0.6, "", "", 0.3),
    ],
)
def test_half_of_a_score_is_for_the_words_and_a_quarter_for_each_side(
    likeness: float, before: str, behind: str, score: float
) -> None:
    place = Place(HERE.start, HERE.end, likeness)
    assert Around(before, behind).score(MIDDLE, place) == pytest.approx(score)


@pytest.mark.parametrize(
    ("before", "behind", "other", "lost"),
    [
        ("", " and the dam broke again", None, True),
        ("and the dam broke again ", "", None, True),
        ("", " and the dams brake again", None, True),
        ("", " and nothing else was said", None, False),
        ("nothing was said before ", "", None, False),
        # It is still there, close by on the same side.
        ("", " and the dam broke again", (113, 126), False),
        ("", " and the dam broke again", (177, 190), False),
        ("and the dam broke again ", "", (87, 100), False),
        ("and the dam broke again ", "", (23, 36), False),
        # It is not, or on the other side.
        ("", " and the dam broke again", (178, 191), True),
        ("", " and the dam broke again", (112, 125), True),
        ("", " and the dam broke again", (87, 100), True),
        ("and the dam broke again ", "", (22, 35), True),
        ("and the dam broke again ", "", (88, 101), True),
        ("and the dam broke again ", "", (113, 126), True),
        # One that is left does not stand for one on the other side.
        ("the dam broke ", " the dam broke", (113, 126), True),
    ],
)
def test_a_passage_like_the_claim_is_missed_within_sixty_four_signs(
    before: str, behind: str, other: tuple[int, int] | None, lost: bool
) -> None:
    others = [Place(*other, 1.0)] if other else []
    assert Around(before, behind).has_lost(DAM, Place(100, 113, 1.0), others) is lost


@pytest.mark.parametrize(("changed", "lost"), [(8, True), (9, False)])
def test_a_passage_is_known_by_three_quarters_of_its_first_or_last_32_signs(changed: int, lost: bool) -> None:
    quote, place = ROW[:40], Place(0, 40, 1.0)
    assert Around("", "!" * changed + quote[changed:32]).has_lost(quote, place, []) is lost
    assert Around(quote[8 : 40 - changed] + "!" * changed, "").has_lost(quote, place, []) is lost
