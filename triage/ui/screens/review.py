"""The review: list and text side by side, what is recorded beneath, and the last key's message."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.strip import Strip

from triage.commands import Mode
from triage.core.signs import AS_THEY_ARE
from triage.keymap import Keymap
from triage.session.resuming import OnScreen
from triage.session.session import Session
from triage.store.left_off import LeftOff
from triage.ui.answers import Answers
from triage.ui.look import Look
from triage.ui.measures import NARROW, THIN
from triage.ui.painter import Line, characters, frame
from triage.ui.widgets.article_list import ArticleList
from triage.ui.widgets.article_text import ArticleText
from triage.ui.widgets.claim_panel import ClaimPanel
from triage.ui.widgets.lines import NO_ROW, Lines, redraw, signed
from triage.ui.widgets.prompt import Prompt
from triage.ui.widgets.status_line import StatusLine
from triage.ui.widgets.tag_lines import TagLines
from triage.ui.widgets.totals_line import TotalsLine

if TYPE_CHECKING:
    from triage.ui.jumping import Jump

_FLAT, _LOW = 16, 28
"""Below so many lines panel and status get smaller."""


class Panes(Horizontal):
    """List and text."""

    BLANK = True


class ReviewScreen(Screen[None], inherit_bindings=False):
    """Arranges the panes and says which one is active."""

    BLANK = True  # all of it is covered
    AUTO_FOCUS = ""  # keys go to commands, and to a field only while it asks

    def __init__(self, session: Session, keymap: Keymap, send: Callable[[str], bool]) -> None:
        """`send` writes to the terminal, and returns False where Textual must paint instead."""
        super().__init__()
        self._session = session
        self.totals = TotalsLine(session)
        self.articles = ArticleList(session)
        self.text = ArticleText(session)
        self.panel = ClaimPanel(session)
        self.definitions = TagLines(session, keymap)
        self.status = StatusLine(session, keymap)
        self.answers = Answers()
        self.prompt = Prompt(send, self.answers)
        self._guide: Lines | None = None
        self._send = send
        self._holding = False
        self._jump: Jump[Any] | None = None
        self._asked: Callable[[str], object] | None = None
        """What takes the one character that is asked for."""
        self._covered = self._uncovered = NO_ROW
        """From which row on something lies over the panes, and from which on it did until now."""
        for pane in self._panes():
            pane.send = send

    def compose(self) -> ComposeResult:
        """Return the panes from top to bottom."""
        yield self.totals
        with Panes(id="panes"):
            yield self.articles
            yield self.text
        if self.guide is not None:
            yield self.guide
        yield self.panel
        yield self.definitions
        yield self.status
        yield self.prompt

    @property
    def mode(self) -> Mode:
        """Which keys hold: those of a field, of the list, of the text, or of choosing a stretch of it."""
        if self.prompt.open:
            return Mode.INPUT
        if self.articles.active:
            return Mode.LIST
        return Mode.TEXT if self._session.desk.selection is None else Mode.SELECT

    @property
    def guide(self) -> Lines | None:
        """What stands above the panel, if anything: the steps of the tutorial."""
        return self._guide

    @guide.setter
    def guide(self, guide: Lines) -> None:
        self._guide = guide
        guide.send = self._send

    def dress(self, look: Look, signs: Mapping[int, str] = AS_THEY_ARE) -> None:
        """Draw with these styles and signs from now on."""
        self.prompt.signs = signs
        for pane in (*self._panes(), *self.prompt.panes):
            pane.look, pane.signs = look, signs

    def activate(self, mode: Mode) -> None:
        """Let keys go to the list or to the text."""
        self.articles.active = mode is Mode.LIST
        self.text.active = mode is Mode.TEXT
        self.set_class(mode is Mode.LIST, "listing")

    def on_screen(self) -> OnScreen:
        """Return what is kept of the screen for the next review."""
        pane = "list" if self.articles.active else "text"
        return OnScreen(self.text.first_shown, pane, self.articles.rows())

    def come_back(self, left: LeftOff) -> None:
        """Show what was on the screen when the reviewer left off there."""
        self.activate(Mode.LIST if left.pane == "list" else Mode.TEXT)
        self.articles.begin_at(left.first)
        opened = self._session.desk.opened
        if opened is not None and opened.article.sha256 == left.sha256:
            self.text.begin_at(left.article, left.top)

    @property
    def jumping(self) -> bool:
        """Whether letters are typed to go somewhere, or a single one is asked for."""
        return self._jump is not None or self._asked is not None

    def ask_key(self, act: Callable[[str], object]) -> None:
        """Have `act` called with the character that is typed next."""
        given = self.answers.next()
        if given is not None:
            act(given)
        else:
            self._asked = act

    @property
    def asking(self) -> bool:
        """Whether a single character is asked for."""
        return self._asked is not None

    def begin_jump(self, letters: str) -> bool:
        """Show labels in the active pane; return whether there is anything to go to."""
        from triage.ui.jumping import Jump

        desk, jumping = self._session.desk, self._session.jumps.jumping
        if self.mode is Mode.LIST:
            go = jumping()(desk.open)
            paths = self._jump = self.articles.jump = Jump(self.articles.in_view(), letters, go)
            found = not paths.is_empty
        else:
            go_in = jumping()(lambda span: desk.put_cursor_on(*span))
            spans = Jump(self.text.in_view(), letters, go_in)
            self._jump = self.text.jump = spans
            found = not spans.is_empty
        if not found:
            self.end_jump()
        return found

    def end_jump(self) -> None:
        """Show no labels any more."""
        self._jump = self.text.jump = self.articles.jump = None
        self._asked = None

    def leave_what_was_begun(self) -> None:
        """Choose nothing and go nowhere, as something else was clicked."""
        self.end_jump()
        self.prompt.withdraw()
        self._session.desk.selection = None

    def take_label(self, character: str) -> None:
        """Type a character of a label, and go there with the last one; what is no label ends it."""
        if self._asked is not None:
            act = self._asked
            self.end_jump()
            self._session.say("")
            act(character)
            self.answers.took(character)
            return
        said = None if self._jump is None else self._jump.take(character)
        if said is not None:
            self.end_jump()
            self._session.say(said)

    def redraw(self) -> None:
        """Repaint what is different now, unless that is put off."""
        if not self._holding:
            self.status.mode = self.mode
            self.status.choosing = self._choosing()
            self._session.desk.read()  # it brings the list up to date, which is drawn first
            uncovered, self._uncovered = self._uncovered, NO_ROW
            redraw((*self._panes(), *self.prompt.panes), self._send, self._covered, uncovered)

    def _choosing(self) -> str:
        """Return what is told of what is being chosen."""
        if self._session.desk.selection is None:
            return ""
        from triage.ui.choosing import told

        return told(self._session)

    def cover(self, rows: Sequence[Strip]) -> None:
        """Lay rows over the bottom of the panes; nothing, where they are not seen."""
        self.uncover()
        width, height = self.size
        top = height - len(rows)
        lines = [
            Line(0, top + y, None, characters(signed(strip, self.status.signs), width, self.status.rendition))
            for y, strip in enumerate(rows)
        ]
        if self._send(frame(lines)):
            self._covered = top
        self.redraw()

    def uncover(self) -> None:
        """Take away what lies over the panes; what is beneath is drawn with the next repaint."""
        if self._covered != NO_ROW:
            self._covered, self._uncovered = NO_ROW, self._covered

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Within this, put off what is repainted, and do it once at the end."""
        outermost = not self._holding
        self._holding = True
        try:
            yield
        finally:
            if outermost:
                self._holding = False
                self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Give the panes the room that there is."""
        self._covered = self._uncovered = NO_ROW  # all of it is painted again
        width, height = event.size
        self.set_class(width < THIN, "thin")
        self.set_class(THIN <= width < NARROW, "narrow")
        self.set_class(height < _FLAT, "flat")
        self.set_class(_FLAT <= height < _LOW, "low")

    def _panes(self) -> tuple[Lines, ...]:
        panes = self.totals, self.articles, self.text, self.panel, self.definitions, self.status
        return panes if self.guide is None else (*panes, self.guide)
