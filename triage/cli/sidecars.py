"""A sidecar in lines for people, without its article: what git compares instead of the YAML."""

from __future__ import annotations

from pathlib import Path

from triage.cli import printing, records
from triage.core.claim import Annotations, State
from triage.store.versions import parse_versions
from triage.store.yaml_error import YamlError


def show(file: str) -> int:
    """Print what the sidecar `file` records, or its text where it cannot be read; return 0.

    git gives up comparing where this fails, and what does not parse is to be compared, too.
    Positions are left out: an edit before a claim would show as a change of all that follow.
    """
    data = Path(file).read_bytes()
    try:
        annotations, _ = parse_versions(data, file)
    except YamlError:
        printing.text(data.decode("utf-8", "replace"))
    else:
        _print(annotations)
    return 0


def _print(annotations: Annotations) -> None:
    printing.line(annotations.source.title or annotations.source.file)
    for name, review in sorted(annotations.reviews.items()):
        printing.line(records.status_line(name, review))
    for claim in annotations.in_text_order():
        anchor = claim.anchor
        printing.line()
        mark = "[not a claim] " if anchor.skip else ""
        lost = "[not in the text any more] " if anchor.state is State.ORPHAN else ""
        printing.line(f"{mark}{lost}{' '.join(anchor.quote.split())}")
        records.print_description(claim, "    ")
        records.print_records([claim], "    ")
