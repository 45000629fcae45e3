"""Classes of values behave as those of `dataclasses` do, though their methods are made late."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest

from triage.core.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Late:
    """A value with every kind of field."""

    name: str
    count: int = 3
    inside: list[int] = field(default_factory=list)
    aside: int = field(default=7, repr=False, compare=False)
    memory: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    twice: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.count)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """The same by the standard library."""

    name: str
    count: int = 3
    inside: list[int] = field(default_factory=list)
    aside: int = field(default=7, repr=False, compare=False)
    memory: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    twice: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.count)


def test_values_take_their_arguments_and_defaults() -> None:
    value = Late("a", inside=[1])
    assert (value.name, value.count, value.inside, value.twice) == ("a", 3, [1], 6)
    assert Late("a").inside is not Late("b").inside
    assert Late("a").memory == {}
    for wrong in ({}, {"name": "a", "other": 1}, {"name": "a", "twice": 1}):
        with pytest.raises(TypeError):
            Late(**wrong)  # type: ignore[arg-type]  # the wrong ones


def test_the_first_values_of_a_class_are_made_as_all_others() -> None:
    @dataclass(frozen=True, slots=True)
    class Many:
        name: str
        count: int = 3
        inside: list[int] = field(default_factory=list)
        memory: dict[str, int] = field(default_factory=dict, init=False)

    first = Many("a")
    values = [Many("a") for _ in range(300)]
    assert all((each, each.memory, each.inside) == (first, {}, []) for each in values)
    assert len({id(each.inside) for each in values}) == len(values)
    for late in (Many("a", 1, [2]), Many(name="a", count=1, inside=[2]), Many("a", inside=[2], count=1)):
        assert (late.name, late.count, late.inside) == ("a", 1, [2])


@pytest.mark.parametrize("before", [0, 300])
def test_wrong_words_are_refused_by_the_first_and_by_the_last(before: int) -> None:
    @dataclass(frozen=True, slots=True)
    class Picky:
        name: str
        count: int = 3
        twice: int = field(init=False)

    for _ in range(before):
        Picky("a")
    for given, named in (
        ((), {}),
        (("a", 1, 2), {}),
        (("a",), {"name": "b"}),
        (("a",), {"other": 1}),
        (("a",), {"twice": 1}),
    ):
        with pytest.raises(TypeError):
            Picky(*given, **named)
    assert Picky("a").count == 3


def test_values_look_and_compare_as_usual() -> None:
    assert repr(Late("a", 1)) == repr(Usual("a", 1)).replace("Usual", "Late")
    assert Late("a") == Late("a") != Late("b")
    assert Late("a") != Usual("a")  # type: ignore[comparison-overlap]  # that they never are is the point
    assert hash(Late("a", inside=())) == hash(Late("a", inside=()))  # type: ignore[arg-type]  # to be hashed
    assert Late("a", aside=1) == Late("a", aside=2)
    assert Late.__match_args__ == Usual.__match_args__


def test_values_cannot_be_changed() -> None:
    value = Late("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.name = "b"  # type: ignore[misc]  # it is what must not be
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.name
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(value, "other", 1)


def test_the_tools_of_dataclasses_know_values() -> None:
    value = Late("a", 4)
    assert dataclasses.is_dataclass(value)
    assert dataclasses.replace(value, name="b") == Late("b", 4)
    assert dataclasses.replace(value, count=5).twice == 10
    names = [each.name for each in dataclasses.fields(value)]
    assert names == ["name", "count", "inside", "aside"]


def test_values_can_be_copied_and_pickled() -> None:
    value = Late("a", 4, [1], 9)
    for other in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert other == value
        assert (other.twice, other.aside) == (8, 9)


def test_values_that_are_not_frozen_can_be_changed_and_have_no_hash() -> None:
    @dataclass(slots=True)
    class Open:
        name: str

    value = Open("a")
    value.name = "b"
    assert value == Open("b")
    with pytest.raises(TypeError):
        hash(value)


def test_there_are_none_without_slots() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=True, slots=False)


def test_values_are_replaced_as_usual() -> None:
    value = Late("a", 4, [1], 9)
    other = replace(value, name="b", count=5)
    assert other == dataclasses.replace(value, name="b", count=5) == Late("b", 5, [1])
    assert (other.aside, other.twice, other.inside) == (9, 10, value.inside)
    assert replace(value) == value
    for wrong in ({"other": 1}, {"twice": 1}):
        with pytest.raises(TypeError):
            replace(value, **wrong)  # type: ignore[arg-type]  # the wrong ones
