"""`triage merge`: two versions of a sidecar joined, as git asks a merge driver to."""

from __future__ import annotations

from pathlib import Path

from triage.cli import options, talk
from triage.errors import TriageError
from triage.store.merging import merge_files

_ABOUT = """
Join the sidecars OURS and THEIRS, both made from BASE, and write the result into OURS. Nothing
is lost: each reviewer's later record of a claim stands, and what was edited by hand on either
side survives. BASE may be empty. Exit code 0; or 1 where a version cannot be read, and OURS is
left as it is then. git calls this by itself once triage setup-git has been run.
"""

_EXAMPLES = """
  triage merge base.triage.yaml mine.triage.yaml theirs.triage.yaml
  triage setup-git               have git do so whenever it merges sidecars
"""

CONFLICT = 1
"""To git: these could not be merged. Any failure is one, so that git does not take ours for the result."""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("merge", _ABOUT, _EXAMPLES)
    made.add_argument("base", metavar="BASE", type=Path, help="the version that both were made from")
    made.add_argument("ours", metavar="OURS", type=Path, help="one version; the result is written here")
    made.add_argument("theirs", metavar="THEIRS", type=Path, help="the other version")
    made.add_argument("path", metavar="PATH", nargs="?", help="what messages call the sidecar")
    return made


def main(argv: list[str]) -> int:
    """Merge; return 0, or 1 where that cannot be done."""
    given = parser().parse_args(argv)
    name = given.path or str(given.ours)
    try:
        merge_files(given.base, given.ours, given.theirs, name)
    except TriageError as error:
        talk.failure(TriageError(error.message, _hint(given.path)))
        return CONFLICT
    except OSError as error:
        talk.error(f"{error.filename or name}: {error.strerror}")
        return CONFLICT
    except ValueError as error:  # half a character, which YAML cannot hold
        talk.error(f"{name}: not merged: {error}")
        return CONFLICT
    return 0


def _hint(path: str | None) -> str:
    if path is None:
        return "nothing was written; mend that version, then merge again"
    return f"your version was left as it is; git show :3:{path} prints the other one"
