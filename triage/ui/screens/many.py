"""What a command would do to all that is marked, before it does it; and how far it is while it does."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.plain import plain
from triage.session.bulk import Stage
from triage.session.planning import Outcome, Planned, PlannedArticle
from triage.session.session import Session
from triage.ui.cells import fill
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.screens.rows import Row, Rows
from triage.ui.widgets.sheet_lines import SheetLines

_STEPS = {"down": 1, "up": -1}
_NOW = 26
"""Cells for what is recorded now."""

_MORE = 60
"""Characters of what is recorded that are shown."""

_ENTER = "Enter does it, Esc leaves all as it was"
_NO_MORE = "it is being done"

_SIGNS = {Outcome.CHANGES: "+", Outcome.SAME: "=", Outcome.BARRED: "!"}


class ManyScreen(Layer):
    """Lists every claim with what it has now; enter does it, escape leaves all as it was."""

    opened_by = "mark.clear"

    def __init__(self, session: Session, look: Look, command_of: Callable[[str], str]) -> None:
        """`command_of` tells the id of the command that a key runs in the review."""
        self._session, self._bulk = session, session.bulk
        self._look, self._command_of = look, command_of
        self._head = SheetLines([])
        self._head.id = "asked"
        self._head.wrapping = True
        self._lines = SheetLines([])
        self._flat: list[tuple[PlannedArticle, Planned | None]] = []
        """The lines: an article, then its claims."""
        self._laid = 0
        self._stage = Stage.NONE
        super().__init__(self._head, self._lines)

    def compose(self) -> ComposeResult:
        """Return what is asked above what it would do."""
        with Vertical(id="many") as box:
            box.border_title = "For all that is marked"
            box.border_subtitle = _ENTER
            yield self._head
            yield self._lines

    def on_mount(self) -> None:
        """Show what is known by now."""
        self.show()

    def show(self) -> None:
        """Show what is known by now; leave when it is done."""
        if self._bulk.stage is Stage.NONE:
            self.dismiss()
        else:
            self.redraw()

    def redraw(self) -> None:
        """Paint what is asked, and the lines that are seen."""
        planned = self._bulk.planned
        if self._laid > len(planned):
            self._flat, self._laid = [], 0
        for article in planned[self._laid :]:
            if not (self._bulk.request and self._bulk.request.of_articles):
                self._flat.append((article, None))
            self._flat += [(article, each) for each in article.claims]
        self._laid = len(planned)
        self._lines.rows = Rows(len(self._flat), self._row)
        self._head.rows = [[(line, None)] for line in self._said()]
        if self._bulk.stage is not self._stage and self.is_mounted:
            self._stage = self._bulk.stage
            doing = self._stage is Stage.DOING
            self.query_one("#many").border_subtitle = _NO_MORE if doing else _ENTER
        super().redraw()

    async def take(self, key: events.Key) -> None:
        """Do it, leave, or look further."""
        name = key_name(key)
        page = max(1, self._lines.size.height - 1)
        steps = {
            **_STEPS,
            "pagedown": page,
            "pageup": -page,
            "home": -len(self._flat),
            "end": len(self._flat),
        }
        if name == "enter":
            self._bulk.confirm()
            self._leave_if_over()
        elif name == "escape":
            if self._bulk.cancel():
                self.dismiss()
        elif name == "tab":
            self._bulk.keeps_marks = not self._bulk.keeps_marks
        elif name in steps:
            self._lines.scroll_rows(steps[name])
        elif self._bulk.command and self._command_of(name) == self._bulk.command:
            self._bulk.ask_again()

    def _leave_if_over(self) -> None:
        if self._bulk.stage is Stage.NONE:
            self.dismiss()

    def _said(self) -> list[str]:
        bulk = self._bulk
        if bulk.stage is Stage.DOING:
            said = plain(self._session.said.text) or "it is done as a whole, or told what not"
            return [f"doing it: {bulk.done:,} of {bulk.total:,} articles", said]
        request = bulk.request
        counts = {outcome: bulk.counts.get(outcome, 0) for outcome in Outcome}
        things = "article" if request is not None and request.of_articles else "claim"
        number = counts[Outcome.CHANGES]
        where = f" in {_many(bulk.inside, 'article')}" if things == "claim" and number else ""
        parts = [f"+ {_many(number, things)}{where}"]
        parts += [f"= {counts[Outcome.SAME]:,} would not change"] if counts[Outcome.SAME] else []
        parts += [f"! {counts[Outcome.BARRED]:,} cannot be touched"] if counts[Outcome.BARRED] else []
        label = "" if request is None else plain(request.label)
        if request is not None and request.more:
            more = plain(" ".join(request.more.split()))
            label = f"{label} “{more if len(more) <= _MORE else f'{more[: _MORE - 1].rstrip()}…'}”"
        looking = f" · looked at {bulk.done:,} of {bulk.total:,} articles" * (bulk.stage is Stage.LOOKING)
        again = " · the same key: the next" if request is not None and request.again else ""
        stay = "marks stay" if bulk.keeps_marks else "marks go"
        how = "Enter waits until all is looked at" if looking else f"the {stay}, Tab changes that{again}"
        return [f"{label}: {' · '.join(parts)}{looking}", how]

    def _row(self, number: int) -> Row:
        article, claim = self._flat[number]
        if claim is None:
            problem = [(f"  ! {plain(article.problem)}", self._look.error)] if article.problem else []
            return [
                (plain(article.title), self._look.strong),
                (f"  {plain(article.path)}", self._look.dim),
                *problem,
            ]
        barred = claim.outcome is Outcome.BARRED
        style = self._look.error if barred else self._look.dim if claim.outcome is Outcome.SAME else None
        now = article.problem if barred and article.problem else claim.now
        return [
            (f"  {_SIGNS[claim.outcome]} ", style),
            (fill(plain(now), _NOW), style if barred else self._look.dim),
            (f" {plain(claim.words)}", style),
        ]


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
