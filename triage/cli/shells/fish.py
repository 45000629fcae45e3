"""Completion for fish, from version 3.0 on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage.cli.described import Described, Taken, Value
from triage.store import keymaps

_HEAD = """\
# Completion of triage for fish, printed by: triage completion fish

function __triage_command
    set -l words (commandline -opc)
    if test (count $words) -gt 1; and contains -- $words[2] help @names@
        echo $words[2]
    else
        echo review
    end
end

function __triage_is
    test (__triage_command) = $argv[1]
end

function __triage_at
    set -l words (commandline -opc)
    __triage_is $argv[1]; and test (count $words) -eq $argv[2]
end

function __triage_verb
    set -l words (commandline -opc)
    __triage_at $argv[1] 3; and test $words[3] = $argv[2]
end

function __triage_begins
    test (count (commandline -opc)) -eq 1
end

complete -c triage -f
complete -c triage -n __triage_begins -a help -d 'what a command takes'
complete -c triage -n '__triage_at help 2' -a '@names@'
"""

_FOLDERS = "(__fish_complete_directories (commandline -ct) FOLDER)"


def script(commands: Sequence[Described]) -> str:
    """Return the whole script."""
    head = _HEAD.replace("@names@", " ".join(command.name for command in commands))
    return head + "".join(f"complete -c triage {line}\n" for line in _lines(commands))


def _lines(commands: Sequence[Described]) -> Iterator[str]:
    for command in commands:
        yield f"-n __triage_begins -a {command.name} -d {_quoted(command.line)}"
    for command in commands:
        here = f"-n '__triage_is {command.name}'"
        for option in command.options:
            yield f"{here} {_option(option)} -d {_quoted(option.help)}"
        if command.verbs:
            yield f"-n '__triage_at {command.name} 2' -a '{' '.join(command.verbs)}'"
            for verb, word in command.verbs.items():
                offer = _offer(word)
                if offer:
                    yield f"-n '__triage_verb {command.name} {verb}' {offer}"
            continue
        for offer in dict.fromkeys(filter(None, map(_offer, command.words))):
            yield f"{here} {offer}"


def _option(option: Taken) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    if not option.metavar:
        return names
    return f"{names} -r {_offer(option) or '-f'}"


def _offer(taken: Taken) -> str:
    match taken.value:
        case Value.CHOICE:
            return f"-f -a '{' '.join(taken.choices)}'"
        case Value.FOLDER:
            return f"-f -a '{_FOLDERS}'"
        case Value.FILE:
            return "-F"
        case Value.KEYMAP:
            return f"-F -a '{' '.join(keymaps.names())}'"
    return ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
