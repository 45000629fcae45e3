"""What one judgement on the command line and one in a batch have in common: checked, placed, answered."""

from __future__ import annotations

from triage.core.codebook import Codebook
from triage.errors import TriageError, UsageError
from triage.session.locating import places_of
from triage.session.opened import Opened
from triage.session.scripting import Judgement, Recorded

_SHOWN = 3
"""Places that are named where a quote has several."""


def expect_sensible(judgement: Judgement, codebook: Codebook) -> None:
    """Raise UsageError for a judgement that says nothing, or gives a tag that there is not."""
    if judgement == Judgement():
        raise UsageError(
            "there is nothing to record", "give a tag, or untag, a note, a confidence or evidence"
        )
    if judgement.tag and codebook.get(judgement.tag) is None:
        raise UsageError(
            f"the codebook has no tag {judgement.tag}", f"its tags are: {', '.join(codebook.names())}"
        )
    for text in (
        judgement.note or "",
        *(f"{piece.url}{piece.note}{piece.quote}{piece.file}{piece.claim}" for piece in judgement.evidence),
    ):
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise UsageError("a note or a URL is not valid text", "write it in UTF-8")


def span_of(opened: Opened, quote: str | None, start: int | None, end: int | None) -> tuple[int, int]:
    """Return the span (code points) that is meant. Raises TriageError where that is not clear."""
    if (quote is None) == (start is None and end is None) or (start is None) != (end is None):
        raise UsageError("which words are judged?", "give the quote, or start and end")
    if start is not None and end is not None:
        return start, end
    path = opened.article.path
    found = places_of(opened, quote or "")
    if len(found) == 1:
        return found[0]
    if not found:
        raise TriageError(f"{path}: these words are not in the text", f"triage show {path} prints its words")
    spans = ", ".join(f"{first}-{last}" for first, last in found[:_SHOWN])
    more = ", ..." if len(found) > _SHOWN else ""
    raise TriageError(
        f"{path}: these words stand in {len(found)} places",
        f"quote more of them, or give start and end: {spans}{more}",
    )


def result_line(path: str, judgement: Judgement, recorded: Recorded) -> str:
    """Return the answer for people."""
    what = judgement.tag or ("untagged" if judgement.untag else "recorded")
    return f"{path} {recorded.start}-{recorded.end}: {what if recorded.changed else f'{what} already'}"


def result_object(path: str, reviewer: str, judgement: Judgement, recorded: Recorded) -> dict[str, object]:
    """Return the answer for programs."""
    return {
        "file": path,
        "claim": recorded.claim,
        "start": recorded.start,
        "end": recorded.end,
        "tag": judgement.tag,
        "reviewer": reviewer,
        "changed": recorded.changed,
    }
