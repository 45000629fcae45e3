"""An address is one of http or https, in plain characters, or it is refused."""

from __future__ import annotations

import pytest

from triage.core.claim import Stance
from triage.core.evidence import check_url, parse_evidence


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "https://example.org/a?b=c#d",
        "HTTPS://example.org",
        "https://[::1]:80/",
        "https://пример.рф/я",
    ],
)
def test_a_web_address_is_taken(url: str) -> None:
    check_url(url)
    assert parse_evidence(f"{url} refutes see table 3", "2026-11-21").stance is Stance.REFUTES


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "//example.org", "http://", "http:///path", "https:example.org", "https://:80"),
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://example.org",
            "vbscript:x",
            "ssh://a@b",
        ),
        *(
            "http://exa\x1bmple.org",
            "http://example.org/\u202ea",
            "http://example.org/\u200b",
            "http://a\ud800",
        ),
        *("http://example.org:port", "http://[::1", "https://example.org/" + "a" * 4000, "http://a\u2028b"),
    ],
)
def test_anything_else_is_refused_in_words(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        check_url(url)
