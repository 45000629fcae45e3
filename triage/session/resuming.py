"""Coming back to where a reviewer left off, and what is kept for that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from triage.session.opened import Opened
from triage.store.left_off import LONGEST_QUOTE, LeftOff

if TYPE_CHECKING:
    from triage.session.desk import Desk
    from triage.session.listing import Listing
    from triage.session.parts import Parts


class OnScreen(NamedTuple):
    """What only the screen knows of the place."""

    top: int = 0
    """The code point at the top of the pane of text."""
    pane: str = ""
    """The one that keys go to: list or text."""
    rows: tuple[str, ...] = ()
    """The paths that the list shows."""


def left_off(desk: Desk, reviewer: str, on_screen: OnScreen, query: str, order: str = "") -> LeftOff:
    """Return the place where the reviewer is now."""
    opened, passage = desk.opened, desk.passage
    first = on_screen.rows[0] if on_screen.rows else ""
    if opened is None or passage is None:
        return LeftOff(desk.path or "", pane=on_screen.pane, first=first, filter=query, order=order)
    return LeftOff(
        article=opened.article.path,
        sha256=opened.article.sha256,
        start=passage.start,
        end=passage.end,
        quote=_words(opened, (passage.start, passage.end)),
        claim=passage.ids[0] if passage.ids else "",
        is_tagged=opened.is_tagged(passage, reviewer),
        top=on_screen.top,
        pane=on_screen.pane,
        first=first,
        filter=query,
        order=order,
    )


def come_back(desk: Desk, listing: Listing, reviewer: str, left: LeftOff) -> bool:
    """Open the article where the reviewer left off, the cursor on the claim; return whether that is possible.

    It is not where the article is gone, cannot be read, or has nothing left to judge. Where the claim
    is gone, or was tagged since, the cursor goes to the next untagged one.
    """
    if left.article not in listing or not desk.open(left.article):
        return False
    opened = desk.opened
    if opened is None:
        return False
    if opened.pending:
        if left.sha256 == opened.article.sha256:
            desk.put_cursor_on(left.start, left.end)
        return True
    if not listing.entry(left.article).unfinished:
        return False
    place = place_in(opened, left)
    if place is None:
        return True
    first = desk.cursor
    desk.put_cursor_on(*place)
    passage = desk.passage
    was_tagged_since = passage is not None and not left.is_tagged and opened.is_tagged(passage, reviewer)
    if was_tagged_since and not desk.move(1, "untagged") and first is not None:
        desk.put_cursor(first)
    return True


def place_in(opened: Opened, left: LeftOff) -> tuple[int, int] | None:
    """Return the span (code points) where the claim is now: by its id, its place, its words; None if gone."""
    claim = opened.annotations.claims.get(left.claim)
    if claim is not None and claim.id not in opened.outline.orphans:
        return claim.anchor.start, claim.anchor.end
    there = left.start, left.end
    if opened.outline.find(*there) is not None and _words(opened, there) == left.quote:
        return there
    if not left.quote:
        return None
    length = left.end - left.start
    same = [
        (abs(start - left.start), start, end)
        for start, end in opened.outline.spans()
        if end - start == length and _words(opened, (start, end)) == left.quote
    ]
    return min(same)[1:] if same else None


def told(desk: Desk, listing: Listing, reviewer: str, left: LeftOff) -> str:
    """Return the line that says where the reviewer is again; untrusted text.

    Nothing where everybody would begin: at the first untagged claim of the first article.
    """
    opened, cursor = desk.opened, desk.cursor
    if opened is None or cursor is None:
        return ""
    if not left.filter and listing.position(opened.article.path) == 0:
        first = opened.outline.step(-1, 1, lambda each: each.claim and not opened.is_tagged(each, reviewer))
        if first == cursor:
            return ""
    number = opened.outline.number(cursor)
    claim = f", claim {number} of {opened.outline.count}" if number else ""
    filtered = f", filtered by {left.filter}" if left.filter else ""
    return f"back where you were: {opened.title}{claim}{filtered}"


def rows_to_show(listing: Listing, desk: Desk, rows: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Return these rows of the list, and which is open; none where the next review begins elsewhere."""
    path = desk.path
    if path is None or path not in rows or path not in listing or not listing.entry(path).unfinished:
        return (), 0
    return rows, rows.index(path)


def _words(opened: Opened, span: tuple[int, int]) -> str:
    return opened.article.text[span[0] : min(span[1], span[0] + LONGEST_QUOTE)]


def list_again(session: Parts, left: LeftOff) -> None:
    """List in the order and by the filter that there were; what is wrong with them by now is said."""
    if left.order:
        from triage.core.order import BY_NAME, ORDERS

        order = ORDERS.get(left.order, BY_NAME)
        if order != BY_NAME:
            session.sorting.ask(order)
    if left.filter:
        session.sieve.ask(left.filter)
