"""Textual imported without two parts that this program never uses and that take a tenth of the start.

`textual.app` imports its own command palette, and that a dozen widgets; asyncio imports TLS. Both are
left out for as long as the import lasts. Should a later Textual need them, it gets them.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PALETTE = "textual.command"
_TLS = "ssl"


class _NeverUsed:
    """Stands for the classes of the palette, from which others are derived."""


class _WithoutPalette(ModuleType):
    """A module in which every name is there."""

    def __getattr__(self, name: str) -> type[_NeverUsed]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _NeverUsed


def load() -> None:
    """Import `textual.app`, lean if that is possible; harmless where it was imported before."""
    if "textual.app" in sys.modules or "asyncio" in sys.modules:
        return
    before = set(sys.modules)
    left_out: dict[str, ModuleType | None] = {_PALETTE: _WithoutPalette(_PALETTE)}
    if _TLS not in sys.modules:
        left_out[_TLS] = None  # which is how a Python without TLS looks
    sys.modules.update(left_out)  # type: ignore[arg-type]  # None is what importing takes for missing
    try:
        import textual.app  # noqa: F401 - for those who import it next
    except Exception:  # noqa: BLE001 - whatever it lacked: all of it is imported anew then, and says so itself
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "textual":
                del sys.modules[name]
    finally:
        for name in left_out:
            sys.modules.pop(name, None)
        package = sys.modules.get("textual")
        if package is not None and isinstance(vars(package).get("command"), _WithoutPalette):
            delattr(package, "command")
