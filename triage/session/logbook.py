"""The history of a corpus: what this reviewer's journal tells step by step, and where others stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from triage.core.claim import NONE, Anchor, Annotations, Review, TagRecord
from triage.core.values import dataclass, replace
from triage.session.changes import Change, Description, DescriptionChange, RecordChange, SpanChange
from triage.session.past import RENAMED, journalled
from triage.store.journal_lines import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One change of one register: a judgement, a span or a status. All texts are untrusted."""

    at: str
    """When (see `core.clock`)."""
    reviewer: str
    path: str
    do: str
    """`step`, `undo` or `redo`; empty where only the state that came of it is known."""
    claim: str
    """Its id; empty for a status."""
    quote: str
    """The words of the claim after the change, as far as they are known."""
    before: Anchor | TagRecord | Description | Review | None
    """None where there was nothing, or where it is not known (then `do` is empty)."""
    after: Anchor | TagRecord | Description | Review


def lines_of_journal(entries: Iterable[Entry], reviewer: str) -> list[Line]:
    """Return what the entries of `reviewer`'s journal, oldest first, tell; in the articles' newest names."""
    lines: dict[tuple[str, str, int], Line] = {}
    for entry in entries:
        if entry.get("do") == RENAMED:
            old, new = entry.get("old"), str(entry.get("new"))
            lines = {
                key: replace(line, path=new) if line.path == old else line for key, line in lines.items()
            }
        made = journalled(entry)
        if made is None:
            continue
        quotes = {claim: anchor.quote for claim, anchor in made.anchors.items()}
        quotes |= {
            change.claim: change.after.quote for change in made.step.changes if isinstance(change, SpanChange)
        }
        for number, change in enumerate(made.step.changes):
            if not (isinstance(change, SpanChange) and change.before is None):  # the claim's very first span
                line = _line(change, reviewer, made.step.path, made.do, quotes)
                lines[made.step.path, made.step.id, number] = line
    return list(lines.values())


def lines_of_sidecar(path: str, annotations: Annotations) -> Iterator[Line]:
    """Yield where every reviewer stands with article `path`, claim by claim."""
    for claim in annotations.in_text_order():
        for reviewer, record in sorted(claim.tags.items()):
            yield Line(record.at, reviewer, path, "", claim.id, claim.anchor.quote, None, record)
    for reviewer, review in sorted(annotations.reviews.items()):
        yield Line(review.at, reviewer, path, "", "", "", None, review)


def together(journal: Iterable[Line], sidecars: Iterable[Line]) -> list[Line]:
    """Return all lines by time; what the journal tells is not told again from a sidecar."""
    told = list(journal)
    known = {(line.path, line.reviewer, line.claim, line.at) for line in told}
    told += [line for line in sidecars if (line.path, line.reviewer, line.claim, line.at) not in known]
    return sorted(told, key=lambda line: (line.at, line.path, line.claim))


def _line(change: Change, reviewer: str, path: str, do: str, quotes: Mapping[str, str]) -> Line:
    if isinstance(change, RecordChange):
        quote = quotes.get(change.claim, "")
        before, after = change.before, change.after
        return Line(after.at, change.reviewer, path, do, change.claim, quote, before, after)
    if isinstance(change, SpanChange):
        quote = change.after.quote
        return Line(change.after.at, reviewer, path, do, change.claim, quote, change.before, change.after)
    if isinstance(change, DescriptionChange):
        quote = quotes.get(change.claim, "")
        return Line(change.after.at, reviewer, path, do, change.claim, quote, change.before, change.after)
    return Line(change.after.at, change.reviewer, path, do, "", "", change.before, change.after)


def in_words(state: Anchor | TagRecord | Description | Review | None) -> str:
    """Return a state in a few words; untrusted text."""
    if isinstance(state, Review):
        return f"{state.status}, “{' '.join(state.why.split())}”" if state.why else str(state.status)
    if isinstance(state, Description):
        described = [f"speaker {' '.join(state.speaker.split())}"] if state.speaker else []
        described += [f"{each.relation} {each.file} {each.claim}" for each in state.related]
        return ", ".join(described) or "no speaker, no related claim"
    if isinstance(state, Anchor):
        return "not a claim" if state.skip else f"“{' '.join(state.quote.split())}”"
    if state is None:
        return "nothing"
    words = ["no tag" if state.tag == NONE else state.tag]
    if state.confidence:
        words.append(f"{state.confidence} confidence")
    if state.note:
        words.append(f"note “{' '.join(state.note.split())}”")
    if state.evidence:
        words.append(f"{len(state.evidence)} evidence")
    return ", ".join(words)
