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
    "evidence.open": "the addresses are told with the claim: open them in your browser",
    "article.open": "there are no panes here: list tells the articles, open 3 opens one",
    "repeat": "what is typed here has to be typed again; in a terminal the up key brings it back",
    "macro.record": "lines can stand in a file and be read from it: triage review --plain < FILE",
    "macro.play": "lines can stand in a file and be read from it: triage review --plain < FILE",
}
"""The commands that mean nothing without a screen, each with what to do instead."""
