"""What the commands do that change how the screen looks, or show how far everything is."""

from __future__ import annotations

from triage.core.themes import following
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table
from triage.ui.look import Colours


class Seeing(Acting):
    """What the commands do that change how the screen looks, or show how far everything is."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "dashboard": lambda *_: self._app.overlays.dashboard(),
            "theme.next": lambda _, n: self._theme(n),
        }

    def _theme(self, count: int) -> None:
        """Take another theme into use; keep it, unless somebody set one elsewhere."""
        from triage.store.kept_theme import keep_theme

        app, say = self._app, self._session.say
        if app.colours is not Colours.MANY:
            few = "no colours" if app.colours is Colours.NONE else "its own sixteen colours only"
            say(f"no theme shows here: the terminal has {few}, or was told so", Tone.WARNING)
            return
        app.theme = name = following(app.theme, count)
        if not app.appearance.keeps_theme:
            say(f"theme {name}, for this time: another one is set")
        elif keep_theme(name):
            say(f"theme {name}")
        else:
            say(f"theme {name}, for this time: it could not be kept")
