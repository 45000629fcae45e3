"""What a typed line means: keys as the map has them, or a command by its name, with what follows it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeAlias

from triage.commands import CHOICES, COMMANDS, TAGGED, Argument, Command, Mode, command
from triage.core.codebook import Codebook
from triage.core.lazy import lazy
from triage.core.values import dataclass
from triage.keymap import Bound, Keymap
from triage.keymap.arguments import bound_from, nearest
from triage.keymap.names import spelled
from triage.keys import MOST, Machine, Pending, Run

_COUNTED = lazy(r"(?s)([0-9]+)(.*)")
_NOT_ONCE = "a count is 1 or more"


@dataclass(frozen=True, slots=True)
class Doing:
    """Commands to run."""

    macro: tuple[Bound, ...]
    count: int | None = None
    """None where none was typed."""
    rest: str = ""
    """The text that was typed behind, for a command that asks for a line; untrusted."""


@dataclass(frozen=True, slots=True)
class Word:
    """One of the words that only lines have."""

    name: str
    rest: str = ""
    """What was typed behind it; untrusted text."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why nothing is done; untrusted text."""

    why: str


Meaning: TypeAlias = Doing | Word | Mistake


@dataclass(frozen=True, slots=True)
class Known:
    """What a line can be about."""

    keymap: Keymap
    codebook: Codebook
    words: Collection[str]
    """Those that only lines have."""

    def meaning(self, line: str, mode: Mode) -> Meaning:
        """Return what `line`, which is not blank, means while the keys of `mode` hold.

        A whole name comes before a key, a key before the beginning of a name.
        """
        head, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if head in self.words or command(head) is not None:
            return self._named(head, rest)
        pressed = self._pressed(line.strip(), mode)
        if pressed is not None:
            return pressed
        found = self.beginning_with(head) if len(head) > 1 else ()
        if len(found) == 1:
            return self._named(found[0], rest)
        if found:
            return Mistake(f"{head} can be {', '.join(found)}")
        return self._unknown(head)

    def beginning_with(self, head: str) -> tuple[str, ...]:
        """Return the names that begin with `head`; where none does, those whose last part does.

        Of `note` and `note.edit` it is the first, of which the other one is a kind.
        """
        names = (*self.words, *(known.id for known in COMMANDS))
        found = tuple(name for name in names if name.startswith(head))
        shortest = min(found, key=len, default="")
        if all(name == shortest or name.startswith(f"{shortest}.") for name in found):
            found = found and (shortest,)
        return found or tuple(name for name in names if name.rpartition(".")[2].startswith(head))

    def arguments(self, known: Command) -> tuple[str, ...]:
        """Return the words that can follow a command."""
        if known.argument is Argument.TAG:
            return self.codebook.names()
        words = tuple(CHOICES.get(known.argument, ()))
        if known.argument is Argument.STEP:
            words += tuple(TAGGED + name for name in self.codebook.names())
        return words

    def _unknown(self, head: str) -> Mistake:
        wrong = spelled(head)
        if "+" in head and not isinstance(wrong, str):
            return Mistake(wrong.problem)
        close = nearest(head, (*self.words, *(known.id for known in COMMANDS)))
        return Mistake(f"there is no key and no command {head}{close}; help lists them")

    def _named(self, name: str, rest: str) -> Meaning:
        if name in self.words:
            return Word(name, rest)
        known = command(name)
        assert known is not None
        argument, count = rest, None
        if known.takes_count:
            before, _, last = f" {rest}".rpartition(" ")
            if last.isascii() and last.isdecimal():
                argument, count = before.strip(), min(int(last[:9]), MOST)
                if not count:
                    return Mistake(_NOT_ONCE)
        if known.argument is Argument.NONE:
            # What asks for a line takes the rest as that line; of others it is told that they take none.
            return Doing((Bound(known),), count, argument)
        whole = self._whole(known, argument)
        wrong = ""
        for text, times in ((whole, count), (rest, None)):  # what ends in a number may be a filter
            bound = bound_from(f"{name} {text}", self.codebook)
            if isinstance(bound, Bound):
                return Doing((bound,), times)
            wrong = wrong or bound or f"the codebook has no tag {argument}"
        return Mistake(wrong)

    def _whole(self, known: Command, argument: str) -> str:
        """Return an argument of which the beginning was typed; a step is to a claim where none was."""
        words = self.arguments(known)
        if not argument:
            return "claim" if known.argument is Argument.STEP else ""
        found = [word for word in words if word.startswith(argument)]
        return found[0] if len(found) == 1 and argument not in words else argument

    def _pressed(self, line: str, mode: Mode) -> Meaning | None:
        """Return what keys mean, apart by blanks; None where the line does not begin with one."""
        table = self.keymap.table(mode)
        counted = _COUNTED().fullmatch(line)
        count = None
        if counted is not None and counted[1][0] not in table:  # of any map, as nobody types one by mistake
            count, line = min(int(counted[1][:9]), MOST), counted[2].strip()
            if not line:
                return Mistake(f"a count needs a key behind it, as in {counted[1]}{self._a_key(mode)}")
        machine, pressed = Machine(self.keymap), None
        for place, token in enumerate(line.split()):
            for number, key in enumerate(keys := self._keys(token, mode), 1):
                pressed = machine.press(mode, key)
                if isinstance(pressed, Run):
                    rest = line.split(None, place + 1)[place + 1 :] if number == len(keys) else [token]
                    if count == 0:
                        return Mistake(_NOT_ONCE)
                    return Doing(pressed.binding.macro, count or pressed.count, *map(str.strip, rest))
            if not keys:
                break
            if not isinstance(pressed, Pending):
                return Mistake(f"{' '.join(line.split()[: place + 1])} is not bound to anything")
        if not isinstance(pressed, Pending):
            return None
        following = ", ".join(
            f"{key} {each if isinstance(each, str) else each.text}"
            for key, each in machine.following(mode, pressed.keys)
        )
        return Mistake(f"after {pressed.keys} comes one of: {following}")

    def _keys(self, token: str, mode: Mode) -> Sequence[str]:
        """Return the keys that a token spells: one, or those of a sequence."""
        if isinstance(spelled(token), str):
            return (token,)
        return token if self._is_sequence(token, mode) else ()

    def _is_sequence(self, token: str, mode: Mode) -> bool:
        return 1 < len(token) <= 4 and " ".join(token) in self.keymap.table(mode)

    def _a_key(self, mode: Mode) -> str:
        """Return a key that takes a count."""
        keys = (key for known in ("go.next", "undo") for key in self.keymap.keys_of(known, mode))
        return next(keys, "")
