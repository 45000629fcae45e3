"""What is laid over the review: the help, the palette, what waits, the search of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ParamSpec

from textual.widget import AwaitMount

from triage.commands import Mode
from triage.keymap import Bound
from triage.ui.keynames import soonest
from triage.ui.screens.layer import Layer

if TYPE_CHECKING:
    from triage.core.claim import Evidence
    from triage.session.gathered import Known
    from triage.session.hits import Hit
    from triage.session.marks import Mark
    from triage.session.relating import Link
    from triage.ui.app import TriageApp
    from triage.ui.dashboard_rows import Target
    from triage.ui.screens.waiting import Choice


_Given = ParamSpec("_Given")


class Overlays:
    """Lays one over the review; each is loaded when it is first wanted."""

    def __init__(self, app: TriageApp) -> None:
        self._app = app
        self._laying: AwaitMount | None = None

    async def laid(self) -> None:
        """Wait until what was laid over the review last is there: the next key is meant for it."""
        laying, self._laying = self._laying, None
        if laying is not None:
            await laying

    def help(self) -> AwaitMount:
        """Lay the help over the review."""
        from triage.ui.help import help_rows
        from triage.ui.screens.sheet import Sheet

        app = self._app
        return self.lay(
            Sheet("Keys", help_rows(app.taking.keymap, app.session.codebook, app.look_of_theme()), "help")
        )

    def palette(self) -> AwaitMount:
        """Lay the palette over the review."""
        from triage.ui.screens.palette import Palette

        app = self._app
        keymap, mode = app.taking.keymap, app.review.mode

        async def run(macro: Sequence[Bound]) -> None:
            await app.run_macro(macro)
            bound = macro[0]
            keys = keymap.keys_of(bound.command.id, mode, bound.argument)
            if keys and app.session.palette_hints.taken(bound.text):
                said = app.session.said
                hint = f"{soonest(keys)} does this"
                app.session.say(f"{said.text} · {hint}" if said.text else hint, said.tone)
                app.review.redraw()

        return self.lay(Palette(app.session.codebook, keymap, mode, app.look_of_theme(), run))

    def waiting(self) -> AwaitMount:
        """Lay the list of what waits over the review."""
        from triage.ui.screens.waiting import WaitingList

        session = self._app.session

        def chosen(choice: Choice) -> None:
            with session.jumps.jumping():
                session.desk.open(choice.path)
                if choice.claim:
                    session.take_up(choice.claim)
            self._to_text()

        session.waiting.look_for_offers()
        return self.lay(WaitingList(session, self._app.look_of_theme(), chosen))

    def dashboard(self) -> AwaitMount:
        """Lay the dashboard over the review."""
        from triage.ui.screens.dashboard import Dashboard

        app, session = self._app, self._app.session
        session.overview.is_still = app.appearance.reduced_motion

        def chosen(target: Target) -> None:
            with session.jumps.jumping():
                session.overview.go(target.kind, target.path)
                orphan = session.overview.orphan(target.kind)
                if orphan:
                    session.take_up(orphan)
            self._to_text()

        return self.lay(Dashboard(session, app.look_of_theme(), chosen))

    def search(self) -> AwaitMount:
        """Lay the search of the corpus over the review."""
        from triage.ui.screens.searching import SearchScreen

        session = self._app.session

        def chosen(hit: Hit) -> None:
            session.go_to(hit)
            self._to_text()

        return self.lay(
            SearchScreen(
                session,
                self._app.look_of_theme(),
                chosen,
                is_still=self._app.appearance.reduced_motion,
            )
        )

    def evidence(self, chosen: Callable[[Evidence, str], None], enter: str = "url") -> AwaitMount:
        """Lay the list of the claim's evidence over the review; `enter` says what that key does."""
        from triage.ui.screens.evidence import EvidenceList

        citing = self._app.session.citing
        pieces = citing.all_pieces() if enter == "open" else citing.pieces()
        return self.lay(EvidenceList(pieces, self._app.look_of_theme(), self._redrawn(chosen), enter))

    def pick(self, title: str, chosen: Callable[[Known], None], first: Known | None = None) -> AwaitMount:
        """Lay the claims of the corpus over the review, to pick one; `first` is the first one."""
        from triage.ui.screens.picking import ClaimPicker

        look = self._app.look_of_theme()
        return self.lay(ClaimPicker(title, self._app.session, look, self._redrawn(chosen), first))

    def relations(self) -> AwaitMount:
        """Lay the claims that the current one has to do with over the review."""
        from triage.ui.screens.relations import RelationsList

        session = self._app.session

        def chosen(link: Link) -> None:
            with session.jumps.jumping():
                session.relations.go(link.path, link.claim)
            self._to_text()

        return self.lay(RelationsList(session, self._app.look_of_theme(), chosen))

    def codebook(self) -> AwaitMount:
        """Lay the codebook over the review."""
        from triage.ui.codebook_page import CodebookPage

        app = self._app

        def toggle() -> None:
            shown = app.review.definitions.toggle(app.size.height)
            app.session.say("definitions beneath the text" if shown else "definitions taken away")
            app.review.redraw()

        return self.lay(CodebookPage(app.session.codebook, app.taking.keymap, app.look_of_theme(), toggle))

    def marked(self) -> AwaitMount:
        """Lay the list of what is marked over the review."""
        from triage.ui.screens.marked import MarkedList

        session = self._app.session

        def chosen(mark: Mark) -> None:
            session.marking.go_to(mark)
            if mark.key is None:
                self._app.review.redraw()
            else:
                self._to_text()

        return self.lay(MarkedList(session, self._app.look_of_theme(), self._command_of, chosen))

    def repeats(self) -> AwaitMount:
        """Lay the places where the words of a claim stand again over the review."""
        from triage.ui.screens.repeats import RepeatsScreen

        return self.lay(RepeatsScreen(self._app.session, self._app.look_of_theme(), self._tag_of))

    def many(self) -> AwaitMount | None:
        """Lay what a command would do to all that is marked over the review, if one was asked for."""
        session = self._app.session
        if not session.has("bulk") or not session.bulk.is_open or not self._app.review.is_current:
            return None
        from triage.ui.screens.many import ManyScreen

        return self.lay(ManyScreen(session, self._app.look_of_theme(), self._command_of))

    def _command_of(self, key: str) -> str:
        bound = self._app.taking.keymap.bound(Mode.TEXT, key)
        return "" if bound is None else bound.command.id

    def _tag_of(self, key: str) -> str:
        bound = self._app.taking.keymap.bound(Mode.TEXT, key)
        return bound.argument if bound is not None and bound.command.id == "tag" else ""

    def lay(self, layer: Layer) -> AwaitMount:
        """Lay `layer` over what is on the screen; it takes the keys from then on."""
        layer.painted_by(partial(self._app.send, layer=layer), self._app.signs)
        self._laying = self._app.push_screen(layer)
        return self._laying

    def _redrawn(self, act: Callable[_Given, None]) -> Callable[_Given, None]:
        """Return `act`, the review painted anew after it, and what it would do to all that is marked."""

        def then_redraw(*given: _Given.args, **named: _Given.kwargs) -> None:
            act(*given, **named)
            self._app.review.redraw()
            self.many()

        return then_redraw

    def _to_text(self) -> None:
        self._app.review.activate(Mode.TEXT)
        self._app.review.redraw()
