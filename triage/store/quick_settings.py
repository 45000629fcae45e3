"""What the first picture obeys of the settings, found in a moment and without a library.

The settings themselves are read a moment later, and checked; where they are read otherwise than here,
the first picture alone is in other colours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from triage.core.wording import DEFAULT_THEME, is_on

_BYTES = 8192
"""How much of the configuration is looked at."""


def quick_theme(argv: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the theme's name, perhaps one that there is not."""
    said = _option(argv, "--theme") or environment.get("TRIAGE_THEME") or _configured("theme", environment)
    return said or _first_word(_home("XDG_STATE_HOME", ".local/state", environment), "theme") or DEFAULT_THEME


def quick_ascii(argv: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether signs are to be ASCII."""
    if "--ascii" in argv:
        return True
    said = environment.get("TRIAGE_ASCII") or _configured("ascii", environment)
    return is_on(said) if said else not speaks_utf8(environment)


def speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the locale is one of UTF-8, by its name or by what the system says of it.

    By its name also where the system does not have it, as is often so over ssh. Where none is set Python
    takes one of UTF-8, and so do we.
    """
    named = next((value for name in _LOCALE if (value := environment.get(name))), "")
    if "utf-8" in named.lower() or "utf8" in named.lower():
        return True
    try:
        import _locale

        return _locale.nl_langinfo(_locale.CODESET).lower() in ("utf-8", "utf8")
    except (ImportError, AttributeError, ValueError):
        return True


_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


def _option(argv: Sequence[str], name: str) -> str:
    """Return the last value of an option; empty where it is not given."""
    found = ""
    for at, word in enumerate(argv):
        if word == name and at + 1 < len(argv):
            found = argv[at + 1]
        elif word.startswith(name + "="):
            found = word.partition("=")[2]
    return found


def _configured(name: str, environment: Mapping[str, str]) -> str:
    """Return a word of the configuration, of a line that holds it alone; empty where there is none."""
    head = f"{name}:".encode("ascii")
    with (
        suppress(OSError),
        open(f"{_home('XDG_CONFIG_HOME', '.config', environment)}/config.yaml", "rb") as f,
    ):
        for line in f.read(_BYTES).splitlines():
            if line.startswith(head):
                word = line[len(head) :].partition(b" #")[0].strip().strip(b"'\"")
                return word.decode("ascii", "replace")
    return ""


def _first_word(folder: str, name: str) -> str:
    with suppress(OSError), open(os.path.join(folder, name), "rb") as file:
        return file.read(64).decode("ascii", "replace").strip()
    return ""


def _home(variable: str, otherwise: str, environment: Mapping[str, str]) -> str:
    given = environment.get(variable, "")
    base = given if given.startswith("/") else os.path.join(environment.get("HOME", ""), otherwise)
    return os.path.join(base, "triage")
