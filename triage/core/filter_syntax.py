"""The grammar of filters: words, quoted words, fields with values, `or`, `-` and parentheses.

    query  := all ("or" all)*
    all    := part+                       several parts have to hold together; "and" may stand between
    part   := ("-" | "not") part | "(" query ")" | term
    term   := FIELD ":" value | FIELD comparison value | "re:/" expression "/" | value
    value  := word | "quoted words"

What a field is, and which values it takes, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from triage.core.lazy import lazy

LONGEST = 1000
"""Code points of a filter."""

DEEPEST = 50
"""Parentheses and signs within each other."""

_OPENING, _CLOSING = '"“”„«»', '"“”»«'
_FIELD = lazy(r"([a-z]+)(:|<=|>=|<|>|=)", re.IGNORECASE | re.ASCII)
_EXPRESSION = lazy(r"/((?:[^/\\]|\\.)*)/([a-z]*)", re.DOTALL | re.ASCII)
_BARE = lazy(r'[^\s()"“”„«»]+')
_BLANK = lazy(r"\s*")


class FilterError(ValueError):
    """A filter that cannot be understood: what is wrong, and which part of it, in code points."""

    def __init__(self, message: str, start: int, end: int) -> None:
        """`message` quotes what was typed: untrusted text."""
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = max(end, start + 1)


class Term(NamedTuple):
    """One condition as it was typed."""

    field: str
    """In small letters; empty for words without a field, ``re`` for a regular expression."""
    sign: str
    """``:`` or a comparison."""
    value: str
    start: int
    """Where the term begins in the filter."""
    value_start: int
    end: int
    flags: str = ""
    """Letters after a regular expression."""
    is_quoted: bool = False


class Not(NamedTuple):
    """What must not hold."""

    part: Node


class All(NamedTuple):
    """What has to hold together."""

    parts: tuple[Node, ...]


class Any(NamedTuple):
    """Of which one has to hold."""

    parts: tuple[Node, ...]


Node: TypeAlias = Term | Not | All | Any


class _Token(NamedTuple):
    kind: str
    """``(``, ``)``, ``-``, ``or``, ``and`` or ``term``."""
    start: int
    end: int
    term: Term | None = None


def tree(query: str) -> Node:
    """Return what was typed as a tree; a filter without a word is `All` of nothing.

    Quotation marks without an end go to the end of the filter: it may be typed still. Raises FilterError.
    """
    if len(query) > LONGEST:
        raise FilterError(f"a filter has at most {LONGEST} characters", LONGEST, len(query))
    return _Parser(query).whole()


class _Parser:
    def __init__(self, query: str) -> None:
        self._query = query
        self._tokens = list(_tokens(query))
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        if not self._tokens:
            return All(())
        node = self._either()
        left = self._next()
        if left is not None:
            raise FilterError("there is no ( for this )", left.start, left.end)
        return node

    def _either(self) -> Node:
        parts = [self._together()]
        while (token := self._next()) is not None and token.kind == "or":
            self._at += 1
            parts.append(self._together())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _together(self) -> Node:
        parts: list[Node] = []
        while (token := self._next()) is not None and token.kind not in ("or", ")"):
            self._at += 1
            if token.kind == "and":
                if not parts or (after := self._next()) is None or after.kind in ("or", "and", ")"):
                    raise FilterError('"and" stands between two conditions', token.start, token.end)
                continue
            parts.append(self._part(token))
        if not parts:
            raise self._missing()
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _part(self, token: _Token) -> Node:
        if token.term is not None:
            return token.term
        self._depth += 1
        if self._depth > DEEPEST:
            raise FilterError(f"more than {DEEPEST} parentheses within each other", token.start, token.end)
        node: Node
        if token.kind == "-":
            after = self._next()
            if after is None or after.kind in ("or", "and", ")"):
                raise FilterError("what is to be left out is missing", token.start, token.end)
            self._at += 1
            node = Not(self._part(after))
        else:
            node = self._either()
            closing = self._next()
            if closing is None:
                raise FilterError("this ( is not closed", token.start, token.end)
            self._at += 1
        self._depth -= 1
        return node

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _missing(self) -> FilterError:
        token = self._next()
        if token is None:
            last = self._tokens[-1]
            return FilterError("a condition is missing after this", last.start, last.end)
        return FilterError("a condition is missing before this", token.start, token.end)


def _tokens(query: str) -> Iterator[_Token]:
    at = _skip_blanks(query, 0)
    while at < len(query):
        sign = query[at]
        after = query[at + 1 : at + 2]
        if sign in "()":
            yield _Token(sign, at, at + 1)
            at += 1
        elif sign == "-" and after and not after.isspace() and after not in "-)":
            yield _Token("-", at, at + 1)
            at += 1
        else:
            token = _word(query, at)
            yield token
            at = token.end
        at = _skip_blanks(query, at)


def _word(query: str, start: int) -> _Token:
    """Return the operator or the term that begins at `start`."""
    field, sign, at = "", ":", start
    named = _FIELD().match(query, at)
    if named is not None:
        field, sign, at = named[1].lower(), named[2], named.end()
    if field == "re":
        return _expression(query, start, at)
    if query[at : at + 1] in _OPENING and at < len(query):
        end = next((place for place in range(at + 1, len(query)) if query[place] in _CLOSING), len(query))
        term = Term(field, sign, query[at + 1 : end], start, at, min(end + 1, len(query)), is_quoted=True)
        return _Token("term", start, term.end, term)
    bare = _BARE().match(query, at)
    end = at if bare is None else bare.end()
    word = query[at:end]
    if not field and word.lower() in ("or", "and", "not"):
        kind = "-" if word.lower() == "not" else word.lower()
        return _Token(kind, start, end)
    return _Token("term", start, end, Term(field, sign, word, start, at, end))


def _expression(query: str, start: int, at: int) -> _Token:
    match = _EXPRESSION().match(query, at)
    if match is None:
        end = len(query) if query[at : at + 1] == "/" else at
        raise FilterError("a regular expression stands between two slashes: re:/[0-9]{4}/", start, end)
    term = Term("re", ":", match[1], start, at, match.end(), flags=match[2])
    return _Token("term", start, term.end, term)


def _skip_blanks(query: str, at: int) -> int:
    match = _BLANK().match(query, at)
    return match.end() if match else at
