"""The commands that mark claims and articles for the next command, and what each says it did."""

from __future__ import annotations

from collections.abc import Callable

from triage.session.desk import Desk
from triage.session.listing import Listing
from triage.session.marks import MOST, Mark, Marks, in_range
from triage.session.state import Tone

FULL = f"{MOST:,} claims are marked, the most that can be"


class Marking:
    """Marks what is before the reviewer: in the text claims, in the list articles."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        marks: Marks,
        say: Callable[[str, Tone], None],
        key_of: Callable[[str], str],
    ) -> None:
        self._desk, self._listing, self._marks = desk, listing, marks
        self._say, self._key_of = say, key_of

    def toggle_claim(self, count: int = 1) -> None:
        """Mark the current claim, or do so no more, and go on to the next; and so on, `count` claims."""
        marked = False
        for _ in range(count):
            opened, passage = self._desk.opened, self._desk.passage
            if opened is None or passage is None:
                self._say(self._desk.problem or "there is no claim here", Tone.WARNING)
                return
            if not passage.claim:
                self._say(f"a {passage.kind} is not judged, so it is not marked", Tone.WARNING)
                return
            had = self._marks.has_claim(opened, passage)
            if not self._marks.toggle_claim(opened, passage) and not had:
                self._say(FULL, Tone.WARNING)
                return
            marked = not had
            if not self._desk.move(1):
                self._say(f"{_told(marked=marked)}: the last claim", Tone.INFO)
                return
        self._say(_told(marked=marked), Tone.INFO)

    def toggle_article(self, count: int = 1) -> None:
        """Mark the article before the reviewer, or do so no more, and go on to the next; `count` articles."""
        marked = False
        for _ in range(count):
            path = self._desk.path
            if path is None:
                self._say("there is no article here", Tone.WARNING)
                return
            marked = self._marks.toggle_article(path)
            if not self._desk.move_article(1):
                self._say(f"{_told(marked=marked)}: the last article", Tone.INFO)
                return
        self._say(_told(marked=marked), Tone.INFO)

    def range_of_claims(self) -> None:
        """Mark the claims from the one that was marked last to the current one."""
        opened, cursor = self._desk.opened, self._desk.cursor
        if opened is None or cursor is None:
            self._say(self._desk.problem or "there is no claim here", Tone.WARNING)
            return
        path, key = self._marks.last or ("", None)
        if key is None:
            self._say(f"mark where it begins first: {self._key_of('mark.toggle')}", Tone.WARNING)
            return
        if path != opened.article.path:
            self._say(f"what was marked last is in {path}: a range is within one article", Tone.WARNING)
            return
        place = self._marks.place_of(opened, key)
        first = None if place is None else opened.outline.find(*place)
        if first is None:
            self._say("what was marked last is not there any more", Tone.WARNING)
            return
        passages = [*in_range(opened, first, cursor)]
        for passage in passages:
            if not self._marks.add_claim(opened, passage):
                self._say(FULL, Tone.WARNING)
                return
        self._say(f"{len(passages):,} from there to here marked", Tone.INFO)

    def range_of_articles(self) -> None:
        """Mark the listed articles from the one that was marked last to the one before the reviewer."""
        path, key = self._marks.last or ("", None)
        first = self._listing.position(path) if path else None
        here = None if self._desk.path is None else self._listing.position(self._desk.path)
        if key is not None or not path or here is None:
            key_of = self._key_of("mark.toggle")
            self._say(f"mark the article where it begins first: {key_of}", Tone.WARNING)
            return
        if first is None:
            self._say(f"{path} is not listed", Tone.WARNING)
            return
        for place in range(min(first, here), max(first, here) + 1):
            self._marks.add_article(self._listing[place].path)
        self._marks.last = self._desk.path or path, None
        self._say(f"{abs(first - here) + 1:,} from there to here marked", Tone.INFO)

    def clear(self) -> None:
        """Mark nothing any more."""
        told = self._marks.told
        self._marks.clear()
        self._say(
            f"{told.removesuffix(' marked')} not marked any more" if told else "nothing is marked", Tone.INFO
        )

    def go_to(self, mark: Mark) -> None:
        """Go to what is marked."""
        if mark.path not in self._listing:
            self._say(f"{mark.path} is gone", Tone.WARNING)
            return
        if not self._desk.open(mark.path) or mark.key is None:
            return
        opened = self._desk.opened
        place = None if opened is None else self._marks.place_of(opened, mark.key)
        if place is None:
            self._say("that claim is not there any more", Tone.WARNING)
        else:
            self._desk.put_cursor_on(*place)


def _told(*, marked: bool) -> str:
    return "marked" if marked else "not marked any more"
