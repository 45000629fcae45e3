"""The commands that mean nothing in lines, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping

ON_THE_SCREEN: Mapping[str, str] = {
    "view.down": "nothing scrolls here: text tells more of the article",
    "view.up": "nothing scrolls here: text tells more of the article",
    "redraw": "nothing is drawn here: show tells the claim again",
    "go.jump": "there are no labels here: claim 7 goes to a claim, open 3 to an article",
    "pane.switch": "there are no panes here: list tells the articles, open 3 opens one",
    "theme.next": "nothing has colours here: your terminal's own are used",
    "tutorial.skip": "the tutorial is on the screen: triage tutorial",
    "article.open": "there are no panes here: list tells the articles, open 3 opens one",
}
"""The commands that mean nothing without a screen, each with what to do instead."""
