"""Bytes of an article understood as text: by a byte order mark, as UTF-8, or by a careful guess."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from triage.core.article import canonical
from triage.core.values import dataclass
from triage.store.unreadable import Reason, Unreadable

_SAMPLE = 256 * 1024
"""Bytes looked at to guess an encoding or to tell text from other things; all are decoded."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CERTAIN = frozenset({"utf-8", *(encoding for _, encoding in _MARKS)})
_TEXT_CONTROLS = b"\b\t\n\v\f\r\x1a\x1b"
"""Controls that turn up in real text: white space, DOS's end of file, terminal logs."""

_OTHER_CONTROLS = bytes(set(range(0x20)) - set(_TEXT_CONTROLS)) + b"\x7f"

_HIGH = bytes(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the bytes of an article say."""

    text: str
    """Canonical: no byte order mark, line ends as ``\\n``."""
    encoding: str
    """As Python spells it."""

    @property
    def guessed(self) -> bool:
        """Whether nothing in the bytes proves the encoding."""
        return is_guess(self.encoding)


def is_guess(encoding: str) -> bool:
    """Whether an encoding that `decode` reported was guessed: neither a byte order mark nor valid UTF-8."""
    return encoding not in _CERTAIN


def decode(content: bytes, path: str = "") -> Decoded | Unreadable:
    """Return the canonical text of `content`, or why there is none; `path` only names it.

    Nothing is replaced or dropped: an encoding that cannot decode every byte is not used.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _strictly(content, encoding)
            if text is None:
                return Unreadable(path, Reason.CANNOT_DECODE, f"marked as {encoding}, but broken")
            return _checked(text, encoding, path)
    if b"\0" in content:
        return _wide(content, path)
    if _mostly_controls(content):
        return Unreadable(path, Reason.BINARY, "control characters")
    text = _strictly(content, "utf-8")
    if text is not None:
        return _canonical(text, "utf-8", path)  # without NULs, as the bytes are
    for encoding in _candidates(content):
        text = _strictly(content, encoding)
        if text is not None and _plausible(text):
            return _checked(text, encoding, path)
    return Unreadable(path, Reason.CANNOT_DECODE, "neither UTF-8 nor an encoding that could be guessed")


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _checked(text: str, encoding: str, path: str) -> Decoded | Unreadable:
    if "\0" in text:
        return Unreadable(path, Reason.BINARY, "NUL characters")
    return _canonical(text, encoding, path)


def _canonical(text: str, encoding: str, path: str) -> Decoded | Unreadable:
    text = canonical(text)
    if not text or text.isspace():
        return Unreadable(path, Reason.EMPTY)
    return Decoded(text, encoding)


def _wide(content: bytes, path: str) -> Decoded | Unreadable:
    """Understand bytes with NULs: UTF-16 without its mark has them all on one side, other things do not."""
    sample = content[:_SAMPLE]
    for encoding, low, high in (
        ("utf-16-le", sample[::2], sample[1::2]),
        ("utf-16-be", sample[1::2], sample[::2]),
    ):
        if b"\0" in low or b"\0" not in high:
            continue
        text = _strictly(content, encoding)
        if text is not None and _plausible(text):
            return _checked(text, encoding, path)
    return Unreadable(path, Reason.BINARY, "NUL bytes")


def _mostly_controls(content: bytes) -> bool:
    """Whether more than one byte in twenty is a control that text has no use for."""
    sample = content[:_SAMPLE]
    return (len(sample) - len(sample.translate(None, _OTHER_CONTROLS))) * 20 > len(sample)


def _plausible(text: str) -> bool:
    """Whether a guess gave text: nearly all of it printable, white space aside, and no C1 controls."""
    sample = text[:_SAMPLE]
    strange = [character for character in sample if not character.isprintable() and not character.isspace()]
    return len(strange) * 100 <= len(sample) and not any(
        "\x80" <= character <= "\x9f" for character in strange
    )


def _candidates(content: bytes) -> Iterator[str]:
    """Name encodings, likeliest first."""
    beyond_ascii = len(content) - len(content.translate(None, _HIGH))
    if beyond_ascii < 16 and beyond_ascii * 3 < len(content):
        yield "cp1252"  # a few quotes or accents are too little to guess by, and most often these
    from charset_normalizer import from_bytes

    sample = content[:_SAMPLE]
    if len(sample) < len(content):
        sample = sample[: sample.rfind(b"\n") + 1] or sample  # not in the middle of a character
    for match in from_bytes(sample):
        encoding = codecs.lookup(match.encoding).name
        if not encoding.startswith("utf-"):  # UTF-8 was tried, and the others are seen in any pair of bytes
            yield encoding
    yield "cp1252"
