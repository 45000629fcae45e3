"""Key map files: found by name or path, read with what they extend, laid over each other."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from triage.commands import Mode
from triage.core.codebook import Codebook
from triage.core.node import Node
from triage.errors import UsageError
from triage.keymap import Binding, Keymap, Sources
from triage.keymap.arguments import nearest
from triage.keymap.layering import laid, lost, translated
from triage.keymap.reading import Finding, Layer, layer_from
from triage.store import hand_written
from triage.store.shipped import shipped
from triage.store.yaml_error import YamlError, shortened

if TYPE_CHECKING:
    from triage.store.yaml_reader import Repeated

DEFAULT = "default"
FILE = "keys.yaml"
"""The reviewer's own map in the configuration folder, and a project's in the folder under review."""

_NOT_FOR_PROJECTS = ("extends", "options")
"""A folder of articles may come from anywhere: it may bind commands, and that is all."""


def names() -> list[str]:
    """Return the names of the key maps that come with triage."""
    return sorted(path.stem for path in shipped("keymaps").glob("*.yaml"))


def find(name: str) -> Path:
    """Return the file of the key map called `name`: one that comes with triage, else a path.

    Raises UsageError where there is none.
    """
    own = shipped("keymaps") / f"{name}.yaml"
    if is_path(name):
        return Path(name)
    if own.is_file():
        return own
    meant = nearest(name, names()).removeprefix("; ")
    there = f"There are: {', '.join(names())}; or name a .yaml file"
    raise UsageError(f"{name}: there is no such key map", f"{meant} {there}".strip())


def load(path: Path, codebook: Codebook) -> tuple[Keymap, list[str]]:
    """Read the key map at `path` with what it extends; return it and warnings with file, line and column.

    What a warning is about is left out, the rest works. Raises YamlError for what is no key map,
    OSError where the file cannot be read.
    """
    loader = _Loader(codebook)
    layers = loader.chain(path)
    keymap, found = laid(layers, codebook, tuple(loader.texts))
    return keymap, loader.warnings(found)


def in_use(sources: Sources, codebook: Codebook, *, strict: bool = False) -> tuple[Keymap, list[str]]:
    """Return the keys that `sources` make together, and warnings as `load` gives them.

    Raises YamlError or OSError where the chosen map cannot be read; a reviewer's or project's that
    cannot be is left out with a warning, or raises too if that is `strict`. Raises UsageError for a
    chosen name or a binding of the command line that is wrong.
    """
    loader = _Loader(codebook)
    layers = loader.chain(find(sources.chosen))
    for path, is_project in ((sources.user, False), (sources.project, True)):
        if path and os.path.lexists(path):
            try:
                if not os.path.isfile(path):  # a pipe would be waited for
                    raise OSError(errno.EINVAL, "not a file", path)
                layers += loader.chain(Path(path), is_project=is_project)
            except (YamlError, OSError) as error:
                if strict:
                    raise
                loader.told.append(
                    error.message if isinstance(error, YamlError) else f"{path}: {error.strerror}"
                )
    top = layers[-1].file
    layers += [_from_option(bind, codebook) for bind in sources.binds]
    files = dict.fromkeys(file for file in (*loader.texts, sources.user, sources.project) if file)
    keymap, found = laid(layers, codebook, tuple(files), sources)
    found += [Finding(("modes",), problem, top) for problem in lost(keymap)]
    return keymap, loader.warnings(found)


def origin(mode: Mode, binding: Binding) -> str:
    """Return which file and line bind this, the option or the codebook else; nothing where it is built in."""
    if not os.path.isabs(binding.file) and not is_path(binding.file):
        return binding.file
    try:
        text = hand_written.content(Path(binding.file))
        line, _ = hand_written.place(text, ("modes", mode.value, binding.key))
    except (OSError, YamlError):  # changed or gone since it was read
        return binding.file
    return f"{binding.file}:{line}"


class _Loader:
    """Reads files, each with what it extends, and keeps their texts to find the places of mistakes in."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self.texts: dict[str, bytes] = {}
        self._found: list[Finding] = []
        self.told: list[str] = []
        """What has no place that could be looked for."""

    def chain(self, path: Path, below: Sequence[Path] = (), *, is_project: bool = False) -> list[Layer]:
        """Return what the file at `path` says over what it extends. Raises YamlError, OSError.

        `below` are the files that extend this one, as they were found.
        """
        file = str(path)
        root = self._read(path, file)
        if is_project:
            for field in _NOT_FOR_PROJECTS:
                if field in root:
                    self._tell(file, (field,), f"{field!r} has no effect in the key map of a folder")
            root = {name: node for name, node in root.items() if name not in _NOT_FOR_PROJECTS}
        layer, found = layer_from(root, self._codebook, file)
        self._found += found
        layers = [*self._above(layer, path, below), layer]
        if layer.layout:
            table = self._layout(layer)
            if any(each.layout for each in layers[:-1]):
                self._tell(file, ("options", "layout"), "what it extends is laid out for other keys already")
            elif table:
                layers = translated(layers, table)
        return layers

    def warnings(self, more: Sequence[Finding]) -> list[str]:
        """Return what was found, each with its place; no more than anybody mends at a time."""
        told = self.told[: hand_written.MOST_WARNINGS]
        for finding in [*self._found, *more][: hand_written.MOST_WARNINGS]:
            text = self.texts.get(finding.file)
            if text is None:
                told.append(f"{finding.file}: {finding.problem}")
            else:
                line, column = hand_written.place(text, finding.path)
                told.append(f"{finding.file}:{line}:{column}: {finding.problem}")
        return told

    def _read(self, path: Path, file: str) -> Mapping[str, Node]:
        text = hand_written.content(path)
        repeated: Repeated = []
        root = hand_written.read(text, file, repeated)
        if not isinstance(root, Mapping) or not isinstance(root.get("modes"), Mapping):
            raise YamlError(file, 1, 1, "a key map has keys under 'modes'")
        if root.get("schema") != "1":
            place = hand_written.place(text, ("schema",))
            raise YamlError(file, *place, "'schema' must be 1: a newer triage may be needed")
        self.texts[file] = text
        for line, column, key in repeated:
            self.told.append(f"{file}:{line}:{column}: duplicate key {shortened(key)}; the last one holds")
        return root

    def _above(self, layer: Layer, path: Path, below: Sequence[Path]) -> list[Layer]:
        """Return what the file extends; nothing, told, where that cannot be found or read."""
        if not layer.extends:
            return []
        try:
            parent = path.parent / layer.extends if is_path(layer.extends) else find(layer.extends)
            if any(_is_same(parent, each) for each in (path, *below)):
                self._tell(layer.file, ("extends",), f"{layer.extends} extends this map itself")
                return []
            return self.chain(parent, (path, *below))
        except YamlError as error:
            self._tell(layer.file, ("extends",), error.message)
        except UsageError as error:
            self._tell(layer.file, ("extends",), f"{error.message}; {error.hint}")
        except OSError as error:
            self._tell(layer.file, ("extends",), f"{layer.extends}: {error.strerror}")
        except ValueError:  # a zero character, which no path has
            self._tell(layer.file, ("extends",), "no file has such a name")
        return []

    def _layout(self, layer: Layer) -> dict[str, str]:
        """Return which character is where another one is on a US keyboard; nothing, told, if unknown."""
        folder = shipped("keymaps") / "layouts"
        known = sorted(path.stem for path in folder.glob("*.yaml"))
        if layer.layout not in known:
            one_of = f"layout is one of: {', '.join(known)}{nearest(layer.layout, known)}"
            self._tell(layer.file, ("options", "layout"), one_of)
            return {}
        path = folder / f"{layer.layout}.yaml"
        root = hand_written.read(hand_written.content(path), str(path))
        assert isinstance(root, Mapping)
        return dict(zip("".join(_rows(root, "us")), "".join(_rows(root, layer.layout)), strict=True))

    def _tell(self, file: str, path: tuple[str | int, ...], problem: str) -> None:
        self._found.append(Finding(path, problem, file))


def _rows(root: Mapping[str, Node], name: str) -> Iterator[str]:
    rows = root[name]
    assert isinstance(rows, tuple)
    for row in rows:
        assert isinstance(row, str)
        yield row


def _from_option(bind: str, codebook: Codebook) -> Layer:
    """Return what ``MODE:KEY=COMMAND`` binds. Raises UsageError."""
    mode, colon, rest = bind.partition(":")
    at = next((at for at in range(1, len(rest)) if rest[at] == "=" and rest[at - 1] != " "), 0)
    if not colon or not at:
        raise UsageError(f"--bind {bind}: a binding is MODE:KEY=COMMAND", "for example --bind all:z=undo")
    node = {"modes": {mode.strip(): {rest[:at].strip(): rest[at + 1 :].strip()}}}
    layer, found = layer_from(node, codebook, f"--bind {bind}")
    if found:
        raise UsageError(f"--bind {bind}: {found[0].problem}", "triage keys list shows keys and commands")
    return layer


def is_path(name: str) -> bool:
    """Whether a key map so called is a file, not one that comes with triage."""
    return os.sep in name or name.endswith((".yaml", ".yml"))


def _is_same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
