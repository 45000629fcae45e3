"""Small files of the program's own and hostile ones, and random changes to their bytes, lines and values."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

SIDECARS = (
    b"schema: 1\nsource: {file: a.txt, sha256: 0f3c}\nclaims: {}\n",
    b"""# triage: claims in a.txt
schema: 1
source:
  file: a.txt
  sha256: 0f3c
  title: Dam breaks
reviews:
  ana: {status: in-review, at: 2026-11-21T10:03:09.412Z}
claims:
  01JD3MZ8W4QXK7T2:
    quote: Nobody was hurt
    start: 0
    end: 15
    at: 2026-11-21T10:02:11.120Z
""",
    b"""schema: 1
source: {file: a, sha256: b}
claims:
  K:
    quote: "so \\u202e: x"
    start: 2
    end: 9
    suffix: "; and"
    at: 2026-11-21T10:02:11.120Z
    state: moved
    skip: true
    tags:
      ana:
        tag: disputed
        at: 2026-11-21T10:02:30.007Z
        note: two lists
""",
    """schema: 1
source: {file: "з.txt", sha256: b, x-lab: [1, '1', {k: yes}]}
claims:
  K:
    quote: Дамба “прорвана” 洪水 👍
    start: 0
    end: 22
    at: 2026-11-21T10:02:11.120Z
    tags:
      Zoë Q.: {tag: opinion, at: 2026-11-21T10:02:30.007Z, note: é\u0301}
""".encode(),
    b"""schema: 1
source: {file: a, sha256: b}
claims:
  K:
    quote: q
    start: 1
    end: 2
    at: 2026-11-21
    related:
    - {file: b, claim: L, relation: conflicts}
    tags:
      bo:
        tag: none
        at: 2026-11-21 10:02:30 +1
        confidence: high
        evidence:
        - {url: "https://example.org/a?b=c,d#e", stance: refutes, accessed: 2026-11-21}
        - url: x
""",
    b"""schema: 1
source: {file: a, sha256: b}
claims:
  K: {quote: q, start: 1, end: 2, at: 2026-11-21T10:02:11.120Z, was: |
  two}
  L: {quote: q, start: 1, end: 2, at: 2026-11-21T10:02:11.121Z}
  M: {quote: 'it''s', start: 3, end: 7, at: 2026-11-21T10:02:11.122Z, state: orphan}
""",
    b"""schema: 1
source: {file: a, sha256: b}
<<<<<<< ours
reviews: {ana: {status: done, at: 2026-11-21T10:02:11.120Z}}
||||||| base
=======
reviews: {bo: {status: done, at: 2026-11-21T10:02:11.121Z}}
>>>>>>> theirs
claims: {}
""",
    b"schema: 2\nsource: [x]\nclaims:\n  K: {quote: 3, start: x}\n  L: [later]\nnew: {a: b}\n",
    b"%YAML 1.1\n%TAG !e! tag:x.org,2000:\n---\nschema: &a 1\nsource: *a\nclaims: !!python/name:os.exit {}\n",
    b"\xef\xbb\xbfschema: 1\r\nsource: {file: a, sha256: b}\r\nclaims: {}\r\nx: >-\r\n  fold\r\n\r\n  ed\r\n",
    b"? schema\n: 1\n? source\n: ? file\n  : a\n  ? sha256\n  : b\nclaims: ~\n? |\n  block key\n: - - - a\n",
    b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n<<: *c\n",
)
"""Sidecars with every field, unknown keys, git's marks, a newer schema, and what is refused."""

CODEBOOKS = (
    b"""schema: 1
name: mine
about: >-
  Judge the words.
tags:
  holds: {label: Holds, key: y, symbol: "+", letter: "+", colour: green, definition: It is so.}
  urgent:
    label: Urgent
    key: ctrl+t
    symbol: \xe2\x9c\x93
    colour: "#d55e00"
    example: x
    group: g
""",
    b'schema: 1\ntags:\n  a: {key: a, symbol: a, colour: red}\n  b: {key: f2, symbol: b, colour: "#000"}\n',
)

KEYMAPS = (
    b"""schema: 1
name: mine
about: x
modes:
  all:
    x: untag
    ctrl+r: redo
    h: edge end-left
    "/": find
  text: {j: claim.next, "1": tag verified, space: go.next untagged}
  list: {k: article.previous, g: none.such}
""",
    b"schema: 1\nmodes: {all: {q: quit, no: undo}, text: [], other: {a: b}}\n",
)

SETTINGS = (
    b"reviewer: ana\nkeys: vim\n",
    b'# who I am\nreviewer: "Zo\xc3\xab Q."\nkeys: ~/my keys.yaml\nunknown: [1, 2]\n',
    b"{reviewer: bo}\n",
)

TOKENS = tuple(
    token if isinstance(token, bytes) else token.encode()
    for token in (
        *(
            ": ",
            "- ",
            "? ",
            "\n",
            "\n  ",
            "\n- ",
            "#",
            " #",
            "&a ",
            "*a",
            "!",
            "!!str ",
            "!<x> ",
            "|",
            ">-",
            "|2\n",
        ),
        *(
            "'",
            '"',
            "''",
            '"\\',
            '\\x00"',
            "\\u202e",
            "\\ud800",
            "\\U99999999",
            "\\N",
            "%YAML 1.2\n",
            "%TAG ! x\n",
        ),
        *(
            "---\n",
            "\n---\n",
            "...\n",
            "<<: ",
            "<<",
            "[",
            "]",
            "{",
            "}",
            ",",
            "[[[[[[[[[[[[[[[[[",
            "{a: {a: {a: ",
            "~",
        ),
        *(
            "null",
            "true",
            "no",
            "yes",
            "=",
            ".inf",
            ".nan",
            "1e999999",
            "-1",
            "0o7",
            "0x1F",
            "1_000",
            "1:30",
            "007",
        ),
        *(
            "9" * 400,
            "1" * 15,
            "1" * 16,
            "2026-11-21",
            "9999-12-31T23:59:59.999999999Z",
            "0000-00-00",
            "0001-01-01",
        ),
        *(
            "2026-11-21T10:02:30.007+99:99",
            "10000-01-01T00:00:00Z",
            "\t",
            "\r",
            "\r\n",
            "\x00",
            "\x1b[31m",
            "\x7f",
        ),
        *(
            "\u0085",
            "\u2028",
            "\u2029",
            "\ufeff",
            "\u200b",
            "\u202e",
            "\U000e0041",
            "\U0010ffff",
            "\ufffe",
            "洪",
            "👍",
        ),
        *(
            "<<<<<<< ours\n",
            "\n=======\n",
            "\n>>>>>>> theirs\n",
            "||||||| base\n",
            "verified",
            "none",
            "K",
            "ana",
        ),
        *(
            "schema: 1\n",
            "schema: 2\n",
            "schema: 99999999999999999\n",
            "claims:\n",
            "tags:\n",
            "    tags:\n",
            "quote: ",
        ),
        *(
            "start: ",
            "end: ",
            "at: ",
            "state: ",
            "moved",
            "orphan",
            "evidence:\n",
            "url: ",
            "related: []\n",
            "key: ",
        ),
        b"\xff",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x80",
        b"\xff\xfe",
        b"\xfe\xff",
        b"A" * 130,
        b"A" * 1100,
    )
)
"""What YAML, the sidecar's format, git and Unicode give a meaning, or should not be there."""


def mutant(dice: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Return one of the `seeds` after some random changes, most often one or two."""
    chance = dice.random
    data = seeds[int(chance() * len(seeds))]
    while True:
        data = _CHANGES[int(chance() * len(_CHANGES))](data, chance, seeds)
        if chance() < 0.55 or len(data) > 8000:
            return data


_Chance = Callable[[], float]
_Change = Callable[[bytes, _Chance, Sequence[bytes]], bytes]


def _byte(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    at = int(chance() * len(data))
    return data[:at] + bytes((int(chance() * 256),)) + data[at + 1 :]


def _bit(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = int(chance() * len(data))
    return data[:at] + bytes((data[at] ^ (1 << int(chance() * 8)),)) + data[at + 1 :]


def _token(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    at = int(chance() * (len(data) + 1))
    return data[:at] + TOKENS[int(chance() * len(TOKENS))] + data[at:]


def _delete(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    at = int(chance() * len(data))
    return data[:at] + data[at + 1 + int(chance() ** 3 * 40) :]


def _truncate(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    return data[: int(chance() * len(data))]


def _repeat(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    at = int(chance() * len(data))
    piece = data[at : at + 1 + int(chance() ** 3 * 60)]
    return data[:at] + piece * (2 + int(chance() ** 4 * 60)) + data[at + len(piece) :]


def _splice(data: bytes, chance: _Chance, seeds: Sequence[bytes]) -> bytes:
    other = seeds[int(chance() * len(seeds))]
    return data[: int(chance() * len(data))] + other[int(chance() * len(other)) :]


def _value(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    """Put something else after one colon or dash, to the end of its line."""
    at = data.find((b": ", b"- ")[chance() < 0.15], int(chance() * len(data)))
    if at < 0:
        return data
    end = data.find((b"\n", b",")[chance() < 0.3], at)
    return data[: at + 2] + TOKENS[int(chance() * len(TOKENS))] + (data[end:] if end > 0 else b"")


def _key(data: bytes, chance: _Chance, _: Sequence[bytes]) -> bytes:
    """Put something else before one colon, from the blank before it."""
    end = data.find(b":", int(chance() * len(data)))
    if end < 0:
        return data
    at = data.rfind(b" ", 0, end) + 1
    return data[:at] + TOKENS[int(chance() * len(TOKENS))].strip() + data[end:]


def _lines(data: bytes, chance: _Chance, seeds: Sequence[bytes]) -> bytes:
    """Delete, double, move, indent or borrow a line."""
    lines = data.split(b"\n")
    at = int(chance() * len(lines))
    what = int(chance() * 6)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(int(chance() * len(lines)), lines[at])
    elif what == 2:
        lines.insert(int(chance() * len(lines)), lines.pop(at))
    elif what == 3:
        lines[at] = b" " * (1 + int(chance() * 4)) + lines[at]
    elif what == 4:
        lines[at] = lines[at][1 + int(chance() * 3) :]
    else:
        other = seeds[int(chance() * len(seeds))].split(b"\n")
        lines.insert(at, other[int(chance() * len(other))])
    return (b"\n", b"\r\n", b"\r", b"\xc2\x85")[int(chance() ** 12 * 4)].join(lines)


_CHANGES: tuple[_Change, ...] = (
    *(_byte, _bit, _token, _token, _delete, _truncate, _repeat, _splice, _value, _value, _value, _key),
    *(_lines, _lines, _lines),
)
