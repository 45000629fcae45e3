"""Who says the current claim, and which other claims it has to do with, here and in other articles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from triage.core.claim import Related, Relation
from triage.core.outline import Passage
from triage.core.spans import whole
from triage.core.speaker import speaker_in
from triage.core.units import Unit
from triage.session import describing
from triage.session.changes import Change
from triage.session.desk import Desk
from triage.session.gathered import Gathered, Known
from triage.session.judging import new_id
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.recorder import Judgement
from triage.session.shelf import Shelf
from triage.session.state import Tone

Record = Callable[[str, Judgement], bool | None]
Say = Callable[[str, Tone], None]

SAID = {Relation.SAME: "same as", Relation.CONFLICTS: "conflicts with", Relation.NARROWS: "narrows"}
"""Each relation as this claim has it to the other one."""

_SAID_BACK = {**SAID, Relation.NARROWS: "is narrowed by"}
"""Each as the other claim has it to this one."""


class Link(NamedTuple):
    """A claim that the current one has to do with; the texts are untrusted."""

    path: str
    claim: str
    """Its id."""
    relation: Relation
    words: str = ""
    """Those of the other claim on one line; empty where they are not known (yet)."""
    is_ours: bool = False
    """Whether it stands on this claim; else it stands on the other one."""

    @property
    def said(self) -> str:
        """The relation in words, from this claim to the other one."""
        return (SAID if self.is_ours else _SAID_BACK)[self.relation]


class Relations:
    """Speakers and relations of the current claim; says what it did."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        shelf: Shelf,
        gathered: Gathered,
        record: Record,
        judge: Callable[[str, Judgement, str], bool | None],
        say: Say,
        as_one: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """`judge` records what can be for many: for all that is marked, where anything is."""
        self._judge = judge
        self.is_marked: Callable[[], bool] = lambda: False
        """Whether anything is."""
        self._desk, self._listing, self._shelf, self._gathered = desk, listing, shelf, gathered
        self._record, self._say, self._as_one = record, say, as_one
        self._begun: tuple[str, Passage] | None = None
        self._offered: tuple[object, str] = (None, "")

    @property
    def speaker(self) -> str:
        """Who says the current claim, as recorded."""
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None:
            return ""
        return next((claim.speaker for claim in opened.recorded_claims(passage) if claim.speaker), "")

    @property
    def offer(self) -> str:
        """Whom the sentence names as the one who says the current claim, where nobody is recorded."""
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None or self.speaker:
            return ""
        key = (opened.article, passage.start, passage.end)
        if self._offered[0] != key:
            self._offered = key, self._found_in(opened, passage)
        return self._offered[1]

    def set_speaker(self, name: str) -> None:
        """Record who says the current claim; empty takes it off."""
        name = " ".join(name.split())
        done = self._judge(
            "set the speaker", lambda o, i, now: describing.speaker(o, i, name, now), name or "none"
        )
        if done is not None:
            said = f"speaker: {name}" if name else "speaker taken off"
            self._say(said if done else "speaker unchanged", Tone.INFO)

    def names(self) -> list[str]:
        """Return the names of speakers that were recorded, those in this article first."""
        opened = self._desk.opened
        here = [claim.speaker for claim in opened.annotations.claims.values()] if opened else []
        return list(dict.fromkeys(name for name in (*here, *self._gathered.speakers()) if name))

    def links(self) -> list[Link]:
        """Return what the current claim has to do with, said on either side."""
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None or not passage.ids:
            return []
        found = {}
        for claim in opened.recorded_claims(passage):
            for each in claim.related:
                path = self._gathered.path_of(each.file, each.claim)
                words = self._gathered.words_of(path, each.claim)
                found[each.claim] = Link(path, each.claim, each.relation, words, is_ours=True)
        here = opened.article.path
        back = [each for each in self._gathered.relating_to(passage.ids) if each.path != here]
        links = [Link(one.path, one.claim, one.relation) for one in back]
        links += [
            Link(here, claim.id, each.relation)
            for claim in opened.annotations.claims.values()
            for each in claim.related
            if each.claim in passage.ids
        ]
        for link in links:
            if link.claim not in found:
                words = self._gathered.words_of(link.path, link.claim)
                found[link.claim] = link._replace(words=words)
        return list(found.values())

    def begin(self) -> Known | None:
        """Remember the current claim; return the one at which relations were begun before, if another.

        What is marked is most likely to be related to the current claim.
        """
        opened, passage, path = self._desk.opened, self._desk.passage, self._desk.path
        before = self._begun
        if opened is None or passage is None or path is None:
            return None
        if self.is_marked():
            return self._known(path, passage)
        self._begun = path, passage
        if before is None or (before[0] == path and before[1][:2] == passage[:2]):
            return None
        return self._known(*before)

    def choices(self) -> list[Known]:
        """Return the claims that the current one can be related to: recorded ones, then those not recorded.

        Of the latter those of the article before the reviewer. The current claim is left out, unless it
        is others that are related, those that are marked.
        """
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None:
            return []
        here = opened.article.path
        recorded: list[Known] = []
        others: list[Known] = []
        for each in opened.outline.claims():
            if each[:2] == passage[:2] and not self.is_marked():
                continue
            words = " ".join(opened.article.text[each.start : each.end].split())
            known = Known(here, each.ids[0] if each.ids else "", words, (each.start, each.end))
            (recorded if each.ids else others).append(known)
        elsewhere = [one for one in self._gathered.claims() if one.path != here]
        return [*recorded, *elsewhere, *others]

    def relate(self, relation: Relation, other: Known) -> None:
        """Relate the current claim to `other`; take that off where it stands already.

        Where claims are marked the reviewer is asked whether to relate all of them to it.
        """
        if self.is_marked():
            self._relate_marked(relation, other)
            return
        for link in self.links():
            if other.claim and link.claim == other.claim and link.relation is relation:
                self.unrelate(link)
                return
        if not other.claim and not self._can_record(other):
            return
        known = other if other.claim else other._replace(claim=new_id())
        related = Related(known.path, known.claim, relation)
        with self._as_one():
            done = self._record("related it", lambda o, i, now: describing.related(o, i, related, now))
            if done and not other.claim:  # last, so that undoing both ends where they were made
                identified = partial(describing.identified, known.claim)
                self._elsewhere(other.path, other.span, identified, "recorded a related claim")
        if done is not None:
            words = f"{SAID[relation]} “{known.words}”"
            self._say(words if done else f"it is that already: {words}", Tone.INFO)

    def _relate_marked(self, relation: Relation, other: Known) -> None:
        if not other.claim:
            self._say("nothing is recorded about that claim yet: tag it first", Tone.WARNING)
            return
        related = Related(other.path, other.claim, relation)

        def judge(opened: Opened, index: int, now: Callable[[], str]) -> tuple[Change, ...]:
            if other.claim in opened.outline.passages[index].ids:
                return ()  # to itself
            return describing.related(opened, index, related, now)

        self._judge(f"related, {SAID[relation]}", judge, other.words)

    def unrelate(self, link: Link) -> None:
        """Take a relation off, on whichever side it stands."""
        opened, passage = self._desk.opened, self._desk.passage
        if opened is None or passage is None:
            return
        done: bool | None = False
        if link.is_ours:
            for claim_id in passage.ids:
                off = partial(_off, claim_id, link.claim)
                done = self._record("took a relation off", off) or done
        else:
            with self._as_one():
                for claim_id in passage.ids:
                    off = partial(_off, link.claim, claim_id)
                    done = self._elsewhere(link.path, None, off, "took a relation off") or done
        if done:
            self._say(f"relation taken off: {link.said} “{link.words}”", Tone.INFO)

    def go(self, path: str, claim_id: str) -> bool:
        """Open the article of a claim, the cursor on it; return whether it is there."""
        if not self._desk.open(path):
            self._say(self._desk.problem, Tone.WARNING)
            return False
        opened = self._desk.opened
        claim = None if opened is None else opened.annotations.claims.get(claim_id)
        if claim is None:
            self._say("that claim is not recorded any more", Tone.WARNING)
            return False
        self._desk.put_cursor_on(claim.anchor.start, claim.anchor.end)
        return True

    def _found_in(self, opened: Opened, passage: Passage) -> str:
        """Return whom the claim names, else whom the whole sentence that it is a part of does."""
        text = opened.article.text
        start, end = whole(opened.segments, (passage.start, passage.end), Unit.SENTENCE)
        return speaker_in(text[passage.start : passage.end]) or speaker_in(text[start:end])

    def _known(self, path: str, passage: Passage) -> Known | None:
        opened = self._shelf.open(path) if path in self._listing else None
        index = opened.outline.find(passage.start, passage.end) if isinstance(opened, Opened) else None
        if not isinstance(opened, Opened) or index is None:
            return None
        there = opened.outline.passages[index]
        words = " ".join(opened.article.text[there.start : there.end].split())
        return Known(path, there.ids[0] if there.ids else "", words, (there.start, there.end))

    def _can_record(self, other: Known) -> bool:
        """Return whether a claim that nothing is recorded about can be recorded; else say why not."""
        opened = self._shelf.open(other.path) if other.path in self._listing else None
        problem = "that claim is not there any more"
        if isinstance(opened, Opened):
            index = opened.outline.find(*other.span)
            problem = problem if index is None else opened.blocked
        if problem:
            self._say(problem, Tone.ERROR)
        return not problem

    def _elsewhere(
        self, path: str, span: tuple[int, int] | None, judgement: Judgement, label: str
    ) -> bool | None:
        """Record something in another place, and come back."""
        home, passage = self._desk.path, self._desk.passage
        if home is None or passage is None:
            return None
        try:
            if not self._desk.open(path, span):
                self._say(self._desk.problem, Tone.WARNING)
                return None
            return self._record(label, judgement)
        finally:
            self._desk.open(home, (passage.start, passage.end))


def _off(claim_id: str, other: str, opened: Opened, _: int, now: Callable[[], str]) -> tuple[Change, ...]:
    return describing.unrelated(opened, claim_id, other, now)
