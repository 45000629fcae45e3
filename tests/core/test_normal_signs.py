"""What each sign is made into, and from which span of the canonical text it came."""

from __future__ import annotations

import pytest

from triage.core.normal import normal, same_words


@pytest.mark.parametrize(
    ("text", "made"),
    [
        *((f"a{sign}b", "a b") for sign in "\u00a0\u2009\u202f\u3000\t\n"),
        *((f"a {sign}b", "a b") for sign in " \u00a0\u200b\n"),
        *((f"a{sign}b", "ab") for sign in "\u00ad\u0640\u200b\u200e\u200f\u2060\ufeff"),
        *((f"a{sign}b", "a-b") for sign in "-‐‑‒–—―−﹘﹣－"),
        *((f"a {sign} b", "a-b") for sign in "-–—"),
        ("a--b", "a-b"),
        ("a - b", "a-b"),
        ("a -b", "a -b"),
        ("a \u200b–\u00a0 b", "a-b"),
        *((f"a{sign}b", "a'b") for sign in "‘’‚‛′`´ʼ'"),
        *((f"a{sign}b", 'a"b') for sign in '“”„‟″«»「」『』＂"'),
        ("''a''", '"a"'),
        ("‘’a", '"a'),
        ("a…b", "a...b"),
        ("Ａ１！", "A1!"),
        ("ﬀﬁﬂﬃﬄﬅﬆ", "fffiflffifflstst"),
        ("ﺏ", "ب"),
        ("ﭐ", "ٱ"),
        ("～", "~"),
        ("库 在", "库在"),
        ("库在，\n二楼", "库在,二楼"),
        ("“ 库", '"库'),
        ("库 a", "库 a"),
        ("か\nな", "かな"),
        ("e\u0301", "é"),
        ("e\u0323\u0302x", "ệx"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u0340a", "\u0300a"),
        ("â€œaâ€\u009d", '"a"'),
        ("cafÃ© â€“ Ð´Ð°", "café-да"),
        ("ðŸ‘\u008d", "👍"),
        ("à¤…", "अ"),
        ("í•œ", "한"),
        ("Ã a", "Ã a"),
        ("10²", "10²"),
    ],
)
def test_a_sign_is_made_into_its_one_form(text: str, made: str) -> None:
    assert normal(text).text == made


@pytest.mark.parametrize(
    ("text", "folded"),
    [("The US", "the us"), ("İstanbul I", "İstanbul i"), ("ẞ", "ß"), ("ΟΔΟΣ", "οδος")],
)
def test_small_letters_are_as_many_as_there_were(text: str, folded: str) -> None:
    one = normal(text)
    assert one.folded == folded
    assert len(one.folded) == len(one.text)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("ab", [(0, 1), (1, 2)]),
        ("a \n b", [(0, 1), (1, 4), (4, 5)]),
        ("a\u00adb", [(0, 1), (2, 3)]),
        ("a…", [(0, 1), (1, 2), (1, 2), (1, 2)]),
        ("a – b", [(0, 1), (1, 4), (4, 5)]),
        ("xe\u0301y", [(0, 1), (1, 3), (3, 4)]),
        ("xÃ©y", [(0, 1), (1, 3), (3, 4)]),
        ("Ã©e\u0301…", [(0, 2), (2, 4), (4, 5), (4, 5), (4, 5)]),
    ],
)
def test_every_sign_knows_the_span_it_came_from(text: str, spans: list[tuple[int, int]]) -> None:
    one = normal(text)
    assert list(zip(one.starts, one.ends, strict=True)) == spans


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [
        (0, 1, (0, 1)),
        (0, 9, (0, 5)),
        (2, 3, (1, 2)),
        (1, 4, (1, 2)),
        (4, 4, (2, 2)),
        (5, 6, (3, 3)),
        (4, 7, (2, 4)),
    ],
)
def test_a_canonical_span_is_found_in_the_normal_text(start: int, end: int, inside: tuple[int, int]) -> None:
    one = normal("a \n b\u00adcd")
    assert one.text == "a bcd"
    assert one.inside(start, end) == inside


def test_a_span_is_the_canonical_one_of_its_first_and_last_sign() -> None:
    one = normal("a \n b\u00adcd")
    assert one.outside(1, 4) == (1, 7)
    assert one.outside(0, 1) == (0, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", "", True),
        (" a ", "a", True),
        ("“The dam broke", "“the dam broke", True),
        ("a Dam", "a dam", False),
        ("A DAM", "a dam", True),
        ("A DAM", "a Dam", True),
        ("A Dam", "a dam", False),
        ("...", "…", True),
        ("…", "!", False),
    ],
)
def test_only_the_first_letter_may_be_small_or_all_large(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) is same
    assert same_words(other, one) is same
