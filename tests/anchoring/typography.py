"""Whether two wordings of a claim differ in typography alone, told without asking the program."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "—": "-", "–": "-", "…": "..."}
)


def small_first(text: str) -> str:
    """Return a wording with its first letter small: the guide says that this one does not tell words apart.

    Quotes and brackets before it do not count; a digit does, since what follows one is not the first.
    """
    first = next((at for at, sign in enumerate(text) if sign.isalnum()), 0)
    return text[:first] + text[first : first + 1].lower() + text[first + 1 :]


def plain_signs(text: str) -> str:
    """Return a wording with straight quotes, single hyphens without blanks, and three dots."""
    text = text.translate(_QUOTES).replace("--", "-").replace("--", "-")
    return text.replace(" - ", "-")


def plain_blanks(text: str) -> str:
    """Return a wording with composed letters and single blanks, but none beside a wide sign.

    In Chinese a line may break between any two signs, where no blank stands if it is not broken.
    """
    words = unicodedata.normalize("NFC", text).split()
    return "".join(
        word if not before or _is_wide(before[-1]) or _is_wide(word[0]) else " " + word
        for before, word in pairwise(["", *words])
    )


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
