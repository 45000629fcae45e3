"""Key map files: found by name or path, read, and every finding given its line and column."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from pathlib import Path

from triage.core.codebook import Codebook
from triage.errors import UsageError
from triage.keymap import Keymap, keymap_from
from triage.store import hand_written
from triage.store.shipped import shipped
from triage.store.yaml_error import YamlError

DEFAULT = "default"
_KNOWN = ("schema", "name", "about", "modes")


def names() -> list[str]:
    """Return the names of the key maps that come with triage."""
    return sorted(path.stem for path in shipped("keymaps").glob("*.yaml"))


def find(name: str) -> Path:
    """Return the file of the key map called `name`: one that comes with triage, else a path.

    Raises UsageError where there is none.
    """
    if name in names():
        return shipped("keymaps") / f"{name}.yaml"
    if os.sep in name or name.endswith((".yaml", ".yml")):
        return Path(name)
    close = difflib.get_close_matches(name, names(), 1)
    meant = f"did you mean {close[0]}? " if close else ""
    raise UsageError(
        f"{name}: there is no such key map", f"{meant}There are: {', '.join(names())}; or name a .yaml file"
    )


def load(path: Path, codebook: Codebook) -> tuple[Keymap, list[str]]:
    """Read the key map at `path`; return it and warnings, each with file, line and column.

    What a warning is about is left out, the rest works. Raises YamlError for what is no key map,
    OSError where the file cannot be read.
    """
    from triage.store import yaml_reader

    text = hand_written.content(path)
    name = str(path)
    root = hand_written.read(text, name)
    if not isinstance(root, Mapping) or not isinstance(root.get("modes"), Mapping):
        raise YamlError(name, 1, 1, "a key map has keys under 'modes'")
    if root.get("schema") != "1":
        place = yaml_reader.locate(text, ("schema",))
        raise YamlError(name, *place, "'schema' must be 1: a newer triage may be needed")
    keymap, findings = keymap_from(root, codebook)
    warnings: list[tuple[tuple[str | int, ...], str]] = [
        ((key,), f"the field {key!r} is not known and has no effect") for key in root if key not in _KNOWN
    ]
    warnings += [(finding.path, finding.problem) for finding in findings]
    return keymap, [
        "{}:{}:{}: {}".format(name, *yaml_reader.locate(text, where), problem)
        for where, problem in warnings[: hand_written.MOST_WARNINGS]
    ]
