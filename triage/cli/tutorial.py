"""`triage tutorial`: the review on a copy of the samples, with a guide at the edge of the screen."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from triage.cli import options, review
from triage.core.values import replace
from triage.errors import UsageError

_ABOUT = """
Learn the keys in ten minutes. A guide at the edge of the screen says what to do next, with the keys
that you use, and goes on when you did it. It takes place on a copy of the sample articles, in a
temporary folder, or in FOLDER, which must be empty. You can leave at any time: the next
triage tutorial goes on where you left off.
"""

_EXAMPLES = """
  triage tutorial                 begin, or go on
  triage tutorial --fresh         begin anew, in another folder
  triage tutorial --keys vim      with another key map
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("tutorial", _ABOUT, _EXAMPLES, "[FOLDER] [options]")
    made.add_argument("folder", nargs="?", metavar="FOLDER", help="an empty folder to practise in")
    options.add_reviewer(made)
    options.add_keys(made)
    made.add_argument("--fresh", action="store_true", help="begin with the first step")
    return made


def main(argv: list[str]) -> int:
    """Go through the tutorial; return when the reviewer leaves."""
    given = parser().parse_args(argv)
    review.expect_terminal()
    from triage.session.tutorial import TASKS, Tutorial
    from triage.store import practice

    wanted = None if given.folder is None else Path(os.path.abspath(given.folder))
    before = None if given.fresh else practice.last()
    if before is not None and (wanted not in (None, before[0]) or before[1] >= len(TASKS)):
        before = None
    try:
        folder = practice.made(wanted if before is None else before[0])
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}", "name a folder that can be written") from None
    step = 0 if before is None else before[1]
    words = [f"--reviewer={given.reviewer}"] if given.reviewer is not None else []
    words += [f"--keys={given.keys}"] if given.keys is not None else []
    words += [f"--bind={bind}" for bind in given.bind]
    start = review.asked([*words, "--", str(folder)])
    practice.keep(folder, step)
    from triage.ui.running import run_review

    return run_review(replace(start, tutorial=Tutorial(step, partial(practice.keep, folder))))
