"""What is laid over the review: the help, the palette, what waits, the search of the corpus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.commands import Mode
from triage.ui.screens.layer import Layer

if TYPE_CHECKING:
    from triage.session.hits import Hit
    from triage.ui.app import TriageApp
    from triage.ui.screens.waiting import Choice


class Overlays:
    """Lays one over the review; each is loaded when it is first wanted."""

    def __init__(self, app: TriageApp) -> None:
        self._app = app

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
        return self.lay(Palette(app.session.codebook, keymap, mode, app.look_of_theme(), app.run_macro))

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

    def lay(self, layer: Layer) -> AwaitMount:
        """Lay `layer` over what is on the screen; it takes the keys from then on."""
        layer.painted_by(partial(self._app.send, layer=layer), self._app.signs)
        return self._app.push_screen(layer)

    def _to_text(self) -> None:
        self._app.review.activate(Mode.TEXT)
        self._app.review.redraw()
