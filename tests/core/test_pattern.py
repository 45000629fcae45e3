"""What is looked for, in three ways: one language, faults with their columns, words for the index."""

from __future__ import annotations

import pytest

from triage.core.expressions import compiled
from triage.core.filter_syntax import FilterError
from triage.core.pattern import Pattern, Way, pattern_of
from triage.core.words import indexable

TEXT = "The dam broke. “The dam”, the mayor’s dams: 2022.\nEvacuation a/b. Łódź die Straße 漢字表."

LITERAL, WORDS, REGEX = Way.LITERAL, Way.WORDS, Way.REGEX


def asked(line: str, way: Way) -> Pattern:
    """Return the pattern, which there has to be."""
    pattern = pattern_of(line, way)
    assert pattern is not None
    return pattern


@pytest.mark.parametrize(
    ("line", "way", "found"),
    [
        ("the dam", LITERAL, ["The dam", "The dam", "the mayor’s dam"][:2]),
        ("dam", LITERAL, ["dam", "dam", "dam"]),
        ("dam", WORDS, ["dam", "dam"]),
        ("the dam", WORDS, ["The dam", "The dam"]),
        ("EVAC*", WORDS, ["Evac"]),
        ("evac", WORDS, []),
        ("lodz", WORDS, ["Łódź"][:0]),
        ("łodz", WORDS, ["Łódź"]),
        ('"the dam"', LITERAL, ["The dam", "The dam"]),
        ('"evac*"', LITERAL, ["Evac"]),
        ('"the dam', LITERAL, ["“The dam"]),
        (r"\d{4}", REGEX, ["2022"]),
        (r"^\w+", REGEX, ["The", "Evacuation"]),
        ("x*", REGEX, []),
        ("(?i)THE d", REGEX, ["The d", "The d"]),
        (r"re:/a\/b/", LITERAL, ["a/b"]),
        ("re:/THE/i", WORDS, ["The", "The", "the"]),
        ("  re:/the/", REGEX, ["the"]),
        ("re:/the", LITERAL, ["the"]),
        ("re:", REGEX, []),
    ],
)
def test_a_line_means_the_same_everywhere(line: str, way: Way, found: list[str]) -> None:
    pattern = asked(line, way)
    assert [TEXT[start:end] for start, end in pattern.spans(TEXT)] == found
    place = pattern.place(TEXT)
    assert (place.places if place else 0) == len(found)
    if way is not LITERAL or line.startswith(("re:", '"the dam"', '"evac')):
        again = asked(pattern.typed, LITERAL)  # as a macro repeats it
        assert list(again.spans(TEXT)) == list(pattern.spans(TEXT))


@pytest.mark.parametrize("line", ["", "  ", "re:", "re:/", ' ""', "RE:/"])
def test_there_may_be_nothing_to_look_for_yet(line: str) -> None:
    assert pattern_of(line, WORDS) is None


def test_words_of_a_search_may_stand_apart_and_the_last_one_be_begun() -> None:
    pattern = pattern_of("mayor bro", WORDS, apart=True, begun=True)
    assert pattern is not None
    place = pattern.place(TEXT)
    assert place is not None
    assert [TEXT[start:end] for start, end in place.marked] == ["bro", "mayor"]
    assert place.places == 2
    missing = pattern_of("mayor nobody", WORDS, apart=True)
    assert missing is not None
    assert missing.place(TEXT) is None


@pytest.mark.parametrize(
    ("line", "way", "column", "says"),
    [
        ("a(b", REGEX, 3, "missing )"),
        ("a)b", REGEX, 1, "unbalanced"),
        ("re:/a(b/", LITERAL, 7, "missing )"),
        ("  re:/a)b/", WORDS, 7, "unbalanced"),
        ("re:abc", LITERAL, 0, "two slashes"),
        ("re:/a/ b", LITERAL, 0, "nothing else"),
        ("re:/a/x", LITERAL, 0, "only i"),
        ("a{2,1}", REGEX, 2, "min repeat"),
        ("(?P<n", REGEX, 5, "missing >"),
        (r"\p{Nothing}", REGEX, 10, "unknown property"),
    ],
)
def test_what_is_wrong_is_told_with_its_column(line: str, way: Way, column: int, says: str) -> None:
    with pytest.raises(FilterError) as caught:
        pattern_of(line, way)
    assert says in caught.value.message
    assert abs(caught.value.start - column) <= 1


@pytest.mark.parametrize(
    "expression",
    [
        "(?:(?:a{1000}){1000}){1000}",
        "((([a-z]{900,}){900}){900})",
        "(?x)(?:(?:a{1000} # )\n){1000}){1000}",
        "(?:(?:(?#)[)a{1000}){1000}){1000}",
        "a{999999999999}",
    ],
)
def test_what_would_take_all_memory_is_refused(expression: str) -> None:
    with pytest.raises(FilterError):
        compiled(expression)


def test_counts_that_people_write_are_not_refused() -> None:
    for expression in (r"(?:\d{4}-){3}.{40}x.{40}x.{40}", "a{1,5000}", "(?:a{0,999}){0,999}", r"\{9999\}{2}"):
        assert compiled(expression).pattern == expression


def test_an_expression_that_never_ends_is_stopped() -> None:
    pattern = asked(r"(a|a|aa)+(a|aa|aaa)+(?<!a)$", REGEX)
    pattern.seconds = 0.02
    with pytest.raises(FilterError, match="too long"):
        pattern.spans("a" * 5000 + "c")


@pytest.mark.parametrize(
    ("line", "way", "terms"),
    [
        ("he dam bro", LITERAL, "dam bro*"),
        ("dam", LITERAL, ""),
        ("a 漢字表", LITERAL, "漢字 字表"),
        ("the dam broke", REGEX, "dam broke*"),
        (r"\bdam\w+", REGEX, "dam*"),
        ("dam +broke", REGEX, "broke*"),
        ("dam *broke", REGEX, ""),
        (r"dam\s*broke now", REGEX, "now*"),
        ("^The mayor$", REGEX, "the mayor"),
        ("(the|a) dam broke$", REGEX, "dam broke"),
        ("a|b cd ef", REGEX, ""),
        (r"\p{L} dam x", REGEX, ""),
        ("[[:alpha:]]dam x", REGEX, ""),
        ("x (?:dam){e<=1} yy", REGEX, ""),
        ("the dams? broke it", REGEX, "dam* broke"),
        ("(?x) a dam", REGEX, ""),
        (r"(a)\1 dam it", REGEX, ""),
    ],
)
def test_the_index_is_asked_for_words_that_cannot_be_missing(line: str, way: Way, terms: str) -> None:
    found = [term.word + "*" * term.begun for term in asked(line, way).terms()]
    assert found == terms.split()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (r"dam\s+broke", "madam\n broken"),
        (r"\bdam+s? broke", "the dammm brokered"),
        (r"a\.b dam x", "xa.b dam xy"),
        ("(?i)ŁÓDŹ die stra", "Łódź die Straße"),
        (r"the .*? broke", "the dam broke"),
        (r"x{2,} dam\b", "xxx dam²"),
        ("a{0} dam it", " dam item"),
        (r"\w+ly said\.$", "calmly said."),
    ],
)
def test_an_article_with_a_place_has_all_the_words_that_the_index_is_asked_for(line: str, text: str) -> None:
    pattern = asked(line, REGEX)
    assert pattern.spans(text)
    words = indexable(text).lower().replace(".", " ").split()
    for term in pattern.terms():
        assert any(word.startswith(term.word) if term.begun else word == term.word for word in words), term
