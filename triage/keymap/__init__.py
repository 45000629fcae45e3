"""Which keys do what: the bindings of every mode, as they are once all key maps are laid over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from triage.commands import Command, Mode
from triage.core.values import dataclass

PANES = (Mode.LIST, Mode.TEXT, Mode.SELECT)
"""The modes in which the keys of `Mode.ALL` work too; a field takes only what is bound for fields."""

POPUP_SECONDS = 0.4
"""After so long a prefix shows what can follow it, where no map says otherwise."""


LABELS = "fjdkslaghrueiwoqptyvncmxbz"
"""The letters that a jump shows, the best first, where no map says otherwise."""


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
class Binding:
    """What a key or a sequence of keys does, and which line says so."""

    macro: tuple[Bound, ...]
    """The commands that it runs, one after the other; none where the key is to do nothing."""
    file: str = ""
    """The file that binds it, or the option, or nothing; untrusted text."""
    key: str = ""
    """The keys as they are written there."""

    @property
    def text(self) -> str:
        """The commands as they are listed."""
        return " + ".join(bound.text for bound in self.macro) or "noop"

    @property
    def is_built_in(self) -> bool:
        """Whether no line of a map says so, nor the codebook."""
        return not self.file

    @property
    def one(self) -> Bound | None:
        """The command, where it is one only."""
        return self.macro[0] if len(self.macro) == 1 else None


@dataclass(frozen=True, slots=True)
class Options:
    """How keys are taken."""

    counts: bool = False
    """Whether digits that are not bound are the count of the command after them."""
    popup: float = POPUP_SECONDS
    """Seconds after a prefix until what can follow is shown."""
    tag_keys: bool = True
    """Whether tags have the keys that the codebook gives them."""
    tag_prefix: str = ""
    """Keys after which the key of a tag goes to the next claim that has it; none where it does not."""
    labels: str = LABELS
    """The characters that a jump shows, the best first."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the keys in use come from; later ones lie over earlier ones."""

    chosen: str
    """The name of a map that comes with triage, or a path."""
    user: str = ""
    """The reviewer's own file, which need not be there."""
    project: str = ""
    """The file of the folder under review, which need not be there."""
    binds: tuple[str, ...] = ()
    """Bindings on the command line, each ``MODE:KEY=COMMAND``."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """Bindings by mode and keys: keys are printable characters or names such as `ctrl+r`, apart by blanks."""

    name: str
    modes: Mapping[Mode, Mapping[str, Binding]]
    options: Options = field(default_factory=Options)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    """Names for what begins with the same keys; untrusted text."""
    files: tuple[str, ...] = ()
    """Every file that was read, and those that would be if they were there."""
    sources: Sources | None = None
    _tables: dict[Mode, Mapping[str, Binding]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def table(self, mode: Mode) -> Mapping[str, Binding]:
        """Return what can be pressed in `mode`: the mode's own keys first, then those of every mode."""
        known = self._tables.get(mode)
        if known is None:
            known = self._tables[mode] = self._made(mode)
        return known

    def bound(self, mode: Mode, keys: str) -> Bound | None:
        """Return the one command that `keys` run in `mode`, if it is one."""
        binding = self.table(mode).get(keys)
        return None if binding is None else binding.one

    def keys_of(self, command_id: str, mode: Mode, argument: str = "") -> list[str]:
        """Return the keys that run a command in `mode`: those of the mode first, what is built in last."""
        found = [
            (keys, binding)
            for keys, binding in self.table(mode).items()
            if (bound := binding.one) is not None
            and bound.command.id == command_id
            and (not argument or bound.argument == argument)
        ]
        return [keys for keys, binding in sorted(found, key=lambda item: item[1].is_built_in)]

    def keys_for(self, bound: Bound, mode: Mode) -> list[str]:
        """Return the keys that run a command in `mode` with this very argument, ordered as in `keys_of`."""
        wanted = self.keys_of(bound.command.id, mode, bound.argument)
        return [keys for keys in wanted if self.bound(mode, keys) == bound]

    def listed(self) -> Iterator[tuple[Mode, str, Binding]]:
        """Yield every binding that does something, mode by mode, in written order."""
        for mode, bindings in self.modes.items():
            for keys, binding in bindings.items():
                if binding.macro:
                    yield mode, keys, binding

    def _made(self, mode: Mode) -> Mapping[str, Binding]:
        own = self.modes.get(mode, {})
        made = {keys: binding for keys, binding in own.items() if binding.macro}
        if mode in PANES:
            begun = {start for keys in made for start in starts(keys)}
            for keys, binding in self.modes[Mode.ALL].items():
                hidden = keys in own or keys in begun or any(start in own for start in starts(keys))
                if binding.macro and not hidden:
                    made[keys] = binding
        return made


def starts(keys: str) -> Iterator[str]:
    """Yield what a sequence of keys begins with, the shortest first; nothing for a single key."""
    at = keys.find(" ")
    while at > 0:
        yield keys[:at]
        at = keys.find(" ", at + 1)
