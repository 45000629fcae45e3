"""Which tokens are kept where several ways are open: what is a landmark, where a cut slides, what moves."""

from __future__ import annotations

import pytest

from triage.core.diff import kept_in_order, moved_blocks
from triage.core.tokens import tokens


def kept(old: str, new: str) -> list[int]:
    """Return for each token of the old text the one of the new that it is, -1 for none."""
    return kept_in_order(tokens(old), tokens(new))


def gone(old: str, new: str) -> str:
    """Return the tokens of the old text, those that are gone in brackets."""
    words = tokens(old).words
    return " ".join(
        f"[{word}]" if place < 0 else word for word, place in zip(words, kept(old, new), strict=True)
    )


def numbered(letter: str, many: int) -> str:
    """Return so many words of which no two are alike."""
    return " ".join(f"{letter}{number}" for number in range(many))


@pytest.mark.parametrize("length", [8, 4, 2])
def test_a_long_run_is_kept_in_order_before_more_tokens_in_shorter_ones(length: int) -> None:
    """It went from before three runs of one token less to behind them."""
    block = numbered("b", length)
    shorter = [numbered(letter, length - 1) for letter in "xyz"]
    old = f"{block} {' o '.join(shorter)}"
    new = f"{' n '.join(shorter)} {block}"
    last = 3 * (length - 1) + 2
    assert kept(old, new) == [*range(last, last + length), *[-1] * last]


@pytest.mark.parametrize(
    ("old", "new", "to"),
    [
        ("a b c", "a b c", [0, 1, 2]),
        ("a b c", "", [-1, -1, -1]),
        # What both begin or end with is kept without being unique.
        ("a a x", "a a y", [0, 1, -1]),
        ("x a a", "y a a", [-1, 1, 2]),
        ("a a", "a a a", [1, 2]),
        # In the middle only what stands once in either text, on its own or in a run.
        ("p q r s", "t r", [-1, -1, 1, -1]),
        ("t r", "p q r s", [-1, 2]),
        ("b b a", "a b b", [1, 2, -1]),
        ("a b b", "b b a", [-1, 0, 1]),
        ("x r r y", "p r q", [-1, -1, -1, -1]),
        ("p r q", "x r r y", [-1, -1, -1]),
        # The very first token and the very last one are landmarks like others.
        ("d a", "x y d", [2, -1]),
        ("x y d", "d a", [-1, -1, 0]),
        # Before, between and behind the landmarks the rest is looked through in the same way.
        ("x a c b y", "z a b c b w", [-1, 1, 3, 4, -1]),
        ("m m x n y", "w m n z", [-1, -1, -1, 2, -1]),
        ("x m y n n", "z m w n", [-1, 1, -1, -1, 3]),
        (". c c", "c . c", [-1, 0, 2]),
        (". . “ .", ". “ . .", [0, -1, 1, 2]),
        # What was put in the place of something else does not slide.
        ("b .", "b b", [0, -1]),
        # Of landmarks that crossed, the most that are in order.
        ("a b c d e", "x d e a b c y", [3, 4, 5, -1, -1]),
        ("it c , a d", ", d a", [-1, -1, 0, -1, 1]),
        ("d . . . d it d it", "it d . . d", [1, 2, -1, 3, 4, -1, -1, -1]),
        ("1 2 3 4 5", "x 3 y 1 z 5 v 2 u 4 q", [3, 7, -1, 9, -1]),
    ],
)
def test_the_longest_order_of_what_is_unique_is_kept(old: str, new: str, to: list[int]) -> None:
    found = kept(old, new)
    one, other = tokens(old).words, tokens(new).words
    assert all(place < 0 or one[at] == other[place] for at, place in enumerate(found))
    assert found == to


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        # A quote mark right behind a full stop ends the sentence, one behind a blank begins the next.
        ('a. "" b', 'a. " b', 'a . ["] " b'),
        ('x a. "" b', 'x a. " b', 'x a . ["] " b'),
        ('a. ."b', 'a. "b', 'a . [.] " b'),
        # No further than it can be cut.
        ("a b b", "a b", "a b [b]"),
        ("x m u. u w", "y m u w", "[x] m [u] [.] u w"),
        # What was put in the place of something else does not slide.
        ("w. a b. c", "w. x b. c", "w . [a] b . c"),
        # A cut slides up to another one, and the two are one from there on.
        ("x a. b. c. d. e", "y a. c. e", "[x] a . [b] [.] c . [d] [.] e"),
        ("x m r s. k r s. c", "y m r s. c", "[x] m r s . [k] [r] [s] [.] c"),
    ],
)
def test_a_cut_slides_to_where_a_sentence_begins(old: str, new: str, left: str) -> None:
    assert gone(old, new) == left


@pytest.mark.parametrize("stop", ".!?…。！？؟۔।\"'”’»)")
def test_a_sentence_begins_behind_the_signs_that_end_one(stop: str) -> None:
    left = f"w {stop} [a] [b] [{stop}] a c"
    assert gone(f"w{stop} a b{stop} a c", f"w{stop} a c") == left
    assert gone("w, a b, a c", "w, a c") == "w , a [b] [,] [a] c"


@pytest.mark.parametrize(("length", "slides"), [(400, True), (401, False)])
def test_a_cut_slides_over_four_hundred_tokens_at_most(length: int, slides: bool) -> None:
    twice = numbered("t", length)
    found = kept(f"p. {twice} {twice} q", f"p. {twice} q")
    assert (found[2] < 0) is slides  # to the left
    assert (found[length + 1] < 0) is slides
    ending = f"{numbered('t', length - 1)}."
    found = kept(f"x m {ending} k {ending} c", f"y m {ending} c")
    assert (found[2] >= 0) is slides  # to the right
    assert found.count(-1) == length + 2


BLOCK = "one two three four five six"
REST = "a long text that did not move at all and so is kept in order"


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (f"{REST} {BLOCK}", f"{BLOCK} {REST}", (15, 0, 6)),
        # It grows in both directions, over what stands there twice, too.
        (f"{REST} or {BLOCK} or", f"or {BLOCK} or {REST}", (15, 0, 8)),
        (f"or {BLOCK} or {REST}", f"{REST} or {BLOCK} or", (0, 15, 8)),
        # Not over what was kept in order, nor over what the other text does not have there.
        (f"order {BLOCK} {REST}", f"{REST} {BLOCK}", (1, 15, 6)),
        (f"{BLOCK} {REST}", f"{REST} order {BLOCK}", (0, 16, 6)),
        (f"or {BLOCK} {REST}", f"or {REST} or {BLOCK}", (1, 17, 6)),
        (f"or {BLOCK} x or {BLOCK[:-3]} nine {REST}", f"{REST} or {BLOCK}", (0, 15, 7)),
        # What was kept of another one like it is no other one.
        (f"{BLOCK} {REST} {BLOCK} {REST[::-1]}", f"one {REST} {REST[::-1]} {BLOCK}", (21, 31, 6)),
        # What stands nowhere else did not move.
        (f"{BLOCK} {REST}", REST, (0, 0, 0)),
        (f"z or or {BLOCK} {REST}", f"or y or {REST}", (0, 0, 0)),
        (f"z or or {BLOCK} {REST}", f"y or x or {REST}", (0, 0, 0)),
        (f"a {BLOCK} a {REST}", f"{REST} a x a", (0, 0, 0)),
        (f"{BLOCK} {BLOCK} {REST}", f"{REST} {BLOCK}", (0, 0, 0)),
    ],
)
def test_a_block_that_went_elsewhere_is_known_again(old: str, new: str, moved: tuple[int, int, int]) -> None:
    start, place, many = moved
    one, other = tokens(old).words, tokens(new).words
    found = moved_blocks(one, other, kept(old, new))
    assert found == {start + at: place + at for at in range(many)}


def test_every_block_that_went_elsewhere_is_known_again() -> None:
    other = "red green blue white black brown"
    old, new = f"{BLOCK} x {other} y {REST}", f"{REST} {other} z {BLOCK}"
    found = moved_blocks(tokens(old).words, tokens(new).words, kept(old, new))
    assert found == {at: 22 + at for at in range(6)} | {7 + at: 15 + at for at in range(6)}
