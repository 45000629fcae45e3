"""`triage repair`: what can be mended surely in a folder; shown first, done when asked, with copies kept."""

from __future__ import annotations

from triage.cli import options, places, printing, talk
from triage.errors import TriageError
from triage.session.repairing import Repair, repairs
from triage.store.copies import JOINED, REPLACED
from triage.store.corpus import Corpus

_ABOUT = f"""
Print what can be mended surely in FOLDER, one line each, and change nothing; with --yes, mend it.
Mended are: conflict copies and git's conflict marks (joined in), claims that stand elsewhere in an
edited article or have other words there, sidecars of articles that have another name now, texts of
claims that were not kept, and temporary files of programs that were killed. A sidecar in which a
claim would be lost from sight is left for a review, where w lists what waits.

What is rewritten is kept in {REPLACED}, what was joined in goes to {JOINED}.
Exit code 1 if something is left to mend; triage check tells all that is wrong.
"""

_EXAMPLES = """
  triage repair ~/articles             what would be done?
  triage repair ~/articles --yes       do it
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("repair", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    made.add_argument("--yes", action="store_true", help="mend what would be printed")
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Show the repairs, or make them; return 1 if any is left."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    told: list[dict[str, object]] = []
    left = 0
    for repair in repairs(Corpus(root)):
        problem = _made(repair) if given.yes else ""
        done = given.yes and not problem
        left += not done
        told.append({"path": repair.path, "repair": repair.what, "done": done, "problem": problem})
        if not given.json:
            printing.line(f"{repair.path}: {'done: ' if done else ''}{repair.what}")
        if problem:
            talk.error(f"{repair.path}: not mended: {problem}")
    if given.json:
        printing.as_json(told)
    elif not told:
        talk.remark(f"{root}: nothing to mend; triage check tells what else may be wrong")
    elif not given.yes:
        talk.remark("nothing was changed yet: triage repair --yes does this")
    return 1 if left else 0


def _made(repair: Repair) -> str:
    """Make a repair; return why it failed, empty if it did not."""
    try:
        repair.mend()
    except TriageError as error:
        return error.message
    except OSError as error:
        return error.strerror or str(error)
    return ""
