"""A word or number that grew at the edge of a claim is another word, and is not cut at where it ended."""

from __future__ import annotations

import pytest

from triage.core.anchor import anchor_at, find_place
from triage.core.claim import State
from triage.core.clock import from_milliseconds
from triage.core.tokens import is_in_word

AT = from_milliseconds(0)
B = "Farmers moved their cattle to the hills that night."
C = "No siren was heard in the lower town before five."


@pytest.mark.parametrize(
    ("old", "words", "new", "now"),
    [
        (f"{B} The flood drowned 12", "The flood drowned 12", f"{B} The flood drowned 120", None),
        (f"{B} By noon there was rain", "By noon there was rain", f"{B} By noon there was rainbow", None),
        (f"12 men were drowned. {B}", "12 men were drowned.", f"512 men were drowned. {B}", None),
        (
            f"{B} He said twice the hole. {C}",
            "He said twice the",
            f"{B} He said twice they hole. {C}",
            "He said twice they",
        ),
        (
            f"{B} It drowned 12 men. {C}",
            "It drowned 12",
            f"{B} It drowned 12,000 men. {C}",
            "It drowned 12,000",
        ),
        (f"{B} For 3 days it rained. {C}", "3 days it", f"{B} For 1.3 days it rained. {C}", "1.3 days it"),
        (f"{B} She was able. {C}", "able. No", f"{B} She was unable. {C}", "unable. No"),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_a_longer_word_at_the_edge_of_a_claim_makes_it_changed(
    old: str, words: str, new: str, now: str | None, *, known: bool
) -> None:
    start = old.index(words)
    found = find_place(new, anchor_at(old, start, start + len(words), AT), old if known else None)
    assert found.state is State.CHANGED
    assert found.quote == (now or new.replace(B, "").strip())
    assert found.was == words


@pytest.mark.parametrize(
    ("lead", "words", "tail"),
    [
        (f"{B} The ", "dam", f"break came. {C}"),
        (f"{B} The dam", "break came", f". {C}"),
        (f"{B} 图书", "馆今后每天", f"开放。{C}"),
        (f"{B} It drowned ", "12", f",000 men. {C}"),
        (f"{B} It drowned 12,", "000 men", f". {C}"),
        (f"{B} The “", "dam", f"” broke. {C}"),
    ],
)
def test_an_edge_that_was_set_within_a_word_stays_there(lead: str, words: str, tail: str) -> None:
    anchor = anchor_at(lead + words + tail, len(lead), len(lead + words), AT)
    other = lead.replace("cattle", "sheep")
    found = find_place(other + words + tail, anchor)
    assert (found.state, found.start, found.quote) == (State.MOVED, len(other), words)


@pytest.mark.parametrize(
    ("text", "at", "within"),
    [
        ("dam", 0, False),
        ("dam", 1, True),
        ("dam", 3, False),
        ("", 0, False),
        ("a 12", 1, False),
        ("a 12", 2, False),
        ("a 12", 3, True),
        ("12人", 2, False),
        ("图书", 1, False),
        ("no.", 2, False),
    ],
)
def test_what_lies_between_two_signs_of_one_token_is_in_a_word(text: str, at: int, *, within: bool) -> None:
    assert is_in_word(text, at) is within


@pytest.mark.parametrize("words", ["?!", "…", "— (!)"])
def test_a_claim_of_signs_alone_has_no_word_to_be_made_whole(words: str) -> None:
    old = f"{B} What now {words} {C}"
    start = old.index(words)
    found = find_place(f"{C} {old}", anchor_at(old, start, start + len(words), AT), None)
    assert (found.quote, found.start) == (words, start + len(C) + 1)
