"""Taking a step back: the changes that undo it, in the opposite order."""

from __future__ import annotations

from collections.abc import Callable, Collection

from triage.core.anchor import find_place, is_settled
from triage.core.claim import State
from triage.core.values import replace
from triage.session.changes import Change, Draft, SpanChange, StatusChange, Step, reverse
from triage.session.opened import Opened


def reversed_step(step: Step, opened: Opened, now: Callable[[], str]) -> Step:
    """Return the step that takes `step` back in the open article.

    Raises LookupError where somebody changed the same thing since, so that undoing would
    overwrite what they did, or where the words of an earlier span have gone from the text. Of a step
    that judged many claims those of which that is so are left alone; LookupError where all are.
    """
    changes, lost = _reversed(step, opened, now, frozenset())
    if lost and step.of_many:
        changes, lost = _reversed(step, opened, now, lost)
        lost = frozenset() if changes else lost
    if lost:
        raise LookupError
    return replace(step, changes=changes)


def _reversed(
    step: Step, opened: Opened, now: Callable[[], str], left: Collection[str]
) -> tuple[tuple[Change, ...], frozenset[str]]:
    """Return what takes the step back but for what it did to the claims that are `left`.

    And the claims that cannot be taken back; the empty name stands for the status.
    """
    draft = Draft(opened.annotations)
    changes: list[Change] = []
    lost = {*left}
    for change in reversed(step.changes):
        about = _about(change)
        if about in lost:
            continue
        try:
            back = reverse(draft.annotations, change, now())
            if isinstance(back, SpanChange) and not is_settled(opened.article.text, back.after):
                back = _placed(back, opened.article.text)
        except LookupError:
            lost.add(about)
            continue
        if back is not None:
            draft.make(back)
            changes.append(back)
    return tuple(changes), frozenset(lost)


def _placed(back: SpanChange, text: str) -> SpanChange:
    """Return the change with its place in `text`. Raises LookupError where its words are gone."""
    was_nowhere = back.after.state is State.ORPHAN
    placed = replace(back, after=find_place(text, back.after))
    if placed.after.state is State.ORPHAN and not was_nowhere:
        raise LookupError
    return placed


def _about(change: Change) -> str:
    return "" if isinstance(change, StatusChange) else change.claim
