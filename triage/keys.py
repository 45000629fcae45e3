"""From pressed keys to what they run: sequences and counts, a plain state machine."""

from __future__ import annotations

from typing import TypeAlias

from triage.commands import Mode
from triage.core.values import dataclass
from triage.keymap import Binding, Keymap, starts

MOST = 999
"""The greatest count; further digits change nothing."""

LEAVE = "escape"
"""The key that drops what was pressed so far."""

QUIT = "ctrl+c"
"""The key that does what it does alone, whatever was pressed before it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Something was begun: more keys are to come."""

    keys: str
    """The keys so far, apart by blanks; none while only a count was typed."""
    count: str
    """The digits so far."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the keys are bound to."""

    binding: Binding
    count: int | None
    """None where none was typed."""


@dataclass(frozen=True, slots=True)
class Unbound:
    """The keys do nothing, and what was begun with them is over."""

    keys: str
    """Empty where `LEAVE` ended what was begun, or only a count was."""
    begun: bool
    """Whether anything was pending before the last key."""


Pressed: TypeAlias = Pending | Run | Unbound


class Machine:
    """Takes keys one by one; knows what was begun and not ended."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap
        self._beginnings: dict[Mode, frozenset[str]] = {}
        self._mode = Mode.ALL
        self._keys = self._digits = ""

    @property
    def keymap(self) -> Keymap:
        """The keys in use."""
        return self._keymap

    def use(self, keymap: Keymap) -> None:
        """Take other keys into use; what was begun is dropped."""
        self._keymap = keymap
        self._beginnings.clear()
        self.drop()

    def drop(self) -> None:
        """Forget what was begun."""
        self._keys = self._digits = ""

    def press(self, mode: Mode, key: str) -> Pressed:
        """Take `key`, pressed while `mode` holds; what was begun in another mode is dropped."""
        if mode is not self._mode:
            self.drop()
            self._mode = mode
        keys, digits = self._keys, self._digits
        begun = bool(keys or digits)
        self.drop()
        if begun and key == LEAVE:
            return Unbound("", begun)
        table = self._keymap.table(mode)
        if not keys and self._counts(mode, key, digits):
            self._digits = digits + key if int(digits + key) <= MOST else digits
            return Pending("", self._digits)
        keys = f"{keys} {key}" if keys else key
        binding = table.get(keys)
        if binding is not None:
            return Run(binding, int(digits) if digits else None)
        if keys in self._begun_by(mode):
            self._keys, self._digits = keys, digits
            return Pending(keys, digits)
        if begun and key == QUIT and QUIT in table:
            return Run(table[QUIT], None)
        return Unbound(keys, begun)

    def following(self, mode: Mode, keys: str) -> list[tuple[str, Binding | str]]:
        """Return the keys that can follow `keys`, each with what it does or the name of what it begins."""
        found: dict[str, Binding | str] = {}
        for sequence, binding in self._keymap.table(mode).items():
            if sequence.startswith(f"{keys} "):
                key, _, rest = sequence[len(keys) + 1 :].partition(" ")
                if rest:
                    found.setdefault(key, self._keymap.prefixes.get(f"{keys} {key}", "…"))
                else:
                    found[key] = binding
        return list(found.items())

    def _counts(self, mode: Mode, key: str, digits: str) -> bool:
        """Whether the key is a digit of a count here."""
        if mode is Mode.INPUT or not self._keymap.options.counts or len(key) != 1 or key not in "0123456789":
            return False
        bound = key in self._keymap.table(mode) or key in self._begun_by(mode)
        # Once a count was begun, a zero goes on with it, as in vim, where it does something alone.
        return bool(digits) if key == "0" else not bound

    def _begun_by(self, mode: Mode) -> frozenset[str]:
        """Return everything that a sequence begins with in `mode`."""
        known = self._beginnings.get(mode)
        if known is None:
            table = self._keymap.table(mode)
            known = self._beginnings[mode] = frozenset(start for keys in table for start in starts(keys))
        return known
