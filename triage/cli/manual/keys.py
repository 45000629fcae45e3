"""The manual page of key maps: how they are written, every command, and the keys that come with triage."""

from __future__ import annotations

from collections.abc import Iterator

from triage.cli.manual import roff
from triage.cli.manual.from_markdown import page_from
from triage.commands import CHOICES, COMMANDS, FREE, TAGGED, Argument, Command, Mode
from triage.keymap import Sources
from triage.store import keymaps
from triage.store.codebook import shipped_codebook
from triage.store.shipped import shipped

_MODES = {
    Mode.ALL: "In list and text",
    Mode.LIST: "In the list",
    Mode.TEXT: "In the text",
    Mode.SELECT: "While selecting",
    Mode.INPUT: "In a field",
}


def page() -> str:
    """Return the page."""
    guide = (shipped("docs") / "keymaps.md").read_text(encoding="utf-8")
    return roff.page(
        [
            roff.head("triage-keys", 5, "key maps of triage"),
            roff.section("Description"),
            roff.laid_out(guide.split("\n## ")[0].split("\n", 1)[1].replace("`", "")),
            page_from(guide),
            roff.section("Commands"),
            *map(_command, COMMANDS),
            roff.section("Default keys"),
            *_keys(),
            roff.see_also((("triage", 1), ("triage-sidecar", 5))),
        ]
    )


def _command(known: Command) -> str:
    choices = CHOICES.get(known.argument, {})
    more = {Argument.TAG: ("TAG",), Argument.STEP: (f"{TAGGED}TAG", "FILTER")}.get(known.argument, ())
    free = (FREE[known.argument],) if known.argument in FREE else ()
    words = " | ".join((*choices, *more, *free))
    words = f"[{words}]" if known.optional else words
    argument = f" {roff.italic(words)}" if words else ""
    count = " Takes a count." if known.takes_count else ""
    undo = " Can be undone." if known.undoable else ""
    return roff.item(roff.bold(known.id) + argument, roff.escaped(known.help + count + undo))


def _keys() -> Iterator[str]:
    """Yield the bindings of the default map, mode by mode."""
    keymap, _ = keymaps.in_use(Sources(keymaps.DEFAULT), shipped_codebook())
    begun = None
    for mode, keys, binding in keymap.listed():
        if mode is not begun:
            yield roff.subsection(_MODES[mode])
            begun = mode
        yield roff.item(roff.bold(keys), roff.escaped(binding.text))
