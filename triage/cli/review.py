"""`triage review`: the full-screen review, once everything it needs is known to be there."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace

from triage import __version__
from triage.cli import appearing, configured, options, places
from triage.errors import TriageError, UsageError
from triage.first_frame import FirstFrame
from triage.start import Start

_ABOUT = """
Go through the articles of FOLDER claim by claim. One key tags a claim and goes on to the next
untagged one: v verified, d disputed, o opinion. Every tag is saved at once, beside its article.
In the review, ? shows every key.
"""

_EXAMPLES = """
  triage                                 review seeds/, or the folder you are in
  triage ~/articles --reviewer ana       judge as ana
  triage ~/articles --keys vim           with another key map; triage keys shows them
  triage ~/articles --fresh              begin at the first unfinished article
  triage --plain                         in lines: for screen readers, dumb terminals and pipes
  printf 'v\nnote so it was\nquit\n' | triage --plain ~/articles
  triage ./list                          a folder that is named like a command
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("review", _ABOUT, _EXAMPLES, "[FOLDER] [options]")
    options.add_folder(made)
    options.add_reviewer(made)
    options.add_codebook(made)
    options.add_keys(made)
    appearing.add_to(made)
    made.add_argument(
        "--fresh", action="store_true", help="begin at the first unfinished article, not where you left off"
    )
    made.add_argument("--quiet", action="store_true", help="say nothing about what was done at the end")
    made.add_argument(
        "--plain",
        action="store_true",
        help="review in lines and prompts instead of on the screen; also from a pipe (docs/plain.md)",
    )
    version = f"triage {__version__}"
    made.add_argument("--version", action="version", version=version, help="print the version and leave")
    return made


def main(argv: list[str], frame: FirstFrame | None = None) -> int:
    """Review a folder, over the first picture if one was drawn; return when the reviewer leaves."""
    if _is_plain(argv):
        from triage.line.running import run_lines

        return run_lines(asked(argv))
    try:
        start = asked(argv)
    except TriageError:
        if frame is not None:
            frame.end()  # what went wrong is told on the reviewer's own screen, where it stays
        raise
    if not start.resume:
        from triage.store.quick_names import article_names

        start = _looked_at(start, article_names(str(start.root)))
    from triage.ui.running import run_review

    return run_review(start, frame)


def ready(argv: Sequence[str], names: Sequence[str]) -> Start:
    """Return what a review of these words begins with, the first article read. Raises TriageError.

    `names` are the paths of the articles in its folder, as far as names tell.
    """
    return _looked_at(asked(argv), names)


def _looked_at(start: Start, names: Sequence[str]) -> Start:
    from triage.session.first_look import first_look

    look = first_look(start.root, start.reviewer, names, resume=start.resume)
    return replace(start, look=look)


def asked(argv: Sequence[str]) -> Start:
    """Return what these words ask for, without a look at the articles. Raises TriageError."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    if not given.plain:
        expect_terminal()
    tags, warnings = configured.codebook(given.codebook, root)
    keymap, doubts = configured.keymap(given.keys, given.bind, root, tags)
    reviewer = configured.reviewer(given.reviewer, root)
    shown = appearing.appearance(given)
    return Start(
        *(root, reviewer, tags, keymap, (*warnings, *doubts), None, shown),
        resume=not given.fresh,
        quiet=given.quiet,
    )


def _is_plain(argv: Sequence[str]) -> bool:
    """Whether a review in lines is asked for; without reading the words twice where it is not."""
    return "--plain" in argv and bool(parser().parse_args(argv).plain)


def expect_terminal() -> None:
    """Raise UsageError unless keys can be read and a screen can be drawn (on standard error, by Textual)."""
    streams = {
        "standard input": sys.stdin,
        "standard output": sys.stdout,
        "standard error": sys.stderr,
    }
    missing = next((name for name, stream in streams.items() if stream is None or not stream.isatty()), None)
    if missing is None and os.environ.get("TERM") != "dumb":
        return
    why = f"{missing} is not one" if missing else "TERM is dumb"
    raise UsageError(
        f"a review needs a terminal, and {why}",
        "in lines: triage review --plain; else: triage list, triage show FILE, triage tag FILE, triage -h",
    )
