"""Taking a step back: the changes that undo it, in the opposite order."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.anchor import find_place, is_settled
from triage.core.claim import State
from triage.core.values import replace
from triage.session.changes import Change, SpanChange, Step, apply, reverse
from triage.session.opened import Opened


def reversed_step(step: Step, opened: Opened, now: Callable[[], str]) -> Step:
    """Return the step that takes `step` back in the open article.

    Raises LookupError where somebody changed the same thing since, so that undoing would
    overwrite what they did, or where the words of an earlier span have gone from the text.
    """
    annotations = opened.annotations
    changes: list[Change] = []
    for change in reversed(step.changes):
        back = reverse(annotations, change, now())
        if isinstance(back, SpanChange) and not is_settled(opened.article.text, back.after):
            was_nowhere = back.after.state is State.ORPHAN
            back = replace(back, after=find_place(opened.article.text, back.after))
            if back.after.state is State.ORPHAN and not was_nowhere:
                raise LookupError
        if back is not None:
            annotations = apply(annotations, back)
            changes.append(back)
    return replace(step, changes=tuple(changes))
