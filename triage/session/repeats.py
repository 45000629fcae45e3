"""Every place in the corpus where the words of a claim stand again, to be tagged as the claim is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from triage.core.outline import Passage
from triage.core.repeats import DOUBLE, SINGLE, Wording, same_core
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.session import judging, reshaping
from triage.session.bulk import Bulk
from triage.session.changes import Change, together
from triage.session.conveyor import Conveyor, Run
from triage.session.desk import Desk
from triage.session.indexing import LARGE
from triage.session.judging import Now
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.searching import Searching
from triage.session.shelf import Shelf
from triage.session.state import Tone

MOST = 5_000
"""Places that are listed; nobody looks through more."""

_ASKED = 300
"""Code points of the words that the index is asked for."""

_AT_ONCE = 500
"""Articles that are asked of the index at a time."""

_AROUND = 60
"""Code points before and after a place that are shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the words stand. Untrusted text."""

    path: str
    title: str
    start: int
    """Code points of the canonical text; if there is a claim with these words, its span."""
    end: int
    sha256: str
    """Of the text."""
    before: str
    words: str
    after: str
    has: str = ""
    """The reviewer's tag there; empty where there is none."""
    is_claim: bool = False
    """Whether it is a claim already."""
    barred: str = ""
    """Why it cannot be tagged."""


class Repeats:
    """Used from the session's thread; the articles are looked into behind the scenes."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        shelf: Shelf,
        searching: Searching,
        conveyor: Conveyor,
        bulk: Bulk,
        say: Callable[[str, Tone], None],
        changed: Callable[[], None],
    ) -> None:
        self._desk, self._listing, self._shelf = desk, listing, shelf
        self._reviewer = shelf.reviewer
        self._searching, self._conveyor, self._bulk = searching, conveyor, bulk
        self._say, self._changed = say, changed
        self._run: Run[str, list[Place]] | None = None
        self._wording = Wording("")
        self._here: tuple[str, int, int] | None = None
        self._after = 0
        """The last number of the index that was asked for."""
        self._reads = False
        """Whether every article is read, without an index."""
        self._is_damaged = False
        self._was_growing = False
        """Whether the index was still being made when it was asked last."""
        self._left_out: dict[int, bool] = {}
        """By number, what the reviewer said of a place: whether it is left out."""
        self.places: list[Place] = []
        """What was found so far."""
        self.tag = ""
        """The tag to put on; empty where the claim has none and none was chosen."""
        self.over = True
        """Whether nothing more is to be found."""
        self.looked_at = self.articles = 0
        """Articles that were read, and how many are to be, where that is known."""

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._wording.core

    def begin(self) -> bool:
        """Look for the words of the current claim; return False, and say why, where there are none."""
        opened, passage, cursor = self._desk.opened, self._desk.passage, self._desk.cursor
        if opened is None or passage is None or cursor is None:
            self._say(self._desk.problem or "there is no claim here", Tone.WARNING)
            return False
        if not passage.claim:
            self._say(f"a {passage.kind} is not judged", Tone.WARNING)
            return False
        wording = Wording(opened.article.text[passage.start : passage.end])
        if not wording:
            self._say("there are no words to look for", Tone.WARNING)
            return False
        self.close()
        record = opened.record(cursor, self._reviewer)
        self.tag = record.tag if record is not None and record.tagged else ""
        self._wording, self._here = wording, (opened.article.path, passage.start, passage.end)
        self.places, self._left_out, self._after, self.over = [], {}, 0, False
        self._is_damaged, self.looked_at = False, 0
        self._reads = self._searching.reads or len(self._listing.paths()) <= LARGE
        self._searching.indexed = self._ask_further
        if not self._reads:
            self._searching.indexing.begin()
        self._ask()
        return True

    def close(self) -> None:
        """Look no further."""
        self._searching.indexed = lambda: None
        if self._run is not None:
            self._run.call_off()
            self._run = None
        self.over = True

    def is_taken(self, number: int) -> bool:
        """Whether a place would be tagged.

        Left out is what the reviewer left out, and what has another tag of theirs unless they took it in.
        """
        place = self.places[number]
        if place.barred or not self.tag or place.has == self.tag:
            return False
        return not self._left_out.get(number, bool(place.has))

    def toggle(self, number: int) -> None:
        """Leave a place out, or take it in again."""
        if number < len(self.places) and not self.places[number].barred:
            place = self.places[number]
            self._left_out[number] = not self._left_out.get(number, bool(place.has))

    @property
    def taken(self) -> int:
        """How many would be tagged."""
        return sum(map(self.is_taken, range(len(self.places))))

    def accept(self) -> bool:
        """Tag all that are not left out, as one step for undo; return False, and say why, if it cannot be."""
        if not self.over:
            self._say("still looking: wait until all is found", Tone.WARNING)
            return False
        if not self.tag:
            self._say("the claim has no tag of yours: choose one by its key", Tone.WARNING)
            return False
        chosen: dict[str, list[Place]] = {}
        for number, place in enumerate(self.places):
            if self.is_taken(number):
                chosen.setdefault(place.path, []).append(place)
        if not chosen:
            self._say("nothing is left to be tagged", Tone.INFO)
            return False
        self.close()
        self._bulk.record(f"tagged {self.tag}", [*chosen], partial(self._changing, chosen, self.tag))
        return True

    def wait(self, seconds: float) -> bool:
        """Wait until no article is looked into; return whether that was within `seconds`."""
        return self._conveyor.wait(seconds)

    def _changing(
        self, chosen: Mapping[str, Sequence[Place]], tag: str, path: str
    ) -> Callable[[Opened, Now], tuple[Change, ...]]:
        """Return what tags the places of one article."""

        def change(opened: Opened, now: Now) -> tuple[Change, ...]:
            changes: list[Change] = []
            for place in chosen[path]:
                if place.sha256 != opened.article.sha256:
                    raise LookupError
                index = opened.outline.find(place.start, place.end)
                if index is None or not opened.outline.passages[index].claim:
                    made = reshaping.added(opened, (place.start, place.end), now).changes
                    changes += made
                    opened = opened.with_changes(made)
                    index = opened.outline.find(place.start, place.end)
                if index is not None:
                    tagged = judging.tag(opened, index, self._reviewer, tag, now)
                    changes += tagged
                    opened = opened.with_changes(tagged)
            return together(changes)

        return change

    def _ask(self) -> None:
        """Look into the articles that the index names, or into all."""
        known = {one.article.path: one for one in self._shelf.kept() if not one.pending}
        wording = self._wording
        here = self._here
        self._was_growing = self._searching.indexing.state.running
        paths = self._listing.paths() if self._reads else None
        self.articles = len(paths) if paths is not None else 0

        def look(path: str) -> list[Place]:
            opened = known.pop(path, None)
            text = opened.article.text if opened is not None else self._shelf.text_of(path)
            if text is None or not wording.places(text):
                return []
            found = opened or self._shelf.read(path, remember=False)
            return [*_places(found, wording, self._reviewer, here)] if isinstance(found, Opened) else []

        self._run = self._conveyor.begin(
            self._named() if paths is None else paths, look, self._take, self._ended
        )

    def _ask_further(self) -> None:
        """Look into what is newly indexed; into all articles, where there can be no index."""
        if self.over:
            return
        if self._searching.reads and not self._reads:
            self.close()
            self._searching.indexed = self._ask_further
            self.places, self._left_out, self.over, self._reads = [], {}, False, True
            self._ask()
        elif self._run is None:
            self._ask()

    def _named(self) -> Iterator[str]:
        """Yield the articles that the index names and did not name before, behind the scenes."""
        from triage.core.sought import Sought

        shapes = str.maketrans(dict.fromkeys(SINGLE + DOUBLE, " "))
        asked = " ".join(self._wording.core.translate(shapes).split())
        if len(asked) > _ASKED:
            asked = asked[:_ASKED].rpartition(" ")[0] or asked[:_ASKED]
        try:
            yield from self._searching.articles_with(
                Sought(f'"{asked}"').terms(), self._after, self._got_to, _AT_ONCE
            )
        except TriageError:
            self._is_damaged = True

    def _got_to(self, number: int) -> None:
        self._after = number

    def _take(self, made: Sequence[Sequence[Place]]) -> None:
        known = {(place.path, place.start, place.end) for place in self.places}
        for places in made:
            self.looked_at += 1
            self.places += [place for place in places if (place.path, place.start, place.end) not in known]
        if len(self.places) > MOST:
            del self.places[MOST:]
            self.close()
        self._changed()

    def _ended(self, fault: Exception | None) -> None:
        self._run = None
        state = self._searching.indexing.state
        if self._is_damaged and not self._reads:
            self._reads = True
            self._ask()
        elif self._reads or not self._was_growing or fault is not None:
            self.close()
            self._say("", Tone.INFO)
        elif not state.running:
            self._ask()  # for what came into the index since it was asked last
        self._changed()


def _places(
    opened: Opened, wording: Wording, reviewer: str, here: tuple[str, int, int] | None
) -> Iterator[Place]:
    """Yield where the words stand in an article; a claim that says just that is the place."""
    text, outline = opened.article.text, opened.outline
    for start, end in wording.places(text):
        over = [each for each in outline.over(start, end) if same_core(text, each[:2], (start, end))]
        passage = next((each for each in over if each.claim), next(iter(over), None))
        span = (start, end) if passage is None else (passage.start, passage.end)
        index = outline.find(*span)
        record = None if index is None else opened.record(index, reviewer)
        tag = record.tag if record is not None and record.tagged else ""
        if (opened.article.path, *span) == here and tag:
            continue
        yield Place(
            opened.article.path,
            opened.title,
            *span,
            opened.article.sha256,
            text[max(0, span[0] - _AROUND) : span[0]],
            text[slice(*span)],
            text[span[1] : span[1] + _AROUND],
            "" if index is not None and opened.is_changed(outline.passages[index]) else tag,
            passage is not None and passage.claim,
            _barred(opened, passage),
        )


def _barred(opened: Opened, passage: Passage | None) -> str:
    if opened.blocked:
        return opened.blocked
    if passage is not None and passage.ids and not passage.claim:
        return "somebody said that it is not a claim"
    return ""
