"""The manual page of the program: every command with its options, the settings, files and exit codes."""

from __future__ import annotations

from collections.abc import Iterator

from triage import __doc__ as about
from triage.boot import help_text
from triage.cli.described import Described, Taken, described
from triage.cli.manual import roff
from triage.settings import SETTINGS, Setting

_EXIT_CODES = (
    ("0", "fine"),
    ("1", "something wrong was found, or part of many failed"),
    ("2", "the command line or the configuration cannot be understood"),
    ("3", "refused, so as not to lose anything"),
    ("128 + n", "ended by signal n"),
)

_VARIABLES = (
    ("VISUAL, EDITOR", "the editor, where the setting says nothing"),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "where your own folders are"),
    ("NO_COLOR", "no colours, if it says anything"),
    ("COLORTERM", "16 million colours, if it says truecolor or 24bit"),
)

_FILES = (
    ("ARTICLE.triage.yaml", "what was judged, beside each article; see triage-sidecar(5)"),
    (".triage/", "in the folder under review: texts that tags were made on, and what passes"),
    (".triage.yaml", "settings that go with the articles of a folder"),
    ("codebook.yaml", "in the folder under review: the tags that are used there"),
    ("~/.config/triage/config.yaml", "your own settings; triage init writes it"),
    ("~/.config/triage/keys.yaml", "your own keys; see triage-keys(5)"),
    ("~/.local/state/triage/", "the journal that undo and recovery are made from, and reports of faults"),
    ("~/.cache/triage/", "what can be deleted at any time: the index for searching"),
)


def page() -> str:
    """Return the page."""
    commands = tuple(described())
    before = help_text().split("\n\n")
    return roff.page(
        [
            roff.head("triage", 1, (about or "").strip().rstrip(".").lower()),
            roff.section("Synopsis"),
            ".br\n".join(f".B triage\n{roff.escaped(line)}\n" for line in _synopsis(before[1])),
            roff.section("Description"),
            roff.laid_out(before[2]),
            roff.section("Commands"),
            *map(_command, commands),
            roff.section("Settings"),
            roff.paragraph(
                roff.escaped(
                    "From the highest to the lowest: the option, the variable, .triage.yaml in the folder\n"
                    "under review, config.yaml in your configuration folder, what is built in."
                )
            ),
            *map(_setting, SETTINGS),
            roff.section("Environment"),
            *(
                roff.item(roff.bold(each.variable), roff.escaped(each.help))
                for each in SETTINGS
                if each.variable
            ),
            *(roff.item(roff.bold(name), roff.escaped(text)) for name, text in _VARIABLES),
            roff.section("Files"),
            *(roff.item(roff.italic(name), roff.escaped(text)) for name, text in _FILES),
            roff.section("Exit status"),
            *(roff.item(roff.bold(code), roff.escaped(text)) for code, text in _EXIT_CODES),
            roff.section("Examples"),
            *(roff.literal(line[2:] for line in each.examples.splitlines()) for each in commands),
            roff.see_also((("triage-keys", 5), ("triage-sidecar", 5))),
        ]
    )


def _synopsis(usage: str) -> Iterator[str]:
    """Yield the ways to call the program, without its name and without what they do."""
    for line in usage.splitlines():
        words, _, _ = line.strip().removeprefix("triage ").partition("  ")
        yield words


def _command(command: Described) -> str:
    taken = [*command.words, *command.options]
    return "".join(
        [
            roff.subsection(f"triage {command.name}"),
            roff.paragraph(roff.bold(command.usage)),
            roff.laid_out(command.about),
            *(roff.item(_term(each), roff.escaped(each.help.replace("%%", "%"))) for each in taken),
        ]
    )


def _term(taken: Taken) -> str:
    names = ", ".join(roff.bold(name) for name in taken.names)
    metavar = roff.italic(taken.metavar) if taken.metavar else ""
    return f"{names} {metavar}".strip()


def _setting(known: Setting) -> str:
    where = f"{'also' if known.in_folder else 'not'} in .triage.yaml of a folder"
    nearer = "; ".join(filter(None, (", ".join(filter(None, (known.option, known.variable))), where)))
    return roff.item(
        roff.bold(known.name),
        roff.escaped(f"{known.help} It is {known.kind}. Without it: {known.otherwise}. ({nearer})"),
    )
