"""How the screen is to be, by the options of `triage review`, the environment and the settings."""

from __future__ import annotations

import argparse
import os

from triage.cli import options
from triage.core.appearance import Appearance
from triage.core.wording import DEFAULT_THEME, MOTIONS, REDUCED, SWITCHES, is_on
from triage.errors import UsageError
from triage.settings import setting
from triage.store import choosing
from triage.store.choosing import Choice, Origin


def add_to(parser: options.Parser) -> None:
    """Let the command be told how the screen is to be."""
    for name, metavar in (("theme", "THEME"), ("ascii", None), ("motion", "HOW"), ("mouse", None)):
        known = setting(name)
        assert known is not None
        help_text = f"{known.help[0].lower()}{known.help[1:-1]} (default: {known.otherwise})"
        if metavar is None:
            parser.add_argument(known.option, action="store_true", help=help_text)
        else:
            parser.add_argument(known.option, metavar=metavar, help=help_text)


def appearance(given: argparse.Namespace) -> Appearance:
    """Return what holds. Raises UsageError for a word that means nothing."""
    found = choices(given)
    theme = found["theme"]
    return Appearance(
        theme=theme.value,
        keeps_theme=theme.origin in (Origin.KEPT, Origin.BUILT_IN),
        ascii=is_on(found["ascii"].value),
        reduced_motion=found["motion"].value == REDUCED,
        mouse=is_on(found["mouse"].value),
        title=is_on(found["title"].value),
    )


def choices(given: argparse.Namespace) -> dict[str, Choice]:
    """Return the value of each of these settings and who says so. Raises UsageError."""
    return {
        "theme": theme(given.theme),
        "ascii": _checked("ascii", "on" if given.ascii else None, SWITCHES) or _ascii(),
        "motion": _checked("motion", given.motion, dict.fromkeys(MOTIONS))
        or Choice("full", Origin.BUILT_IN, ""),
        "mouse": _checked("mouse", "off" if given.no_mouse else None, SWITCHES)
        or Choice("on", Origin.BUILT_IN, ""),
        "title": _checked("title", None, SWITCHES) or Choice("on", Origin.BUILT_IN, ""),
    }


def theme(option: str | None) -> Choice:
    """Return the theme: what somebody set, else what was chosen last in a review. Raises UsageError."""
    from triage.core.themes import NAMES
    from triage.store.homes import state_home
    from triage.store.kept_theme import FILE, kept_theme

    found = _checked("theme", option, dict.fromkeys(NAMES))
    kept = "" if found is not None else kept_theme()
    if kept:
        return Choice(kept, Origin.KEPT, str(state_home() / FILE))
    return found or Choice(DEFAULT_THEME, Origin.BUILT_IN, "")


def _ascii() -> Choice:
    from triage.store.quick_settings import speaks_utf8

    if speaks_utf8(os.environ):
        return Choice("off", Origin.BUILT_IN, "")
    return Choice("on", Origin.BUILT_IN, "the locale is not UTF-8")


def _checked(name: str, option: str | None, allowed: dict[str, object] | dict[str, bool]) -> Choice | None:
    found = choosing.chosen(name, option)
    if found is not None and found.value.strip().lower() not in allowed:
        from triage.keymap.arguments import nearest

        close = nearest(found.value, allowed)
        raise UsageError(
            f"{found.place}: there is no {name} {found.value!r}{close}",
            f"it is one of {', '.join(allowed)}",
        )
    return found and Choice(found.value.strip().lower(), found.origin, found.place)
