"""A changed function is put in place of the loaded one, and where none is loaded it is not said to be."""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import Any

from tests.mutants.collected import Tests, put
from tests.mutants.running import OTHER_WAY


def code_of(body: str) -> CodeType:
    text = f"def one():\n    return 1\ndef two(it=0):\n    def inner():\n        {body}\n    return inner\n"
    return compile(text, "some.py", "exec")


def loaded() -> dict[str, FunctionType]:
    """Return the functions of the file as they are before anything is changed."""
    names: dict[str, Any] = {}
    exec(code_of("return 1"), names)
    return {name: names[name] for name in ("one", "two")}


def test_a_function_that_is_loaded_is_changed_with_what_is_defined_in_it() -> None:
    functions = loaded()
    assert put(code_of("return 2"), functions.values())
    assert functions["one"]() == 1
    assert functions["two"]()() == 2


def test_a_file_of_which_nothing_is_loaded_yet_has_to_be_loaded_anew() -> None:
    """Otherwise the tests would pass with nothing changed, and the mutant would seem to survive."""
    functions = loaded()
    assert not put(code_of("return 2"), ())
    assert not put(code_of("return 2"), [functions["one"]])
    assert Tests(lambda _: None).run([], code_of("return 2")) == OTHER_WAY


def test_a_function_that_uses_other_names_from_around_it_has_to_be_loaded_anew() -> None:
    inner = loaded()["two"]()
    assert not put(code_of("return it"), [inner])
    assert inner() == 1
