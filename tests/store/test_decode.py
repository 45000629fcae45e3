"""Bytes become text by proof or by a guess that says so, or a result that says why not."""

from __future__ import annotations

import codecs
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.article import canonical
from triage.store.decode import Decoded, decode, is_guess
from triage.store.unreadable import Reason, Unreadable

RUSSIAN = (
    "Российские войска отступают, сообщают местные власти. По данным агентства, погибли пять тысяч человек.\n"
    "Представитель министерства заявил журналистам, что операция продолжается по плану. Эксперты молчат.\n"
)
JAPANESE = (
    "軍は撤退したと通信社が報じた。戦争が始まってから五千六百人が死亡したと推定されている。\n"
    "専門家はこの数字を疑っている。住民によると、砲撃は一晩中続いたという。\n"
)
FRENCH = "Il a été libéré à l’été ; la forêt brûle, dit-il. « Où ça ? », demanda le maire, étonné.\n" * 3


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (b"plain", "plain", "utf-8"),
        ("“Ünï”".encode(), "“Ünï”", "utf-8"),
        (codecs.BOM_UTF8 + b"a\r\nb\rc", "a\nb\nc", "utf-8-sig"),
        ("Ünï\r\n字😀".encode("utf-16"), "Ünï\n字😀", "utf-16"),
        (codecs.BOM_UTF16_BE + "Ünï字".encode("utf-16-be"), "Ünï字", "utf-16"),
        (codecs.BOM_UTF32_LE + "Ünï字".encode("utf-32-le"), "Ünï字", "utf-32"),
        (codecs.BOM_UTF32_BE + "Ünï字".encode("utf-32-be"), "Ünï字", "utf-32"),
        (b"a\x1b[31mred\x0c\x1a", "a\x1b[31mred\x0c\x1a", "utf-8"),
    ],
)
def test_proof_in_the_bytes_is_no_guess(content: bytes, text: str, encoding: str) -> None:
    decoded = decode(content)
    assert decoded == Decoded(text, encoding)
    assert isinstance(decoded, Decoded)
    assert not decoded.guessed


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        ("“It’s over,” he said — the café’s owner. " * 20, "cp1252"),
        ("café", "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        ("Hello there, people.", "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_older_encodings_are_guessed_and_said_to_be(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert isinstance(decoded, Decoded)
    assert decoded.text == text
    assert decoded.guessed
    assert is_guess(decoded.encoding)


def test_a_guess_from_the_beginning_holds_for_all_of_a_long_text() -> None:
    text = RUSSIAN * 4000
    decoded = decode(text.encode("cp1251"))
    assert isinstance(decoded, Decoded)
    assert decoded.text == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t \n", Reason.EMPTY),
        (codecs.BOM_UTF8, Reason.EMPTY),
        (codecs.BOM_UTF16_LE, Reason.EMPTY),
        ("\u3000\u00a0\n".encode(), Reason.EMPTY),
        (b"text with a \0 in it", Reason.BINARY),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0", Reason.BINARY),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", Reason.BINARY),
        (bytes(range(1, 32)) * 10, Reason.BINARY),
        (codecs.BOM_UTF16_LE + b"a\0\0\0b\0", Reason.BINARY),
        (codecs.BOM_UTF16_LE + b"a\0b", Reason.CANNOT_DECODE),
        (codecs.BOM_UTF8 + b"\xff", Reason.CANNOT_DECODE),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\0", Reason.CANNOT_DECODE),
    ],
)
def test_what_is_no_text_says_why(content: bytes, reason: Reason) -> None:
    result = decode(content, "some/path.txt")
    assert isinstance(result, Unreadable)
    assert (result.path, result.reason) == ("some/path.txt", reason)


def test_random_bytes_are_no_article() -> None:
    assert isinstance(decode(os.urandom(100_000)), Unreadable)


@given(st.binary(max_size=200))
def test_no_bytes_raise_and_all_text_is_canonical_and_not_blank(content: bytes) -> None:
    result = decode(content)
    if isinstance(result, Decoded):
        assert result.text == canonical(result.text)
        assert result.text.strip()
        assert "\0" not in result.text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_text_in_utf_8_comes_back(text: str) -> None:
    result = decode(text.encode())
    if text.removeprefix("\ufeff").strip():
        assert isinstance(result, Decoded)
        assert result.text == canonical(text)
    else:
        assert isinstance(result, Unreadable)
