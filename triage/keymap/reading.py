"""One key map file: from the parsed lines to bindings, each line checked, the bad ones left out and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from triage.commands import IN_A_FIELD, Mode
from triage.core.codebook import Codebook
from triage.core.node import Node
from triage.core.values import dataclass
from triage.keymap import Binding, Bound, starts
from triage.keymap.arguments import bound_from, nearest
from triage.keymap.names import Wrong, spelled

NOOP = "noop"
"""In the place of a command: the key does nothing, whatever the maps beneath bind it to."""

QUIT = "ctrl+c"
"""The key that leaves the program in every map."""

_FIELDS = ("schema", "name", "about", "extends", "options", "prefixes", "modes")
_OPTIONS = ("counts", "popup", "tag-keys", "tag-prefix", "layout", "labels")
_TRUTH = {"true": True, "false": False}
_LONGEST_POPUP = 60.0
"""Seconds."""
_FEWEST = 4
"""Characters for labels; two of four make sixteen."""
_MOST = 20
"""Commands in a list."""

_MOST_MISTAKES = 100
"""In one file: to look for what was meant takes its time, and a folder's map may come from anywhere."""

Where: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a key map; the line is left out, the rest works."""

    path: Where
    """Where it stands in the file."""
    problem: str
    """Untrusted text."""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says."""

    file: str
    bindings: Mapping[Mode, Mapping[str, Binding]]
    name: str = ""
    extends: str = ""
    """A name or a path, as written."""
    layout: str = ""
    options: Mapping[str, bool | float | str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)


def layer_from(node: Node, codebook: Codebook, file: str = "") -> tuple[Layer, list[Finding]]:
    """Return what the parsed file says, and what is wrong in it."""
    fields: Mapping[str, Node] = node if isinstance(node, Mapping) else {}
    found = [
        Finding((name,), f"the field {name!r} is not known and has no effect{nearest(name, _FIELDS)}")
        for name in fields
        if name not in _FIELDS
    ]
    reader = _Reader(codebook, file, found)
    layer = Layer(
        file,
        reader.bindings(fields.get("modes", {})),
        reader.text(fields, "name"),
        reader.text(fields, "extends"),
        *reader.options(fields.get("options", {})),
        reader.prefixes(fields.get("prefixes", {})),
    )
    reader.text(fields, "about")
    return layer, [Finding(each.path, each.problem, file) for each in found]


class _Reader:
    def __init__(self, codebook: Codebook, file: str, found: list[Finding]) -> None:
        self._codebook, self._file, self._found = codebook, file, found

    def text(self, fields: Mapping[str, Node], name: str) -> str:
        value = fields.get(name, "")
        if isinstance(value, str):
            return str(value)
        self._tell((name,), f"{name!r} is text")
        return ""

    def options(self, node: Node) -> tuple[str, Mapping[str, bool | float | str]]:
        """Return the layout, and the other options."""
        options: dict[str, bool | float | str] = {}
        layout = ""
        for name, value in self._mapping(node, ("options",)).items():
            where: Where = ("options", name)
            if name not in _OPTIONS:
                self._tell(where, f"unknown option {name}{nearest(name, _OPTIONS)}")
            elif not isinstance(value, str):
                self._tell(where, f"{name} is a single word")
            elif name == "layout":
                layout = str(value)
            elif name in _TEXTS:
                text = _TEXTS[name](value)
                if isinstance(text, Wrong):
                    self._tell(where, text.problem)
                else:
                    options[name] = text
            elif name == "popup":
                seconds = _seconds(value)
                if seconds is None:
                    self._tell(where, f"popup is a number of seconds, at most {_LONGEST_POPUP:g}")
                else:
                    options[name] = seconds
            elif value in _TRUTH:
                options[name] = _TRUTH[value]
            else:
                self._tell(where, f"{name} is true or false")
        return layout, options

    def prefixes(self, node: Node) -> Mapping[str, str]:
        names: dict[str, str] = {}
        for written, value in self._mapping(node, ("prefixes",)).items():
            keys = spelled(written)
            if isinstance(keys, Wrong):
                self._tell(("prefixes", written), keys.problem)
            elif not isinstance(value, str):
                self._tell(("prefixes", written), "the name of a prefix is text")
            else:
                names[keys] = " ".join(value.split())
        return names

    def bindings(self, node: Node) -> Mapping[Mode, Mapping[str, Binding]]:
        modes: dict[Mode, dict[str, Binding]] = {}
        for name, lines in self._mapping(node, ("modes",)).items():
            if name not in set(Mode):
                known = ", ".join(Mode)
                self._tell(
                    ("modes", name), f"unknown mode {name}; the modes are {known}{nearest(name, Mode)}"
                )
            else:
                modes[Mode(name)] = self._mode(Mode(name), self._mapping(lines, ("modes", name)))
        for mode in (Mode.ALL, *(mode for mode in modes if mode is not Mode.ALL)):
            if mode is not Mode.INPUT:
                self._drop_shadowed(mode, modes)
        return modes

    def _mode(self, mode: Mode, lines: Mapping[str, Node]) -> dict[str, Binding]:
        bindings: dict[str, Binding] = {}
        for written, value in lines.items():
            where: Where = ("modes", mode.value, str(written))
            if len(self._found) >= _MOST_MISTAKES:
                self._tell(where, "so many mistakes: the keys from here on are left out")
                break
            keys = spelled(written)
            problem = keys.problem if isinstance(keys, Wrong) else self._misplaced(mode, keys)
            if problem or isinstance(keys, Wrong):
                self._tell(where, problem)
                continue
            if keys in bindings:
                self._tell(where, f"{keys} is bound above, as {bindings[keys].key!r}")
                continue
            macro = self._macro(value, where)
            if macro is None:
                continue
            problem = _forbidden(mode, keys, macro)
            if problem:
                self._tell(where, problem)
                continue
            bindings[keys] = Binding(macro, self._file, str(written))
        return bindings

    def _misplaced(self, mode: Mode, keys: str) -> str:
        if mode is not Mode.INPUT:
            return ""
        if " " in keys:
            return "in a field a single key does something, not a sequence"
        return f"{keys} is typed into a field" if len(keys) == 1 or keys == "space" else ""

    def _macro(self, value: Node, where: Where) -> tuple[Bound, ...] | None:
        """Return the commands, None where there are none or something is wrong with one."""
        if value == NOOP:
            return ()
        if isinstance(value, str):
            bound = self._bound(value, where)
            return None if bound is None else (bound,)
        if isinstance(value, Mapping) or not value:
            self._tell(where, "a key is bound to a command, written as text, or to a list of commands")
            return None
        if len(value) > _MOST:
            self._tell(where, f"a list has at most {_MOST} commands")
            return None
        macro = []
        for number, item in enumerate(value):
            bound = self._bound(item, (*where, number))
            if bound is None:
                return None
            if bound.command.asks and number < len(value) - 1:
                self._tell((*where, number), f"{bound.command.id} can only be the last of a list")
                return None
            macro.append(bound)
        return tuple(macro)

    def _bound(self, value: Node, where: Where) -> Bound | None:
        if not isinstance(value, str):
            self._tell(where, "a key is bound to a command, written as text, or to a list of commands")
            return None
        bound = bound_from(value, self._codebook)
        if isinstance(bound, str):
            self._tell(where, bound)
            return None
        return bound

    def _drop_shadowed(self, mode: Mode, modes: Mapping[Mode, dict[str, Binding]]) -> None:
        """Leave out sequences that a shorter one in the same mode makes impossible to type, and tell them."""
        own, everywhere = modes.get(mode, {}), modes.get(Mode.ALL, {})
        for keys in [keys for keys in own if " " in keys]:
            short = next((start for start in starts(keys) if start in own), None)
            if short is not None and own[short].macro and own[keys].macro:
                where = ("modes", mode.value, own[keys].key)
                self._tell(where, f"{keys} cannot be pressed: {short} alone is {own[short].text}")
                del own[keys]
        if mode is Mode.ALL:
            return
        for keys, binding in everywhere.items():
            short = next((start for start in starts(keys) if start in own), None)
            if short is not None and own[short].macro and keys not in own:
                where = ("modes", mode.value, own[short].key)
                self._tell(where, f"{short} hides {keys}, {binding.text}, which is bound for all modes")

    def _mapping(self, node: Node, where: Where) -> Mapping[str, Node]:
        if isinstance(node, Mapping):
            return node
        if node:
            self._tell(where, f"{where[-1]!r} has keys under it")
        return {}

    def _tell(self, where: Where, problem: str) -> None:
        self._found.append(Finding(where, problem))


def _forbidden(mode: Mode, keys: str, macro: tuple[Bound, ...]) -> str:
    ids = [bound.command.id for bound in macro]
    if mode is Mode.INPUT:
        other = next((name for name in ids if name not in IN_A_FIELD), None)
        if other is not None or len(ids) > 1:
            return f"in a field a key runs one of: {', '.join(IN_A_FIELD)}"
        return ""
    if QUIT in keys.split(" ") and (ids != ["quit"] or keys.startswith(f"{QUIT} ")):
        return f"{QUIT} always quits and cannot be bound to anything else"
    return ""


def _labels(text: str) -> str | Wrong:
    """Return the characters of labels, or what is wrong with them."""
    if len(set(text)) < max(_FEWEST, len(text)) or not text.isprintable() or " " in text:
        return Wrong(f"labels are at least {_FEWEST} different characters")
    return str(text)


_TEXTS: Mapping[str, Callable[[str], str | Wrong]] = {"labels": _labels, "tag-prefix": spelled}
"""Options that are text, and what makes them of what is written."""


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds <= _LONGEST_POPUP else None
