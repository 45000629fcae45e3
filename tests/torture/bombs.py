"""Small files made to cost much: each is refused before it costs anything."""

from __future__ import annotations

import time
from collections.abc import Mapping

from tests.torture.figures import Row
from triage.errors import TriageError
from triage.store.versions import parse_versions

LIMIT_SECONDS = 0.010
_MANY = 200_000
_LINES = 30_000
_CLAIM = b"schema: 1\nsource: {file: a, sha256: b}\nclaims: {K: {quote: q, start: %b, end: %b, at: %b}}\n"

BOMBS: Mapping[str, bytes] = {
    "sequences in each other": b"[" * _MANY,
    "mappings in each other": b"{a: " * _MANY,
    "dashes in each other": b"- " * _MANY,
    "questions in each other": b"? " * _MANY,
    "an ever deeper block": b"".join(b" " * depth + b"a:\n" for depth in range(600)),
    "a billion laughs": b"a: &a [x, x]\n"
    + b"".join(b"%c: &%c [*%c, *%c]\n" % (at + 1, at + 1, at, at) for at in range(97, 122)),
    "an alias of itself": b"a: &a [*a]\n",
    "merge keys": b"a: {<<: {b: c}}\n" * 5000,
    "a long text that never ends": b'a: "' + b"x" * _MANY,
    "a long text of quotes": b"a: '" + b"''" * (_MANY // 2),
    "a long text where no text may be": b"schema: " + b"x" * _MANY,
    "a long block": b"schema: |\n" + b" x\n" * (_MANY // 4),
    "a long key": b"x" * _MANY + b": a\n",
    "a long key asked for": b"? " + b"x" * _MANY + b"\n: a\n",
    "a long anchor": b"a: &" + b"x" * _MANY,
    "a long tag": b"a: !" + b"x" * _MANY,
    "many keys": b"".join(b"k%d: a\n" % number for number in range(_LINES)),
    "many empty keys": b"".join(b"k%d:\n" % number for number in range(_LINES)),
    "many keys between braces": b"{" + b",".join(b"k%d" % number for number in range(_LINES)) + b"}",
    "many items": b"[" + b"a," * _LINES + b"]",
    "many empty items": b"- \n" * _LINES,
    "the same key many times": b"a: b\n" * _LINES,
    "keys that Python hashes alike": b"".join(b"%d: a\n" % (at * (2**61 - 1)) for at in range(_LINES // 4)),
    "many documents": b"--- a\n" * _LINES,
    "many ends of documents": b"...\n" * _LINES,
    "many directives": b"%YAML 1.1\n" * _LINES,
    "many unknown directives": b"%FOO bar\n" * _LINES,
    "many tag directives": b"".join(b"%%TAG !a%d! b\n" % number for number in range(_LINES // 2)),
    "many tag directives, just allowed": b"".join(b"%%TAG !a%d! b\n" % number for number in range(1000)),
    "many comments": b"#\n" * _MANY,
    "many empty lines": b"\n" * _MANY,
    "many blanks": b" " * _MANY,
    "many colons": b"a" + b":" * _MANY,
    "a long number": b"schema: " + b"9" * 50_000,
    "a long number of a claim": _CLAIM % (b"9" * 50_000, b"1", b"2026-11-21"),
    "a long hexadecimal number": _CLAIM % (b"0x" + b"f" * 50_000, b"1", b"2026-11-21"),
    "a great exponent": _CLAIM % (b"1e999999999", b"1", b"2026-11-21"),
    "a number in sixties": _CLAIM % (b"1" + b":59" * 20_000, b"1", b"2026-11-21"),
    "a number that almost is one": b"schema: " + b"1_" * 25_000 + b"e" + b"_" * 25_000 + b"x",
    "a long time": _CLAIM % (b"1", b"2", b"2026-11-21T" + b"1" * 50_000),
    "a time far away": _CLAIM % (b"1", b"2", b"9999-12-31T23:59:59-23:59"),
    "a time that almost is one": b"schema: 2026-11-21" + b" " * 100_000 + b"x",
    "conflict marks": b"<<<<<<< a\n" + b"=======\n>>>>>>> b\n<<<<<<< c\n" * 300,
    "bytes that are no text": b"a: " + b"x" * _MANY + b"\xff",
    "a control character at the end": b"a: " + b"x" * _MANY + b"\x01",
    "a hidden control character at the end": b"a: " + "é".encode() * (_MANY // 2) + "\x9b".encode(),
    "nothing but NUL": b"\x00" * 5 * _MANY,
    "two bytes for each character": b"\xff\xfe" + b"a\x00" * _MANY,
    "more than a sidecar may hold": b"x" * 16_000_001,
}  # fmt: skip


def seconds(bomb: bytes) -> float | None:
    """Return how long the processor takes to refuse `bomb`, at the least; None if it is accepted."""
    least = float("inf")
    for _ in range(5):
        began = time.thread_time()
        try:
            parse_versions(bomb, "x")
        except TriageError:
            least = min(least, time.thread_time() - began)
        else:
            return None
        if least < LIMIT_SECONDS:
            break
    return least


def full() -> list[Row]:
    """Return the row of all bombs: the longest time to refuse one."""
    taken = {name: seconds(bomb) for name, bomb in BOMBS.items()}
    accepted = [name for name, each in taken.items() if each is None]
    name, longest = max(
        ((name, each) for name, each in taken.items() if each is not None), key=lambda pair: pair[1]
    )
    result = f"{1000 * longest:.1f} ms ({name})" + (f"; accepted: {', '.join(accepted)}" if accepted else "")
    return [
        Row(
            "bombs: longest until refused",
            len(BOMBS),
            "10 ms",
            result,
            not accepted and longest <= LIMIT_SECONDS,
        )
    ]
