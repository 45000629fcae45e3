"""Who judges, with which tags and which keys: what the command line, the folder and the configuration say.

Each is imported when it is asked for: most commands need only one of the three.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.errors import UsageError
from triage.store.names import FOLDER_SETTINGS
from triage.store.yaml_error import YamlError

if TYPE_CHECKING:
    from triage.core.codebook import Codebook
    from triage.keymap import Keymap, Sources


def reviewer(option: str | None, root: Path) -> str:
    """Return who judges. Raises UsageError."""
    from triage.store import settings

    return settings.reviewer(option, root)


def codebook(option: str | None, root: Path) -> tuple[Codebook, list[str]]:
    """Return the tags to use, and warnings, also about the settings of the folder. Raises UsageError."""
    from triage.store.codebook import load, shipped_codebook

    doubts = folder_doubts(root)
    path = codebook_path(option, root)
    if path is None:
        return shipped_codebook(), doubts
    try:
        found, warnings = load(path)
    except YamlError as error:
        raise UsageError(error.message, error.hint) from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a codebook that can be read") from None
    return found, [*doubts, *warnings]


def codebook_path(option: str | None, root: Path) -> Path | None:
    """Return the codebook's file; None for the one that comes with triage. Raises UsageError."""
    from triage.store import choosing

    found = choosing.codebook(option, root)
    return None if found is None else found.path()


def folder_doubts(root: Path) -> list[str]:
    """Return what is wrong with the settings that the folder `root` brings; they are left out."""
    if not os.path.lexists(root / FOLDER_SETTINGS):
        return []
    from triage.store import configuration

    return list(configuration.of_folder(root).findings)


def keymap(option: str | None, binds: Sequence[str], root: Path, tags: Codebook) -> tuple[Keymap, list[str]]:
    """Return the keys to use in folder `root`, and warnings. Raises UsageError."""
    return read_keys(key_sources(option, binds, root), tags)


def read_keys(sources: Sources, tags: Codebook) -> tuple[Keymap, list[str]]:
    """Return the keys that `sources` make together, and warnings. Raises UsageError."""
    from triage.store import keymaps

    try:
        return keymaps.in_use(sources, tags)
    except YamlError as error:
        raise UsageError(error.message, "mend the key map, or leave --keys out") from None
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}", "name a key map that can be read") from None


def key_sources(option: str | None, binds: Sequence[str], root: Path) -> Sources:
    """Return where the keys come from: a map that was chosen, the reviewer's file, the folder's, options.

    A path in the configuration begins at the configuration's folder. Raises UsageError.
    """
    from triage.keymap import Sources
    from triage.store import choosing, keymaps, settings

    found = choosing.chosen("keys", option)
    name = found.value if found is not None else keymaps.DEFAULT
    if found is not None and found.origin is choosing.Origin.USER and keymaps.is_path(name):
        name = str(found.path())
    return Sources(
        name,
        str(settings.config_path().parent / keymaps.FILE),
        str(root / keymaps.FILE),
        tuple(binds),
    )
