"""The manual pages, each with what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def _program() -> str:
    from triage.cli.manual import program

    return program.page()


def _keys() -> str:
    from triage.cli.manual import keys

    return keys.page()


def _sidecar() -> str:
    from triage.cli.manual import sidecar

    return sidecar.page()


PAGES: Mapping[str, tuple[int, Callable[[], str]]] = {
    "triage": (1, _program),
    "triage-keys": (5, _keys),
    "triage-sidecar": (5, _sidecar),
}
"""By name: the section it belongs to, and what makes its source."""
