"""Which key does what: read from data, checked against the command table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage.commands import CHOICES, COMMANDS, Argument, Command, Mode, command
from triage.core.codebook import Codebook
from triage.core.node import Node
from triage.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """A command with its argument, as a key is bound to it."""

    command: Command
    argument: str = ""

    @property
    def text(self) -> str:
        """As it stands in a key map: the id, a blank, the argument."""
        return f"{self.command.id} {self.argument}".strip()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a key map; the line is left out, the rest works."""

    path: tuple[str | int, ...]
    """Where it stands in the file."""
    problem: str
    """Untrusted text."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """Bound commands by mode and key. A key is a printable character or a name such as `ctrl+r`."""

    name: str
    modes: Mapping[Mode, Mapping[str, Bound]]

    def bound(self, mode: Mode, key: str) -> Bound | None:
        """Return what `key` does in `mode`: the mode's own keys first, then those of every mode."""
        return self.modes[mode].get(key) or self.modes[Mode.ALL].get(key)

    def keys_of(self, command_id: str, mode: Mode, argument: str = "") -> list[str]:
        """Return the keys that run a command in `mode`, those of the mode itself first."""
        keys = []
        for where in dict.fromkeys((mode, Mode.ALL)):
            for key, bound in self.modes[where].items():
                same = bound.command.id == command_id and (not argument or bound.argument == argument)
                if same and self.bound(mode, key) is bound:
                    keys.append(key)
        return keys

    def listed(self) -> Iterator[tuple[Mode, str, Bound]]:
        """Yield every binding, mode by mode, in written order."""
        for mode, keys in self.modes.items():
            for key, bound in keys.items():
                yield mode, key, bound


def keymap_from(node: Node, codebook: Codebook) -> tuple[Keymap, list[Finding]]:
    """Build a key map from a parsed file and the keys of the codebook's tags.

    A tag's key wins over another key of the same name, with a finding that says so.
    """
    findings: list[Finding] = []
    modes: dict[Mode, dict[str, Bound]] = {mode: {} for mode in Mode}
    fields = node if isinstance(node, Mapping) else {}
    written = fields.get("modes", {})
    for name, keys in (written if isinstance(written, Mapping) else {}).items():
        if name not in set(Mode) or not isinstance(keys, Mapping):
            findings.append(Finding(("modes", name), f"unknown mode {name}; the modes are {', '.join(Mode)}"))
            continue
        for key, value in keys.items():
            bound = _bound(value, codebook)
            if isinstance(bound, Bound):
                modes[Mode(name)][key] = bound
            else:
                findings.append(Finding(("modes", name, key), bound))
    for tag in codebook.tags:
        for mode in Mode:
            taken = modes[mode].pop(tag.key, None)
            if taken is not None:
                findings.append(
                    Finding(
                        ("modes", mode, tag.key),
                        f"{tag.key} tags {tag.name}, so it does not {taken.text} any more",
                    )
                )
    tag_command = command("tag")
    assert tag_command is not None
    tags = {tag.key: Bound(tag_command, tag.name) for tag in codebook.tags}
    modes[Mode.ALL] = {**tags, **modes[Mode.ALL]}
    title = fields.get("name", "")
    return Keymap(str(title), modes), findings


def _bound(value: Node, codebook: Codebook) -> Bound | str:
    """Return the bound command, or what is wrong with it."""
    if not isinstance(value, str):
        return "a key is bound to a command, written as text"
    name, _, argument = value.strip().partition(" ")
    known = command(name)
    if known is None:
        return f"unknown command {name}{_nearest(name)}"
    if known.argument is Argument.NONE:
        return f"{name} takes no argument" if argument else Bound(known)
    allowed = (
        tuple(tag.name for tag in codebook.tags)
        if known.argument is Argument.TAG
        else CHOICES[known.argument]
    )
    if argument not in allowed:
        return f"{name} takes one of: {', '.join(allowed)}"
    return Bound(known, argument)


def _nearest(name: str) -> str:
    import difflib

    close = difflib.get_close_matches(name, [known.id for known in COMMANDS], n=1)
    return f"; did you mean {close[0]}?" if close else ""
