"""Reading a file of settings: every value checked by the table, every finding with its line and column."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from itertools import islice
from pathlib import Path

from triage.core.node import Node
from triage.core.themes import NAMES
from triage.core.values import dataclass
from triage.core.view import View
from triage.core.wording import MOTIONS, SWITCHES
from triage.errors import UsageError
from triage.keymap.arguments import nearest
from triage.settings import SCHEMA, SETTINGS, Kind, Setting, setting
from triage.store import fields, hand_written
from triage.store.fields import Problem
from triage.store.links import is_within
from triage.store.names import FOLDER_SETTINGS
from triage.store.views import taken
from triage.store.yaml_error import YamlError, shortened


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one file says; nothing where there is none."""

    path: Path
    values: Mapping[str, str]
    """By the name of the setting; what was wrong is left out."""
    findings: tuple[str, ...] = ()
    """What is wrong, each with file, line and column; untrusted text."""
    views: Mapping[str, View] = field(default_factory=dict)
    """Saved views by name; untrusted text."""


def read(path: Path, folder: Path | None = None) -> Configuration:
    """Return what the file at `path` says. `folder` is the corpus that it came with, None for a person's own.

    Never raises: of a file that cannot be read at all there is one finding, and no value.
    """
    try:
        text = _content(path, folder)
    except (FileNotFoundError, NotADirectoryError):
        return Configuration(path, {})
    except OSError as error:
        return Configuration(path, {}, (f"{path}: {error.strerror}",))
    if _is_blank(text):
        return Configuration(path, {})
    values: dict[str, str] = {}
    views: dict[str, View] = {}
    try:
        top = fields.mapping(hand_written.read(text, str(path)), "the configuration")
        found = list(islice(_taken(top, values, views, folder), hand_written.MOST_WARNINGS))
    except YamlError as error:
        return Configuration(path, {}, (error.message,))
    except Problem as problem:
        found = [problem]
    return Configuration(path, values, tuple(_told(path, text, problem) for problem in found), views)


def of_folder(root: Path) -> Configuration:
    """Return what the file of the corpus at `root` says."""
    return read(root / FOLDER_SETTINGS, root)


def write_new(path: Path, text: str) -> None:
    """Write a new file of settings. Raises FileExistsError where there is anything of that name, OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def line_of(path: Path, name: str) -> int:
    """Return the line, from 1, on which a file sets `name`; 0 if that can no longer be told."""
    try:
        with open(path, "rb") as file:
            return hand_written.place(file.read(hand_written.SIZE), (name,))[0]
    except (OSError, YamlError):
        return 0


def _content(path: Path, folder: Path | None) -> bytes:
    """Return the bytes of a file, no more than may be. Raises OSError, also for what is not a file."""
    if folder is not None and not is_within(os.path.realpath(path), os.path.realpath(folder)):
        raise OSError(errno.EINVAL, "leads out of the folder, and is not read")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe would be waited for
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a file")
    with open(descriptor, "rb") as file:
        return file.read(hand_written.SIZE + 1)


def _is_blank(text: bytes) -> bool:
    """Whether there are only comments, as in a file that `triage init` has just written."""
    lines = text.removeprefix(b"\xef\xbb\xbf").splitlines()
    return len(text) <= hand_written.SIZE and all(line.strip()[:1] in (b"", b"#") for line in lines)


def _taken(
    top: Mapping[str, Node], values: dict[str, str], views: dict[str, View], folder: Path | None
) -> Iterator[Problem]:
    """Put what is right into `values` and `views`; yield what is wrong. Raises Problem for a newer file."""
    if "schema" in top and fields.whole_number(top, "schema") != SCHEMA:
        raise Problem(f"'schema' must be {SCHEMA}: a newer triage may be needed", "schema")
    for name in top:
        known = setting(name)
        if name == "schema":
            continue
        try:
            if known is None:
                close = nearest(name, ("schema", *(each.name for each in SETTINGS)))
                raise Problem(f"there is no setting {shortened(name)}{close}", name)
            if folder is not None and not known.in_folder:
                raise Problem(f"{name!r} has no effect in the file of a folder", name)
            if known.kind is Kind.VIEWS:
                yield from taken(fields.mapping_at(top, name), views)
                continue
            value = fields.optional_text(top, name)
            if value:
                _check(known, value, folder)
                values[name] = value
        except Problem as problem:
            yield problem


def _check(known: Setting, value: str, folder: Path | None) -> None:
    """Raise Problem unless `known` may be `value`."""
    name = known.name
    if known.kind is Kind.NAME:
        from triage.store import settings

        try:
            settings.checked(value, f"'{name}'")
        except UsageError as error:
            raise Problem(error.message, name) from None
        return
    if not value.isprintable():
        raise Problem(f"'{name}' holds a character that cannot be seen", name)
    words = _WORDS.get(known.kind)
    if words is not None:
        if value.strip().lower() not in words:
            raise Problem(f"'{name}' cannot be {shortened(value)}{nearest(value, words)}", name)
        return
    if known.kind is Kind.KEYS:
        from triage.store import keymaps

        if not keymaps.is_path(value) and value not in keymaps.names():
            close = nearest(value, keymaps.names())
            raise Problem(f"there is no key map {shortened(value)}{close}", name)
    elif known.kind is Kind.COMMAND:
        import shlex

        try:
            shlex.split(value)
        except ValueError as error:
            raise Problem(f"'{name}' cannot be read as a command: {error}", name) from None
    elif folder is not None:
        real = os.path.realpath(folder / value)
        if value.startswith("~") or not is_within(real, os.path.realpath(folder)):
            raise Problem(f"'{name}' leads out of the folder", name)
        if not os.path.isfile(real):
            raise Problem(f"'{name}' names no file: {shortened(value)}", name)


_WORDS: Mapping[Kind, Collection[str]] = {
    Kind.THEME: NAMES,
    Kind.MOTION: MOTIONS,
    Kind.SWITCH: SWITCHES.keys(),
}
"""Kinds of which there are so many values."""


def _told(path: Path, text: bytes, problem: Problem) -> str:
    line, column = hand_written.place(text, problem.path)
    return f"{path}:{line}:{column}: {problem.text}"
