"""Completion for bash, from version 3.2 on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.cli.described import Described, Taken, Value
from triage.store import keymaps

_HEAD = """\
# Completion of triage for bash, printed by: triage completion bash

_triage_offer() {
    local line
    while IFS= read -r line; do COMPREPLY+=("$line"); done
}

_triage_words() { _triage_offer < <(compgen -W "$1" -- "$cur"); }

_triage_files() {
    compopt -o filenames 2>/dev/null
    _triage_offer < <(compgen "$1" -- "$cur")
}

_triage() {
    local cur=${COMP_WORDS[COMP_CWORD]} at=$((COMP_CWORD - 1)) command=${COMP_WORDS[1]} first=2
    COMPREPLY=()
    if [[ $cur == = ]]; then
        cur=
    elif [[ ${COMP_WORDS[at]} == = ]]; then
        at=$((at - 1))
    fi
    if [[ $command == help ]]; then
        [[ $COMP_CWORD -eq 2 ]] && _triage_words "@commands@"
        return
    fi
    case $command in
        @patterns@) ;;
        *) command=review first=1 ;;
    esac
    if [[ $COMP_CWORD -eq 1 && $cur != -* ]]; then
        _triage_words "@commands@ help"
        _triage_files -d
        return
    fi
    case "$command ${COMP_WORDS[at]}" in
@values@
    esac
    if [[ $cur == -* ]]; then
        case $command in
@options@
        esac
        return
    fi
    case "$command $((COMP_CWORD - first + 1)) ${COMP_WORDS[2]}" in
@positions@
    esac
}

complete -F _triage triage
"""


def script(commands: Sequence[Described]) -> str:
    """Return the whole script."""
    names = [command.name for command in commands]
    parts = {
        "commands": " ".join(names),
        "patterns": " | ".join(names),
        "values": "\n".join(_indented(2, _values(commands))),
        "options": "\n".join(_indented(3, _options(commands))),
        "positions": "\n".join(_indented(2, _positions(commands))),
    }
    text = _HEAD
    for name, part in parts.items():
        text = text.replace(f"@{name}@", part)
    return text


def _indented(depth: int, lines: Iterator[str]) -> Iterator[str]:
    return ("    " * depth + line for line in lines)


def _values(commands: Sequence[Described]) -> Iterator[str]:
    """Yield what stands after each option that takes a value."""
    for command in commands:
        for option in command.options:
            if option.metavar:
                pattern = " | ".join(f'"{command.name} {name}"' for name in option.names)
                yield f"{pattern}) {_offer(option)}return ;;"


def _options(commands: Sequence[Described]) -> Iterator[str]:
    for command in commands:
        names = " ".join(name for option in command.options for name in option.names)
        yield f'{command.name}) _triage_words "{names}" ;;'


def _positions(commands: Sequence[Described]) -> Iterator[str]:
    """Yield what stands where there is no option; words are counted with options and all."""
    for command in commands:
        if command.verbs:
            yield f'"{command.name} 1 "*) _triage_words "{" ".join(command.verbs)}" ;;'
            for verb, word in command.verbs.items():
                offer = _offer(word)
                if offer:
                    yield f'"{command.name} "*" {verb}") {offer};;'
            continue
        offers = list(dict.fromkeys(filter(None, map(_offer, command.words))))
        if offers:
            yield f'"{command.name} "*) {"".join(offers)};;'


def _offer(taken: Taken) -> str:
    """Return what offers the values that `taken` may have, empty where nobody can know them."""
    match taken.value:
        case Value.CHOICE:
            return f'_triage_words "{" ".join(taken.choices)}"; '
        case Value.FOLDER:
            return "_triage_files -d; "
        case Value.FILE:
            return "_triage_files -f; "
        case Value.KEYMAP:
            return f'_triage_words "{" ".join(keymaps.names())}"; _triage_files -f; '
    return ""
