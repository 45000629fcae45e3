"""`triage setup-git`: have git merge and show sidecars by triage in this clone."""

from __future__ import annotations

from triage.cli import options, places, printing
from triage.store.git_setup import set_up

_ABOUT = """
Have git join the sidecars in FOLDER when it merges, and show them as claims and tags when it
compares. Adds a line to .gitattributes in FOLDER, for everybody, and sets the merge driver and
the text conversion in the configuration of this clone: every clone needs the command once. Also
keeps the lock and other passing files in .triage/ out of git. What is so already is left alone.
"""

_EXAMPLES = """
  triage setup-git
  triage setup-git ~/articles
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("setup-git", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    return made


def main(argv: list[str]) -> int:
    """Set up git and say what was done."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    for what, done in set_up(root):
        printing.line(f"{'set' if done else 'already set'}: {what}")
    return 0
