"""Many claims at once in lines: what is marked, what a command would do to it, and what stands again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.line.asking import Question
from triage.line.claim import one_line
from triage.session.bulk import Stage
from triage.session.planning import Outcome
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview

_HOURS = 36_000.0
"""Seconds in which the largest command for many is done; told to end, it is waited for no longer."""

_TOLD = 50
"""Claims or places that are told one by one."""

_WORDS = {Outcome.CHANGES: "changes", Outcome.SAME: "would not change", Outcome.BARRED: "cannot be touched"}
_YES = ("y", "yes")


class Many:
    """Asks before a command is done to all that is marked, and lists marks and repeats."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session, self._voice = review, review.session, review.voice

    def like(self, count: int) -> Question:
        """Ask which claims to mark."""
        from triage.session.likes import Reach

        def take(line: str) -> None:
            likes = self._session.likes
            if likes.mark(line, Reach.HERE):
                self._review.deliveries.wait(lambda: not likes.is_looking, _HOURS)

        return Question("mark all like a filter, here: all: listed: or articles: before it", take)

    def marked(self) -> None:
        """Tell what is marked."""
        if not self._session.is_marked:
            self._session.say("nothing is marked: mark.toggle marks the claim")
            return
        marks = self._session.marks.listed()
        for mark in marks[:_TOLD]:
            self._voice.say(f"{mark.path}: {one_line(mark.words)}" if mark.words else f"article {mark.path}")
        more = f", {len(marks) - _TOLD} more than these" if len(marks) > _TOLD else ""
        self._session.say(f"{self._session.marks.told}{more}")

    def question(self) -> Question | None:
        """Wait until a command for many was looked through, tell what it would do, and ask; else None."""
        session = self._session
        if not session.has("bulk") or not session.bulk.is_open:
            return None
        bulk = session.bulk
        self._review.deliveries.wait(lambda: bulk.stage in (Stage.NONE, Stage.READY), _HOURS)
        if bulk.stage is not Stage.READY or bulk.request is None:
            return None
        told = 0
        for article in bulk.planned:
            for claim in article.claims:
                told += 1
                if told <= _TOLD:
                    why = (
                        article.problem if claim.outcome is Outcome.BARRED and article.problem else claim.now
                    )
                    words = one_line(claim.words)
                    self._voice.say(f"{_WORDS[claim.outcome]}, {why}, in {article.path}: {words}")
        if told > _TOLD:
            self._voice.say(f"and {told - _TOLD} more")
        counts = [f"{bulk.counts.get(each, 0)} {_WORDS[each]}" for each in Outcome]
        more = f" {one_line(bulk.request.more)}" if bulk.request.more else ""
        self._voice.say(f"{bulk.request.label}{more}: {', '.join(counts)}")
        if not bulk.counts.get(Outcome.CHANGES):
            bulk.cancel()
            session.say("nothing would change, nothing was recorded")
            return None
        return Question("do it, yes or no", self._agree, self._leave)

    def repeats(self) -> Question | None:
        """Find where the words of the claim stand again, tell the places, and ask which to tag."""
        session, repeats = self._session, self._session.repeats
        if not repeats.begin():
            return None
        self._review.deliveries.wait(lambda: repeats.over, _HOURS)
        if not repeats.places:
            session.say("these words stand nowhere else")
            return None
        for number, place in enumerate(repeats.places[:_TOLD], 1):
            has = place.barred or (f"tagged {place.has}" if place.has else "untagged")
            around = one_line(f"{place.before}[{place.words}]{place.after}")
            self._voice.say(f"{number}, {has}, {place.path}: {around}")
        if len(repeats.places) > _TOLD:
            self._voice.say(f"and {len(repeats.places) - _TOLD} more")
        tag = repeats.tag or "the tag to put on"
        label = (
            f"tag {repeats.taken} places {tag}, yes, or a tag, then numbers to leave out"
            if repeats.tag
            else tag
        )
        return Question(label, self._tag_repeats, repeats.close)

    def _tag_repeats(self, line: str) -> None:
        repeats = self._session.repeats
        words = line.replace(",", " ").split()
        names = self._session.codebook.names()
        numbers = [int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 7]
        others = [word for word in words if word not in _YES and word not in names]
        if len(others) > len(numbers) or any(not 0 < each <= len(repeats.places) for each in numbers):
            repeats.close()
            self._session.say("nothing was tagged: say yes or a tag, then numbers to leave out", Tone.ERROR)
            return
        repeats.tag = next((word for word in words if word in names), repeats.tag)
        for number in numbers:
            repeats.toggle(number - 1)
        if repeats.accept():
            self._finish()

    def _agree(self, line: str) -> None:
        if line.strip().lower() in _YES:
            self._session.bulk.confirm()
            self._finish()
        else:
            self._leave()

    def _leave(self) -> None:
        self._session.bulk.cancel()
        self._session.say("nothing was recorded; what is marked stays so")

    def _finish(self) -> None:
        self._review.deliveries.wait(lambda: not self._session.bulk.is_open, _HOURS)
