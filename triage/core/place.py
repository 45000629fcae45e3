"""Deciding where a claim stands after its article was edited, without ever guessing silently.

There are two witnesses: the way from the text that the claim was made on to the new one (`core.trail`),
and a search of the new text for the claim's words and what stood around them (`core.search`). A place is
taken only where both tell of it and nothing else comes near. Where the old text is not known, what
stood around the words has to speak for it.
"""

from __future__ import annotations

from dataclasses import replace

from triage.core.anchor import stands, stands_whole
from triage.core.around import TWIN, Around
from triage.core.claim import CONTEXT, Anchor, State
from triage.core.graphemes import is_within
from triage.core.normal import normal, same_words
from triage.core.pace import Pulse, no_pause
from triage.core.search import Place, Searched, likeness_of
from triage.core.tokens import is_in_number, is_in_word
from triage.core.trail import Followed, Trail
from triage.core.values import dataclass

_TAKEN = 0.6
"""Likeness of the words from which on a place that both witnesses name is taken."""
_OFFERED = 0.65
"""Likeness from which on a place that is not taken is worth showing to the reviewer."""
_MARGIN = 0.15
"""How much better than any other a place must be, on a scale of 1."""
_HOLDS = 0.8
"""Likeness of one side's context that counts as being there."""
_TWINS = 12
"""Passages like the claim beyond which its neighbourhood alone decides."""
_MANY = 1000
"""How many places of the very words are looked at."""
_STILL = (State.EXACT, State.MOVED)
"""What a claim may be whose place and words are as they were."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What was decided about a claim."""

    anchor: Anchor
    offer: tuple[int, int] | None = None
    """For an orphan, the span (code points) of the text that might be it, for the reviewer to judge."""


class Placer:
    """Places claims in one text, if it is known from the one they were made on."""

    def __init__(self, text: str, old_text: str | None = None, pulse: Pulse = no_pause) -> None:
        """`pulse` is called every few milliseconds, now and while claims are placed; it may raise."""
        self._text = text
        self._old_text = old_text
        self._new = Searched(text, pulse)
        self._old: Searched | None = None
        self._trail: Trail | None = None
        if old_text is not None:
            self._old = Searched(old_text, pulse)
            self._trail = Trail(self._old, self._new, pulse)

    def place(self, anchor: Anchor) -> Placed:
        """Return the anchor where it stands now, else as an orphan that keeps all it knew.

        The quote is the text's own words at the place. Where they are other words than those that
        were judged the state is `changed`, and `was` has the latter.
        """
        if self._old is not None and self._trail is not None and anchor.state is not State.ORPHAN:
            start, end = self._old.normal.inside(anchor.start, anchor.end)
            if start < end and self._old_text is not None and stands(self._old_text, anchor):
                return self._restored(anchor, self._followed(anchor, start, end, self._old, self._trail))
        found = self._found(anchor)
        if found.anchor.quote == anchor.quote or self._found(found.anchor) == found:
            return found
        return Placed(replace(anchor, state=State.ORPHAN), (found.anchor.start, found.anchor.end))

    def _found(self, anchor: Anchor) -> Placed:
        """Place a claim by what it knows; whose words are others there may know less of where it is."""
        return self._whole(anchor) or self._searched(anchor)

    def _followed(self, anchor: Anchor, start: int, end: int, old: Searched, trail: Trail) -> Placed:
        folded = old.normal.folded
        quote = folded[start:end]
        around = Around(folded[max(0, start - CONTEXT) : start], folded[end : end + CONTEXT])
        here = Place(start, end, 1.0)
        twins = [place for place in old.places(quote) if place.likeness >= TWIN and not place.overlaps(here)]
        there = [gone for twin in twins[:_TWINS] if (gone := trail.follow(twin.start, twin.end))]
        taken = [gone.place for gone in there if gone.place.likeness >= _HOLDS]
        followed = trail.follow(start, end)
        free = [place for place in self._new.places(quote) if not any(map(place.overlaps, taken))]
        if followed is not None:
            settled = len(taken) == len(twins) and not any(map(followed.place.overlaps, taken))
            if self._agreed(followed, free, around, alone=settled):
                return self._at(anchor, followed.place)
            if followed.place.likeness >= _OFFERED and not any(map(followed.place.overlaps, taken)):
                return self._orphan(anchor, followed.place)
        best = max(free, key=lambda place: around.score(self._new, place), default=None)
        return self._orphan(anchor, best)

    def _agreed(self, followed: Followed, found: list[Place], around: Around, *, alone: bool) -> bool:
        """Whether the search names the place where the trail led, and no other one comes near.

        A claim that is not `alone` had a passage like it in the old text, and it is not clear where that
        one went: then both sides of the place must be as they were.
        """
        place = followed.place
        if not any(place.overlaps(other) for other in found) or place.likeness < _TAKEN:
            return False
        if not followed.sure and place.likeness < 1:
            return False
        if not alone and min(around.sides(self._new, place)) < _HOLDS:
            return False
        least = around.score(self._new, place) - _MARGIN
        return all(
            other.overlaps(place) or other.likeness < TWIN or around.score(self._new, other) < least
            for other in found
        )

    def _restored(self, anchor: Anchor, followed: Placed) -> Placed:
        """Return where the words that were judged are back with all around them, else what was `followed`.

        Where something is left of the claim they are believed only over that: a copy may be put in elsewhere.
        """
        lost = followed.anchor.state is State.ORPHAN
        whole = self._whole(anchor) if lost or anchor.was else None
        if whole is None:
            return followed
        one, other = whole.anchor, followed.anchor
        return whole if lost or (one.start < other.end and other.start < one.end) else followed

    def _whole(self, anchor: Anchor) -> Placed | None:
        """Return the one place where the claim's words, or those judged, stand with all their context.

        Where they have changed, those it has now must not stand elsewhere: the others may be a copy.
        """
        for quote in filter(None, (anchor.was, anchor.quote)):
            known = replace(anchor, quote=quote)
            whole = [
                start
                for start in _occurrences(self._text, quote)
                if stands_whole(self._text, known, start) and not self._has_grown(known, start)
            ]
            if not whole:
                continue
            start, end = whole[0], whole[0] + len(quote)
            others = _occurrences(self._text, anchor.quote) if anchor.was else []
            if len(whole) > 1 or any(not start <= other < end for other in others):
                return None
            return self._at_canonical(anchor, *self._uncut(known, start, end))
        return None

    def _has_grown(self, anchor: Anchor, start: int) -> bool:
        """Whether a word goes on beyond the quote where it is at `start`, though the text ended there."""
        end = start + len(anchor.quote)
        return (not anchor.prefix and is_in_word(self._text, start)) or (
            not anchor.suffix and is_in_word(self._text, end)
        )

    def _searched(self, anchor: Anchor) -> Placed:
        """Place a claim by its words and the context it was set with.

        An orphan comes back only to its very words with both its neighbours: it was in doubt before.
        """
        around = Around(normal(anchor.prefix).folded, normal(anchor.suffix).folded)
        quotes = (normal(quote).folded.strip() for quote in (anchor.was, anchor.quote))
        words = dict.fromkeys(quote for quote in quotes if quote)
        places = [
            self._with_whole_words(quote, place, around)
            for quote in words
            for place in self._new.places(quote)
        ]
        if not places:
            return self._orphan(anchor, None)
        best = max(places, key=lambda place: around.score(self._new, place))
        least = around.score(self._new, best) - _MARGIN
        others = [place for place in places if place.likeness >= TWIN and not place.overlaps(best)]
        alone = all(around.score(self._new, place) < least for place in others)
        held = sum(side >= _HOLDS for side in around.sides(self._new, best))
        in_its_place = anchor.state is not State.ORPHAN and stands(self._text, anchor)
        needed = 2 if anchor.state is State.ORPHAN or best.likeness < 1 else 1
        if best.likeness < TWIN or (best.likeness < 1 and anchor.state is State.ORPHAN):
            alone = False
        if held < 2 and any(around.has_lost(quote, best, others) for quote in words):
            alone = False
        if alone and (held >= needed or (in_its_place and best.likeness == 1)):
            return self._at(anchor, best)
        return self._orphan(anchor, best)

    def _with_whole_words(self, quote: str, place: Place, around: Around) -> Place:
        """Return the place with the rest of a word that it ends in, unless the claim was made so.

        Its words are other ones then, as where 12 became 120.
        """
        first, last = self._new.tokens.over(place.start, place.end)
        start, end = place.start, place.end
        if not is_in_word(around.before + quote, len(around.before)):
            start = min(start, self._new.tokens.starts[first])
        if not is_in_word(quote + around.behind, len(quote)):
            end = max(end, self._new.tokens.end(last - 1))
        if (start, end) == (place.start, place.end):
            return place
        return Place(start, end, likeness_of(quote, self._new.normal.folded[start:end]))

    def _at(self, anchor: Anchor, place: Place) -> Placed:
        return self._at_canonical(anchor, *self._outside(anchor, place))

    def _outside(self, anchor: Anchor, place: Place) -> tuple[int, int]:
        """Return the canonical span of a place, without blanks at its ends where the claim had none."""
        start, end = self._new.normal.outside(place.start, place.end)
        if anchor.quote == anchor.quote.strip():
            while start < end and self._text[start].isspace():
                start += 1
            while end > start and self._text[end - 1].isspace():
                end -= 1
        return self._uncut(anchor, start, end)

    def _uncut(self, anchor: Anchor, start: int, end: int) -> tuple[int, int]:
        """Return the span without an edge within a character or number, unless the claim was made so."""
        for within in (is_within, is_in_number):
            if not within(anchor.prefix + anchor.quote, len(anchor.prefix)):
                while within(self._text, start):
                    start -= 1
            if not within(anchor.quote + anchor.suffix, len(anchor.quote)):
                while within(self._text, end):
                    end += 1
        return start, end

    def _at_canonical(self, anchor: Anchor, start: int, end: int) -> Placed:
        quote = self._text[start:end]
        judged = anchor.was or anchor.quote
        same = same_words(judged, quote)
        if (
            same
            and (start, quote) == (anchor.start, anchor.quote)
            and not anchor.was
            and anchor.state in _STILL
        ):
            return Placed(anchor)
        unsaid = anchor.state is State.CHANGED and not anchor.was  # by a program that does not write `was`
        state = State.MOVED if same and not unsaid else State.CHANGED
        was = "" if same else judged
        return Placed(replace(anchor, quote=quote, start=start, end=end, state=state, was=was))

    def _orphan(self, anchor: Anchor, place: Place | None) -> Placed:
        offer = None
        if place is not None and place.likeness >= _OFFERED:
            offer = self._outside(anchor, place)
        return Placed(replace(anchor, state=State.ORPHAN), offer)


def _occurrences(text: str, quote: str) -> list[int]:
    """Return where a quote stands, not more places than are ever looked at; an empty one stands nowhere."""
    places: list[int] = []
    start = text.find(quote)
    while quote and start >= 0 and len(places) < _MANY:
        places.append(start)
        start = text.find(quote, start + 1)
    return places
