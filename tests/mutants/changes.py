"""Every small change of one source file that a test should notice: the mutants.

A change swaps one node of the syntax tree for another, and swapped again it is undone. Not changed
are what has no effect on what the program does: docstrings, annotations, imports, assertions made
for the type checker, `__slots__`, `__all__`, and the options of `@dataclass`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
    ast.Pow: ast.Mult,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
"""Operators, and the two ways to leave a round of a loop."""

_PAIRS = (
    *(("min", "max"), ("any", "all"), ("find", "rfind"), ("index", "rindex"), ("startswith", "endswith")),
    *(("lstrip", "rstrip"), ("partition", "rpartition"), ("removeprefix", "removesuffix")),
    *(("lower", "upper"), ("ljust", "rjust")),
)
_CALLED = {
    **dict(_PAIRS),
    **{other: one for one, other in _PAIRS},
    "strip": "lstrip",
    "popleft": "pop",
    "appendleft": "append",
}
"""Functions and methods that are easily taken for each other."""

_CONTEXT = 28
"""Characters shown on either side of what a change changes."""


@dataclass(slots=True)
class Change:
    """One mutant of a file."""

    key: str
    """What is changed to what, and in which function; it stays when lines are added elsewhere."""
    lines: range
    """Of the statement that is changed, from 1."""
    function: str
    """The outermost function that it is in, empty where the file has to be loaded anew."""
    _parent: ast.AST
    _field: str
    _index: int | None
    _other: ast.AST

    def swap(self) -> None:
        """Make the change in the tree, or undo it."""
        if self._index is None:
            here = getattr(self._parent, self._field)
            setattr(self._parent, self._field, self._other)
        else:
            siblings = getattr(self._parent, self._field)
            here, siblings[self._index] = siblings[self._index], self._other
        self._other = here


def changes(tree: ast.Module) -> list[Change]:
    """Return all changes of the file whose syntax tree this is, in the order of its text."""
    found: list[Change] = []
    seen: dict[str, int] = {}
    for place in _places(tree, "", "", None):
        for other in _others(place.node, place.parent):
            ast.copy_location(other, place.node)
            ast.fix_missing_locations(other)
            at = (place.parent, place.field, place.index)
            change = Change("", place.lines(), place.function, *at, other)
            before = place.shown()
            change.swap()
            after = place.shown(other)
            change.swap()
            key = f"{place.name or 'module'}: {_difference(before, after)}"
            seen[key] = seen.get(key, 0) + 1
            change.key = key if seen[key] == 1 else f"{key} #{seen[key]}"
            found.append(change)
    return found


@dataclass(slots=True)
class _Place:
    """A node, and where in the tree it stands."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    name: str
    function: str
    statement: ast.stmt

    def lines(self) -> range:
        body = getattr(self.statement, "body", None)
        if isinstance(self.node, ast.ExceptHandler | ast.match_case):
            return range(self.node.body[0].lineno, self.node.body[0].lineno + 1)
        end = body[0].lineno if body and body[0].lineno > self.statement.lineno else _end(self.statement) + 1
        return range(self.statement.lineno, end)

    def shown(self, other: ast.AST | None = None) -> str:
        """Return the statement as one line, `other` in place of it if it is what is changed."""
        if isinstance(self.node, ast.ExceptHandler):
            return ast.unparse(other or self.node).split("\n", 1)[0]
        statement = other if other is not None and self.node is self.statement else self.statement
        text = ast.unparse(statement)
        lines = text.split("\n")
        return next((line for line in lines if not line.startswith("@")), "")


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _places(node: ast.AST, name: str, function: str, statement: ast.stmt | None) -> Iterator[_Place]:
    """Yield every node below `node` that may be changed."""
    for field, value in ast.iter_fields(node):
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_out(node, field, child):
                continue
            inner = child if isinstance(child, ast.stmt) else statement
            if inner is not None:
                yield _Place(child, node, field, index, name, function, inner)
            if isinstance(child, ast.ClassDef):
                yield from _places(child, f"{name}.{child.name}".lstrip("."), function, inner)
            elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                called = f"{name}.{child.name}".lstrip(".")
                yield from _places(child.args, called, function, inner)
                body = ast.Module(child.body, [])
                yield from _places(body, called, function or called, inner)
            else:
                yield from _places(child, name, function, inner)


def _is_out(parent: ast.AST, field: str, child: ast.AST) -> bool:
    """Whether `child` says nothing about what the program does."""
    if field in ("annotation", "returns", "decorator_list", "format_spec", "type_params", "ctx"):
        return True
    if isinstance(child, ast.Import | ast.ImportFrom | ast.Assert | ast.Global | ast.Nonlocal | ast.Pass):
        return True
    if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
        return True  # a docstring
    if isinstance(child, ast.AnnAssign):
        return child.value is None or ast.unparse(child.annotation) == "TypeAlias"
    if isinstance(child, ast.Assign):
        target = child.targets[0]
        special = isinstance(target, ast.Name) and target.id in ("__slots__", "__all__")
        call = child.value.func if isinstance(child.value, ast.Call) else None
        return special or (isinstance(call, ast.Name) and call.id == "TypeVar")
    return isinstance(parent, ast.ExceptHandler) and field == "type"


def _others(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:  # noqa: PLR0912 - a table of kinds
    """Yield what may stand in the place of `node`."""
    match node:
        case ast.Compare():
            for at, operator in enumerate(node.ops):
                swapped = [*node.ops[:at], _SWAPPED[type(operator)](), *node.ops[at + 1 :]]
                yield _with(node, ops=swapped)
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign():
            if type(node.op) in _SWAPPED:
                yield _with(node, op=_SWAPPED[type(node.op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant():
            yield from map(ast.Constant, _constants(node.value))
        case ast.Break() | ast.Continue():
            yield _SWAPPED[type(node)]()
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield _with(node, value=ast.Constant(None))
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            if not isinstance(value, ast.Constant):
                yield _with(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom() | ast.Await()) | ast.Raise():
            yield ast.Pass()
        case ast.ExceptHandler(type=ast.expr()):
            yield _with(node, type=ast.Tuple([], ast.Load()))
        case ast.Lambda(body=body) if not isinstance(body, ast.Constant):
            yield _with(node, body=ast.Constant(None))
        case ast.Call():
            yield from _calls(node)
        case _:
            pass
    if isinstance(node, ast.expr) and _is_condition(node, parent):
        yield ast.UnaryOp(ast.Not(), node)


def _is_condition(node: ast.expr, parent: ast.AST) -> bool:
    """Whether `node` decides something and has no operator that is changed anyway."""
    if isinstance(node, ast.Compare | ast.BoolOp | ast.Constant) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    ):
        return False
    if isinstance(parent, ast.If | ast.While | ast.IfExp):
        return parent.test is node
    return (isinstance(parent, ast.comprehension) and any(node is test for test in parent.ifs)) or (
        isinstance(parent, ast.BoolOp)
    )


def _constants(value: object) -> list[str | bytes | int | float | bool]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 1, value - 1]
    if isinstance(value, float):
        return [value + 1.0]
    if isinstance(value, str):
        return [value[:-1] if len(value) > 1 else "XX"]
    if isinstance(value, bytes):
        return [value[:-1] if len(value) > 1 else b"XX"]
    return []


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    function = node.func
    if isinstance(function, ast.Name):
        if function.id in _CALLED:
            yield _with(node, func=_with(function, id=_CALLED[function.id]))
        elif function.id in ("sorted", "reversed"):
            yield _with(node, func=_with(function, id="list"), keywords=[])
        elif function.id == "suppress":
            yield _with(node, args=[])
    elif isinstance(function, ast.Attribute) and function.attr in _CALLED:
        yield _with(node, func=_with(function, attr=_CALLED[function.attr]))


def _with(node: ast.AST, **fields: object) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _difference(before: str, after: str) -> str:
    """Return what differs with a little of what stands around it."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = max(0, head - _CONTEXT)
    shown = [text[start : max(len(text) - tail, head) + _CONTEXT] for text in (before, after)]
    return " → ".join(part if len(part) <= 120 else f"{part[:119]}…" for part in shown)
