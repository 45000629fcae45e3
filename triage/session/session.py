"""One corpus under review by one reviewer: the commands of a review, and what each says it did."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from triage.core.claim import Annotations, Evidence
from triage.core.clock import Clock
from triage.core.codebook import Codebook
from triage.session import judging
from triage.session.chronicle import Chronicle
from triage.session.company import Company
from triage.session.desk import Desk
from triage.session.first_look import FirstLook
from triage.session.following import Follower
from triage.session.listing import Listing
from triage.session.neighbours import Neighbours
from triage.session.parts import Parts
from triage.session.recorder import Judgement, Recorder, Refusal
from triage.session.saver import Outcome, Saver, Unsaved
from triage.session.searching import Searching
from triage.session.settling import QUIET_SECONDS, Settling
from triage.session.shelf import Shelf
from triage.session.sitting import Sitting
from triage.session.state import Deliver, Said, SaveState, Tone
from triage.session.waiting import WaitingClaims
from triage.store.corpus import Corpus
from triage.store.journal import Journal
from triage.store.journal_files import journal_path
from triage.store.looks import Changes

if TYPE_CHECKING:
    from triage.session.hits import Hit


class Session(Parts):
    """What screens and commands talk to. Used from one thread only.

    `deliver` brings results of the session's own threads back to that thread, and `changed` is
    called there whenever something changed by itself.
    """

    def __init__(
        self,
        corpus: Corpus,
        reviewer: str,
        codebook: Codebook,
        deliver: Deliver,
        changed: Callable[[], None] = lambda: None,
        quiet: float = QUIET_SECONDS,
        journal: Path | None = None,
    ) -> None:
        """`quiet` is how many seconds a file must rest before it is taken for whole.

        `journal` is the reviewer's journal, where it is known already.
        """
        self.corpus = corpus
        self.reviewer = reviewer
        self.codebook = codebook
        self.said = Said()
        self.key_of: Callable[[str], str] = str
        """The key of a command by its id, as a reviewer reads it; without a screen the id."""
        self.listing = Listing()
        clock = Clock()
        self._deliver = deliver
        self._changed = changed
        self.journal = journal or journal_path(corpus.root, reviewer)
        self.chronicle = Chronicle(Journal(self.journal), str(corpus.root.resolve()), reviewer)
        self.saver = Saver(lambda unsaved: self._save(unsaved, clock), self._was_saved)
        self.shelf = Shelf(corpus, reviewer, clock, self.saver.unsaved, self.saver.asked, Settling(quiet))
        self.desk = Desk(self.listing, self.shelf, reviewer)
        self._recorder = Recorder(
            self.desk, self.listing, self.shelf, self.saver, clock, self.chronicle, changed
        )
        self.sitting = Sitting()
        self._recorder.made = self.sitting.made
        self.follower = Follower(
            corpus,
            self.listing,
            self.shelf,
            self.desk,
            self._recorder,
            deliver,
            changed,
            self.say,
        )
        self.waiting = WaitingClaims(
            corpus, self.desk, self.listing, self.follower.behind, deliver, changed, self.lacks
        )
        self._neighbours = Neighbours(corpus, self.listing, self.shelf, self.follower.behind, deliver)
        self.shelf.read_ahead = self._neighbours.take
        self.company = Company(corpus.root, reviewer, deliver, changed)
        self.searching = Searching(
            corpus.root, lambda: self.listing.totals().articles, deliver, changed, self.say
        )
        self.follower.applied = self._follow

    @property
    def save_state(self) -> SaveState:
        """Whether everything is on disk."""
        return self._recorder.state

    def start(self, look: FirstLook | None = None, *, resume: bool = True) -> None:
        """Do all that a session begins with."""
        self.show_first(look, resume=resume)
        self.go_on()

    def show_first(self, look: FirstLook | None = None, *, resume: bool = True) -> None:
        """List the folder and open the article where the reviewer left off, or the first unfinished one.

        The latter also where they are not to `resume`. The rest is for the follower to read.
        What a crash left in the journal only is recovered first, and that is said. What that `look`
        at the folder, taken a moment ago, has read is not read again.
        """
        self.follower.start(look)
        if look is not None:
            for path, seen in look.seen.items():
                self.corpus.adopt(path, seen)
            for opened in look.opened:
                self.shelf.expect(opened)
        self.say(self._recorder.recover().sentence, Tone.WARNING)
        self.resume(look, wanted=resume)
        if self.desk.path is not None:
            self.chronicle.seen(self.desk.path)
        self._warn_of_journal()

    def go_on(self) -> None:
        """Do the rest of what a session begins with, which nobody waits for."""
        self.shelf.place_pending()
        self.follower.read_the_rest()
        self._look_around()

    def close(self, seconds: float) -> list[Unsaved]:
        """Write what is not on disk yet and stop; return what could not be saved in time."""
        self.follower.stop()
        self.company.stop()
        self.searching.stop()
        if self.is_busy:
            self.bulk.finish()
        for part in (
            "sieve",
            "sorting",
            "going",
            "bookmarks",
            "keeper",
            "finder",
            "conveyor",
            "overview",
            "gathered",
        ):
            if self.has(part):
                getattr(self, part).stop()
        self.saver.flush(seconds)
        self.saver.stop()
        self.corpus.let_go()
        self.chronicle.sync()
        self.chronicle.close()
        return self.saver.waiting()

    def _follow(self, changes: Changes) -> None:
        self.searching.indexing.follow(changes)
        if self.has("sorting"):
            self.sorting.follow()
        if changes.renamed:
            self.jumps.follow_renames(changes.renamed)
            self.bookmarks.follow_renames(changes.renamed)
        if self.has("sieve"):
            self.sieve.follow(changes)
        if self.has("gathered"):
            self.gathered.follow(changes)
        if self.has("marks"):
            self.marks.follow(changes)

    def say(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Set the message about what was last done; untrusted text is welcome."""
        self.said = Said(text, tone)
        if text and tone is Tone.INFO:
            self._warn_of_journal()

    def noticed(self) -> None:
        """The reviewer typed something: the time they spend runs on."""
        self.follower.noticed()
        self.searching.indexing.noticed()
        if self.has("sieve"):
            self.sieve.noticed()
        if self.has("gathered"):
            self.gathered.noticed()
        if self.has("going"):
            self.going.noticed()
        self.keeper.noticed()
        self.sitting.noticed()
        self._look_around()

    def _look_around(self) -> None:
        """The reviewer is here: let the journal know, and read what they may come to next."""
        if self.desk.path is not None:
            self.chronicle.seen(self.desk.path)
        self._neighbours.look_around(self.desk.path)

    def tag(self, name: str) -> bool:
        """Tag the current claim and go on to the next untagged one; return whether the tag is on."""
        if self.codebook.get(name) is None:
            self.say(f"the codebook has no tag {name}", Tone.ERROR)
            return False
        if self.desk.selection is not None:
            return self._tag_chosen(name)
        if self.is_marked:
            self.judge(f"tagged {name}", lambda o, i, now: judging.tag(o, i, self.reviewer, name, now))
            return False
        return self._tag_here(name)

    def _tag_here(self, name: str) -> bool:
        passage = self.desk.passage
        if passage is not None and not passage.claim:
            key = self.key_of("claim.toggle")
            self.say(f"a {passage.kind} is not judged; {key} makes it a claim", Tone.WARNING)
            return False
        article, opened = self.desk.path, self.desk.opened
        words = opened.words(passage) if opened is not None and passage is not None else ""
        if (
            self.record(f"tagged {name}", lambda o, i, now: judging.tag(o, i, self.reviewer, name, now))
            is None
        ):
            return False
        lacks = self._lacking_here()
        if not self.desk.to_next_untagged():
            where = "listed here" if self.listing.query else "in this folder"
            self.say(f"{name}{lacks} · every claim {where} is tagged")
        elif self.desk.path != article and article is not None:
            self.say(f"{name}{lacks} · all claims tagged in {article}")
        else:
            self.say(f"{name}{lacks}: {words}")
        return True

    def untag(self) -> None:
        """Take this reviewer's tag off the current claim."""
        done = self.judge("took the tag off", lambda o, i, now: judging.untag(o, i, self.reviewer, now))
        if done is not None:
            self.say("tag taken off" if done else "there is no tag of yours here")

    def note(self, text: str) -> None:
        """Set this reviewer's note on the current claim; empty takes it off."""
        done = self.judge(
            "set the note", lambda o, i, now: judging.note(o, i, self.reviewer, text, now), text or "none"
        )
        if done is not None:
            self.say(("note set" if text else "note taken off") if done else "note unchanged")

    def add_evidence(self, evidence: Evidence) -> None:
        """Add evidence to this reviewer's record of the current claim."""
        if self.is_marked:
            from triage.session import requests

            self.bulk.prepare(requests.evidence(self.reviewer, evidence))
            return
        if self.record(
            "added evidence", lambda o, i, now: judging.evidence(o, i, self.reviewer, evidence, now)
        ):
            self.say("evidence added")

    def cycle_confidence(self) -> None:
        """Go on to the next confidence on the current claim: high, medium, low, none."""
        if self.is_marked:
            from triage.session import requests

            self.bulk.prepare(requests.confidence(self.reviewer))
            return
        if self.record("set the confidence", lambda o, i, now: judging.confidence(o, i, self.reviewer, now)):
            opened, cursor = self.desk.opened, self.desk.cursor
            record = opened.record(cursor, self.reviewer) if opened and cursor is not None else None
            self.say(f"confidence {(record and record.confidence) or 'none'}")

    def take_up(self, claim_id: str) -> None:
        """Go to a claim that waits; one that is nowhere in the text is taken up, to be put somewhere."""
        found = self.waiting.take_up(claim_id)
        if found is None:
            self.say("it does not wait any more")
        elif found.lacks:
            keys = ", ".join(f"{self.key_of(wanted)} adds {wanted}" for wanted in found.lacks)
            self.say(f"it lacks {' and '.join(found.lacks)}: {keys}")
        elif self.desk.carried is None:
            self.say("its words have changed: tag it to judge them as they are now")
        else:
            put, leave = self.key_of("claim.put"), self.key_of("cancel")
            if found.offer is None:
                where = "nothing in the text is like it: go where it belongs"
                self.say(f"{where}, {put} puts it there, {leave} leaves it")
            else:
                self.say(f"it may belong here: {put} puts it here, {leave} leaves it")

    def put(self) -> None:
        """Put the claim that was taken up on the current passage."""
        carried = self.desk.carried
        if carried is None:
            key = self.key_of("waiting.list")
            self.say(f"nothing was taken up: {key} lists what waits", Tone.WARNING)
            return
        done = self.record(
            "put back", lambda o, i, now: judging.put(o, i, carried.claim.id, carried.offer, now)
        )
        if done is None:
            return
        self.desk.carried = None
        opened, passage = self.desk.opened, self.desk.passage
        changed = opened is not None and passage is not None and opened.is_changed(passage)
        if not done:
            self.say("it stands in the text already")
        else:
            self.say("put back; the words are other ones: tag it again to confirm" if changed else "put back")

    def go_to(self, hit: Hit) -> None:
        """Open the article of a hit, the cursor on the passage; what was searched for is found next there."""
        self.tour.go_to(hit)

    def toggle_done(self) -> None:
        """Mark the article done and go on to the next unfinished one, or take that back."""
        if self.is_marked:
            from triage.session import requests

            self.bulk.prepare(requests.done(self.reviewer))
            return
        self.closing.toggle_done()

    @property
    def steps_made(self) -> int:
        """How many steps were recorded in this sitting, those undone since too."""
        return self._recorder.steps_made

    def as_one(self) -> AbstractContextManager[None]:
        """Within this, what is recorded is one step for undo and redo."""
        return self._recorder.as_one()

    def undo(self, count: int = 1) -> None:
        """Take the last `count` steps back, and put the cursor where the first of them was made."""
        self.taking_back.go(count, redo=False)

    def redo(self, count: int = 1) -> None:
        """Make the last `count` undone steps again."""
        self.taking_back.go(count, redo=True)

    def _lacking_here(self) -> str:
        """Return in words what the tag on the current claim requires and is not there."""
        opened, passage = self.desk.opened, self.desk.passage
        lacks = () if opened is None or passage is None else self.lacks(opened, passage)
        return f", lacks {' and '.join(lacks)}" if lacks else ""

    def _tag_chosen(self, name: str) -> bool:
        """Make what is chosen a claim and tag it; as `tag`."""
        if self.desk.selection is not None and self.desk.selection.of:
            key, leave = self.key_of("select.make"), self.key_of("cancel")
            self.say(f"first choose where to split: {key} splits, {leave} leaves", Tone.WARNING)
            return False
        with self.as_one():
            return self.spans.make() and self._tag_here(name)

    def _save(self, unsaved: Unsaved, clock: Clock) -> Annotations:
        """Runs on the saver's thread, which so makes the journal durable before anything is called saved."""
        self.chronicle.sync()
        return self.corpus.save(unsaved.article, unsaved.annotations, unsaved.title, clock.tick)

    def _was_saved(self, outcome: Outcome) -> None:
        self._deliver(lambda: self._recorder.saved(outcome))
        if outcome.saved is not None:
            if self.has("gathered"):
                self._deliver(partial(self.gathered.take, outcome.path, outcome.saved))
            self.chronicle.saved(outcome.asked, outcome.path)
        self.corpus.let_go()

    def _warn_of_journal(self) -> None:
        problem = self.chronicle.untold_problem()
        if problem:
            self.said = Said(f"no journal, tags are saved all the same: {problem}", Tone.WARNING)

    def record(self, label: str, judgement: Judgement) -> bool | None:
        """Return whether anything changed, None (and say why) where nothing can be recorded."""
        if self.has("going") and self.going.call_off():  # it was meant for the claim that was looked for
            self.say("nothing was recorded: the claim to go to was not found yet", Tone.ERROR)
            return None
        try:
            return self._recorder.record(label, judgement)
        except Refusal as refusal:
            self.say(str(refusal), Tone.ERROR)
            return None
