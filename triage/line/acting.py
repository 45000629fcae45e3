"""What each command does in lines: what the session does by itself, what asks, and what needs a screen."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.core.order import By
from triage.keymap import Bound
from triage.line.asking import Question
from triage.line.claim import recorded_lines
from triage.line.many import Many
from triage.line.overview import Overview
from triage.line.relating import Relating
from triage.session import viewing
from triage.session.acts import Act, acts, add_evidence, at_this_claim, copy_samples, find, leave
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview

Ask = Callable[[int], Question | None]
"""Given the count, returns what is asked; None, and it is said, where there is nothing to ask about."""

_OFF = "-"
"""The answer that takes something off, since an empty one leaves it."""

_PATIENCE = 5.0
"""Seconds in which a new article is noticed and taken for whole."""

_LINE = "line"
"""The unit that only a screen knows."""


class Acting:
    """Runs commands that are no words of lines alone."""

    def __init__(self, review: LineReview) -> None:
        session = review.session
        self._review, self._session = review, session
        telling, finding, relating = review.telling, review.finding, Relating(review)
        repeating = review.repeating
        self.many = Many(review)
        self.table: dict[str, Act] = acts(review.session)
        self.table |= {
            "select.next": self._by_unit(self.table["select.next"]),
            "select.previous": self._by_unit(self.table["select.previous"]),
            "note.edit": lambda *_: self._edit_note(),
            "repeat": lambda _, count: repeating.again(count if count > 1 else None),
            "macro.record": lambda letter, _: repeating.record(letter),
            "macro.play": repeating.play,
            "mark.list": lambda *_: self.many.marked(),
            "waiting.list": lambda *_: finding.waiting(),
            "dashboard": lambda *_: Overview(review).tell(),
            "codebook": lambda *_: telling.tags(""),
            "help": lambda *_: telling.help(""),
            "palette": lambda *_: telling.commands(""),
            "samples": lambda *_: self._samples(),
            "cancel": lambda *_: self._cancel(),
            "suspend": lambda *_: self._suspend(),
            "quit": lambda *_: review.leave(),
        }
        """What is done by commands that have all they need."""
        self.asking: dict[str, Ask] = {
            "go.where": self._where,
            "list.sort": lambda _: Question(
                f"sort by {', '.join(By)}", lambda line: viewing.sort(session, line)
            ),
            "list.view": lambda _: self._view(),
            "bookmark.set": lambda _: self._bookmark(self._session.bookmarks.set),
            "bookmark.go": lambda _: self._bookmark(self._session.bookmarks.go),
            "mark.like": self.many.like,
            "claim.repeats": lambda _: self.many.repeats(),
            "note": lambda _: self._note(),
            "speaker": lambda _: relating.speaker(),
            "evidence.from-claim": lambda _: relating.evidence(),
            "claim.relate": lambda _: relating.relate(),
            "article.aside": lambda _: Question("set aside, because", self._session.closing.set_aside),
            "evidence": lambda _: self._evidence(),
            "find": lambda _: Question("find", self._find),
            "evidence.open": lambda _: relating.open_evidence(),
            "macro.record": lambda _: repeating.ask_record(),
            "macro.play": repeating.ask_play,
            "filter": lambda _: self._filter(),
            "search": lambda _: Question("search all articles for", finding.search),
        }
        """What is asked by commands without an argument."""
        self.taking: dict[str, Callable[[str], object]] = {
            "help": telling.help,
            "palette": telling.commands,
            "note.edit": self._session.note,
        }
        """The commands that need not be told anything, but can be."""

    def takes_a_line(self, bound: Bound) -> bool:
        """Whether what is typed behind a command is for it."""
        return bound.command.id in (self.taking if bound.argument else {**self.asking, **self.taking})

    def _cancel(self) -> None:
        self._session.say("left" if leave(self._session) else "nothing is open that could be left")

    def _samples(self) -> None:
        """Copy the samples, and wait a moment until they are listed: the next line may be about them."""
        copy_samples(self._session)
        if self._session.said.tone is Tone.INFO:
            said = self._session.said
            self._review.deliveries.wait(self._can_be_judged, _PATIENCE)
            self._session.say(said.text)

    def _can_be_judged(self) -> bool:
        opened = self._session.desk.opened
        return opened is not None and not opened.blocked

    def _by_unit(self, act: Act) -> Act:
        def by_unit(unit: str, count: int) -> None:
            if unit == _LINE:
                self._session.say("there are no lines here: word, clause, sentence, paragraph", Tone.WARNING)
            else:
                act(unit, count)

        return by_unit

    def _note(self) -> Question | None:
        record = self._review.mine()
        for line in recorded_lines(record) if record is not None and record.note else ():
            if line.startswith("note"):
                self._review.voice.say(line)
        has = record is not None and record.note
        label = f"note, empty leaves it, {_OFF} takes it off" if has else "note"
        take = at_this_claim(
            self._session, lambda line: self._session.note("" if line.strip() == _OFF else line)
        )
        return None if take is None else Question(label, take)

    def _edit_note(self) -> None:
        from triage.editor import edit

        session = self._session
        if self._review.mine() is None and session.desk.cursor is None:
            session.say("there is no claim here", Tone.WARNING)
            return
        if not self._review.ears.is_terminal:
            session.say("an editor needs a terminal: note TEXT sets the note", Tone.ERROR)
            return
        record = self._review.mine()
        self._review.voice.flush()
        try:
            text = edit(record.note if record is not None else "")
            self._review.repeating.edited(text)
            session.note(text)
        except (OSError, ValueError) as error:
            session.say(f"the note is unchanged: {error}", Tone.ERROR)

    def _where(self, count: int) -> Question:
        going = self._session.going
        label = "go to the next claim that is"
        label = f"{label}, last {going.asked}" if going.asked else label
        return Question(label, lambda query: going.where(query, count))

    def _bookmark(self, take: Callable[[str], object]) -> Question:
        return Question(f"a letter or digit; {self._session.bookmarks.listed()}", take)

    def _view(self) -> Question:
        names = ", ".join(sorted(viewing.views(self._session))) or "there is none"
        label = f"view, {_OFF} lists all; {names}"
        return Question(label, lambda line: viewing.show(self._session, "" if line.strip() == _OFF else line))

    def _evidence(self) -> Question | None:
        take = at_this_claim(self._session, lambda line: add_evidence(self._session, line))
        return None if take is None else Question("evidence: address, supports|refutes|context, note", take)

    def _find(self, line: str) -> None:
        find(self._session, line)

    def _filter(self) -> Question:
        query = self._session.listing.query
        label = f"filter, now {query}, {_OFF} lists all" if query else "filter"
        return Question(label, lambda line: self._review.finding.filter("" if line.strip() == _OFF else line))

    def _suspend(self) -> None:
        if self._review.ears.is_terminal:
            self._review.voice.flush()
            os.kill(os.getpid(), signal.SIGTSTP)
        else:
            self._session.say("only in a terminal the program can be put aside", Tone.ERROR)
