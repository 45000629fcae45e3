"""Each kind of value is taken out of a mapping, or the mistake is said with the way to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from triage.core.claim import Stance
from triage.core.node import Node, Plain
from triage.store import fields
from triage.store.fields import Problem

Taker = Callable[[Mapping[str, Node], str], object]

TIME = "2026-11-21T10:02:30.007Z"


def word(entries: Mapping[str, Node], key: str) -> object:
    return fields.word(entries, key, Stance)


def optional_word(entries: Mapping[str, Node], key: str) -> object:
    return fields.optional_word(entries, key, Stance)


@pytest.mark.parametrize(
    ("take", "node", "value"),
    [
        (fields.mapping_at, {"b": "c"}, {"b": "c"}),
        (fields.mapping_at, {}, {}),
        (fields.sequence_at, ("b",), ("b",)),
        (fields.text, "b", "b"),
        (fields.text, "", ""),
        (fields.text, "null", "null"),
        (fields.text, Plain("no"), "no"),
        (fields.text, Plain("-1.5"), "-1.5"),
        (fields.optional_text, "~", "~"),
        (fields.optional_text, Plain("12"), "12"),
        (fields.whole_number, Plain("0"), 0),
        (fields.whole_number, Plain("1"), 1),
        (fields.whole_number, Plain("9" * 15), 10**15 - 1),
        (fields.time, Plain("2026-11-21 10:02:30.007"), TIME),
        (fields.time, TIME, TIME),
        (word, "refutes", Stance.REFUTES),
        (optional_word, Plain("context"), Stance.CONTEXT),
        *((fields.flag, Plain(word), True) for word in ("true", "True", "TRUE")),
        *((fields.flag, Plain(word), False) for word in ("false", "False", "FALSE")),
    ],
)
def test_a_value_is_taken_as_what_it_is(take: Taker, node: Node, value: object) -> None:
    found = take({"x": "y", "a": node}, "a")
    assert found == value
    assert not isinstance(found, Plain)


NOTHING = [Plain(word) for word in ("", "~", "null", "Null", "NULL")]


@pytest.mark.parametrize("nothing", NOTHING)
@pytest.mark.parametrize(
    ("take", "value"),
    [
        (fields.mapping_at, {}),
        (fields.sequence_at, ()),
        (fields.optional_text, None),
        (fields.flag, False),
        (optional_word, None),
    ],
)
def test_what_may_be_left_out_may_also_stand_empty(take: Taker, value: object, nothing: Node) -> None:
    assert take({"a": nothing}, "a") == take({}, "a") == value
    assert fields.is_null(nothing)
    assert fields.mapping(nothing, "it") == {}


@pytest.mark.parametrize("word", ["", "~", "null"])
def test_nothing_in_quotes_is_text(word: str) -> None:
    assert not fields.is_null(word)


@pytest.mark.parametrize(
    ("take", "wanted"),
    [
        (fields.text, "text"),
        (fields.whole_number, "a whole number"),
        (fields.time, "text"),
        (word, "one of supports, refutes, context"),
    ],
)
def test_what_must_be_there_is_missed_at_its_key_or_where_its_key_should_be(take: Taker, wanted: str) -> None:
    for entries, path in (({}, ()), ({"a": Plain("~")}, ("a",))):
        with pytest.raises(Problem) as caught:
            take(entries, "a")
        assert (caught.value.text, caught.value.path) == (f"'a' is missing ({wanted})", path)


NUMBER = "'a' must be a whole number, 0 or greater, without quotes"
WORD = "'a' must be one of supports, refutes, context"


@pytest.mark.parametrize(
    ("take", "node", "text"),
    [
        (fields.mapping_at, "b", "'a' must be a mapping"),
        (fields.sequence_at, {"b": "c"}, "'a' must be a list"),
        (fields.sequence_at, "null", "'a' must be a list"),
        (fields.text, ("b",), "'a' must be text"),
        (fields.text, {}, "'a' must be text"),
        (fields.whole_number, "1", NUMBER),
        (fields.whole_number, Plain("-1"), NUMBER),
        (fields.whole_number, Plain("01"), NUMBER),
        (fields.whole_number, Plain("00"), NUMBER),
        (fields.whole_number, Plain("1.0"), NUMBER),
        (fields.whole_number, Plain("٣"), NUMBER),
        (fields.whole_number, Plain("9" * 16), NUMBER),
        (fields.flag, "true", "'a' must be true or false"),
        (fields.flag, Plain("yes"), "'a' must be true or false"),
        (fields.flag, {}, "'a' must be true or false"),
        (fields.time, "soon", f"'a' must be a time such as {TIME}"),
        (word, "doubts", WORD),
        (optional_word, "doubts", WORD),
    ],
)
def test_another_kind_of_value_is_said_to_be_one_at_its_key(take: Taker, node: Node, text: str) -> None:
    with pytest.raises(Problem) as caught:
        take({"a": node}, "a")
    assert (str(caught.value), caught.value.text, caught.value.path) == (text, text, ("a",))


def test_something_else_than_a_mapping_is_named_as_asked() -> None:
    with pytest.raises(Problem, match=r"^a claim must be a mapping$"):
        fields.mapping("b", "a claim")


def test_a_problem_is_seen_from_further_out() -> None:
    problem = Problem("wrong", "c").under("b", 1)
    assert problem.under("a") is problem
    assert problem.path == ("a", "b", 1, "c")


def test_what_is_not_known_is_kept_in_its_order() -> None:
    entries: dict[str, Node] = {"z": "1", "known": "2", "y": "3"}
    assert list(fields.rest(entries, frozenset({"known"})).items()) == [("z", "1"), ("y", "3")]
    assert fields.rest(entries, frozenset({"x", "y", "z", "known"})) == {}
    assert fields.rest({}, frozenset()) == {}
