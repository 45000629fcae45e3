"""What commands do that need no screen: one table, for the screen, for lines and for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.session import viewing
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.session.finding import Found
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
        "search.next": lambda _, n: session.tour.step(n),
        "search.previous": lambda _, n: session.tour.step(-n),
        "article.next": lambda to, n: _article(session, n, to),
        "article.previous": lambda to, n: _article(session, -n, to),
        "article.done": lambda *_: session.toggle_done(),
        "article.reopen": lambda *_: session.closing.reopen(),
        "mark.toggle": lambda _, n: session.marking.toggle_claim(n),
        "mark.range": lambda *_: session.marking.range_of_claims(),
        "mark.like": lambda query, _: _mark_like(session, query),
        "mark.clear": lambda *_: session.marking.clear(),
        "samples": lambda *_: copy_samples(session),
        "cancel": lambda *_: leave(session),
    }


def at_this_claim(session: Session, taken: Callable[[str], object]) -> Callable[[str], None] | None:
    """Return what gives a line to the current claim, wherever the cursor is then; or to all that is marked.

    None, and it is said, where there is no claim.
    """
    desk = session.desk
    passage, path = desk.passage, desk.path
    if session.is_marked:
        return lambda line: _ignore(taken(line))
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
    return session.citing.add(line) is not None or session.said.tone is not Tone.ERROR


def find(session: Session, line: str) -> None:
    """Look in the article for what a line asks for, from the current claim on, and say which place it is."""
    from triage.core.pattern import Way

    finder, desk = session.finder, session.desk
    pattern = finder.understood(line, Way.LITERAL)
    if pattern is None:
        return

    def show(found: Found) -> None:
        desk.show(found)
        finder.tell()

    finder.look_for(pattern, show)


def leave(session: Session) -> bool:
    """Leave what is chosen, else what was taken up, found, marked, filtered; return whether there was any."""
    desk = session.desk
    if desk.selection is not None:
        session.spans.leave()
    elif desk.carried is not None:
        desk.carried = None
    elif desk.found is not None:
        desk.found = None
    elif session.has("likes") and session.likes.stop():
        session.say(f"looked no further; {session.marks.told or 'nothing is marked'}")
    elif session.is_marked:
        session.marking.clear()
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


def _ignore(_: object) -> None:
    pass


def _mark_like(session: Session, query: str) -> None:
    from triage.session.likes import Reach

    session.likes.mark(query, Reach.HERE)


def _where(session: Session, query: str, count: int) -> None:
    session.going.where(query, count)


def _article(session: Session, count: int, to: str) -> None:
    if to:
        session.going.to_unfinished(count)
    elif not session.jumps.turn_article(count):
        session.say("the last article" if count > 0 else "the first article")


def _step_found(session: Session, count: int) -> None:
    """Go on by so many places of what was found, here or, last of all, in another article."""
    finder = session.finder
    if finder.step(count):
        return
    if finder.last is None:
        session.say(f"nothing was looked for yet: {session.key_of('find')} finds")
        return

    def show(found: Found) -> None:
        session.desk.show(found, 1 if count > 0 else -1)
        finder.tell(count)

    finder.look_for(finder.last, show)
