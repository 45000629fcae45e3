"""Titles and headings: short blocks that do not end as sentences do."""

from __future__ import annotations

from triage.core import abbreviations as words
from triage.core.lazy import lazy
from triage.core.sentences import split
from triage.core.shape import Shape

_MARKDOWN = lazy(r"#{1,6}\s+\S")

TITLE_LONGEST = 250
"""Code points."""


def is_markdown_heading(text: str) -> bool:
    """Return whether `text` is a heading in Markdown."""
    return _MARKDOWN().match(text) is not None


def is_title(block: Shape, alone: bool) -> bool:
    """Return whether the first block of an article is its title; `alone` if nothing follows it."""
    if is_markdown_heading(block.text):
        return True
    if len(block.text) > TITLE_LONGEST or block.length > 40:
        return False
    if block.mark in (".", "。", "।", "۔", "．", "｡"):
        return block.title_case and block.length <= 14 and not alone
    sentences = len(split(block.text, 0, len(block.text)))
    if sentences > 3 or (sentences > 1 and len(block.text) > 140):
        return False
    if block.mark:
        return not alone and block.length <= 25
    return True


def is_heading(block: Shape, last: bool) -> bool:
    """Return whether a block after the title is a heading; `last` if nothing follows it.

    In doubt it is not: a heading shown as a claim costs a keypress, a claim taken for a heading is lost.
    """
    text, length = block.text, block.length
    if is_markdown_heading(text):
        return True
    if len(text) > 160 or not block.words:
        return False
    if block.mark in ("?", "？", "؟"):
        return not last and length <= (12 if block.title_case else 8) and _one_sentence(text)
    if block.mark in ("!", "！"):
        return block.title_case and length <= 6 and _one_sentence(text)
    if block.mark in (".", "…"):
        dotted = block.acronym_end or text.endswith(("…", "..."))
        return dotted and block.title_case and length <= 10 and not last
    if block.mark or text[-1] == ",":
        return False
    if text[-1] in ":;：；":
        return length <= 5 or (block.title_case and length <= 12)
    if not _one_sentence(text):
        return block.title_case and length <= 12
    if block.title_case:
        return length <= 20
    if block.lower_start and not last:
        return length <= 5
    return length <= (6 if last else 12) and not _is_clause(block)


def _one_sentence(text: str) -> bool:
    return len(split(text, 0, len(text))) == 1


def _is_clause(block: Shape) -> bool:
    """Whether it reads as a sentence that lost its full stop."""
    if block.length < 7 or block.words[0].lower() in words.QUESTIONS:
        return False
    return block.has(words.CLAUSE) and block.has(words.ARTICLES)
