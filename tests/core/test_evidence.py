"""An address is one of http or https, in plain characters, or it is refused."""

from __future__ import annotations

import pytest

from triage.core.claim import Stance
from triage.core.evidence import check_url, parse_day, parse_evidence, pasted_url


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


@pytest.mark.parametrize(
    ("pasted", "url"),
    [
        ("https://example.org/a.", "https://example.org/a"),
        ("<https://example.org/a>,", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("“https://example.org/a”", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("(see https://example.org", None),
        ("https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("HTTPS://Example.org/A?q=1!", "https://Example.org/A?q=1"),
        (" https://example.org/?a=[1] ", "https://example.org/?a=[1]"),
    ],
)
def test_of_a_paste_the_address_is_taken_without_what_stood_around_it(pasted: str, url: str | None) -> None:
    if url is None:
        with pytest.raises(ValueError, match="address"):
            pasted_url(pasted)
    else:
        assert pasted_url(pasted) == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://bank.example@evil.example/", "before an @"),
        ("https://user:secret@example.org/", "before an @"),
        (r"https://example.org\@evil.example/", r"no \\ in it"),
        ("https://https://example.org/", "two addresses"),
        ("https://ｅxample.org/", "stand for others"),
        ("https://exam!ple.org/", "not a web address"),
        ("https://-a.example/", "not a web address"),
        ("https://a..example/", "not a web address"),
        ("https://" + "a" * 64 + ".example/", "not a web address"),
        ("https://example.org/a\tb", "no blanks"),
    ],
)
def test_an_address_that_hides_where_it_leads_is_refused_in_one_line(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        check_url(url)


def test_a_day_is_a_date_today_or_yesterday_and_not_to_come() -> None:
    today = "2026-03-01"
    days = {
        "2026-02-28": "2026-02-28",
        " Today": today,
        "yesterday": "2026-02-28",
        " ": "",
        "2026-2-3": "2026-02-03",
    }
    assert {typed: parse_day(typed, today) for typed in days} == days
    for wrong in ("2026-02-30", "2026-03-02", "1 March", "2026-13-01", "-", "9" * 400 + "-1-1"):
        with pytest.raises(ValueError, match="day"):
            parse_day(wrong, today)
