"""The review in lines: tells the claim, takes a line, does what it means, and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from triage.commands import Mode, ends_choosing
from triage.core.claim import TagRecord
from triage.keymap import Bound, Keymap
from triage.keymap.performed import REPEAT, Performed
from triage.line.acting import Acting
from triage.line.asking import Question
from triage.line.deliveries import Deliveries
from triage.line.ears import Ears
from triage.line.finding import Finding
from triage.line.news import News
from triage.line.on_the_screen import ON_THE_SCREEN
from triage.line.place import Place
from triage.line.repeating import Repeating
from triage.line.signals import Signals
from triage.line.telling import WORDS, Telling
from triage.line.understood import Doing, Known, Mistake, Word
from triage.line.voice import Voice
from triage.session.session import Session
from triage.session.state import Tone

QUIT_SECONDS = 5.0
"""How long quitting waits for what is not saved yet."""

_SLOW_SECONDS = 1.0
"""How long the next prompt waits for what a line recorded to be saved; what takes longer is told."""

_SETTLING_SECONDS = 15.0
"""How long is waited for a claim to be found, or for those of an article to be placed."""

_PROMPT = "> "


class LineReview:
    """One review of one corpus, line by line."""

    def __init__(
        self,
        session: Session,
        keymap: Keymap,
        ears: Ears,
        voice: Voice,
        deliveries: Deliveries,
        signals: Signals,
        begin_the_rest: Callable[[], None] = lambda: None,
    ) -> None:
        """`begin_the_rest` is called when nothing was typed for a moment: the reviewer waits for nothing."""
        self.session, self.ears, self.voice = session, ears, voice
        self.deliveries, self._signals = deliveries, signals
        self.known = Known(keymap, session.codebook, WORDS)
        session.key_of = self._key_of
        self._begin_the_rest: Callable[[], None] | None = begin_the_rest
        self._news = News(session)
        self.telling, self.finding, self.repeating = Telling(self), Finding(self), Repeating(self)
        self._acting = Acting(self)
        self._words: dict[str, Callable[[str], object]] = {
            "show": lambda _: self._place.tell_all(),
            "text": self.telling.text,
            "claim": self.finding.claim,
            "list": self.finding.list,
            "open": self.finding.open,
            "totals": self.telling.totals,
            "tags": self.telling.tags,
        }
        self._question: Question | None = None
        self._status: int | None = None
        self._leaving = False
        self._place = Place(session, voice)

    def run(self) -> int:
        """Take lines until the reviewer leaves or no more come; return the exit status.

        Raises ToldToEnd and OSError.
        """
        self._settle()
        self._place.tell()
        self._news.begin()
        while self._status is None:
            self._tell_news()
            self.voice.flush()
            if self._begin_the_rest is not None and self.ears.pauses():
                self._begin_the_rest()
                self._begin_the_rest = None
            with self._signals.waiting():
                line = self._next_line()
            if line is None:
                self._end_of_lines()
            else:
                self._take(line)
        return self._status

    @property
    def mode(self) -> Mode:
        """Which keys hold: those of the text, or of choosing a stretch of it."""
        return Mode.TEXT if self.session.desk.selection is None else Mode.SELECT

    def mine(self) -> TagRecord | None:
        """Return what this reviewer recorded about the current claim, if anything."""
        if self.session.is_marked:
            return None  # what is written for many begins empty
        opened, cursor = self.session.desk.opened, self.session.desk.cursor
        return None if opened is None or cursor is None else opened.record(cursor, self.session.reviewer)

    def leave(self) -> None:
        """Save what is left and end; if it cannot be saved say so, and end when asked again."""
        session = self.session
        left = session.saver.flush(QUIT_SECONDS)
        if not left:
            self._status = 0
        elif self._leaving or not self.ears.is_terminal:
            self._status = 3
        else:
            self._leaving = True
            kept = session.chronicle.keeps
            then = "it is in the journal and is saved at the next start" if kept else "it would be lost"
            session.say(f"not saved: {', '.join(left)}. Leave again to end: {then}.", Tone.ERROR)

    def tell_said(self, otherwise: Callable[[str], None]) -> bool:
        """Tell the session's last message, `otherwise` if it is more than information; return whether."""
        said = self.session.said
        if not said.text:
            return False
        tell = self.voice.say if said.tone is Tone.INFO else otherwise
        tell(said.text.replace(" · ", "; "))
        self.session.say("")
        return True

    def perform(self, one: Performed) -> None:
        """Run a command with what is given to it; what it asks for besides is asked for."""
        self._run(one.bound, one.count or 1, one.lines)

    def give_up_asking(self) -> str:
        """Ask no more, where the last command of a macro asks for something; return why the macro ends."""
        question, self._question = self._question, None
        if question is None:
            self._settle()
            return "" if self._status is None else "it leaves"
        question.leave()
        return "it asks for something that was not recorded"

    def use(self, keymap: Keymap) -> None:
        """Take other keys into use."""
        self.known = Known(keymap, self.session.codebook, WORDS)

    def completions(self, word: str) -> list[str]:
        """Return the names and tags that begin with `word`."""
        names = (*self.known.beginning_with(word), *self.session.codebook.names())
        return [f"{name} " for name in names if name.startswith(word)]

    def _next_line(self) -> str | None:
        prompt = _PROMPT if self._question is None else f"{self._question.label}: "
        while True:
            self.voice.number += 1
            try:
                return self.ears.line(self.voice.shown(prompt))
            except ValueError as error:
                self.voice.fail(str(error))

    def _end_of_lines(self) -> None:
        """Nobody can be asked any more."""
        if self.ears.is_terminal:
            self.voice.say("")  # the prompt stands there
        self._leaving = True
        self.leave()

    def _take(self, line: str) -> None:
        self.session.say("")
        question, self._question = self._question, None
        if question is None:
            self._understand(line)
        elif line.strip():
            question.take(line)
            self.repeating.answered(line)
        else:
            self.session.say("left as it was")
            question.leave()
        asked = self._acting.many.question()
        if asked is not None:
            self._question = asked
        self._settle()
        self.tell_said(self.voice.fail)
        if self._status is None:
            self._save()
            if self._question is None:
                self._place.tell()
        self.session.noticed()

    def _understand(self, line: str) -> None:
        meaning = self.known.meaning(line if line.strip() else "go.next claim", self.mode)
        if isinstance(meaning, Mistake):
            self.voice.fail(meaning.why)
        elif isinstance(meaning, Word):
            self._words[meaning.name](meaning.rest)
            if self.repeating.recording and meaning.name in ("claim", "open"):
                self.voice.warn(f"{meaning.name} is no part of macro {self.repeating.recording}")
        else:
            self._do(meaning)

    def _do(self, doing: Doing) -> None:
        """Run commands as one step for undo. What was typed behind them is for one that asks for it."""
        last = doing.macro[-1]
        one = doing.macro[0].command if len(doing.macro) == 1 else None
        if doing.rest and not self._acting.takes_a_line(last):
            self.voice.fail(f"{last.text} takes nothing behind it: {doing.rest}")
            return
        made, lines = self.session.steps_made, (doing.rest,) if doing.rest else ()
        self.repeating.begin()
        if one is not None:
            unit = [Performed(last, doing.count if one.takes_count else None, lines)]
            if one.id == REPEAT:
                self.repeating.again(doing.count)
            else:
                self.perform(unit[0])
        else:
            unit = []
            with self.session.as_one():
                for number, bound in enumerate(doing.macro, 1):
                    unit.append(Performed(bound, None, lines if number == len(doing.macro) else ()))
                    self.perform(unit[-1])
                    if self.session.said.tone is Tone.ERROR or self.repeating.is_asked:
                        break  # the rest was meant to come after what could not be done
        if doing.count is not None and (one is None or not one.takes_count):
            title = "a list of commands" if one is None else one.title.lower()
            self.voice.warn(f"{title} takes no count")
        self.repeating.did(unit, made, asks=self._question is not None)

    def _run(self, bound: Bound, count: int, lines: Sequence[str]) -> None:
        known, acting = bound.command, self._acting
        if self.session.desk.selection is not None and ends_choosing(known):
            self.session.spans.leave()
        if len(lines) > 1:
            self.session.say(f"{known.title.lower()}: it was told more than a line takes", Tone.ERROR)
        elif known.id in acting.asking and not bound.argument:
            question = acting.asking[known.id](count)
            if question is not None and lines:
                question.take(lines[0])
            else:
                self._question = question
        elif lines and known.id in acting.taking:
            acting.taking[known.id](lines[0])
        elif known.id in acting.table:
            acting.table[known.id](bound.argument, count)
        else:
            why = ON_THE_SCREEN.get(known.id, "it is done on the screen only: triage without --plain")
            self.session.say(f"{known.title.lower()}: {why}", Tone.ERROR)

    def _save(self) -> None:
        """Wait a moment for what was recorded, where a person types, so that it is told if that failed."""
        if self.ears.is_terminal and self.session.saver.unsaved():
            left = self.session.saver.flush(_SLOW_SECONDS)
            self.deliveries.run()
            if left and not self.session.save_state.error:
                self.voice.warn(f"still saving: {', '.join(left)}")

    def _settle(self) -> None:
        """Wait until the claim is found that was gone to, and until those of the article are placed."""
        if not self._is_settled():
            self.deliveries.wait(self._is_settled, _SETTLING_SECONDS)

    def _is_settled(self) -> bool:
        opened = self.session.desk.opened
        if self.session.has("going") and self.session.going.is_looking:
            return False
        if self.session.has("likes") and self.session.likes.is_looking:
            return False
        if self.session.is_busy:  # many steps are being taken back
            return False
        if self.session.has("finder") and self.session.finder.is_looking:
            return False
        return opened is None or not opened.pending

    def _tell_news(self) -> None:
        """Take over and tell what happened meanwhile, before the next line is asked for."""
        self.deliveries.run()
        self._settle()
        told = self.tell_said(self.voice.warn)
        for line in self._news.lines():
            self.voice.warn(line)
            told = True
        if self._question is None and (told or self._place.is_other()):
            self._place.tell()

    def _key_of(self, command_id: str) -> str:
        """Return the key of a command as it is typed here; its id where it has none."""
        keys = self.known.keymap.keys_of(command_id, self.mode)
        return min(keys, key=lambda each: each.count(" ")) if keys else command_id
