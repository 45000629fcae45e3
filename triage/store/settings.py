"""What a person set for themselves: who they are when they judge, and which keys they use."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from triage.core.plain import plain
from triage.core.values import dataclass
from triage.core.view import View
from triage.errors import UsageError
from triage.store.choosing import Choice, Origin, chosen
from triage.store.homes import config_home

LONGEST_NAME = 100
"""Code points of a reviewer's name."""

GIT_SECONDS = 2.0
"""Longest wait for git to say its user's name."""

_JOINERS = "\u200c\u200d"
"""Not seen, but Persian and Indian names are spelled with them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration file; empty where it says nothing."""

    reviewer: str = ""
    keys: str = ""
    """Name or path of a key map."""
    codebook: str = ""
    """Path of a codebook."""
    editor: str = ""
    """A command line."""
    theme: str = ""
    ascii: str = ""
    motion: str = ""
    mouse: str = ""
    title: str = ""
    views: Mapping[str, View] = field(default_factory=dict)
    """Saved views of the list, by name."""


def config_path() -> Path:
    """Return where the configuration file is or would be."""
    return config_home() / "config.yaml"


def load(path: Path | None = None) -> Settings:
    """Read the configuration; unset where there is none. Raises UsageError for one that says nonsense."""
    path = path or config_path()
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}", "make the configuration readable, or remove it"
        ) from None
    from triage.store import configuration

    said = configuration.read(path)
    if said.findings:
        raise UsageError(said.findings[0], "mend the configuration; triage config check tells all of it")
    return Settings(**said.values, views=said.views)


def reviewer(option: str | None, corpus: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return who judges: the option, else TRIAGE_REVIEWER, the configuration, git's user, the login name.

    The first three were chosen by somebody: a name there that cannot be used raises UsageError.
    """
    return choice(option, corpus, environment).value


def choice(option: str | None, corpus: Path, environment: Mapping[str, str] | None = None) -> Choice:
    """Return who judges, and who says so. Raises UsageError as `reviewer` does."""
    found = chosen("reviewer", option, None, environment)
    if found is not None:
        return Choice(checked(found.value, found.place), found.origin, found.place)
    for place, name in (("git's user.name", _git_user), ("your login name", _login_name)):
        known = cleaned(name(corpus))
        if known:
            return Choice(known, Origin.BUILT_IN, place)
    return Choice("reviewer", Origin.BUILT_IN, "")


def checked(name: str, source: str) -> str:
    """Return `name` without blanks at its edges; UsageError, naming its `source`, if it cannot be used."""
    wrong = ""
    if not name.strip():
        wrong = "is empty"
    elif len(name.strip()) > LONGEST_NAME:
        wrong = f"is longer than {LONGEST_NAME} characters"
    elif any(not (_is_seen(character) or _is_blank(character)) for character in name.strip()):
        wrong = "holds a character that cannot be seen"
    elif not (cleaned(name)):
        wrong = "is empty"
    if wrong:
        raise UsageError(f"{source}: the reviewer's name {wrong}", "a name is letters, digits and blanks")
    return cleaned(name)


def cleaned(name: str) -> str:
    """Return `name` fit to be written and shown, composed as Unicode recommends and cut if it is too long."""
    composed = unicodedata.normalize(
        "NFC", "".join(" " if _is_blank(c) else c for c in name if _is_seen(c) or _is_blank(c))
    )
    return " ".join(composed.split())[:LONGEST_NAME].strip()


def _is_seen(character: str) -> bool:
    return character in _JOINERS or plain(character) == character


def _is_blank(character: str) -> bool:
    return plain(character) == " "


def _git_user(corpus: Path) -> str:
    import subprocess

    try:
        answer = subprocess.run(  # git is found as every shell finds it
            ["git", "config", "--get", "user.name"],
            cwd=corpus,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout.decode("utf-8", "replace")


def _login_name(_: Path) -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user that the system has no name for
        return ""
