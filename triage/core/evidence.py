"""Reading a line of evidence as it is typed: an address, then perhaps a stance, then perhaps a note."""

from __future__ import annotations

from urllib.parse import urlsplit

from triage.core.claim import Evidence, Stance

_LONGEST = 4000
"""Code points of an address."""


def parse_evidence(line: str, today: str) -> Evidence:
    """Return what ``https://… [supports|refutes|context] [note]`` says, accessed on `today` (ISO date).

    Raises ValueError, in words for the reviewer, where the address is not one of http or https.
    """
    url, _, rest = line.strip().partition(" ")
    check_url(url)
    word, _, note = rest.strip().partition(" ")
    if word.casefold() in set(Stance):
        return Evidence(url, Stance(word.casefold()), today, note.strip())
    return Evidence(url, None, today, rest.strip())


def check_url(url: str) -> None:
    """Raise ValueError, in words for the reviewer, unless `url` is a plain http or https address."""
    if not url.isprintable() or any(character.isspace() for character in url) or len(url) > _LONGEST:
        raise ValueError("an address has no blanks or control characters")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is not a web address") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("an address begins with http:// or https://")
