"""What a session has beside what every start needs: each part is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property, partial
from typing import TYPE_CHECKING

from triage.core.claim import Evidence
from triage.core.codebook import Codebook, Requirement
from triage.core.outline import Passage, record_of
from triage.session import resuming
from triage.session.desk import Desk
from triage.session.first_look import FirstLook, begin_with
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.parts_for_many import PartsForMany
from triage.session.resuming import OnScreen
from triage.session.shelf import Shelf
from triage.session.state import Deliver, Said, Tone
from triage.store import left_off
from triage.store.corpus import Corpus
from triage.store.left_off import LeftOff

if TYPE_CHECKING:
    from pathlib import Path

    from triage.session.bookmarks import Bookmarks
    from triage.session.citing import Citing
    from triage.session.closing import Closing
    from triage.session.finder import Finder
    from triage.session.following import Follower
    from triage.session.gathered import Gathered
    from triage.session.going import Going
    from triage.session.jumps import Jumps
    from triage.session.keeping_place import PlaceKeeper
    from triage.session.overview import Overview
    from triage.session.palette_hints import PaletteHints
    from triage.session.recorder import Judgement
    from triage.session.relating import Relations
    from triage.session.searching import Searching
    from triage.session.sieve import Sieve
    from triage.session.sorting import Sorting
    from triage.session.spans import Spans
    from triage.session.taking_back import TakingBack
    from triage.session.tour import Tour


class Parts(PartsForMany):
    """The parts of a session that no start needs, and what they are made of."""

    corpus: Corpus
    follower: Follower
    reviewer: str
    codebook: Codebook
    listing: Listing
    shelf: Shelf
    desk: Desk
    searching: Searching
    key_of: Callable[[str], str]
    journal: Path
    said: Said
    on_screen: Callable[[], OnScreen] = staticmethod(OnScreen)
    """Asks the screen, where there is one, for what only it knows of the place."""
    resumed: LeftOff | None = None
    """Where the reviewer had left off, if the review began there."""
    _deliver: Deliver
    _changed: Callable[[], None]

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Set the message about what was last done."""
        raise NotImplementedError

    def record(self, label: str, judgement: Judgement) -> bool | None:
        """Record a judgement; return whether anything changed, None where nothing can be recorded."""
        raise NotImplementedError

    def as_one(self) -> AbstractContextManager[None]:
        """Within this, what is recorded is one step for undo and redo."""
        raise NotImplementedError

    def has(self, part: str) -> bool:
        """Return whether this part was made already."""
        return part in self.__dict__

    def resume(self, look: FirstLook | None, *, wanted: bool = True) -> None:
        """Open the article where the reviewer left off, if that is `wanted` and possible, and say so.

        Else the first unfinished one. What a `look` has read is not read again.
        """
        if look is not None:
            left, trouble = look.left, look.trouble
        else:
            left, trouble = left_off.read(left_off.path_of(self.journal)) if wanted else (None, "")
        if begin_with(self.desk, self.listing, self.reviewer, left) and left is not None:
            self.resumed, before = left, self.said
            resuming.list_again(self, left)
            self.said = before if self.said.tone is Tone.INFO else self.said
            trouble = resuming.told(self.desk, self.listing, self.reviewer, left)
            tone = Tone.INFO
        else:
            tone = Tone.WARNING
        if trouble and not self.said.text:
            self.said = Said(trouble, tone)

    @cached_property
    def taking_back(self) -> TakingBack:
        """Undo and redo."""
        from triage.session.taking_back import TakingBack

        return TakingBack(self, self._recorder)

    @cached_property
    def keeper(self) -> PlaceKeeper:
        """What keeps the place where the reviewer is."""
        from triage.session.keeping_place import PlaceKeeper

        return PlaceKeeper(self, self._deliver)

    @cached_property
    def palette_hints(self) -> PaletteHints:
        """What knows when to name the key of a command that was taken from the palette."""
        from triage.session.palette_hints import PaletteHints
        from triage.store.palette_counts import path_of

        return PaletteHints(path_of(self.reviewer))

    @cached_property
    def spans(self) -> Spans:
        """What is done with edges."""
        from triage.session.spans import Spans

        return Spans(self.desk, self.reviewer, self.record, self.say, self.key_of)

    @cached_property
    def overview(self) -> Overview:
        """What a dashboard shows."""
        from triage.session.overview import Overview

        return Overview(
            self.corpus.root,
            self.reviewer,
            self.codebook,
            self.listing,
            self.desk,
            self.follower.behind,
            self._deliver,
            self._changed,
        )

    @cached_property
    def sieve(self) -> Sieve:
        """The filter of the list."""
        from triage.session.sieve import Sieve

        return Sieve(
            self.listing,
            self.shelf,
            self.desk,
            self.codebook,
            self._deliver,
            self._changed,
            lambda error: self.say(f"filter, column {error.start + 1}: {error.message}", Tone.WARNING),
            lambda fault: self._deliver(partial(self._tell_fault, fault, "filtering")),
        )

    def lacks(self, opened: Opened, passage: Passage) -> tuple[Requirement, ...]:
        """Return what the reviewer's tag on a passage requires and is not there."""
        if not passage.ids or not self.codebook.requires_anything:
            return ()
        return self.codebook.lacks(record_of(opened.annotations, passage, self.reviewer))

    def lacking_elsewhere(self) -> dict[str, int]:
        """Return how many claims lack something in other articles, as far as they were read."""
        counts = self.gathered.lacking() if self.codebook.requires_anything else {}
        return {path: count for path, count in counts.items() if path != self.desk.path}

    @cached_property
    def citing(self) -> Citing:
        """What is done with evidence."""
        from triage.session.citing import Citing

        return Citing(self.desk, self.reviewer, self.record, self.say, self._add_to_marked)

    def _add_to_marked(self, piece: Evidence) -> bool:
        """Ask whether evidence is to be added to all that is marked; return whether anything is."""
        if self.is_marked:
            from triage.session import requests

            self.bulk.prepare(requests.evidence(self.reviewer, piece))
        return self.is_marked

    @cached_property
    def closing(self) -> Closing:
        """What is done with the article as a whole."""
        from triage.session.closing import Closing

        return Closing(self.desk, self.listing, self.reviewer, self.record, self.say, self.judge_articles)

    @cached_property
    def gathered(self) -> Gathered:
        """What all sidecars say of speakers and relations."""
        from triage.session.gathered import Gathered

        return Gathered(
            self.corpus,
            self.shelf,
            self.codebook,
            self._deliver,
            self._changed,
            lambda fault: self._deliver(partial(self._tell_fault, fault, "reading sidecars")),
        )

    @cached_property
    def relations(self) -> Relations:
        """What is done with speakers and related claims."""
        from triage.session.relating import Relations

        relations = Relations(
            *(self.desk, self.listing, self.shelf, self.gathered),
            *(self.record, self.judge, self.say, self.as_one),
        )
        relations.is_marked = lambda: self.is_marked
        return relations

    @cached_property
    def going(self) -> Going:
        """The way to the next claim of a kind."""
        from triage.session.going import Going

        return Going(
            self.listing,
            self.shelf,
            self.desk,
            self.codebook,
            self.jumps,
            self._deliver,
            self._changed,
            self.say,
        )

    @cached_property
    def jumps(self) -> Jumps:
        """Where the reviewer went from, to go back there."""
        from triage.session.jumps import Jumps

        return Jumps(self.listing, self.desk)

    @cached_property
    def sorting(self) -> Sorting:
        """The order of the list."""
        from triage.session.sorting import Sorting

        return Sorting(self.listing, self.shelf, self.corpus, self._deliver, self._changed, self.say)

    @cached_property
    def finder(self) -> Finder:
        """What finds in the open article."""
        from triage.session.finder import Finder

        return Finder(
            self.desk,
            self._deliver,
            self._changed,
            self.say,
            lambda fault: self._deliver(partial(self._tell_fault, fault, "finding")),
        )

    @cached_property
    def tour(self) -> Tour:
        """What goes from one place that a search found to the next."""
        from triage.session.tour import Tour

        return Tour(self.desk, self.listing, self.finder, self.searching, self.jumps, self.say, self.key_of)

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """The claims that have a letter."""
        from triage.session.bookmarks import Bookmarks
        from triage.store.bookmarks import bookmarks_path

        return Bookmarks(
            bookmarks_path(self.corpus.root, self.reviewer),
            self.listing,
            self.desk,
            self.jumps,
            self.follower.behind,
            self._deliver,
            self.say,
        )

    @property
    def is_filtering(self) -> bool:
        """Whether there may be articles still that the filter means and that are not listed yet."""
        return self.has("sieve") and self.sieve.is_looking

    def _tell_fault(self, fault: Exception, doing: str) -> None:
        self.say(f"a fault of triage while {doing}: {type(fault).__name__}: {fault}", Tone.ERROR)
