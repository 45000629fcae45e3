"""The one language of filters: which articles, claims and records are meant.

A condition asks about an article, a claim in it, or one reviewer's record of that claim. An article is
meant if one of its claims (and one record of that claim) is all that is asked for, and none is what is
left out: ``tag:disputed by:ana`` are the articles with a claim that ana disputes, ``-tag:disputed`` those
without any that is disputed. A claim is meant in the same way. The grammar is in `filter_syntax`, the
fields are in `filter_fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from triage.core.filter_conditions import Asked, Test
from triage.core.filter_fields import ARTICLE, FIELDS, RECORD, depth_of, field_of, meanings, needs_record
from triage.core.filter_subjects import ArticleFacts, AskedArticle, ClaimFacts, Subject
from triage.core.filter_syntax import All, Any, FilterError, Node, Not, Term, tree

__all__ = [
    "ArticleFacts",
    "Asked",
    "ClaimFacts",
    "Filter",
    "FilterError",
    "Subject",
    "Suggestion",
    "suggestions",
]


class Filter:
    """A filter understood."""

    def __init__(self, query: str, asked: Asked = Asked()) -> None:  # noqa: B008 - a value that never changes
        """Raises FilterError, which says where the fault is."""
        self.query = query
        self._tree = tree(query)
        self._tests: dict[Term, Test] = {}
        self._depths: dict[Term, int] = {}
        self._depth = self._prepare(self._tree, asked)

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self._tree != All(())

    @property
    def asks_about_claims(self) -> bool:
        """Whether articles have to be looked into."""
        return self._depth > ARTICLE

    @property
    def words(self) -> tuple[str, ...] | None:
        """The words, if nothing but words is asked for; they all have to be there."""
        parts = self._tree.parts if isinstance(self._tree, All) else (self._tree,)
        words = [
            part.value for part in parts if isinstance(part, Term) and not part.field and not part.is_quoted
        ]
        return tuple(words) if len(words) == len(parts) else None

    def means(self, subject: Subject) -> bool:
        """Whether an article, a claim or a record is meant.

        Raises FilterError where a regular expression takes too long.
        """
        return self._holds(self._tree, subject)

    def may_mean_in(self, article: AskedArticle) -> bool:
        """Whether a claim of the article may be meant, as far as that is told without looking inside."""
        return self._known(self._tree, Subject(article)) is not False

    def _known(self, node: Node, article: Subject) -> bool | None:
        """Return whether a condition holds for every claim of the article, or for none; None if unknown."""
        if isinstance(node, Not):
            inner = self._known(node.part, article)
            return None if inner is None else not inner
        if isinstance(node, Term):
            if self._depths[node] == ARTICLE and node.field not in ("", "re"):
                return self._tests[node](article)
            return False if needs_record(node) and not article.article.is_recorded() else None
        decides = isinstance(node, Any)
        known = [self._known(part, article) for part in node.parts]
        if decides in known:
            return decides
        return None if None in known else not decides

    def _prepare(self, node: Node, asked: Asked) -> int:
        """Make the tests of all terms; return the greatest depth of any. Raises FilterError."""
        if isinstance(node, Term):
            self._tests[node] = field_of(node).reads(node, asked)
            self._depths[node] = depth_of(node)
            return self._depths[node]
        if isinstance(node, Not):
            return self._prepare(node.part, asked)
        return max((self._prepare(part, asked) for part in node.parts), default=ARTICLE)

    def _holds(self, node: Node, subject: Subject) -> bool:
        left = self._left(node, subject)
        if isinstance(left, bool):
            return left
        return any(self._holds(left, part) for part in subject.parts())

    def _left(self, node: Node, subject: Subject) -> bool | Node:
        """Return what is still to be asked of one and the same part of the subject, or the answer."""
        if isinstance(node, Not):  # of no part of it
            return not self._holds(node.part, subject)
        if isinstance(node, Term):
            depth = self._depths[node]
            if depth <= subject.depth:
                return self._tests[node](subject)
            return node if depth < RECORD or subject.article.is_recorded() else False
        decides = isinstance(node, Any)
        left = []
        for part in node.parts:
            answer = self._left(part, subject)
            if answer is decides:
                return decides
            if not isinstance(answer, bool):
                left.append(answer)
        if not left:
            return not decides
        return Any(tuple(left)) if decides else All(tuple(left))


class Suggestion(NamedTuple):
    """What may be typed next."""

    text: str
    """The whole word or term."""
    help: str
    start: int
    """Where in the filter it takes the place of what is typed."""
    end: int


def suggestions(
    query: str, cursor: int, asked: Asked, values: Mapping[str, list[str]] | None = None
) -> list[Suggestion]:
    """Return the fields or values that go on from what stands before the `cursor` (a place in code points).

    `values` are further values by field, such as the reviewers' names. Never raises.
    """
    start = cursor
    while start > 0 and not query[start - 1].isspace() and query[start - 1] not in '()"':
        start -= 1
    if query[start:cursor].startswith("-"):
        start += 1
    typed = query[start:cursor].lower()
    name, colon, begun = typed.partition(":")
    if not colon:
        return [
            Suggestion(_begun_with(field.name, field.example), field.help, start, cursor)
            for field in FIELDS.values()
            if typed and field.name.startswith(typed)
        ]
    field = FIELDS.get(name)
    if field is None:
        return []
    known = [*field.values(asked), *(values or {}).get(name, [])]
    told = meanings(name)
    return [
        Suggestion(f"{name}:{_quoted(value)}", told.get(value, ""), start, cursor)
        for value in dict.fromkeys(known)
        if value.lower().startswith(begun)
    ]


def _begun_with(name: str, example: str) -> str:
    """Return the name with the sign that its example has."""
    return example[: len(name) + 1] if example else f"{name}:"


def _quoted(value: str) -> str:
    return f'"{value}"' if any(sign.isspace() or sign in "()" for sign in value) else value
