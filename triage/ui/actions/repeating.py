"""What the commands do that do again what was done: the last change, and macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands import command
from triage.keymap import Bound
from triage.keymap.performed import LAST_PLAYED, PLAY, Macro, Performed, is_register, told, with_count
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table

if TYPE_CHECKING:
    from triage.session.session import Session
    from triage.store.macros import MacroFile
    from triage.ui.app import TriageApp
    from triage.ui.doing import Doing
    from triage.ui.playing import Player
    from triage.ui.screens.review import ReviewScreen


class Repeating(Acting):
    """What the commands do that do again what was done."""

    doing: Doing

    def __init__(self, app: TriageApp, session: Session, screen: ReviewScreen) -> None:
        super().__init__(app, session, screen)
        self._player: Player | None = None
        self._file: MacroFile | None = None
        self._last_played = ""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "repeat": lambda *_: self._repeat(),
            "macro.record": lambda letter, _: self._record(letter),
            "macro.play": self._play,
        }

    @property
    def player(self) -> Player:
        """What plays macros."""
        if self._player is None:
            from triage.ui.playing import Player

            self._player = Player(self._app, self.doing, self._macro_of)
            self._player.ended = self._app.taking.release
        return self._player

    @property
    def is_playing(self) -> bool:
        """Whether a macro is at work."""
        return self._player is not None and self._player.is_playing

    def _repeat(self) -> object:
        """Do again what changed something last, with another count if one was typed."""
        doing, session = self.doing, self._session
        unit = doing.memory.last
        doing.instead = ()
        if not unit:
            session.say("nothing has been changed yet that could be done again", Tone.WARNING)
            return None
        again = with_count(unit, doing.typed_count)
        more = "" if again is not None else f"{unit[-1].bound.command.title.lower()} takes no count"
        again = unit if again is None else again
        opened: object = None
        with session.as_one():
            for one in again:
                opened = doing.perform(one)
                if session.said.tone is Tone.ERROR:
                    break
        doing.instead = () if self.is_playing else again  # a macro is remembered when it is over
        said = session.said
        words = [f"again: {told(again)}", said.text, more]
        session.say(" · ".join(filter(None, words)), said.tone)
        return opened

    def _record(self, letter: str) -> None:
        """Begin to record a macro, or end it and keep it."""
        memory = self.doing.memory
        if memory.register:
            self._keep(*memory.end())
        elif letter:
            self._begin(letter)
        else:
            self.ask_key("record a macro: a letter or digit; Esc leaves", self._begin)

    def _begin(self, letter: str) -> None:
        if not is_register(letter):
            self._session.say("a macro has a letter or a digit", Tone.WARNING)
            return
        self.doing.memory.begin(letter)
        self._screen.status.recording = letter
        key = self._session.key_of("macro.record")
        self._session.say(f"recording macro {letter}; {key} ends")

    def _keep(self, letter: str, macro: Macro) -> None:
        self._screen.status.recording = ""
        if not macro:
            self._session.say(f"nothing was recorded; macro {letter} is as it was", Tone.WARNING)
            return
        problem = self.file.put(letter, macro)
        count = "1 command" if len(macro) == 1 else f"{len(macro)} commands"
        said = f"macro {letter}: {count}, {told(macro)}"
        if problem:
            self._session.say(f"macro {letter} is kept for this sitting only: {problem}", Tone.WARNING)
        else:
            self._session.say(said)

    def _play(self, letter: str, count: int) -> None:
        if letter:
            self._play_letter(letter, count)
            return
        known = self.file.listed()
        self.ask_key(
            f"play a macro: {known or 'none is recorded yet'}; {LAST_PLAYED} the last one; Esc leaves",
            lambda typed: self._play_letter(typed, count),
        )

    def _play_letter(self, typed: str, count: int) -> None:
        letter = self._last_played if typed == LAST_PLAYED else typed
        self.doing.instead = ()
        if not letter:
            self._session.say("no macro has been played yet", Tone.WARNING)
            return
        if not is_register(letter):
            self._session.say("a macro has a letter or a digit", Tone.WARNING)
            return
        if letter == self.doing.memory.register:
            self._session.say(f"macro {letter} is being recorded, it cannot be played in itself", Tone.ERROR)
            return
        if not self.is_playing:
            self._last_played = letter
        known = command(PLAY)
        assert known is not None
        self.player.play(letter, count, Performed(Bound(known, letter), count if count > 1 else None))

    @property
    def file(self) -> MacroFile:
        """The macros of the reviewer; what is wrong in their file is said when it is read."""
        if self._file is None:
            from triage.store.macros import MacroFile

            self._file = MacroFile(self._session.reviewer, self._session.codebook)
        for problem in self._file.read_again()[:1]:
            self._session.say(problem, Tone.WARNING)
        return self._file

    def _macro_of(self, letter: str) -> Macro | None:
        return self.file.macros.get(letter)
