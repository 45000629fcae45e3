"""What a line of a key map asks for: a command with its argument, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from triage.commands import CHOICES, COMMANDS, FREE, TAGGED, Argument, Command, command
from triage.commands.marking import REACHES
from triage.core.codebook import Codebook
from triage.keymap import Bound
from triage.keymap.performed import LAST_PLAYED, PLAY, RECORD, is_register


def bound_from(text: str, codebook: Codebook) -> Bound | str | None:
    """Return the bound command, or what is wrong with it.

    A tag may be called by its number in the codebook, from 1 on, so that a map goes with every
    codebook; None where the codebook has no so many tags.
    """
    name, _, argument = (part.strip() for part in text.strip().partition(" "))
    known = command(name)
    if known is None:
        return f"unknown command {name}{nearest(name, (known.id for known in COMMANDS))}"
    if known.argument is Argument.NONE:
        return f"{name} takes no argument" if argument else Bound(known)
    if not argument and known.optional:
        return Bound(known)
    if known.argument in FREE:
        reach, colon, rest = argument.partition(":")
        is_reach = known.id == "mark.like" and colon and reach.lower() in REACHES
        asked = rest.strip() if is_reach else argument
        return _wrong_free(known, asked, codebook) or Bound(known, argument)
    if known.argument is Argument.TAG:
        tag = _tag(argument, codebook)
        if tag is None:
            return None
        return Bound(known, tag) if tag else _one_of(name, argument, codebook.names())
    word = argument.removeprefix(TAGGED)
    if known.argument is Argument.STEP and word != argument and (word in codebook.names() or " " not in word):
        tag = _tag(word, codebook)
        if tag is None:
            return None
        allowed = [TAGGED + each for each in codebook.names()]
        return Bound(known, TAGGED + tag) if tag else _one_of(name, argument, allowed)
    words = CHOICES[known.argument]
    if argument in words:
        return Bound(known, argument)
    if known.argument is not Argument.STEP:
        return _one_of(name, argument, words)
    if (
        not argument or argument.replace("-", "").replace(" ", "").isalnum()
    ):  # a kind that there is not, rather than a filter
        return _one_of(name, argument, (*words, f"{TAGGED}NAME", "a filter"))
    return _wrong_filter(argument, codebook) or Bound(known, argument)


def nearest(word: str, words: Iterable[str]) -> str:
    """Return what to say after an unknown word: the one that is most like it, if one is."""
    import difflib  # only mistakes need it

    close = difflib.get_close_matches(word, list(words), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def _tag(argument: str, codebook: Codebook) -> str | None:
    """Return the tag's name, empty where there is none so called, None where there are not so many."""
    if argument in codebook.names():
        return argument
    if not (argument.isascii() and argument.isdecimal()) or argument.startswith("0"):
        return ""
    return (
        codebook.tags[int(argument) - 1].name
        if len(argument) < 4 and int(argument) <= len(codebook.tags)
        else None
    )


def _wrong_free(known: Command, argument: str, codebook: Codebook) -> str:
    """Return what is wrong with an argument that is any word; nothing where it is right."""
    if known.argument is Argument.FILTER:
        return _wrong_filter(argument, codebook)
    if known.argument is Argument.VIEW:  # which there are is known where settings are read
        return "" if argument.isprintable() and argument else "the name of a view is missing"
    if known.id in (PLAY, RECORD):
        is_right = is_register(argument) or (argument == LAST_PLAYED and known.id == PLAY)
        return "" if is_right else "a macro has a letter or a digit"
    return "" if len(argument) == 1 and argument.isalnum() else "a bookmark is a letter or a digit"


def _wrong_filter(argument: str, codebook: Codebook) -> str:
    """Return what is wrong with a filter, and in which column of it; nothing where it is right."""
    from triage.core.filter import Asked, Filter, FilterError  # few maps have one

    try:
        Filter(argument, Asked(tags=codebook.names()))
    except FilterError as error:
        return f"column {error.start + 1} of the filter: {error.message}"
    return "" if argument else "a filter is missing"


def _one_of(name: str, argument: str, words: Iterable[str]) -> str:
    words = list(words)
    return f"{name} takes one of: {', '.join(words)}{nearest(argument, words)}"
