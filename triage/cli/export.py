"""`triage export`: what was judged, in a form that other programs and people read."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli import options, places, printing, talk
from triage.errors import RefusedError, UsageError
from triage.export import FORMATS, Format, Writer
from triage.export.rows import Row, rows_of
from triage.session.survey import strays, survey
from triage.store.corpus import Corpus

if TYPE_CHECKING:
    from triage.cli.filtered import RowFilter

RESULTS = "annotations"
"""The folder for exports, where there is one and nobody says anything else."""

_ABOUT = f"""
Write what was judged in FOLDER: one row for each claim and each reviewer who tagged it. What was
marked as not a claim is left out; claims whose words are not in the text any more have the state
orphan and no position. CSV and JSON lines hold every text exactly as it is. If a CSV is meant for
a spreadsheet program, use --spreadsheet: such programs run a cell that begins with =, + , - or @.

The export goes to --output. Without it, it goes to standard output; only if that is a terminal
and there is a folder {RESULTS}/ here, it goes to a file in there. Exit code 1 if something could
not be read and is missing from the export.
"""

_EXAMPLES = """
  triage export --output claims.csv
  triage export --format jsonl ~/articles | jq -r 'select(.tag == "disputed") | .quote'
  triage export --format markdown --tag disputed --output disputed.md
  triage export --all --by ana           the claims that ana left untagged, too
  triage export --filter 'tag:disputed by:ana -has:evidence'
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("export", _ABOUT, _EXAMPLES)
    options.add_folder(made)
    made.add_argument(
        "--format",
        choices=[form.name for form in FORMATS],
        help="; ".join(f"{form.name}: {form.help}" for form in FORMATS)
        + " (default: by the name of the output, csv)",
    )
    made.add_argument("-o", "--output", metavar="FILE", help="where to write; - is standard output")
    made.add_argument("--all", action="store_true", help="also the claims and records without a tag")
    made.add_argument("--tag", action="append", metavar="TAG", help="only this tag; may be given again")
    made.add_argument("--by", action="append", metavar="NAME", help="only this reviewer; may be given again")
    options.add_filter(made, "claims and records")
    made.add_argument(
        "--spreadsheet",
        action="store_true",
        help="CSV: an apostrophe before what a spreadsheet program would run",
    )
    return made


def main(argv: list[str]) -> int:
    """Write the export."""
    given = parser().parse_args(argv)
    root = places.corpus_folder(given.folder)
    form = _format(given.format, given.output)
    write = _writer(form, spreadsheet=given.spreadsheet)
    target = _target(given.output, form)
    if target is not None:
        _expect_outside(target, root)
    missing: list[str] = []
    corpus = Corpus(root)
    wanted = _filter(given.filter, root)
    rows = [row for row in _rows(corpus, missing, wanted, untagged=given.all) if _wanted(row, given)]
    whole = write(rows)
    if target is None:
        printing.content(whole)
    else:
        from triage.store import atomic

        atomic.replace(target, whole)
        talk.remark(f"{target}: {len(rows)} rows")
    for text in missing:
        talk.warning(f"not in the export: {text}")
    return 1 if missing else 0


def _format(name: str | None, output: str | None) -> Format:
    if name is not None:
        return next(form for form in FORMATS if form.name == name)
    ending = os.path.splitext(output or "")[1].lower()
    return next((form for form in FORMATS if form.extension == ending), FORMATS[0])


def _writer(form: Format, *, spreadsheet: bool) -> Writer:
    if not spreadsheet:
        return form.write
    if form.write_for_spreadsheets is None:
        raise UsageError(f"--spreadsheet is for csv, not for {form.name}", "leave one of the two out")
    return form.write_for_spreadsheets


def _target(output: str | None, form: Format) -> Path | None:
    """Return the file to write; None for standard output."""
    if output == "-":
        return None
    if output is not None:
        return Path(output)
    if printing.on_terminal() and os.path.isdir(RESULTS):
        return Path(RESULTS) / f"claims{form.extension}"
    return None


def _expect_outside(target: Path, root: Path) -> None:
    """Raise RefusedError where the export would replace an article or a sidecar, or be taken for one."""
    from triage.store.links import is_within
    from triage.store.names import SIDECAR_SUFFIX, is_article

    real = os.path.realpath(target)
    is_ours = is_article(os.path.basename(real)) or real.endswith(SIDECAR_SUFFIX)
    if is_ours and is_within(real, os.path.realpath(root)):
        raise RefusedError(
            f"{target}: not written, in {root} it would be taken for an article or for tags",
            "write the export to another folder, or give its name another ending",
        )


def _rows(corpus: Corpus, missing: list[str], wanted: RowFilter | None, *, untagged: bool) -> Iterator[Row]:
    """Yield the rows of the corpus, and add to `missing` what has tags and could not be read."""
    scan = corpus.scan()
    for found in survey(corpus, "", scan):
        opened = found.opened
        if opened is None:
            if found.entry.path in scan.sidecars:
                missing.append(f"{found.entry.path}: {found.entry.problem}")
            continue
        if opened.blocked:
            missing.append(opened.blocked)
        rows = rows_of(opened.article, opened.title, opened.annotations, opened.outline, untagged=untagged)
        yield from rows if wanted is None else wanted.meant(opened, found.entry, list(rows))
    missing += [f"{path}: the article is gone, its tags are not" for path in strays(scan)]


def _filter(query: str | None, root: Path) -> RowFilter | None:
    if not query:
        return None
    from triage.cli import filtered

    return filtered.RowFilter(query, root)


def _wanted(row: Row, given: argparse.Namespace) -> bool:
    if given.by and row.reviewer and row.reviewer not in given.by:
        return False
    return not given.tag or row.tag in given.tag
