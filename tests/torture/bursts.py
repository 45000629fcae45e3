"""What a terminal can send that nobody typed: answers, reports, pastes, whole, broken, or cut in two."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

KEYS = b"vdoxu\x12cXhlHLnNeDSqjk/?:f"
"""What does something where it stands alone."""

_BROKEN = (
    b"\xff",
    b"\xfe",
    b"\xc3",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf0\x9f",
    b"\xf8\x88\x80\x80\x80",
    b"\x80",
    b"\x9b",
)


class Burst(NamedTuple):
    """Portions of bytes, each with the seconds of silence after it."""

    portions: tuple[tuple[bytes, float], ...]
    open_paste: bool = False
    """Whether a paste has begun that never ends."""


def junk(dice: random.Random) -> bytes:
    """Return one thing that no key sends, whole."""
    return dice.choice(_JUNK)(dice)


def burst(dice: random.Random) -> Burst:
    """Return some junk: whole, cut in two with a pause, or with its end missing."""
    data = junk(dice)
    what = dice.random()
    if what < 0.4 or len(data) < 3:  # an escape and a letter cut apart are two keys
        data += b"".join(junk(dice) for _ in range(dice.randrange(3)))
        return Burst(((data, 0.0),))
    at = dice.randrange(1, max(2, len(data)))
    if what < 0.85 or data[0] != 0x1B:
        return Burst(((data[:at], dice.choice((0.0, 0.02, 0.15, 0.4, 1.2))), (data[at:], 0.0)))
    if data.startswith(b"\x1b[200~"):
        return Burst(((data[: max(at, 6)].replace(b"\x1b[201~", b""), 3.0),), open_paste=True)
    return Burst(((data[:at], 3.0),))


def noise(dice: random.Random) -> bytes:
    """Return any bytes."""
    return dice.randbytes(dice.randrange(1, 40))


def _words(dice: random.Random, least: int = 1, most: int = 20) -> bytes:
    """Return keys that would do something."""
    return bytes(dice.choices(KEYS, k=dice.randrange(least, most)))


def _letters(dice: random.Random) -> bytes:
    return bytes(dice.choices(b"vdoxucXhlHLnNeDSqjkf0123456789abcdef:/;,", k=dice.randrange(1, 30)))


def _numbers(dice: random.Random) -> bytes:
    return b";".join(
        b"%d" % dice.choice((0, 1, 2, 6, 62, 99, 2026, 65535, 10**9)) for _ in range(dice.randrange(1, 5))
    )


def _end(dice: random.Random) -> bytes:
    return dice.choice((b"\x07", b"\x1b\\"))


def _control(dice: random.Random) -> bytes:
    """A report: what the device is, where the cursor stands, which modes are set, how large the window is."""
    start, end = dice.choice(
        (
            (b"?", b"c"),
            (b">", b"c"),
            (b"=", b"c"),
            (b"", b"n"),
            (b"?", b"n"),
            (b"?", b"$y"),
            (b"", b"$y"),
            (b"?", b"u"),
            *(
                (b"", b"t"),
                (b"?", b"S"),
                (b"", b"x"),
                (b"", b"*y"),
                (b"48;", b"t"),
                (b"", b'"q'),
                (b">", b"m"),
            ),
        )
    )
    return b"\x1b[" + start + _numbers(dice) + end


def _text(dice: random.Random) -> bytes:
    """An answer with a text in it: colours, the clipboard, the version, a capability, a picture."""
    start = dice.choice(
        (b"]11;rgb:", b"]4;1;rgb:", b"]52;c;", b"]10;", b"P>|", b"P1$r", b"P1+r", b"P!|", b"_Gi=1;")
    )
    return b"\x1b" + start + _letters(dice) + (b"\x1b\\" if start[0] != 0x5D else _end(dice))


def _paste(dice: random.Random) -> bytes:
    inside = _words(dice, most=60)
    if dice.random() < 0.3:
        mark = dice.choice(
            (b"\x1b[200~", b"\x1b[200~v\x1b[201~", b"\x1b", b"\x1b[", b"\x1b[20", b"\x00", b"\xff", b"\x1b[A")
        )
        at = dice.randrange(len(inside))
        inside = inside[:at] + mark + inside[at:]
    return b"\x1b[200~" + inside + b"\x1b[201~"


def _mouse(dice: random.Random) -> bytes:
    if dice.random() < 0.3:
        return b"\x1b[M" + bytes(dice.choices(b" !#vdoxuq", k=3))
    button, column, line = (
        dice.choice((0, 1, 2, 32, 35, 64, 65, 999)),
        dice.randrange(-5, 300),
        dice.choice((1, 9, 10**9)),
    )
    return b"\x1b[<%d;%d;%d%c" % (button, column, line, dice.choice(b"Mm"))


def _other_key(dice: random.Random) -> bytes:
    """A key that is bound to nothing, the release of one, or a key that cannot be."""
    letter = dice.choice(b"vdoxuq")
    return dice.choice(
        (
            b"\x1b[%d;1:3u" % letter,
            b"\x1b[%d;3u" % letter,
            b"\x1b[99999999u",
            b"\x1b[1114112;1u",
            b"\x1b[;;u",
            b"\x1b[15~",
            b"\x1b[24;5~",
            b"\x1b%c" % letter,
            b"\x1b[57441;1:1u",
            b"\x1b[27;3;%d~" % letter,
            b"\x1bOP",
            b"\x1b[[E",
        )
    )


_JUNK: tuple[Callable[[random.Random], bytes], ...] = (
    _control,
    _control,
    _text,
    _text,
    _paste,
    _paste,
    _mouse,
    _other_key,
    lambda dice: dice.choice((b"\x1b[I", b"\x1b[O")),
    lambda _: b"\x1b[201~",
    lambda dice: dice.choice(_BROKEN),
    lambda dice: dice.choice(("\x85", "\x9b?62;c", "\x9d11;vdo\x9c", "\ufeff", "\u202e", "\u200b")).encode(),
)


def bursts(count: int, seed: int) -> Iterator[Burst]:
    """Yield `count` bursts."""
    dice = random.Random(seed)
    for _ in range(count):
        yield burst(dice)
