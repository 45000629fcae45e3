"""What is typed or pasted as evidence: an address, then perhaps a stance, then perhaps a note; and a day."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from urllib.parse import SplitResult, urlsplit

from triage.core.claim import Evidence, Stance

_LONGEST = 4000
"""Code points of an address."""

_AROUND = {"<": ">", "(": ")", "[": "]", '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»"}
"""What a pasted address may stand in."""

_BEHIND = ".,;:!?…\"'”’»>"
"""What ends the sentence that an address was copied with, and not the address."""

_CLOSING = {")": "(", "]": "[", "}": "{"}
"""Belongs to an address only where it was opened in it."""

_NO_BLANKS = "an address has no blanks, control or invisible characters"
_NO_WEB = "this is not a web address"


def parse_evidence(line: str, today: str) -> Evidence:
    """Return what ``https://… [supports|refutes|context] [note]`` says, accessed on `today` (ISO date).

    Raises ValueError, in words for the reviewer, where the address is not one of http or https.
    """
    pasted, _, rest = line.strip().partition(" ")
    url = pasted_url(pasted)
    word, _, note = rest.strip().partition(" ")
    if word.casefold() in set(Stance):
        return Evidence(url, Stance(word.casefold()), today, note.strip())
    return Evidence(url, None, today, rest.strip())


def pasted_url(pasted: str) -> str:
    """Return the address that was pasted, without what stood around it in a text. Raises ValueError."""
    url = _bare(pasted.strip())
    check_url(url)
    scheme, colon, rest = url.partition(":")
    return scheme.lower() + colon + rest


def check_url(url: str) -> None:
    """Raise ValueError, in words for the reviewer, unless `url` is a plain http or https address."""
    if not url.isprintable() or any(character.isspace() for character in url):
        raise ValueError(_NO_BLANKS)
    if len(url) > _LONGEST:
        raise ValueError(f"an address has at most {_LONGEST:,} characters")
    if "\\" in url:
        raise ValueError(r"an address has no \ in it: browsers disagree on where it leads")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError(_NO_WEB) from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("an address begins with http:// or https://")
    _check_host(parts, host)


def parse_day(typed: str, today: str) -> str:
    """Return the day that was typed as an ISO date: a date, ``today`` or ``yesterday``; empty stays empty.

    Raises ValueError, in words for the reviewer, for anything else and for days after `today`.
    """
    word = typed.strip().casefold()
    if not word:
        return ""
    now = date.fromisoformat(today)
    days = {"today": now, "yesterday": now - timedelta(days=1)}
    try:
        day = days.get(word) or date(*map(int, word.split("-")))
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"a day is written like {today}, or today, or yesterday") from None
    if day > now:
        raise ValueError("nobody has looked at it on a day that is still to come")
    return day.isoformat()


def _bare(text: str) -> str:
    """Return `text` without brackets and quotation marks around it, and punctuation behind it."""
    while len(text) > 1 and text[-1] == _AROUND.get(text[0]):
        text = text[1:-1].strip()
    if text[:1] in _AROUND:
        text = text[1:]
    while text and (text[-1] in _BEHIND or _is_unopened(text)):
        text = text[:-1]
    return text


def _is_unopened(text: str) -> bool:
    """Whether the last character closes a bracket that was never opened."""
    closing = text[-1]
    return closing in _CLOSING and text.count(closing) > text.count(_CLOSING[closing])


def _check_host(parts: SplitResult, host: str) -> None:
    if "@" in parts.netloc:
        raise ValueError("an address with a name or password before an @ hides where it leads")
    if host in ("http", "https") and parts.path.startswith("//"):
        raise ValueError("this is two addresses in one; paste it once more")
    if unicodedata.normalize("NFKC", host).casefold() != host.casefold():
        raise ValueError("the name of the site has characters that stand for others")
    if "[" in parts.netloc:
        return  # an IPv6 address, which urlsplit has looked at
    labels = host.removesuffix(".").split(".")
    if not all(_is_label(label) for label in labels):
        raise ValueError(_NO_WEB)


def _is_label(label: str) -> bool:
    """Whether this can stand between the points of a site's name, in any script."""
    if not label or label.startswith("-") or label.endswith("-"):
        return False
    if not all(sign in "-_" or unicodedata.category(sign)[0] in "LMN" for sign in label):
        return False
    try:
        return len(label.encode("idna")) <= 63  # RFC 1035, 2.3.4
    except UnicodeError:
        return False
