"""What is before the reviewer: one article, the cursor in it, and how both are moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.core.claim import Claim
from triage.core.outline import Passage
from triage.core.values import dataclass
from triage.session.entry import Entry
from triage.session.finding import Found
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import Problem, Shelf
from triage.session.staying import kept_place

if TYPE_CHECKING:
    from triage.core.selection import Selection

STEPS = ("claim", "untagged", "changed", "any")
"""What the cursor can step to: claims, those without this reviewer's tag, those whose words changed, all."""

TAGGED = "tag:"
"""Before the name of a tag: the claims on which this reviewer's tag is that one."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that is nowhere in the text, taken up to be put somewhere."""

    claim: Claim
    offer: tuple[int, int] | None
    """Where it may belong (code points)."""


class Desk:
    """The open article and the cursor; remembers the cursor of every article that was open."""

    def __init__(self, listing: Listing, shelf: Shelf, reviewer: str) -> None:
        self._listing = listing
        self._shelf = shelf
        self._reviewer = reviewer
        self._places: dict[str, tuple[int, int]] = {}
        self.path: str | None = None
        """The article before the reviewer; None in an empty folder."""
        self._problem = ""
        self._unread = False
        """Whether the article is read when it is first asked for: nobody may have looked at it by then."""
        self.found: Found | None = None
        """What was last looked for in this article."""
        self.found_at: int | None = None
        """Number of the place of it that was gone to last."""
        self.went_round = False
        """Whether the end or the beginning of the article was passed on the way there."""
        self._found_from: tuple[int, int] | None = None
        """Where the cursor was then: where it is elsewhere, it has been moved since."""
        self.find_again: Callable[[Found], None] = lambda _: None
        """Has what was found looked for again, in all of the text."""
        self.carried: Carried | None = None
        """What was taken up in this article and not put anywhere yet."""
        self.selection: Selection | None = None
        """What is being chosen in this article: to be made a claim, or where to split one."""

    @property
    def problem(self) -> str:
        """Why the article before the reviewer cannot be read; empty where it can. Untrusted text."""
        self.read()
        return self._problem

    @property
    def opened(self) -> Opened | None:
        """The article before the reviewer, None where there is none or it cannot be read."""
        self.read()
        return None if self.path is None or self._problem else self._shelf.get(self.path)

    @property
    def cursor(self) -> int | None:
        """Index of the current passage in the outline; None where the article has none."""
        opened = self.opened
        if opened is None:
            return None
        return opened.outline.nearest(*self._places.get(opened.article.path, (0, 0)))

    @property
    def passage(self) -> Passage | None:
        """The current passage."""
        opened, cursor = self.opened, self.cursor
        return None if opened is None or cursor is None else opened.outline.passages[cursor]

    def open(self, path: str, place: tuple[int, int] | None = None) -> bool:
        """Bring article `path` before the reviewer; return whether it can be read.

        The cursor goes to the span `place` (code points), else where it was, else to the first
        untagged claim.
        """
        self._put_down(path)
        self._unread = False
        found = self._shelf.open(path)
        if not (isinstance(found, Opened) and found.pending):
            self._listing.update(self._shelf.entry(found))
        if isinstance(found, Problem):
            self._problem = found.reason
            return False
        if place is not None:
            self._places[path] = place
        elif path not in self._places and not found.pending:
            self._to_first_untagged(found)
        return True

    def claims_placed(self, path: str) -> None:
        """The claims of an article were placed: the cursor goes where it would have gone before."""
        opened = self._shelf.get(path)
        if opened is None or path != self.path:
            return
        if path not in self._places:
            self._to_first_untagged(opened)
        if self.found is not None:  # perhaps in no more than the beginning
            self.find_again(self.found)

    def close(self) -> None:
        """Have nothing before the reviewer."""
        self.path, self._problem, self._unread = None, "", False
        self.found = self.carried = self.selection = None

    def follow_rename(self, old: str, new: str) -> None:
        """The article `old` has another path now; the cursor in it stays, and so does what is open."""
        place = self._places.pop(old, None)
        if place is not None:
            self._places[new] = place
        if self.path == old:
            found = self.found
            self.open(new)
            self.found = found

    def text_changed(self, before: Opened, after: Opened) -> None:
        """The text of the article before the reviewer changed: keep the cursor on the same words."""
        path = after.article.path
        index = before.outline.nearest(*self._places.get(path, (0, 0)))
        self.found = self.carried = self.selection = None
        if index is None:
            return
        self._places[path] = kept_place(before, before.outline.passages[index], after)

    def put_cursor(self, index: int) -> None:
        """Put the cursor on passage `index`."""
        opened = self.opened
        if opened is not None:
            passage = opened.outline.passages[index]
            self._places[opened.article.path] = (passage.start, passage.end)

    def put_cursor_on(self, start: int, end: int) -> None:
        """Put the cursor on the passage with this span (code points), or the nearest one."""
        if self.path is not None:
            self._places[self.path] = (start, end)

    def move(self, count: int, to: str = "claim") -> bool:
        """Move the cursor by `count` passages (negative: back) of the kind `to`: of `STEPS`, or `TAGGED`.

        Returns whether it moved.
        """
        opened, cursor = self.opened, self.cursor
        if opened is None or cursor is None:
            return False
        start = cursor
        for _ in range(abs(count)):
            step = opened.outline.step(cursor, 1 if count > 0 else -1, wanted(opened, to, self._reviewer))
            if step is None:
                break
            cursor = step
        if cursor != start:
            self.put_cursor(cursor)
        return cursor != start

    def move_to_end(self, direction: int) -> bool:
        """Move the cursor to the first (-1) or the last (1) claim; return whether it moved."""
        opened, cursor = self.opened, self.cursor
        if opened is None:
            return False
        target = opened.outline.step(-1, 1) if direction < 0 else opened.outline.step(len(opened.outline), -1)
        if target is None or target == cursor:
            return False
        self.put_cursor(target)
        return True

    def move_article(self, count: int) -> bool:
        """Open the article `count` lines on (negative: back); return whether there was another.

        It is read when something in it is asked for: keys that come together pass by many.
        """
        if not len(self._listing):
            return False
        here = None if self.path is None else self._listing.position(self.path)
        there = 0 if here is None else min(max(here + count, 0), len(self._listing) - 1)
        if there == here:
            return False
        self._put_down(self._listing[there].path)
        self._unread = True
        return True

    def to_next_untagged(self) -> bool:
        """Go to the next untagged claim: in this article, round its end, else in the next that has one."""
        opened, cursor = self.opened, self.cursor
        if opened is not None and cursor is not None:
            is_untagged = wanted(opened, "untagged", self._reviewer)
            target = opened.outline.step(cursor, 1, is_untagged)
            if target is None:
                target = opened.outline.step(-1, 1, is_untagged)
            if target is not None:
                self.put_cursor(target)
                return True
        return self.to_next_unfinished()

    def to_next_unfinished(self) -> bool:
        """Open the next article with an untagged claim, the cursor on it; return whether there is one."""
        for entry in self._listing.following(self.path or ""):
            if not self._is_unfinished(entry):
                continue
            if isinstance(self._shelf.open(entry.path), Problem):
                continue  # it is being written, or cannot be read any more: it is not the only one
            self._places.pop(entry.path, None)
            return self.open(entry.path)
        return False

    def first_unfinished(self, in_time: Callable[[], bool]) -> bool:
        """Open the first unfinished article, as far as `in_time` allows looking; else the first one.

        Returns whether an unfinished one was found.
        """
        for entry in self._listing.all():
            if self._is_unfinished(entry):
                return self.open(entry.path)
            if not in_time():
                break
        if len(self._listing):
            self.open(self._listing[0].path)
        return False

    def show(self, found: Found, direction: int = 1) -> bool:
        """Take over what was found here and go to the next (1) or previous (-1) place; is there one?"""
        self.found, self.found_at = found, None
        return self.step_found(direction, stay=True)

    def step_found(self, count: int, *, stay: bool = False) -> bool:
        """Go on (negative: back) by so many places of what was looked for; return whether there is any.

        It begins at the place gone to last, or where the cursor is if that was moved since; with `stay`
        what is in the current passage counts.
        """
        found, passage = self.found, self.passage
        if passage is None or found is None or not found.spans or self.path is None:
            return False
        way, rest, here = 1 if count > 0 else -1, count, self.found_at
        self.went_round = False
        if here is None or self._places.get(self.path) != self._found_from:
            here = found.first(passage.start, passage.end, way, stay=stay)
            assert here is not None
            start = found.spans[here][0]
            self.went_round = start < passage.start if way > 0 else start >= passage.end
            rest -= way
        self.went_round |= not 0 <= here + rest < len(found.spans)
        return self.go_to_found((here + rest) % len(found.spans))

    def go_to_found(self, number: int) -> bool:
        """Go to place `number` of what was looked for; the cursor stays where no passage is there."""
        opened = self.opened
        if opened is None or self.found is None:
            return False
        index = opened.outline.at(self.found.spans[number][0])
        if index is not None:
            self.put_cursor(index)
        self.found_at = number
        self._found_from = self._places.get(opened.article.path)
        return True

    @property
    def found_here(self) -> tuple[int, int] | None:
        """The place of what was looked for that was gone to last, while the cursor is still there."""
        found, number = self.found, self.found_at
        if found is None or number is None or self._places.get(self.path or "") != self._found_from:
            return None
        return found.spans[number] if number < len(found.spans) else None

    def _put_down(self, path: str) -> None:
        """Have article `path` before the reviewer, not read yet."""
        if path != self.path:
            self.found = self.carried = self.selection = None
        self.path, self._problem = path, ""
        self._shelf.pinned = path

    def read(self) -> None:
        """Read the article before the reviewer, if that is still to be done."""
        if self._unread and self.path is not None:
            self.open(self.path)

    def _is_unfinished(self, entry: Entry) -> bool:
        if not entry.known:
            found = self._shelf.open(entry.path)
            if isinstance(found, Opened) and found.pending:
                return True
            entry = self._shelf.entry(found)
            self._listing.update(entry)
        return entry.unfinished

    def _to_first_untagged(self, opened: Opened) -> None:
        first = opened.outline.step(-1, 1, wanted(opened, "untagged", self._reviewer))
        if first is None:
            first = opened.outline.step(-1, 1)
        if first is not None:
            passage = opened.outline.passages[first]
            self._places[opened.article.path] = (passage.start, passage.end)


def wanted(opened: Opened, to: str, reviewer: str) -> Callable[[Passage], bool] | None:
    """Return what tells whether a passage is of the kind `to`: of `STEPS`, or `TAGGED`; None: every claim."""
    if to == "any":
        return lambda _: True
    if to == "changed":
        return opened.is_changed
    if to == "untagged":
        return lambda passage: passage.claim and not opened.is_tagged(passage, reviewer)
    if to.startswith(TAGGED):
        name = to.removeprefix(TAGGED)
        return lambda passage: passage.claim and opened.has_tag(passage, reviewer, name)
    return None
