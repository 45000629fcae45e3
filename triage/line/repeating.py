"""Doing again in lines: what was done is remembered with what was typed, recorded as macros, and played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.commands import command
from triage.core.values import replace
from triage.keymap import Bound
from triage.keymap.performed import LAST_PLAYED, PLAY, Memory, Performed, is_register, told, with_count
from triage.keymap.rounds import Rounds
from triage.line.asking import Question
from triage.session import failing
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview
    from triage.store.macros import MacroFile


class Repeating:
    """Remembers what lines do, and does it again."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session = review, review.session
        self._memory = Memory()
        self._rounds = Rounds()
        self._last_played = ""
        self._kept: MacroFile | None = None
        self._instead: Sequence[Performed] | None = None
        """What is to be remembered in the place of the line at hand."""
        self._edited: tuple[str, ...] = ()
        self._pending: tuple[list[Performed], int] | None = None
        """What waits for the line that it asked for, and how many steps had been made before it."""

    @property
    def recording(self) -> str:
        """The letter of the macro that is being recorded; empty while none is."""
        return self._memory.register

    @property
    def is_asked(self) -> bool:
        """Whether the reviewer is to say first whether something shall be done to all that is marked."""
        return self._session.has("bulk") and self._session.bulk.is_open

    def begin(self) -> None:
        """A line is about to be done."""
        self._instead = self._pending = None
        self._edited = ()

    def edited(self, text: str) -> None:
        """The editor returned a text to the line at hand."""
        self._edited = (text,)

    def did(self, unit: list[Performed], made: int, *, asks: bool) -> None:
        """Remember what a line did, or what it does when it is told what it `asks` for.

        `made` is how many steps had been made before it.
        """
        if self._edited:
            unit[-1] = replace(unit[-1], lines=self._edited)
        if asks:
            self._pending = unit, made
        else:
            self._remember(unit if self._instead is None else self._instead, made)

    def answered(self, line: str) -> None:
        """The line that was asked for was typed, and taken."""
        if self._pending is not None:
            unit, made = self._pending
            self._pending = None
            unit[-1] = replace(unit[-1], lines=(*unit[-1].lines, line))
            self._remember(unit if self._instead is None else self._instead, made)

    def _remember(self, unit: Sequence[Performed], made: int) -> None:
        if unit:
            changed = self._session.steps_made != made or self.is_asked
            self._memory.did(unit, changed=changed, choosing=self._session.desk.selection is not None)

    def again(self, count: int | None) -> None:
        """Do what changed something last again, with another count if one was typed."""
        session, unit = self._session, self._memory.last
        self._instead = ()
        if not unit:
            session.say("nothing has been changed yet that could be done again", Tone.WARNING)
            return
        again = with_count(unit, count)
        more = "" if again is not None else f"{unit[-1].bound.command.title.lower()} takes no count"
        again = unit if again is None else again
        with session.as_one():
            for one in again:
                self._review.perform(one)
                if session.said.tone is Tone.ERROR:
                    break
        self._instead = () if self._rounds else again  # a macro is remembered when it is over
        said = session.said
        words = [f"again: {told(again)}", said.text, more]
        session.say(" · ".join(filter(None, words)), said.tone)

    def ask_record(self) -> Question | None:
        """End the macro that is recorded; where none is, ask for the letter of one."""
        if self.recording:
            self.record("")
            return None
        return Question("record a macro: a letter or digit", self.record)

    def record(self, letter: str) -> None:
        """Begin to record a macro, or end it and keep it."""
        session, letter = self._session, letter.strip()
        self._instead = ()
        if self.recording:
            self._keep()
        elif is_register(letter):
            self._memory.begin(letter)
            session.say(f"recording macro {letter}; {session.key_of('macro.record')} ends")
        else:
            session.say("a macro has a letter or a digit", Tone.WARNING)

    def _keep(self) -> None:
        session = self._session
        letter, macro = self._memory.end()
        if not macro:
            session.say(f"nothing was recorded; macro {letter} is as it was", Tone.WARNING)
            return
        problem = self._file.put(letter, macro)
        count = "1 command" if len(macro) == 1 else f"{len(macro)} commands"
        if problem:
            session.say(f"macro {letter} is kept for this sitting only: {problem}", Tone.WARNING)
        else:
            session.say(f"macro {letter}: {count}, {told(macro)}")

    def ask_play(self, count: int) -> Question:
        """Ask which macro to play."""
        known = self._file.listed() or "none is recorded yet"
        label = f"play a macro: {known}; {LAST_PLAYED} the last one"
        return Question(label, lambda line: self.play(line.strip(), count))

    def play(self, typed: str, count: int) -> None:
        """Play a macro so many times, as one step for undo."""
        session = self._session
        letter = self._last_played if typed == LAST_PLAYED else typed
        self._instead = ()
        if not letter:
            session.say("no macro has been played yet", Tone.WARNING)
        elif not is_register(letter):
            session.say("a macro has a letter or a digit", Tone.WARNING)
        elif letter == self.recording:
            session.say(f"macro {letter} is being recorded, it cannot be played in itself", Tone.ERROR)
        else:
            is_first = not self._rounds
            problem = self._rounds.begin(letter, self._file.macros.get(letter), count)
            if problem:
                session.say(problem, Tone.ERROR)
            elif is_first:  # what it calls goes on with the commands of that
                self._last_played = letter
                with session.as_one():
                    self._play()
                known = command(PLAY)
                assert known is not None
                self._instead = (Performed(Bound(known, letter), count if count > 1 else None),)

    def _play(self) -> None:
        session, why, tone = self._session, "", Tone.WARNING
        try:
            while not why and (one := self._rounds.following()) is not None:
                session.say("")
                before = failing.where(session)
                self._review.perform(one)
                asks = self._review.give_up_asking()
                failed = failing.why_failed(session, one.bound.command.id, before, asks)
                why = f"stopped in {self._rounds.where} at {one.told}: {failed}" if failed else ""
            if not why:
                why, tone = self._rounds.played, Tone.INFO
        except ValueError as error:
            why = str(error)
        finally:
            names, said = self._rounds.names, session.said
            self._rounds.end()
        more = f" · {said.text}" if tone is Tone.INFO and said.text else ""
        session.say(f"macro {names} {why}{more}", tone)

    @property
    def _file(self) -> MacroFile:
        if self._kept is None:
            from triage.store.macros import MacroFile

            self._kept = MacroFile(self._session.reviewer, self._session.codebook)
        for problem in self._kept.read_again()[:1]:
            self._review.voice.warn(problem)
        return self._kept
