"""The mutants of a file: what is changed, that each is undone, and that nothing else is made."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml

from tests.mutants import page, scope
from tests.mutants.changes import changes
from tests.mutants.running import Ending


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("a = b < c", ["a = None", "a = b <= c"]),
        ("a = b and (not c)", ["a = None", "a = b or not c", "a = not b and (not c)", "a = b and c"]),
        ("a = 1", ["a = 2", "a = 0"]),
        ("a += b * 'xy'", ["a -= b * 'xy'", "a += b // 'xy'", "a += b * 'x'"]),
        ("a(min(b))", ["pass", "a(max(b))"]),
        ("if a: b = c", ["if not a:", "b = None"]),
        ("with suppress(OSError): pass", ["with suppress():"]),
        ("raise a", ["pass"]),
        ("a = [b for c in d if e]", ["a = None", "a = [b for c in d if not e]"]),
        ("a = lambda: sorted(b, key=c)", ["a = None", "a = lambda: None", "a = lambda: list(b)"]),
        ("try: a = b\nexcept OSError: pass", ["a = None", "except ():"]),
        ("'a docstring'", []),
        ("assert a > 0", []),
        ("a: int", []),
        ("__slots__ = ('a',)", []),
        ("A = TypeVar('A')", []),
    ],
)
def test_each_place_that_matters_is_changed(line: str, others: list[str]) -> None:
    tree = ast.parse(line)
    found = changes(tree)
    changed = []
    for change in found:
        change.swap()
        changed.append(ast.unparse(tree))
        change.swap()
    for text, other in zip(changed, others, strict=True):
        assert other in text
    assert ast.unparse(tree) == ast.unparse(ast.parse(line))


def test_mutants_are_called_by_what_is_changed_and_where() -> None:
    text = "class A:\n    def f(self, a=1):\n        def g():\n            return a + 1\n        return g\n"
    assert [(change.key, change.function, change.lines.start) for change in changes(ast.parse(text))] == [
        ("A.f: def f(self, a=1): → def f(self, a=2):", "", 2),
        ("A.f: def f(self, a=1): → def f(self, a=0):", "", 2),
        ("A.f.g: return a + 1 → return None", "A.f", 4),
        ("A.f.g: return a + 1 → return a - 1", "A.f", 4),
        ("A.f.g: return a + 1 → return a + 2", "A.f", 4),
        ("A.f.g: return a + 1 → return a + 0", "A.f", 4),
        ("A.f: return g → return None", "A.f", 5),
    ]


def test_every_mutant_has_a_name_of_its_own() -> None:
    found = changes(ast.parse("a = b[1:1]\n"))
    assert len({change.key for change in found}) == len(found) == 5


def test_what_some_test_noticed_need_not_be_tried_again(tmp_path: Path) -> None:
    assert page.noticed(tmp_path, "a.py") == {}
    page.keep(tmp_path, "a.py", [("one", 1, "survived"), ("other", 2, "timeout"), ("third", 3, "killed")], 3)
    assert page.noticed(tmp_path, "a.py") == {"other": Ending.TIMEOUT, "third": Ending.KILLED}


def test_every_file_of_the_scope_is_there_and_has_a_part_with_tests() -> None:
    reasons = yaml.safe_load((Path(__file__).parent / "survivors.yaml").read_text(encoding="utf-8"))
    names = {path.relative_to(scope.ROOT).as_posix() for path in scope.files()}
    assert all(path.is_file() for path in scope.files())
    assert {scope.part_of(path) for path in scope.files()} == scope.TESTS.keys()
    assert all(scope.tests_of(part) for part in scope.TESTS)
    assert reasons.keys() <= names
    assert all(reason for known in reasons.values() for reason in known.values())
