"""What each command does on the screen: one entry for each id of the command table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.commands import CHOICES, TAGGED, Argument, Mode
from triage.core.claim import TagRecord
from triage.core.evidence import parse_evidence
from triage.keymap import Bound
from triage.session.session import Session
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.commands import Command
    from triage.ui.app import TriageApp
    from triage.ui.choosing import Choosing
    from triage.ui.screens.review import ReviewScreen

_EVIDENCE = "evidence (address, supports|refutes|context, note):"


class Actions:
    """Runs commands by their ids."""

    def __init__(self, app: TriageApp, session: Session, screen: ReviewScreen) -> None:
        self._app, self._session, self._screen = app, session, screen
        desk = session.desk
        self._chooser: Choosing | None = None
        self.table: dict[str, Callable[[str, int], object]] = {
            "tag": lambda name, _: session.tag(name),
            "untag": lambda *_: session.untag(),
            "note": lambda *_: self._note(),
            "note.edit": lambda *_: self._edit_note(),
            "evidence": lambda *_: self._evidence(),
            "confidence.next": lambda *_: session.cycle_confidence(),
            "undo": lambda _, n: session.undo(n),
            "redo": lambda _, n: session.redo(n),
            "edge": self._edge,
            "claim.fit": lambda unit, _: session.spans.fit(unit),
            "claim.split": lambda *_: self._choosing.split(),
            "claim.join": lambda _, n: session.spans.join(n),
            "select.begin": lambda *_: self._choosing.begin(),
            "select.next": self._extend,
            "select.previous": lambda unit, n: self._extend(unit, -n),
            "select.swap": lambda *_: session.spans.swap(),
            "select.make": lambda *_: session.spans.make(),
            "claim.toggle": lambda *_: session.spans.toggle_claim(),
            "claim.put": lambda *_: session.put(),
            "waiting.list": lambda *_: self._waiting(),
            "go.next": lambda to, n: self._go(n, to),
            "go.previous": lambda to, n: self._go(-n, to),
            "go.jump": lambda *_: self._jump(),
            "go.first": lambda *_: desk.move_to_end(-1),
            "go.last": lambda *_: desk.move_to_end(1),
            "view.down": lambda _, n: screen.text.page(n),
            "view.up": lambda _, n: screen.text.page(-n),
            "find": lambda *_: self._find(),
            "find.next": lambda _, n: self._step_found(n),
            "find.previous": lambda _, n: self._step_found(-n),
            "search": lambda *_: app.show_search(),
            "filter": lambda *_: self._filter(),
            "article.next": lambda _, n: self._article(n),
            "article.previous": lambda _, n: self._article(-n),
            "article.done": lambda *_: session.toggle_done(),
            "article.open": lambda *_: screen.activate(Mode.TEXT),
            "pane.switch": lambda *_: self._switch(),
            "samples": lambda *_: app.copy_samples(),
            "help": lambda *_: app.show_help(),
            "palette": lambda *_: app.show_palette(),
            "cancel": lambda *_: self._cancel(),
            "redraw": lambda *_: app.refresh(layout=True),
            "suspend": lambda *_: app.action_suspend_process(),
            "quit": lambda *_: app.leave(),
        }

    def prepare(self) -> None:
        """Load what edges and choosing need, which takes a moment; it is done when first needed otherwise."""
        _ = self._session.spans, self._choosing

    async def run(self, macro: Sequence[Bound], count: int | None = None) -> None:
        """Run commands with their arguments as one step for undo, then repaint what is different.

        A `count` is for one command that takes one; others run once, and say so.
        """
        self._session.say("")
        opened: object = None
        if len(macro) == 1:
            known = macro[0].command
            self._leave_chosen(known)
            opened = self.table[known.id](macro[0].argument, count or 1 if known.takes_count else 1)
            if count is not None and not known.takes_count:
                self._say_more(f"{known.title.lower()} takes no count")
        else:
            with self._session.as_one():
                for bound in macro:
                    self._leave_chosen(bound.command)
                    opened = self.table[bound.command.id](bound.argument, 1)
                    if self._session.said.tone is Tone.ERROR:
                        break  # the rest was meant to come after what could not be done
            if count is not None:
                self._say_more("a list of commands takes no count")
        self._screen.redraw()
        if isinstance(opened, AwaitMount):
            await opened  # what is typed next is meant for the screen that comes

    @property
    def _choosing(self) -> Choosing:
        if self._chooser is None:
            from triage.ui.choosing import Choosing

            self._chooser = Choosing(self._session, self._screen)
        return self._chooser

    def _edge(self, which: str, count: int) -> None:
        self._session.spans.edge(which, count)

    def _extend(self, unit: str, count: int) -> None:
        self._choosing.extend(unit, count)

    def _leave_chosen(self, command: Command) -> None:
        """Choose no more, if the command is for something else."""
        if self._session.desk.selection is not None:
            self._choosing.before(command)

    def _say_more(self, words: str) -> None:
        said = self._session.said
        self._session.say(f"{said.text} · {words}" if said.text else words, said.tone)

    def _go(self, count: int, to: str) -> None:
        if not self._session.desk.move(count, to):
            tagged = f"claim tagged {to.removeprefix(TAGGED)}" if to.startswith(TAGGED) else "passage"
            what = CHOICES[Argument.STEP].get(to, tagged)
            self._session.say(f"no {what} {'after' if count > 0 else 'before'} this one")

    def _article(self, count: int) -> None:
        if not self._session.desk.move_article(count):
            self._session.say("the last article" if count > 0 else "the first article")

    def _waiting(self) -> AwaitMount | None:
        waiting = self._session.waiting
        if not waiting.here() and not waiting.elsewhere():
            self._session.say("nothing waits: every recorded claim stands as it was judged")
            return None
        return self._app.show_waiting()

    def _jump(self) -> None:
        if self._screen.begin_jump(self._app.taking.keymap.options.labels):
            self._session.say("type the letters beside where to go; Esc leaves")
        else:
            self._session.say("nothing to go to is on the screen", Tone.WARNING)

    def _switch(self) -> None:
        self._screen.activate(Mode.TEXT if self._screen.mode is Mode.LIST else Mode.LIST)

    def _mine(self) -> TagRecord | None:
        opened, cursor = self._session.desk.opened, self._session.desk.cursor
        return None if opened is None or cursor is None else opened.record(cursor, self._session.reviewer)

    def _note(self) -> None:
        record = self._mine()
        note = record.note if record is not None else ""
        if "\n" in note:
            self._edit_note()
        else:
            self._ask("note:", note, self._session.note)

    def _edit_note(self) -> None:
        if self._session.desk.cursor is None:
            self._session.say("there is no claim here", Tone.WARNING)
            return
        record = self._mine()
        note = self._app.edit_text(record.note if record is not None else "")
        if note is not None:
            self._session.note(note)

    def _evidence(self) -> None:
        self._ask(_EVIDENCE, "", self._add_evidence)

    def _add_evidence(self, line: str) -> None:
        if not line.strip():
            return
        try:
            evidence = parse_evidence(line, datetime.now().astimezone().date().isoformat())
        except ValueError as error:
            self._session.say(f"not added: {error}", Tone.ERROR)
            self._screen.prompt.ask(_EVIDENCE, line, self._and_redraw(self._add_evidence))
            return
        self._session.add_evidence(evidence)

    def _ask(self, label: str, value: str, taken: Callable[[str], object]) -> None:
        """Ask about the current claim: what is typed goes to it, wherever the cursor is by then."""
        desk = self._session.desk
        passage, path = desk.passage, desk.path
        if passage is None or path is None:
            self._session.say(desk.problem or "there is no claim here", Tone.WARNING)
            return

        def take(line: str) -> None:
            if desk.path != path or desk.passage != passage:
                desk.open(path, (passage.start, passage.end))
            taken(line)

        self._screen.prompt.ask(label, value, self._and_redraw(take))

    def _find(self) -> None:
        desk = self._session.desk
        here = desk.passage
        before = desk.found.pattern if desk.found is not None else ""

        def typed(pattern: str) -> None:
            if here is not None:
                desk.put_cursor_on(here.start, here.end)
            there = desk.find(pattern)
            count = len(desk.found.spans) if desk.found is not None else 0
            self._session.say(f"{count} found" if there else "not found" if pattern.strip() else "")

        def left() -> None:
            desk.found = None
            if here is not None:
                desk.put_cursor_on(here.start, here.end)
            self._session.say("")
            self._screen.redraw()

        self._screen.prompt.ask(
            "find:", "", self._and_redraw(lambda line: typed(line or before)), self._and_redraw(typed), left
        )

    def _step_found(self, count: int) -> None:
        found = self._session.desk.found
        if found is None:
            key = self._session.key_of("find")
            self._session.say(f"nothing was looked for in this article: {key} finds")
            return
        for _ in range(abs(count)):
            if not self._session.desk.step_found(1 if count > 0 else -1):
                self._session.say(f"not found: {found.pattern}")
                break

    def _filter(self) -> None:
        sieve = self._session.sieve
        before = self._session.listing.query

        def typed(line: str) -> None:
            self._session.say("")
            sieve.ask(line)
            self._screen.redraw()

        def completed(line: str, cursor: int) -> tuple[str, int]:
            line, cursor, more = sieve.completed(line, cursor)
            if more:
                typed(line)
                self._session.say(more)
                self._screen.redraw()
            return line, cursor

        self._screen.prompt.ask("filter:", sieve.query, typed, typed, lambda: typed(before), completed)

    def _cancel(self) -> None:
        if self._session.desk.selection is not None:
            self._session.spans.leave()
        elif self._session.desk.carried is not None:
            self._session.desk.carried = None
        elif self._session.desk.found is not None:
            self._session.desk.found = None
        elif self._session.listing.query:
            self._session.sieve.ask("")
        elif self._screen.mode is Mode.LIST:
            self._screen.activate(Mode.TEXT)

    def _and_redraw(self, act: Callable[[str], object]) -> Callable[[str], None]:
        def then_redraw(line: str) -> None:
            act(line)
            self._screen.redraw()

        return then_redraw
