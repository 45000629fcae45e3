"""Colours and measures of the screen, apart from Textual so that the first picture can use them."""

from __future__ import annotations

FOREGROUND = "#e4e4e0"
BACKGROUND = "#14161a"
DIM = "#9d9e9d"
"""What is said in passing: the foreground on its way to the background, as far as it stays readable."""

ARTICLE_LINES = 2
"""Lines that an article takes in the list."""

LIST_WIDTH, NARROW_LIST_WIDTH = 38, 29
"""Cells of the list with its border, in a wide and in a narrow terminal."""

NARROW, THIN = 100, 72
"""Below so many columns the list is narrow; below so many it gives way to the text."""
