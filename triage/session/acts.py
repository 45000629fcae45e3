"""What commands do that need no screen: one table, for the screen, for lines and for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from triage.core.evidence import parse_evidence
from triage.session import viewing
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.session.session import Session
    from triage.session.spans import Spans

Act = Callable[[str, int], object]
"""Does what a command does, given its argument and its count."""


def acts(session: Session) -> dict[str, Act]:
    """Return what each of these commands does, by its id; what came of it is in `session.said`."""

    def spans() -> Spans:  # loaded when something is done with one
        return session.spans

    return {
        "tag": lambda name, _: session.tag(name),
        "untag": lambda *_: session.untag(),
        "confidence.next": lambda *_: session.cycle_confidence(),
        "undo": lambda _, n: session.undo(n),
        "redo": lambda _, n: session.redo(n),
        "edge": lambda which, n: spans().edge(which, n),
        "claim.fit": lambda unit, _: spans().fit(unit),
        "claim.split": lambda *_: spans().split(),
        "claim.join": lambda _, n: spans().join(n),
        "claim.toggle": lambda *_: spans().toggle_claim(),
        "claim.put": lambda *_: session.put(),
        "select.begin": lambda *_: spans().begin(),
        "select.next": lambda unit, n: spans().extend(unit, n),
        "select.previous": lambda unit, n: spans().extend(unit, -n),
        "select.swap": lambda *_: spans().swap(),
        "select.make": lambda *_: spans().make(),
        "go.next": lambda to, n: session.going.go(n, to),
        "go.previous": lambda to, n: session.going.go(-n, to),
        "go.where": lambda query, n: _where(session, query, n),
        "go.first": lambda *_: session.jumps.to_end(-1),
        "go.last": lambda *_: session.jumps.to_end(1),
        "go.back": lambda _, n: back(session, n),
        "go.forward": lambda _, n: back(session, -n),
        "list.sort": lambda word, _: viewing.sort(session, word),
        "list.view": lambda name, _: viewing.show(session, name),
        "bookmark.set": lambda letter, _: session.bookmarks.set(letter),
        "bookmark.go": lambda letter, _: session.bookmarks.go(letter),
        "find.next": lambda _, n: _step_found(session, n),
        "find.previous": lambda _, n: _step_found(session, -n),
        "article.next": lambda to, n: _article(session, n, to),
        "article.previous": lambda to, n: _article(session, -n, to),
        "article.done": lambda *_: session.toggle_done(),
        "samples": lambda *_: copy_samples(session),
        "cancel": lambda *_: leave(session),
    }


def at_this_claim(session: Session, taken: Callable[[str], object]) -> Callable[[str], None] | None:
    """Return what gives a line to the current claim, wherever the cursor is when the line comes.

    None, and it is said, where there is no claim.
    """
    desk = session.desk
    passage, path = desk.passage, desk.path
    if passage is None or path is None:
        session.say(desk.problem or "there is no claim here", Tone.WARNING)
        return None

    def take(line: str) -> None:
        if desk.path != path or desk.passage != passage:
            desk.open(path, (passage.start, passage.end))
        taken(line)

    return take


def add_evidence(session: Session, line: str) -> bool:
    """Add what a line says as evidence; return whether it could be read. A blank line is nothing."""
    if not line.strip():
        return True
    try:
        evidence = parse_evidence(line, datetime.now().astimezone().date().isoformat())
    except ValueError as error:
        session.say(f"not added: {error}", Tone.ERROR)
        return False
    session.add_evidence(evidence)
    return True


def find(session: Session, pattern: str) -> None:
    """Look for words in the article from the current claim on, and say how many there are."""
    there = session.desk.find(pattern)
    found = session.desk.found
    count = len(found.spans) if found is not None else 0
    session.say(f"{count} found" if there else "not found" if pattern.strip() else "")


def leave(session: Session) -> bool:
    """Leave what is chosen, else what was taken up, found or filtered; return whether there was anything."""
    desk = session.desk
    if desk.selection is not None:
        session.spans.leave()
    elif desk.carried is not None:
        desk.carried = None
    elif desk.found is not None:
        desk.found = None
    elif session.listing.query:
        session.sieve.ask("")
    else:
        return False
    return True


def copy_samples(session: Session) -> None:
    """Copy the samples into a folder without articles."""
    from triage.store.samples import copy_samples as copied

    if any(True for _ in session.listing.all()):
        session.say("the samples are for a folder without articles", Tone.WARNING)
        return
    try:
        count = copied(session.corpus.root)
    except OSError as error:
        session.say(f"the samples were not copied: {error}", Tone.ERROR)
        return
    session.say(f"{count} sample articles copied")
    session.follower.look_again()


def back(session: Session, count: int) -> None:
    """Go back by so many jumps (negative: forward again)."""
    moved = session.jumps.back(count) if count > 0 else session.jumps.forward(-count)
    if not moved:
        session.say("no jump to go back from" if count > 0 else "nothing to go forward to")


def _where(session: Session, query: str, count: int) -> None:
    session.going.where(query, count)


def _article(session: Session, count: int, to: str) -> None:
    if to:
        session.going.to_unfinished(count)
    elif not session.jumps.turn_article(count):
        session.say("the last article" if count > 0 else "the first article")


def _step_found(session: Session, count: int) -> None:
    found = session.desk.found
    if found is None:
        session.say(f"nothing was looked for in this article: {session.key_of('find')} finds")
        return
    for _ in range(abs(count)):
        if not session.desk.step_found(1 if count > 0 else -1):
            session.say(f"not found: {found.pattern}")
            break
