"""`triage tag`: a judgement recorded without the screen, or many of them from lines of JSON."""

from __future__ import annotations

import argparse
from contextlib import closing

from triage.cli import batch, configured, judgements, options, places, printing, talk
from triage.core.claim import Confidence, Evidence, Stance
from triage.errors import UsageError
from triage.session.scripting import Clerk, Judgement
from triage.store.corpus import Corpus

_ABOUT = """
Tag one claim of the article FILE: the one whose words are TEXT. If no claim has these very words
and they stand in the text only once, they become a claim. Note, confidence and evidence can be
given with the tag or later; what is not given stays as it is. --start and --end name the span in
code points instead, as triage show --json prints them.

With --batch, judgements are read as lines of JSON, each with file, quote (or start and end), and
tag, untag, note, confidence, evidence (a URL, or a list of objects with url, stance, accessed,
note, quote, file and claim) or reviewer. Every line is answered once it is saved. Exit code 1 if
one of them failed.
"""

_EXAMPLES = """
  triage tag seeds/01-wire-report.txt --quote "The dam is safe." --tag disputed --note "says who?"
  triage tag a.txt --start 310 --end 351 --tag verified --evidence https://example.org/notice
  triage tag a.txt --quote "The dam is safe." --untag
  triage tag --folder ~/articles --reviewer model-7 --batch judgements.jsonl
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("tag", _ABOUT, _EXAMPLES, "FILE --quote TEXT --tag TAG [options]")
    made.add_argument(
        "file", nargs="?", metavar="FILE", help="the article: a path from here, or in the folder"
    )
    made.add_argument("--quote", metavar="TEXT", help="the words of the claim")
    made.add_argument("--start", type=int, metavar="N", help="its first code point, instead of --quote")
    made.add_argument("--end", type=int, metavar="N", help="one past its last code point")
    what = made.add_mutually_exclusive_group()
    what.add_argument("--tag", metavar="TAG", default="", help="the tag to put on")
    what.add_argument("--untag", action="store_true", help="take your tag off")
    made.add_argument("--note", metavar="TEXT", help="your note; an empty one takes it off")
    made.add_argument("--confidence", choices=[str(level) for level in Confidence], help="how sure you are")
    made.add_argument("--evidence", metavar="URL", help="a source to add")
    made.add_argument(
        "--stance", choices=[str(stance) for stance in Stance], help="what the source does to the claim"
    )
    made.add_argument("--batch", metavar="FILE", help="judgements as lines of JSON; - is standard input")
    options.add_folder_option(made)
    options.add_reviewer(made)
    options.add_codebook(made)
    options.add_json(made)
    return made


def main(argv: list[str]) -> int:
    """Record one judgement, or those of a batch."""
    taken = parser()
    given = taken.parse_args(argv)
    if given.batch is not None:
        if given.file is not None:
            taken.error("--batch names the files in its lines, so FILE is left out")
        return batch.run(given)
    if given.file is None:
        taken.error("FILE is missing")
    root, path = places.article(given.file, given.folder)
    reviewer = configured.reviewer(given.reviewer, root)
    judgement = _judgement(given)
    codebook, _ = configured.codebook(given.codebook, root)
    judgements.expect_sensible(judgement, codebook)
    with closing(Clerk(Corpus(root), reviewer, talk.warning)) as clerk:
        span = judgements.span_of(clerk.opened(path), given.quote, given.start, given.end)
        recorded = clerk.record(path, span, reviewer, judgement)
        clerk.save(path)
    if given.json:
        printing.as_json(judgements.result_object(path, reviewer, judgement, recorded))
    else:
        printing.line(judgements.result_line(path, judgement, recorded))
    return 0


def _judgement(given: argparse.Namespace) -> Judgement:
    if given.stance and not given.evidence:
        raise UsageError("--stance says what a source does, and there is none", "name it: --evidence URL")
    stance = Stance(given.stance) if given.stance else None
    return Judgement(
        tag=given.tag,
        untag=given.untag,
        note=given.note,
        confidence=Confidence(given.confidence) if given.confidence else None,
        evidence=(Evidence(given.evidence, stance),) if given.evidence else (),
    )
