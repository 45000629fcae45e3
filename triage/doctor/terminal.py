"""The terminal: what it says of itself, its colours, its language, and which keys it can send."""

from __future__ import annotations

import codecs
import locale
import os
import sys
from collections.abc import Callable, Iterator, Mapping

from triage.doctor import Line, fail, ok, warn
from triage.doctor.asking import Answers, asked

TOPIC, COLOURS, LANGUAGE, KEYS = "terminal", "colours", "language", "keys"
_NARROW, _LOW = 80, 24
_SLOW_SECONDS = 0.15
_LONGEST = 40
"""Characters of a variable that are told."""


def lines(
    environment: Mapping[str, str] | None = None, ask: Callable[[], Answers | str] = asked
) -> Iterator[Line]:
    """Yield what is so of the terminal; `ask` asks it."""
    environment = os.environ if environment is None else environment
    yield from _kind(environment)
    answers: Answers | str = "TERM is dumb" if _is_dumb(environment) else ask()
    if isinstance(answers, str):
        advice = "run triage doctor in the terminal that you review in"
        what = "its name, its keys and pasting"
        yield warn(TOPIC, f"it could not be asked for {what}: {answers}", advice)
    else:
        yield from _said(answers)
    yield _colours(environment)
    yield from _language(environment)
    if not isinstance(answers, str):
        yield from _keys(answers)


def _kind(environment: Mapping[str, str]) -> Iterator[Line]:
    told = _named(environment, "TERM", "COLORTERM", "TERM_PROGRAM", "NO_COLOR")
    told += [f"in {name.lower()}" for name in ("TMUX", "STY") if environment.get(name)]
    told += ["over ssh"] if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY") else []
    streams = {"input": sys.stdin, "output": sys.stdout, "error": sys.stderr}
    others = [name for name, stream in streams.items() if stream is None or not stream.isatty()]
    told += [f"standard {' and '.join(others)} no terminal"] if others else []
    text = ", ".join(told) or "nothing is said of it"
    if len(others) == len(streams):
        yield warn(TOPIC, text, "a review needs one; everything else can do without")
    elif _is_dumb(environment):
        yield fail(TOPIC, text, "a review needs one that is not dumb; set TERM, such as to xterm-256color")
    else:
        yield ok(TOPIC, text)
    size = _size()
    if size is not None:
        columns, rows = size
        if columns < _NARROW or rows < _LOW:
            yield warn(TOPIC, f"{columns} columns, {rows} lines", f"{_NARROW} and {_LOW} show list and text")
        else:
            yield ok(TOPIC, f"{columns} columns, {rows} lines")


def _named(environment: Mapping[str, str], *names: str) -> list[str]:
    """Return which of the variables are set, and to what."""
    return [f"{name} {environment[name][:_LONGEST]}" for name in names if environment.get(name)]


def _said(answers: Answers) -> Iterator[Line]:
    if answers.seconds is None:
        advice = "nothing need be done: triage does not wait for answers either"
        yield warn(TOPIC, "it does not answer questions", advice)
        return
    name = answers.name or "it does not tell its name"
    text = f"{name}; answered within {answers.seconds * 1000:.0f} ms"
    if answers.seconds > _SLOW_SECONDS:
        yield warn(TOPIC, text, "the line is slow; every key takes that long to show")
    else:
        yield ok(TOPIC, text)
    if answers.whole is not None:
        yield ok(TOPIC, f"{'shows' if answers.whole else 'does not show'} pictures as a whole (mode 2026)")


def _colours(environment: Mapping[str, str]) -> Line:
    if environment.get("NO_COLOR"):
        return ok(COLOURS, "none, as NO_COLOR says")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return ok(COLOURS, "16 million")
    term = environment.get("TERM", "")
    many = "256" if "256color" in term or term.endswith("-direct") else "16"
    advice = "set COLORTERM to truecolor if your terminal can; ssh and sudo often drop it"
    return warn(COLOURS, f"{many}, as COLORTERM does not promise more", advice)


def _language(environment: Mapping[str, str]) -> Iterator[Line]:
    words = [
        f"{name} {environment[name]}" for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)
    ]
    spoken = ", ".join(words) or "no locale is set"
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        advice = "set LC_ALL to one that locale -a lists, such as C.UTF-8"
        yield warn(LANGUAGE, f"{spoken}: the system has no such locale", advice)
    encodings = {
        "output": getattr(sys.stdout, "encoding", None) or "unknown",
        "file names": sys.getfilesystemencoding(),
    }
    text = f"{spoken}; {', '.join(f'{what} {encoding}' for what, encoding in encodings.items())}"
    if all(_is_utf8(encoding) for encoding in encodings.values()):
        yield ok(LANGUAGE, text)
    else:
        yield warn(LANGUAGE, text, "set LC_ALL to C.UTF-8, or letters may be shown as codes")


def _keys(answers: Answers) -> Iterator[Line]:
    if answers.kitty:
        yield ok(KEYS, "kitty's keyboard protocol: every key can be told from every other")
    else:
        yield ok(KEYS, "no keyboard protocol of kitty's: ctrl+i is tab, ctrl+m is enter, ctrl+shift is ctrl")
    if answers.paste:
        yield ok(KEYS, "what is pasted is marked (bracketed paste)")
    elif answers.paste is None:
        yield ok(KEYS, "it does not tell whether it marks what is pasted (bracketed paste)")
    else:
        advice = "do not paste while no field is open: each letter would be a command"
        yield warn(KEYS, "what is pasted is not marked (bracketed paste)", advice)


def _is_dumb(environment: Mapping[str, str]) -> bool:
    return environment.get("TERM", "dumb") in ("", "dumb")


def _size() -> tuple[int, int] | None:
    """Return columns and lines, None where no stream is a terminal."""
    for stream in (sys.__stdout__, sys.__stdin__, sys.__stderr__):
        try:
            size = os.get_terminal_size(stream.fileno()) if stream is not None else None
        except (OSError, ValueError):
            continue
        if size is not None:
            return size.columns, size.lines
    return None


def _is_utf8(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name == "utf-8"
    except LookupError:
        return False
