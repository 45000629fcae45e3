"""Whether a command that was done did what it is for: a macro ends at the first that did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.session.session import Session

_MOVES = frozenset(
    {"go.next", "go.previous", "go.where", "go.back", "go.forward", "article.next", "article.previous"}
    | {"select.next", "select.previous"}
)
"""Commands that have failed when everything is as it was before them."""

_FINDS = frozenset({"find", "find.next", "find.previous"})
"""Those that have failed when nothing was found."""


def where(session: Session) -> tuple[object, ...]:
    """Return what any move changes."""
    desk = session.desk
    return desk.path, desk.passage, desk.found_at, desk.selection, session.steps_made


def is_looking(session: Session) -> bool:
    """Whether the last command is still at work behind the scenes: whether it fails is not known yet."""
    if session.has("bulk") and session.bulk.is_doing:
        return True
    return any(session.has(part) and getattr(session, part).is_looking for part in ("finder", "going"))


def why_failed(session: Session, command_id: str, before: tuple[object, ...], asks: str = "") -> str:
    """Return why a command failed, nothing where it did not; what it would do to many is called off.

    `before` is what `where` returned before it, `asks` what it waits for now.
    """
    said = session.said
    if session.has("bulk") and session.bulk.is_open:
        session.bulk.cancel()
        return "claims are marked, and it would be done to all of them"
    if said.tone is not Tone.INFO:
        return said.text
    if asks:
        return asks
    if command_id in _MOVES and before == where(session):
        return said.text or "nothing moved"
    if command_id in _FINDS and not (session.desk.found and session.desk.found.spans):
        return said.text or "not found"
    return ""
