"""Completion for zsh, as a function to be found in its fpath or to be sourced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.cli.described import Described, Taken, Value
from triage.cli.shells import quoted
from triage.store import keymaps

_HEAD = """\
#compdef triage
# Completion of triage for zsh, printed by: triage completion zsh

_triage_keymap() {
    compadd -- @keymaps@
    _files
}

_triage() {
    local -a commands
    commands=(
@commands@
    )
    if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
        _describe -t commands command commands
        _directories
        return
    fi
    if [[ $words[2] == help ]]; then
        (( CURRENT == 3 )) && _describe -t commands command commands
        return
    fi
    case $words[2] in
        (@patterns@)
            shift words
            (( CURRENT-- ))
            ;;
        (*)
            words[1]=review
            ;;
    esac
    case $words[1] in
@cases@
    esac
}

if [[ $funcstack[1] == _triage ]]; then
    _triage "$@"
else
    compdef _triage triage
fi
"""


def script(commands: Sequence[Described]) -> str:
    """Return the whole script."""
    parts = {
        "keymaps": " ".join(keymaps.names()),
        "commands": "\n".join(f"        {quoted(f'{each.name}:{_plain(each.line)}')}" for each in commands),
        "patterns": "|".join(command.name for command in commands),
        "cases": "\n".join(_case(command) for command in commands),
    }
    text = _HEAD
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    return text


def _case(command: Described) -> str:
    specs = [*map(_option, command.options), *_positions(command)]
    lines = " \\\n".join(f"                {spec}" for spec in specs)
    return f"        ({command.name})\n            _arguments -S \\\n{lines}\n            ;;"


def _option(option: Taken) -> str:
    """Return an option as `_arguments` takes it."""
    told = f"[{_plain(option.help)}]"
    if option.metavar:
        told += f":{_plain(option.metavar)}:{_action(option)}"
    again = "*" if option.is_repeated else ""
    if len(option.names) == 1:
        name = option.names[0] + ("=" if option.metavar else "")
        return quoted(f"{again}{name}{told}")
    names = ",".join(
        name + ("=" if option.metavar and name.startswith("--") else "") for name in option.names
    )
    return f"{quoted('(' + ' '.join(option.names) + ')')}{{{names}}}{quoted(told)}"


def _positions(command: Described) -> Iterator[str]:
    if command.verbs:
        yield quoted(f"1:what to do:({' '.join(command.verbs)})")
        cases = []
        for verb, word in command.verbs.items():
            action = _action(word).strip()
            if action:
                cases.append(f"({verb}) {action} ;;")
        yield quoted(f"2:word:{{ case $words[2] in {' '.join(cases)} esac }}")
        return
    for number, each in enumerate(command.words, 1):
        place = "*" if each.is_repeated else number
        yield quoted(f"{place}:{_plain(each.metavar)}:{_action(each)}")


def _action(taken: Taken) -> str:
    match taken.value:
        case Value.CHOICE:
            return f"({' '.join(taken.choices)})"
        case Value.FOLDER:
            return "_directories"
        case Value.FILE:
            return "_files"
        case Value.KEYMAP:
            return "_triage_keymap"
    return " "


def _plain(text: str) -> str:
    """Return `text` without what `_arguments` and `_describe` would take for something else."""
    for sign in ("\\", ":", "[", "]"):
        text = text.replace(sign, f"\\{sign}")
    return text
