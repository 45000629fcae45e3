"""A query understood: what the index is asked for, and where an article says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.sought import Sought

TEXT = """Velm dam breaks

Mayor Áda Korr said: “The dam
broke at 5.30.” Nobody at the Café was hurt.
The mayor’s offer: 5,600 talen. 北京大学 was told.
"""


def words_at(query: str, text: str = TEXT) -> list[str] | None:
    """Return the marked words, None where it is not found."""
    place = Sought(query).place(text)
    return None if place is None else [text[start:end] for start, end in place.marked]


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("mayor ", ["Mayor"]),
        ("MAYOR korr ", ["Mayor", "Korr"]),
        ("ada", ["Áda"]),
        ("off", ["off"]),
        ("off ", None),
        ("off* ", ["off"]),
        ("hurt cafe ", ["Café", "hurt"]),
        ('"the dam broke"', ["The dam\nbroke"]),
        ('"dam the"', None),
        ('"the dam bro', ["The dam\nbro"]),
        ('"the dam bro"', None),
        ("“the mayor”", ["The mayor"]),
        ("mayor’s", ["mayor’s"]),
        ("mayor's", ["mayor’s"]),
        ("5,600", ["5,600"]),
        ("600", ["600"]),
        ("60 ", None),
        ("京大", ["京大"]),
        ("学", ["学"]),
        ("大北", None),
        ("mayor nowhere", None),
        ("ayor", None),
    ],
)
def test_the_words_are_found_whole_or_begun(query: str, marked: list[str] | None) -> None:
    assert words_at(query) == marked


def test_the_line_with_most_of_the_words_is_told() -> None:
    text = "mayor\n\nthe siren of the mayor\nmayor siren\n"
    place = Sought("mayor siren ").place(text)
    assert place is not None
    assert text[slice(*place.line)] == "the siren of the mayor"
    assert text[place.start : place.end] == "siren"


@pytest.mark.parametrize("query", ["", "  ", '""', "!? …", '"', "“”", "🔥"])
def test_without_a_word_there_is_nothing_to_search_for(query: str) -> None:
    sought = Sought(query)
    assert not sought
    assert sought.terms() == ()
    assert sought.place(TEXT) is None


@given(st.text(max_size=40))
def test_a_term_is_never_anything_but_letters_and_digits(query: str) -> None:
    for term in Sought(query).terms():
        assert term.word
        assert all(sign.isalnum() or sign >= "\x80" for sign in term.word)


def test_only_the_beginning_of_a_long_query_counts() -> None:
    assert len(Sought("word" * 10_000).terms()[0].word) == 400


WORDS = st.sampled_from(["dam", "Dam", "the", "broke", "café", "北京", "京", "5,600", "mayor’s", "ﬁn", "a–b"])
GAPS = st.sampled_from([" ", "\n", ". ", "—", "”, “"])


@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12), st.data())
def test_bytes_that_tell_that_words_are_missing_do_not_lie(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = "".join(word + gap for word, gap in parts)
    query = " ".join(data.draw(st.lists(WORDS, min_size=1, max_size=3)))
    sought = Sought(f'"{query}"')
    if sought.place(text) is not None:
        assert not sought.is_surely_not_in(text.encode())
    assert Sought(f'"{query}"').is_surely_not_in(b"nothing of it") or not query.isascii() or " " not in query


def test_bytes_in_another_encoding_tell_nothing() -> None:
    sought = Sought('"the dam"')
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig"):
        assert not sought.is_surely_not_in("nothing “of” it".encode(encoding))
    assert not sought.is_surely_not_in("thé dam".encode("cp1252"))
    assert not sought.is_surely_not_in("th\u24d4 dam".encode())
    assert sought.is_surely_not_in("nothing “of” it".encode())


def test_an_article_of_ten_megabytes_is_looked_through_within_seconds() -> None:
    text = "the dam of Velm é\n" * 600_000 + "siren"
    place = Sought("siren dam").place(text)
    assert place is not None
    assert text[slice(*place.line)] == "the dam of Velm é"


def test_a_place_that_is_no_whole_word_does_not_hide_the_next_one() -> None:
    assert words_at('"a a" ', "xa a a") == ["a a"]
