"""Textual imported without the parts that this program never uses and that take a quarter of its import.

`textual.app` imports its own command palette, and that a dozen widgets; asyncio imports TLS; others
import whole libraries for a function that is never called here. They are left out, or stood in for,
for as long as the import lasts; what is called after all is imported then. Should a later Textual
need more of them, it gets them.
"""

from __future__ import annotations

import re
import sys
import typing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

_PALETTE = "textual.command"
_TLS = "ssl"

_TOKENIZER = "textual.css.tokenizer"
_PILOT = "textual.pilot"
_CALLED = ("difflib", "platformdirs", "uuid", _PILOT)
"""What Textual imports functions of for a wrong style sheet, downloads, notifications and tests.

The last one is imported when the program runs, and so stays left out.
"""

_LOOKED_INTO = ("ipaddress", "textwrap", "tokenize")
"""Modules of Python that others import and use in a few functions only."""


_NEEDED_FOR_SIGNATURES = "inspect"
"""Imported by `dataclasses`, for the decorator of its own. Textual looks into it at once."""


class _NeverUsed:
    """Stands for the classes of the palette, from which others are derived."""


class _WithoutPalette(ModuleType):
    """A module in which every name is there."""

    def __getattr__(self, name: str) -> type[_NeverUsed]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _NeverUsed


class _LookedInto(ModuleType):
    """A module that is imported when something in it is asked for."""

    def __getattr__(self, name: str) -> object:
        return getattr(_whole(self), name)


class _Called(ModuleType):
    """A module that is imported when a function of it is called; it has nothing but functions."""

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*words: object, **named: object) -> object:
            function: Callable[..., object] = getattr(_whole(self), name)
            return function(*words, **named)

        return call


def _whole(stand_in: ModuleType) -> ModuleType:
    """Return the module that something stands in for."""
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    return import_module(stand_in.__name__)


class _Typing(ModuleType):
    """`typing_extensions`, as far as Python has it itself."""

    def __getattr__(self, name: str) -> object:
        return getattr(typing, name)


class _Later:
    """Compiles an expression when it is first used: Textual has some for markup that nobody writes here."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] | None = None

        def use(*words: object) -> object:
            nonlocal method
            if method is None:
                method = getattr(re.compile(self._pattern), name)
            return method(*words)

        return use


class _Tokenizer:
    """Finds one module of Textual, whose expressions are compiled later."""

    @classmethod
    def find_spec(
        cls, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module is; None for all others."""
        found = PathFinder.find_spec(fullname, path, target) if fullname == _TOKENIZER else None
        if found is not None and isinstance(found.loader, SourceFileLoader):
            found.loader = _Hastily(found.loader.name, found.loader.path)
        return found


class _Hastily(SourceFileLoader):
    """Loads a module that needs nothing of `re` but `compile`."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        expressions = ModuleType("re")
        vars(expressions)["compile"] = _Later
        vars(module)["re"] = expressions


@contextmanager
def looked_into_later() -> Iterator[None]:
    """Within this, what others import and most often use nothing of is imported only if they do."""
    names = (_NEEDED_FOR_SIGNATURES, *_LOOKED_INTO)
    left_out = {name: _LookedInto(name) for name in names if name not in sys.modules}
    sys.modules.update(left_out)
    try:
        yield
    finally:
        for name, module in left_out.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def load() -> None:
    """Import `textual.app`, lean if that is possible; harmless where it was imported before."""
    if "textual.app" in sys.modules or "asyncio" in sys.modules:
        return
    before = set(sys.modules)
    left_out: dict[str, ModuleType | None] = {_PALETTE: _WithoutPalette(_PALETTE)}
    left_out |= {name: _Called(name) for name in _CALLED}
    left_out |= {name: _LookedInto(name) for name in _LOOKED_INTO}
    left_out["typing_extensions"] = _Typing("typing_extensions")
    left_out[_TLS] = None  # which is how a Python without TLS looks
    left_out = {name: module for name, module in left_out.items() if name not in before}
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None is what importing takes for missing
    try:
        _import_textual()
    except Exception:  # noqa: BLE001 - whatever it lacked: all of it is imported anew then, and says so itself
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "textual":
                del sys.modules[name]
    finally:
        for name, module in left_out.items():
            if name != _PILOT and sys.modules.get(name) is module:
                del sys.modules[name]
        package = sys.modules.get("textual")
        if package is not None and isinstance(vars(package).get("command"), _WithoutPalette):
            delattr(package, "command")


def _import_textual() -> None:
    sys.meta_path.insert(0, _Tokenizer)
    try:
        import textual.app

        with suppress(ImportError):  # of another system than this program's
            import textual.drivers.linux_driver  # noqa: F401 - for those who import it next
    finally:
        sys.meta_path.remove(_Tokenizer)
