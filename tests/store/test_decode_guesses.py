"""What is guessed of an encoding, byte by byte: which are tried, in what order, and what counts as text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import charset_normalizer
import pytest

from triage.store.decode import Decoded, decode
from triage.store.unreadable import Reason, Unreadable

TEXT_CONTROLS = b"\b\t\n\v\f\r\x1a\x1b"


@dataclass
class Guess:
    """What the library would say."""

    encoding: str


class Guesses:
    """Stands in for the library; remembers what it was given."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.asked = b""

    def __call__(self, sample: bytes) -> list[Guess]:
        self.asked = sample
        return [Guess(answer) for answer in self.answers]


@pytest.fixture
def guesses(monkeypatch: pytest.MonkeyPatch) -> Guesses:
    found = Guesses()
    monkeypatch.setattr(charset_normalizer, "from_bytes", found)
    return found


def encoding_of(content: bytes) -> str:
    decoded = decode(content)
    assert isinstance(decoded, Decoded), decoded
    return decoded.encoding


def detail_of(content: bytes) -> tuple[Reason, str]:
    result = decode(content)
    assert isinstance(result, Unreadable), result
    assert result.path == ""
    return result.reason, result.detail


@pytest.mark.parametrize("high", [0x80, 0xE9, 0xFF])
@pytest.mark.parametrize(
    ("beyond_ascii", "length", "encoding"),
    [(15, 100, "cp1252"), (16, 100, "cp1251"), (5, 16, "cp1252"), (5, 15, "cp1251"), (5, 14, "cp1251")],
)
def test_few_bytes_beyond_ascii_are_western_and_of_more_the_library_is_asked(
    guesses: Guesses, high: int, beyond_ascii: int, length: int, encoding: str
) -> None:
    guesses.answers = ["windows-1251"]
    content = bytes([high]) * beyond_ascii + b"a" * (length - beyond_ascii)
    assert encoding_of(content) == encoding


def test_a_delete_is_not_beyond_ascii(guesses: Guesses) -> None:
    guesses.answers = ["windows-1251"]
    assert encoding_of(b"\xe9" * 15 + b"\x7f" + b"a" * 100) == "cp1252"


CYRILLIC = "НАПАЛАВОДАНАДОМАКОМАНД".encode("cp1251")
assert CYRILLIC.decode("utf-16-le").isprintable(), "read so it would be Korean"


@pytest.mark.parametrize(
    ("answers", "encoding"),
    [
        (["utf_7", "utf_16_le", "utf_8", "cp1251"], "cp1251"),
        (["ascii", "cp1251"], "cp1251"),
        (["koi8_r", "cp1251"], "koi8-r"),
        ([], "cp1252"),
    ],
)
def test_the_first_guess_that_gives_text_is_taken(
    guesses: Guesses, answers: list[str], encoding: str
) -> None:
    guesses.answers = answers
    assert encoding_of(CYRILLIC) == encoding


@pytest.mark.parametrize("control", [0x80, 0x9F])
def test_a_guess_that_gives_a_control_is_none(guesses: Guesses, control: int) -> None:
    guesses.answers = ["latin_1", "cp1251"]
    assert encoding_of(bytes([control]) + b"\xe9" * 200) == "cp1251"
    assert encoding_of(b"\xa0" + b"\xe9" * 200) == "iso8859-1"


@pytest.mark.parametrize(
    ("strange", "length", "encoding"),
    [(1, 100, "iso8859-1"), (1, 99, "cp866"), (2, 199, "cp866"), (2, 200, "iso8859-1")],
)
def test_one_sign_in_a_hundred_may_be_strange(
    guesses: Guesses, strange: int, length: int, encoding: str
) -> None:
    guesses.answers = ["latin_1", "cp866"]
    content = b"\xad" * strange + b"\n" + b"\xe9" * (length - strange - 1)  # a line feed is not strange
    assert encoding_of(content) == encoding


@pytest.mark.parametrize(
    ("content", "asked"),
    [
        (b"\xe9" * 20 + b"\nx", b"\xe9" * 20 + b"\nx"),
        (b"\n" + b"\xe9" * 262_142 + b"\n", b"\n" + b"\xe9" * 262_142 + b"\n"),
        (b"\n" + b"\xe9" * 262_000 + b"\nx" + b"\xe9" * 1000, b"\n" + b"\xe9" * 262_000 + b"\n"),
        (b"\xe9" * 300_000, b"\xe9" * 262_144),
    ],
)
def test_the_library_sees_whole_lines_of_the_beginning(
    guesses: Guesses, content: bytes, asked: bytes
) -> None:
    guesses.answers = ["cp1251"]
    encoding_of(content)
    assert guesses.asked == asked


@pytest.mark.parametrize("control", sorted({*range(0x20), 0x7F} - set(TEXT_CONTROLS) - {0}))
def test_a_control_that_text_has_no_use_for_makes_it_binary_beyond_one_in_twenty(control: int) -> None:
    assert detail_of(bytes([control]) + b"a" * 18) == (Reason.BINARY, "control characters")
    assert encoding_of(bytes([control]) + b"a" * 19) == "utf-8"


def test_a_control_that_text_uses_is_text() -> None:
    assert encoding_of(TEXT_CONTROLS + b"a") == "utf-8"


@pytest.mark.parametrize(
    ("content", "reason", "detail"),
    [
        (codecs.BOM_UTF16_LE + b"a", Reason.CANNOT_DECODE, "marked as utf-16, but broken"),
        (codecs.BOM_UTF16_LE + b"a\0\0\0", Reason.BINARY, "NUL characters"),
        (b"\0\0a\0", Reason.BINARY, "NUL bytes"),
        ("aĀ".encode("utf-16-le"), Reason.BINARY, "NUL bytes"),
        ("aĀ".encode("utf-16-be"), Reason.BINARY, "NUL bytes"),
        (b"", Reason.EMPTY, ""),
    ],
)
def test_what_is_no_text_says_more(content: bytes, reason: Reason, detail: str) -> None:
    assert detail_of(content) == (reason, detail)


def test_what_no_encoding_can_say_is_said_to_be_unknown(guesses: Guesses) -> None:
    detail = "neither UTF-8 nor an encoding that could be guessed"
    assert detail_of(b"\x81" * 20) == (Reason.CANNOT_DECODE, detail)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_single_blank_gives_utf_16_away(encoding: str) -> None:
    assert encoding_of("я я".encode(encoding)) == encoding
