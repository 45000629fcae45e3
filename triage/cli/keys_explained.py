"""What a key does in each pane and which line says so, and where two key maps differ."""

from __future__ import annotations

from triage.cli import printing, table, talk
from triage.commands import Mode
from triage.errors import UsageError
from triage.keymap import Binding, Keymap
from triage.keymap.names import Wrong, spelled
from triage.store import keymaps

_SHOWN = (Mode.LIST, Mode.TEXT, Mode.SELECT, Mode.INPUT)


def explain(keymap: Keymap, word: str, *, json: bool) -> int:
    """Print what the keys `word` do; return 1 where they do nothing anywhere. Raises UsageError."""
    keys = spelled(word)
    if isinstance(keys, Wrong):
        raise UsageError(f"{word}: {keys.problem}", "triage keys press shows the names of keys")
    found: list[dict[str, str]] = []
    for mode in _SHOWN:
        bindings = keymap.table(mode)
        if keys in bindings:
            found.append(_told(keymap, mode, keys, bindings[keys]))
        found += [
            _told(keymap, mode, longer, binding)
            for longer, binding in bindings.items()
            if longer.startswith(f"{keys} ")
        ]
    if json:
        printing.as_json(found)
    elif found:
        for line in table.aligned(
            [("WHERE", "KEY", "COMMAND", "BOUND BY"), *([*each.values()] for each in found)]
        ):
            printing.line(line)
    else:
        talk.remark(f"{keys}: nothing is bound to it")
    return 0 if found else 1


def differences(here: Keymap, other: Keymap, *, json: bool) -> int:
    """Print the keys that do something else in `other`; return 1 if there are any."""
    found = []
    for mode in Mode:
        ours, theirs = here.table(mode), other.table(mode)
        for keys in dict.fromkeys((*ours, *theirs)):
            own, its = (each[keys].text if keys in each else "" for each in (ours, theirs))
            everywhere = mode is not Mode.ALL and _same(here, other, keys, own, its)
            if own != its and not everywhere:
                found.append({"mode": str(mode), "key": keys, "here": own, "there": its})
    if json:
        printing.as_json(found)
    elif found:
        head = ("WHERE", "KEY", "HERE", f"IN {other.name}")
        rows = [[value or "–" for value in each.values()] for each in found]
        for line in table.aligned([head, *rows]):
            printing.line(line)
    else:
        talk.remark(f"the keys in use are those of {other.name}")
    return 1 if found else 0


def _same(here: Keymap, other: Keymap, keys: str, own: str, its: str) -> bool:
    """Whether the difference in a pane is the one that was told for all modes."""
    ours, theirs = here.table(Mode.ALL).get(keys), other.table(Mode.ALL).get(keys)
    return (ours.text if ours else "", theirs.text if theirs else "") == (own, its)


def _told(keymap: Keymap, mode: Mode, keys: str, binding: Binding) -> dict[str, str]:
    written = mode if keymap.modes[mode].get(keys) is binding else Mode.ALL
    by = keymaps.origin(written, binding) or "built in"
    return {"mode": str(mode), "key": keys, "command": binding.text, "by": by}
