"""The shells that can complete the command line, each with what writes its script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.cli.described import Described


def _bash(commands: Sequence[Described]) -> str:
    from triage.cli.shells import bash

    return bash.script(commands)


def _zsh(commands: Sequence[Described]) -> str:
    from triage.cli.shells import zsh

    return zsh.script(commands)


def _fish(commands: Sequence[Described]) -> str:
    from triage.cli.shells import fish

    return fish.script(commands)


SHELLS: Mapping[str, Callable[[Sequence[Described]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""By the name that the command line has for it."""


def quoted(text: str) -> str:
    """Return `text` as one word in single quotes, as bash and zsh read it."""
    escaped = text.replace("'", "'\\''")
    return f"'{escaped}'"
