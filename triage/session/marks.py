"""What is marked for the next command: articles, and claims, which keep their marks when edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from triage.core.anchor import anchor_at, stands, stands_whole
from triage.core.claim import Anchor
from triage.core.outline import Passage
from triage.core.values import dataclass
from triage.session.changes import Change, SpanChange
from triage.session.opened import Opened
from triage.store.looks import Changes

MOST = 20_000
"""Claims that can be marked at a time: as many as a reviewer may want to look through before they agree."""

_WORDS = 160
"""Code points of a marked claim that are kept to be shown."""

Span = tuple[int, int]
Key = str | Span
"""A claim in its article: the id of a recorded one, the span of one that nothing is recorded about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked claim or article, as it is listed."""

    path: str
    words: str
    """Of the claim, as they were when it was marked; empty for an article. Untrusted text."""
    key: Key | None = None
    """Names the claim in its article; None for the article."""


class _Inside:
    """The marked claims of one article, in the order in which they were marked."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        """Of the text that the spans refer to."""
        self.ids: dict[str, str] = {}
        """The words of recorded ones, by id."""
        self.spans: dict[Span, Anchor] = {}

    def __len__(self) -> int:
        return len(self.ids) + len(self.spans)

    def follow_text(self, opened: Opened) -> None:
        """Find the spans in another text of the article; those whose words do not stand there go."""
        if self.sha256 == opened.article.sha256:
            return
        text, before = opened.article.text, self.spans
        self.sha256, self.spans = opened.article.sha256, {}
        for anchor in before.values():
            start = _refound(text, anchor)
            if start is not None:
                span = start, start + len(anchor.quote)
                self.spans[span] = anchor_at(text, *span, "")


class Marks:
    """Used from the session's thread."""

    def __init__(self) -> None:
        self._articles: dict[str, None] = {}
        self._inside: dict[str, _Inside] = {}
        self._claims = 0
        self.last: tuple[str, Key | None] | None = None
        """What was marked last: the path, and the claim if it was one."""
        self.version = 0
        """Counts the changes."""

    def __bool__(self) -> bool:
        return bool(self._articles or self._inside)

    @property
    def claims(self) -> int:
        """How many claims are marked."""
        return self._claims

    @property
    def articles(self) -> int:
        """How many articles are marked as such."""
        return len(self._articles)

    @property
    def told(self) -> str:
        """How many there are, a few words; empty where nothing is marked."""
        claims, articles = self.claims, self.articles
        words = [f"{claims:,} claim{'s' * (claims != 1)}"] * bool(claims)
        words += [f"{articles:,} article{'s' * (articles != 1)}"] * bool(articles)
        return f"{' and '.join(words)} marked" if words else ""

    def paths(self) -> list[str]:
        """Return the articles that are marked or have marked claims."""
        return [*dict.fromkeys((*self._articles, *self._inside))]

    def has_article(self, path: str) -> bool:
        """Whether the article is marked as such."""
        return path in self._articles

    def has_inside(self, path: str) -> bool:
        """Whether the article has marked claims."""
        return path in self._inside

    def has_claim(self, opened: Opened, passage: Passage) -> bool:
        """Whether a claim is marked."""
        inside = self._in(opened)
        return inside is not None and (
            (passage.start, passage.end) in inside.spans or any(name in inside.ids for name in passage.ids)
        )

    def toggle_article(self, path: str) -> bool:
        """Mark an article, or do so no more; return whether it is marked now."""
        self.version += 1
        if path in self._articles:
            del self._articles[path]
            return False
        self.add_article(path)
        return True

    def add_article(self, path: str) -> None:
        """Mark an article."""
        self.version += 1
        self._articles[path] = None
        self.last = path, None

    def toggle_claim(self, opened: Opened, passage: Passage) -> bool:
        """Mark a claim, or do so no more; return whether it is marked now."""
        if not self.has_claim(opened, passage):
            return self.add_claim(opened, passage)
        keys: list[Key] = [*passage.ids, (passage.start, passage.end)]
        for key in keys:
            self.remove(opened.article.path, key)
        return False

    def add_claim(self, opened: Opened, passage: Passage) -> bool:
        """Mark a claim; return False where so many are marked that it cannot be."""
        span = passage.start, passage.end
        path, text = opened.article.path, opened.article.text
        if self.has_claim(opened, passage):
            self.last = path, passage.ids[0] if passage.ids else span
            return True
        if self.claims >= MOST:
            return False
        self.version += 1
        self._claims += 1
        inside = self._in(opened) or self._inside.setdefault(path, _Inside(opened.article.sha256))
        if passage.ids:
            inside.ids[passage.ids[0]] = text[passage.start : passage.end][:_WORDS]
            self.last = path, passage.ids[0]
        else:
            inside.spans[span] = anchor_at(text, *span, "")
            self.last = path, span
        return True

    def remove(self, path: str, key: Key | None) -> None:
        """Mark a claim no more, or an article where `key` is None."""
        self.version += 1
        inside = self._inside.get(path)
        if key is None:
            self._articles.pop(path, None)
        elif inside is not None:
            before = len(inside)
            if isinstance(key, str):
                inside.ids.pop(key, None)
            else:
                inside.spans.pop(key, None)
            self._count(path, before)

    def clear(self) -> None:
        """Mark nothing any more."""
        self.version += 1
        self._articles.clear()
        self._inside.clear()
        self._claims = 0
        self.last = None

    def listed(self) -> list[Mark]:
        """Return all that is marked, article by article."""
        return [mark for path in self.paths() for mark in self.listed_in(path)]

    def listed_in(self, path: str) -> list[Mark]:
        """Return what is marked in an article, the article first if it is."""
        found = [Mark(path, "")] if path in self._articles else []
        inside = self._inside.get(path)
        if inside is not None:
            found += [Mark(path, words, name) for name, words in inside.ids.items()]
            found += [Mark(path, anchor.quote[:_WORDS], span) for span, anchor in inside.spans.items()]
        return found

    def place_of(self, opened: Opened, key: Key) -> Span | None:
        """Return where a marked claim stands in the open article; None where it does not any more."""
        if isinstance(key, str):
            claim = opened.annotations.claims.get(key)
            return None if claim is None else (claim.anchor.start, claim.anchor.end)
        inside = self._in(opened)
        return key if inside is not None and key in inside.spans else None

    def found_in(self, opened: Opened, *, whole: bool = False) -> tuple[list[int], list[str]]:
        """Return the indexes of the marked claims in text order, and the words of those that are none now.

        With `whole` an article that is marked itself stands for all its claims.
        """
        inside = self._in(opened)
        found: set[int] = set()
        gone: list[str] = []
        if whole and opened.article.path in self._articles:
            found = {index for index, passage in enumerate(opened.outline.passages) if passage.claim}
        if inside is not None:
            keys: list[tuple[Key, str]] = [*inside.ids.items()]
            keys += [(span, anchor.quote[:_WORDS]) for span, anchor in inside.spans.items()]
            for key, words in keys:
                place = self.place_of(opened, key)
                index = None if place is None else opened.outline.find(*place)
                if index is not None and opened.outline.passages[index].claim:
                    found.add(index)
                else:
                    gone.append(words)
        return sorted(found), gone

    def taken(self) -> Marks:
        """Return all marks; nothing is marked here any more."""
        taken = Marks()
        taken._articles, taken._inside, taken._claims = self._articles, self._inside, self._claims
        self._articles, self._inside = {}, {}
        self.clear()
        return taken

    def copy(self) -> Marks:
        """Return marks that stay as these are now, for another thread."""
        copied = Marks()
        copied._articles, copied._claims = dict(self._articles), self._claims
        for path, inside in self._inside.items():
            copied._inside[path] = _Inside(inside.sha256)
            copied._inside[path].ids, copied._inside[path].spans = dict(inside.ids), dict(inside.spans)
        return copied

    def recorded(self, path: str, changes: Iterable[Change]) -> None:
        """Something was recorded in an article: claims that were given an id for it keep their marks."""
        inside = self._inside.get(path)
        for change in changes if inside is not None else ():
            if isinstance(change, SpanChange) and change.before is None and not change.after.added:
                anchor = inside.spans.pop((change.after.start, change.after.end), None) if inside else None
                if anchor is not None and inside is not None:
                    inside.ids[change.claim] = anchor.quote[:_WORDS]
                    if self.last == (path, (change.after.start, change.after.end)):
                        self.last = path, change.claim

    def follow(self, changes: Changes) -> None:
        """Follow what became of articles in the folder."""
        for old, new in changes.renamed:
            self.version += 1
            if old in self._articles:
                del self._articles[old]
                self._articles[new] = None
            if old in self._inside:
                self._claims -= len(self._inside.get(new, ()))
                self._inside[new] = self._inside.pop(old)
            if self.last is not None and self.last[0] == old:
                self.last = new, self.last[1]
        for path in changes.removed:
            self.version += 1
            self._articles.pop(path, None)
            self._claims -= len(self._inside.pop(path, ()))

    def _in(self, opened: Opened) -> _Inside | None:
        inside = self._inside.get(opened.article.path)
        if inside is None or inside.sha256 == opened.article.sha256:
            return inside
        if opened.pending:
            return None
        before = len(inside)
        inside.follow_text(opened)
        self._count(opened.article.path, before)
        return inside if len(inside) else None

    def _count(self, path: str, before: int) -> None:
        """Keep up the sum where an article had so many marked claims `before`; forget one without any."""
        self._claims += len(self._inside[path]) - before
        if not len(self._inside[path]):
            del self._inside[path]


def in_range(opened: Opened, first: int, last: int) -> Iterator[Passage]:
    """Yield the claims from one index to another, both included."""
    for index in range(min(first, last), max(first, last) + 1):
        passage = opened.outline.passages[index]
        if passage.claim:
            yield passage


def in_order(paths: Sequence[str], position: Callable[[str], int | None]) -> list[str]:
    """Return paths in the order of the list, those that are not listed last."""
    return sorted(paths, key=lambda path: ((at := position(path)) is None, at or 0))


def _refound(text: str, anchor: Anchor) -> int | None:
    """Return where the words of an anchor stand in another text, if that is sure; else None."""
    if stands(text, anchor) and stands_whole(text, anchor, anchor.start):
        return anchor.start
    around = anchor.prefix[-32:], anchor.suffix[:32]
    start = text.find(f"{around[0]}{anchor.quote}{around[1]}")
    if start >= 0:
        return start + len(around[0])
    start = text.find(anchor.quote)
    return start if start >= 0 and text.find(anchor.quote, start + 1) < 0 else None
