"""Captions and credits of pictures, and whether one says something that can be reviewed."""

from __future__ import annotations

import re

from triage.core import abbreviations as words
from triage.core.lazy import lazy
from triage.core.shape import Shape

_PICTURE = (
    r"(?:file |stock |social media |courtesy |handout |screen)?"
    r"(?:photo(?:graph)?s?|images?|pictures?|graphics?|illustrations?|maps?|videos?"
    r"|screen ?shots?|screengrabs?|charts?|pics?)"
)
_LABEL = lazy(
    rf"(?:featured )?(?:{_PICTURE}(?: (?:credits?|sources?|courtesy(?: of)?|caption|via))?"
    r"|credits?|caption|pictured|above|"
    r"foto|bild|фото|на фото|crédit(?: photo)?)\s*[:©|/–—]\s*\S",
    re.IGNORECASE,
)
_CREDIT = lazy(
    rf"(?:{_PICTURE}|{_PICTURE} credits?) (?:by|via|from|courtesy of|provided by) \S", re.IGNORECASE
)
_AGENCY_FILE = lazy(r"(?:FILE|In this (?:image|photo|frame|picture|handout))\b.{0,30}?(?:\s[-–—]+\s|,|:)")
_AGENCY_END = lazy(
    r"(?:[/©|]|\bvia|\bcourtesy(?: of)?|\bhandout)\s*(?:AP|AFP|EPA|UPI|PA|TASS|DPA|Reuters|Bloomberg|"
    r"(?:Getty|Shutterstock|iStock|Unsplash|Wikimedia|Flickr|Alamy|Pixabay)[\w ]*|The Associated Press|"
    r"Agence France-Presse|Anadolu[\w ]*|Ukrinform|Twitter|Telegram|Facebook)(?: Photo| Images)?[.)\]]*\Z",
    re.IGNORECASE,
)
_AP_PHOTO = lazy(
    r"\((?:AP|AFP|EPA|Reuters|Getty)?\s*(?:Photo|Image|Video)\s*(?:[:/]|by\b)[^()]{2,80}\)\.?\Z",
    re.IGNORECASE,
)
_MARKDOWN = lazy(r"!\[[^\]]*\]\([^)\s]*(?:\s[^)]*)?\)")
_ENGLISH = frozenset(["the", "of", "in", "at", "on", "by", "to", "from", "photo", "image", "with", "and"])
_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】"}


def is_caption(block: Shape) -> bool:
    """Return whether the block describes or credits a picture."""
    text = block.text
    if in_brackets(text) or _LABEL().match(text) or _AGENCY_FILE().match(text):
        return True
    if text[0] == "!" and _MARKDOWN().fullmatch(text):
        return True
    if text.endswith((")", ").")) and _AP_PHOTO().search(text):
        return True
    if _CREDIT().match(text):
        return block.length <= 15 and not block.has(words.FINITE)
    if not block.mark and _AGENCY_END().search(text[-60:]):
        return True
    return block.lower_start and not block.mark and block.length <= 5 and text[-1] not in ":;,"


def is_sentence(block: Shape) -> bool:
    """Return whether a caption is a full sentence, so that it is reviewed like one.

    English needs a finite verb for that; in other languages four words and a full stop will do.
    """
    if (
        block.length < 4
        or _MARKDOWN().fullmatch(block.text)
        or (_CREDIT().match(block.text.strip("([")) and not block.has(words.FINITE))
    ):
        return False
    if block.has(words.FINITE):
        return True
    english = block.has(_ENGLISH)
    return not english and bool(block.mark) and block.length >= 5


_ENGLISH = frozenset(["the", "of", "in", "at", "on", "by", "to", "from", "photo", "image", "with", "and"])


def in_brackets(text: str) -> bool:
    """Return whether one pair of brackets holds the whole of `text` (a full stop after it aside)."""
    closing = _PAIRS.get(text[0])
    bare = text.removesuffix(".")
    if closing is None or bare[-1] != closing:
        return False
    depth = 0
    for at, sign in enumerate(bare):
        depth += (sign == text[0]) - (sign == closing)
        if depth == 0:
            return at == len(bare) - 1
    return False
