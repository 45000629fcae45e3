"""Which tokens are kept in order, where a cut that could lie in several places lies, which blocks moved."""

from __future__ import annotations

import pytest

from triage.core.diff import kept_in_order, moved_blocks
from triage.core.tokens import tokens


def kept(old: str, new: str) -> str:
    """Return the tokens of the old text, those that are gone in brackets."""
    one, other = tokens(old), tokens(new)
    to = kept_in_order(one, other)
    return " ".join(word if to[at] >= 0 else f"[{word}]" for at, word in enumerate(one.words))


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        ("it rose. it fell. it stayed.", "it rose. it stayed.", "it rose . [it] [fell] [.] it stayed ."),
        ("it fell. it rose.", "it rose.", "[it] [fell] [.] it rose ."),
        ("it rose. it fell.", "it rose.", "it rose . [it] [fell] [.]"),
        ("“he a.” “he b.” “he c.”", "“he a.” “he c.”", "“ he a . ” [“] [he] [b] [.] [”] “ he c . ”"),
        ("x a. b. c.", "y a. c.", "[x] a . [b] [.] c ."),
        ("a b a b c", "a b c", "[a] [b] a b c"),
        ("c a b a b", "c a b", "c a b [a] [b]"),
        ("a b c a b d", "a b d", "[a] [b] [c] a b d"),
        ("no no no.", "no no.", "[no] no no ."),
        ("a b c d", "a x d", "a [b] [c] d"),
        ("a b", "", "[a] [b]"),
    ],
)
def test_what_was_cut_out_begins_with_a_sentence_where_it_can(old: str, new: str, left: str) -> None:
    assert kept(old, new) == left


def test_what_was_put_in_begins_with_a_sentence_too() -> None:
    old, new = tokens("it rose. it stayed."), tokens("it rose. it fell. it stayed.")
    assert kept_in_order(old, new) == [0, 1, 2, 6, 7, 8]


BLOCK = "one two three four five six"
REST = "a long text that did not move at all and so is kept in order"


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        (f"{BLOCK} {REST}", f"{REST} {BLOCK}", range(15, 21)),
        # It grows over what stands beside it and moved along, and not around the edge of the text.
        (f"{BLOCK} or or {REST}", f"{REST} {BLOCK} or or", range(15, 23)),
        (f"{BLOCK} {REST} q z", f"{REST} w z v z {BLOCK}", range(19, 25)),
        # A shorter one is not known again, nor one that stands twice.
        (f"{BLOCK[4:]} {REST}", f"{REST} {BLOCK[4:]}", ()),
        (f"{BLOCK} {REST}", f"{REST} {BLOCK} {BLOCK}", ()),
    ],
)
def test_a_block_of_six_tokens_is_followed_to_where_it_went(
    old: str, new: str, moved: range | tuple[int, ...]
) -> None:
    one, other = tokens(old), tokens(new)
    found = moved_blocks(one.words, other.words, kept_in_order(one, other))
    assert found == dict(enumerate(moved))
