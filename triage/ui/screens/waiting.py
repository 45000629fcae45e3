"""The list of what waits: claims whose words changed or went, or that lack something, here and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from triage.core.claim import Anchor, State, TagRecord
from triage.core.plain import plain
from triage.core.values import dataclass
from triage.session.session import Session
from triage.session.waiting import Waiting
from triage.ui.keynames import key_name
from triage.ui.look import Look
from triage.ui.screens.layer import Layer
from triage.ui.widgets.sheet_lines import Piece, SheetLines

_STEPS = {"down": 1, "tab": 1, "up": -1, "shift+tab": -1, "pagedown": 10, "pageup": -10}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reviewer goes to."""

    path: str
    claim: str = ""
    """Id; empty where another article was chosen."""


class WaitingList(Layer):
    """One line for each claim, and beneath the list all that is known of the chosen one."""

    opened_by = "waiting.list"

    def __init__(self, session: Session, look: Look, chosen: Callable[[Choice], None]) -> None:
        self._session = session
        self._look = look
        self._take_choice = chosen
        self._choices: list[Choice] = []
        self._waiting: list[Waiting] = []
        self._lines = SheetLines([])
        self._lines.mark = look.chosen
        self._detail = SheetLines([])
        self._detail.wrapping = True
        self._detail.id = "detail"
        super().__init__(self._lines, self._detail)

    def compose(self) -> ComposeResult:
        """Return the list above what is known of the chosen line."""
        with Vertical(id="waiting") as box:
            box.border_title = "What waits"
            box.border_subtitle = "Enter goes there, Esc leaves"
            yield self._lines
            yield self._detail

    def on_mount(self) -> None:
        """Choose the first line."""
        self._lines.chosen = 0
        self.show()

    def show(self) -> None:
        """List what waits now; the chosen line stays chosen while it is there."""
        before = self._chosen()
        self._waiting = self._session.waiting.here()
        path = self._session.desk.path or ""
        elsewhere = {entry.path: entry.waiting for entry in self._session.waiting.elsewhere()}
        lacking = self._session.lacking_elsewhere()
        self._choices = [Choice(path, one.claim.id) for one in self._waiting]
        self._choices += [Choice(other) for other in dict.fromkeys((*elsewhere, *lacking))]
        if not self._choices:
            self.dismiss()
            return
        self._lines.rows = [self._row(one) for one in self._waiting]
        self._lines.rows += [
            [
                (f"{elsewhere.get(choice.path, 0) + lacking.get(choice.path, 0):>7} ", self._look.warning),
                (plain(choice.path), None),
            ]
            for choice in self._choices[len(self._waiting) :]
        ]
        if before in self._choices:
            self._lines.chosen = self._choices.index(before)
        self._lines.chosen = max(0, min(self._lines.chosen or 0, len(self._choices) - 1))
        self.redraw()

    async def take(self, key: events.Key) -> None:
        """Move the choice, take it, or leave."""
        name = key_name(key)
        if name in _STEPS and self._choices:
            chosen = (self._lines.chosen or 0) + _STEPS[name]
            self._lines.chosen = max(0, min(chosen, len(self._choices) - 1))
        elif name == "enter":
            choice = self._chosen()
            self.dismiss()
            if choice is not None:
                self._take_choice(choice)
        elif name in ("home", "end"):
            self._lines.chosen = 0 if name == "home" else max(0, len(self._choices) - 1)
        elif name == "escape":
            self.dismiss()

    def _chosen(self) -> Choice | None:
        number = self._lines.chosen
        return self._choices[number] if number is not None and number < len(self._choices) else None

    def redraw(self) -> None:
        """Paint the list, and what is known of the chosen line."""
        number = self._lines.chosen or 0
        in_here = number < len(self._waiting)
        self._detail.rows = list(self._known_of(self._waiting[number])) if in_here else []
        super().redraw()

    def _row(self, one: Waiting) -> list[Piece]:
        anchor = _anchor(one)
        gone = anchor.state is State.ORPHAN
        state = ("   gone ", self._look.error) if gone else ("changed ", self._look.warning)
        if one.lacks:
            state = ("  lacks ", self._look.warning)
        return [state, *self._symbols(one), (_words(anchor.was or anchor.quote), None)]

    def _symbols(self, one: Waiting) -> Iterator[Piece]:
        for _, record in _records(one):
            definition = self._session.codebook.get(record.tag) if record.tagged else None
            if definition is not None:
                yield f"{plain(definition.symbol)} ", self._look.tags.get(record.tag)

    def _known_of(self, one: Waiting) -> Iterator[list[Piece]]:
        opened = self._session.desk.opened
        anchor = _anchor(one)
        if one.lacks:
            yield [("  lacks ", self._look.warning), (" and ".join(one.lacks), None)]
            yield [("  claim ", self._look.dim), (_words(anchor.quote), None)]
        else:
            yield [("    was ", self._look.dim), (_words(anchor.was or anchor.quote), None)]
        if one.lacks:
            yield [("        ", None), ("tagged all the same", self._look.dim)]
        elif anchor.state is not State.ORPHAN:
            yield [(" is now ", self._look.dim), (_words(anchor.quote), None)]
        elif one.offer is not None and opened is not None:
            yield [("perhaps ", self._look.dim), (_words(opened.article.text[slice(*one.offer)]), None)]
        elif self._session.waiting.is_looking:
            yield [("        ", None), ("looking for it in the text …", self._look.dim)]
        else:
            yield [("        ", None), ("nothing in the text is like it", self._look.dim)]
        for reviewer, record in _records(one):
            note = f" · {plain(_words(record.note))}" if record.note else ""
            yield [("        ", None), (f"{plain(reviewer)}: {plain(record.tag)}{note}", self._look.dim)]
        if anchor.state is State.ORPHAN and (anchor.prefix or anchor.suffix):
            around = f"… {_words(anchor.prefix)} [ ] {_words(anchor.suffix)} …"
            yield [("between ", self._look.dim), (around, self._look.dim)]


def _anchor(one: Waiting) -> Anchor:
    """Return the anchor that says what the words were, if one does."""
    return max((claim.anchor for claim in one.claims), key=lambda anchor: bool(anchor.was))


def _records(one: Waiting) -> list[tuple[str, TagRecord]]:
    records = [item for claim in one.claims for item in claim.tags.items()]
    return sorted(records, key=lambda item: (item[0], item[1].at))


def _words(text: str) -> str:
    return plain(" ".join(text.split()))
