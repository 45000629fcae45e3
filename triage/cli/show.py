"""`triage show`: one article, passage by passage, with what was judged."""

from __future__ import annotations

from triage.cli import options, places, printing, records, sidecars
from triage.core.claim import Claim, TagRecord
from triage.core.clock import Clock
from triage.core.outline import Passage
from triage.errors import TriageError
from triage.export.evidence import evidence_objects, related_objects
from triage.session.opened import Opened
from triage.session.shelf import Problem, Shelf
from triage.session.step_json import review_object
from triage.store.corpus import Corpus

_ABOUT = """
Print the article FILE passage by passage. Claims are numbered; under each stands what reviewers
recorded about it. With --json: the segments that were found, the passages as a review shows them,
and every recorded claim. Positions are code points of the text, counted from 0; the end is one
past the last. With --sidecar FILE is a sidecar, shown without its article; git shows changes so
once triage setup-git has been run.
"""

_EXAMPLES = """
  triage show seeds/01-wire-report.txt
  triage show 01-wire-report.txt --folder seeds
  triage show seeds/01-wire-report.txt --json | jq '.claims'
  triage show --sidecar seeds/01-wire-report.txt.triage.yaml
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("show", _ABOUT, _EXAMPLES)
    made.add_argument("file", metavar="FILE", help="the article: a path from here, or in the folder")
    options.add_folder_option(made)
    options.add_json(made)
    made.add_argument("--sidecar", action="store_true", help="FILE is a sidecar: print what it records")
    return made


def main(argv: list[str]) -> int:
    """Print the article."""
    given = parser().parse_args(argv)
    if given.sidecar:
        return sidecars.show(given.file)
    root, path = places.article(given.file, given.folder)
    found = Shelf(Corpus(root), "", Clock(), lambda: ()).read(path, remember=False)
    if isinstance(found, Problem):
        raise TriageError(f"{path}: {found.reason}", "triage check lists all that cannot be read")
    if given.json:
        printing.as_json(_article_object(found))
    else:
        _print(found)
    return 0


def _print(opened: Opened) -> None:
    printing.line(opened.title)
    printing.line(opened.article.path)
    for name, review in sorted(opened.annotations.reviews.items()):
        printing.line(records.status_line(name, review))
    if opened.blocked:
        printing.line(f"warning: {opened.blocked}")
    printing.line()
    number = 0
    width = len(str(sum(1 for _ in opened.outline.claims())))
    for passage in opened.outline.passages:
        number += passage.claim
        label = str(number) if passage.claim else ""
        words = " ".join(opened.article.text[passage.start : passage.end].split())
        printing.line(
            f"{label:>{width}}  {words}" if passage.claim else f"{'':{width}}  [{_kind(passage)}] {words}"
        )
        for claim in opened.recorded_claims(passage):
            records.print_description(claim, " " * (width + 4))
        records.print_records(opened.recorded_claims(passage), " " * (width + 4))
    for claim_id in opened.outline.orphans:
        claim = opened.annotations.claims[claim_id]
        printing.line(f"{'':{width}}  [not in the text any more] {' '.join(claim.anchor.quote.split())}")
        records.print_records([claim], " " * (width + 4))


def _kind(passage: Passage) -> str:
    return "not a claim" if passage.ids else str(passage.kind)


def _article_object(opened: Opened) -> dict[str, object]:
    article = opened.article
    return {
        "path": article.path,
        "title": opened.title,
        "encoding": article.encoding,
        "sha256": article.sha256,
        "length": len(article.text),
        "warning": opened.blocked,
        "reviews": {
            name: review_object(review) for name, review in sorted(opened.annotations.reviews.items())
        },
        "segments": [
            {"start": piece.start, "end": piece.end, "kind": str(piece.kind), "claim": piece.claim}
            for piece in opened.segments
        ],
        "passages": [
            {
                "start": passage.start,
                "end": passage.end,
                "kind": str(passage.kind),
                "claim": passage.claim,
                "claims": list(passage.ids),
                "text": article.text[passage.start : passage.end],
            }
            for passage in opened.outline.passages
        ],
        "claims": [_claim_object(claim) for claim in opened.annotations.in_text_order()],
    }


def _claim_object(claim: Claim) -> dict[str, object]:
    anchor = claim.anchor
    return {
        "id": claim.id,
        "quote": anchor.quote,
        "start": anchor.start,
        "end": anchor.end,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "at": anchor.at,
        "state": str(anchor.state),
        "was": anchor.was,
        "skip": anchor.skip,
        "added": anchor.added,
        "speaker": claim.speaker,
        "related": related_objects(claim.related),
        "described": claim.described_at,
        "tags": {name: _record_object(record) for name, record in sorted(claim.tags.items())},
    }


def _record_object(record: TagRecord) -> dict[str, object]:
    return {
        "tag": record.tag,
        "at": record.at,
        "note": record.note,
        "confidence": str(record.confidence or ""),
        "evidence": evidence_objects(record.evidence),
    }
