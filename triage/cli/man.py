"""`triage man`: the manual pages, made from the same tables as the help."""

from __future__ import annotations

from triage.cli import options, printing, talk
from triage.cli.manual import PAGES

_ABOUT = """
Print the source of a manual page, for man: triage (every command), triage-keys (key maps), or
triage-sidecar (the format of the files). An installed triage has brought the pages already, where
its installer lets man find them.
"""

_EXAMPLES = """
  triage man | man -l -
  triage man triage-keys > ~/.local/share/man/man5/triage-keys.5
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("man", _ABOUT, _EXAMPLES)
    pages = ", ".join(PAGES)
    made.add_argument(
        "page", nargs="?", metavar="PAGE", choices=[*PAGES], default="triage", help=f"one of {pages}"
    )
    return made


def main(argv: list[str]) -> int:
    """Print the page."""
    given = parser().parse_args(argv)
    number, page = PAGES[given.page]
    printing.text(page())
    if printing.on_terminal():
        talk.remark(f"this is the source of {given.page}({number}); triage man {given.page} | man -l -")
    return 0
