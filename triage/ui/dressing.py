"""What the program looks like on this terminal: its theme, its colours, its signs, where its cursor is."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.theme import Theme

from triage.core.appearance import Appearance
from triage.core.codebook import Codebook
from triage.core.signs import AS_THEY_ARE, ASCII
from triage.core.values import replace
from triage.ui.colours import Coarse, colours_of
from triage.ui.look import Colours, Look, look
from triage.ui.theme import DARK, VEIL, every_theme, legible


class DressedApp(App[int], inherit_bindings=False):
    """An app that looks as its user wants it to."""

    theme: Reactive[str] = Reactive(DARK.name)
    _is_styled = False

    def __init__(self, driver: type[Driver] | None, appearance: Appearance) -> None:
        known = appearance.theme in every_theme()
        self._first_theme: str | None = appearance.theme if known else DARK.name
        self.appearance = appearance
        super().__init__(driver_class=driver)
        self.set_reactive(DressedApp.theme, self._first_theme)
        self._first_theme = None
        self.signs: Mapping[int, str] = ASCII if appearance.ascii else AS_THEY_ARE
        self.colours = colours_of(self.console.color_system, os.environ)
        self.no_color = self.colours is Colours.NONE
        self._coarse = Coarse(self.colours)
        self._parsed_for = self.theme
        """The theme whose colours are in the style sheet."""
        if appearance.reduced_motion:
            self.animation_level = "none"

    def on_mount(self) -> None:
        """Where there is no terminal a picture is drawn, in all colours unless none are wanted."""
        if self.is_headless and self.colours is Colours.SIXTEEN:
            self.colours = Colours.MANY
            self.dress()

    def dress(self) -> None:
        """Have everything drawn as it is to be now."""
        raise NotImplementedError

    @property
    def available_themes(self) -> dict[str, Theme]:
        """All themes by name: the program's own and Textual's."""
        return every_theme()

    @property
    def current_theme(self) -> Theme:
        """The theme in use, its text made readable."""
        return legible(self._first_theme or self.theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the values of our own variables of the style sheet, for themes that have none."""
        theme = self.current_theme
        return {VEIL: "transparent" if theme.ansi else f"{theme.background} 60%"}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what changes the styles before they are shown.

        Not Textual's own for NO_COLOR: it sends greys, and does so also where the variable is empty.
        """
        if self.colours is not Colours.MANY or self.current_theme.ansi:
            return (self._coarse,)
        return [each for each in super().get_line_filters() if not isinstance(each, (Monochrome, NoColor))]

    def refresh_css(self, animate: bool = True) -> None:
        """Style all anew, unless Textual asks for it at the start, when that was just done."""
        if self.theme != self._parsed_for or self._is_styled:
            super().refresh_css(animate)
        self._parsed_for, self._is_styled = self.theme, True

    def look_with(self, codebook: Codebook) -> Look:
        """Return how everything is drawn in the theme in use."""
        return look(self.current_theme, codebook, self.colours)

    def show(self, sequences: str, driver: Driver) -> None:
        """Write to the terminal what paints something, and put its cursor where that is wanted."""
        moved = self.cursor_position != self._cursor_shown
        if sequences or moved:
            column, row = self._cursor_shown = self.cursor_position
            begin, end = (SYNC_START, SYNC_END) if self._sync_available and sequences else ("", "")
            driver.write(f"{begin}{sequences}\x1b[{row + 1};{column + 1}H{end}")
            driver.flush()

    _cursor_shown = Offset(0, 0)


def in_letters(codebook: Codebook) -> Codebook:
    """Return a codebook whose tags are shown by their letters, for where there is ASCII only."""
    return replace(codebook, tags=tuple(replace(tag, symbol=tag.letter) for tag in codebook.tags))
