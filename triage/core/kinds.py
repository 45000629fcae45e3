"""The kinds of blocks an article is made of, and how each is told from the others."""

from __future__ import annotations

from enum import StrEnum

from triage.core import boilerplate, captions, headings
from triage.core.shape import Shape

_LONGEST = 400
"""Code points; a longer block is always body text."""

_PLAIN = 60
"""Code points; a longer block that begins and ends as sentences do is looked at less."""


class Kind(StrEnum):
    """What a segment is in its article."""

    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    SENTENCE = "sentence"
    BOILERPLATE = "boilerplate"


def kind_of(text: str, *, item: bool, untitled: bool, last: bool) -> tuple[Kind, bool]:
    """Return the kind of a block whose whole text is `text`, and whether it is to be reviewed.

    `item`: it has a list marker; `untitled`: neither title nor body text came before it; `last`:
    no block comes after it. `Kind.SENTENCE` means body text, still to be cut into sentences.
    """
    if len(text) > _LONGEST:
        return Kind.SENTENCE, True
    block = Shape(text)
    if (
        len(text) > _PLAIN
        and block.mark == text[-1]
        and text[0].isalpha()
        and boilerplate.is_surely_not(block)
    ):
        return Kind.SENTENCE, True
    if boilerplate.is_boilerplate(block):
        return Kind.BOILERPLATE, False
    if captions.is_caption(block):
        return Kind.CAPTION, captions.is_sentence(block)
    if item:
        return Kind.SENTENCE, True
    if untitled and headings.is_title(block, last):
        return Kind.TITLE, False
    if not untitled and headings.is_heading(block, last):
        return Kind.HEADING, False
    return Kind.SENTENCE, True
