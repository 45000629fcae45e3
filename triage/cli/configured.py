"""Who judges, with which tags and which keys: what the command line, the folder and the configuration say.

Each is imported when it is asked for: most commands need only one of the three.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.errors import UsageError
from triage.store.yaml_error import YamlError

if TYPE_CHECKING:
    from triage.core.codebook import Codebook
    from triage.keymap import Keymap, Sources

CODEBOOK = "codebook.yaml"
"""In a corpus: the tags that are used there."""


def reviewer(option: str | None, root: Path) -> str:
    """Return who judges. Raises UsageError."""
    from triage.store import settings

    return settings.reviewer(option, root)


def codebook(option: str | None, root: Path) -> tuple[Codebook, list[str]]:
    """Return the tags to use, and warnings. Raises UsageError."""
    from triage.store.codebook import load, shipped_codebook

    path = codebook_path(option, root)
    if path is None:
        return shipped_codebook(), []
    try:
        found, warnings = load(path)
    except YamlError as error:
        raise UsageError(error.message, error.hint) from None
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "name a codebook that can be read") from None
    return found, list(warnings)


def codebook_path(option: str | None, root: Path) -> Path | None:
    """Return the codebook's file; None for the one that comes with triage."""
    if option is not None:
        return Path(option)
    own = root / CODEBOOK
    return own if own.is_file() else None


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
    from triage.store import keymaps, settings

    config = settings.config_path()
    name = settings.load(config).keys
    if name and keymaps.is_path(name):
        name = str(config.parent / Path(name).expanduser())
    return Sources(
        option or name or keymaps.DEFAULT,
        str(config.parent / keymaps.FILE),
        str(root / keymaps.FILE),
        tuple(binds),
    )
