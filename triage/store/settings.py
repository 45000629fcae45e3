"""What a person set for themselves: who they are when they judge, and which keys they use."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from triage.core.plain import plain
from triage.core.values import dataclass
from triage.errors import UsageError
from triage.store import hand_written
from triage.store.homes import config_home
from triage.store.yaml_error import YamlError

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


def config_path() -> Path:
    """Return where the configuration file is or would be."""
    return config_home() / "config.yaml"


def load(path: Path | None = None) -> Settings:
    """Read the configuration; unset where there is none. Raises UsageError for one that says nonsense."""
    path = path or config_path()
    try:
        content = hand_written.content(path)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise UsageError(
            f"{path}: {error.strerror}", "make the configuration readable, or remove it"
        ) from None
    from triage.store import fields

    try:
        top = fields.mapping(hand_written.read(content, str(path)), "the configuration")
        return Settings(fields.optional_text(top, "reviewer") or "", fields.optional_text(top, "keys") or "")
    except fields.Problem as problem:
        line, column = hand_written.place(content, problem.path)
        raise UsageError(f"{path}:{line}:{column}: {problem.text}", "mend the configuration") from None
    except YamlError as error:
        raise UsageError(error.message, "mend the configuration") from None


def reviewer(option: str | None, corpus: Path, environment: Mapping[str, str] | None = None) -> str:
    """Return who judges: the option, else TRIAGE_REVIEWER, the configuration, git's user, the login name.

    The first three were chosen by somebody: a name there that cannot be used raises UsageError.
    """
    environment = os.environ if environment is None else environment
    if option is not None:
        return checked(option, "--reviewer")
    if environment.get("TRIAGE_REVIEWER"):
        return checked(environment["TRIAGE_REVIEWER"], "TRIAGE_REVIEWER")
    configured = load().reviewer
    if configured:
        return checked(configured, f"{config_path()}: reviewer")
    return cleaned(_git_user(corpus)) or cleaned(_login_name()) or "reviewer"


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


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user that the system has no name for
        return ""
