"""What stands on the lines of the dashboard: what needs attention, who tagged what, a bar for an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from triage.core.plain import plain
from triage.session.attention import WORDS, Attention, Kind
from triage.session.entry import Entry
from triage.session.session import Session
from triage.ui.cells import cut, fill
from triage.ui.look import Look
from triage.ui.widgets.article_list import sign
from triage.ui.widgets.bars import bar

_WIDE = 100
"""Cells from which on there is room for tags beside the bars."""

_TAGS, _NARROW_BAR, _BAR, _COUNT, _NAME = 26, 12, 20, 12, 16
"""Cells of the columns."""

_INDENT = "  "

_KEPT = 256
"""Articles whose lines are kept as they were made."""


class Target(NamedTuple):
    """Where a line leads."""

    path: str
    kind: Kind | None = None
    """What is wrong there; None where it is about the whole article."""


class Row(NamedTuple):
    """A line, and where it leads if it leads anywhere."""

    segments: Sequence[Segment]
    target: Target | None = None


class Rows:
    """Makes the lines from what the session knows."""

    def __init__(self, session: Session, look: Look) -> None:
        self._session, self._look = session, look
        self._articles: dict[str, tuple[tuple[object, ...], Sequence[Segment]]] = {}
        """By path: what a line was made of, and the line."""

    def above(self, width: int) -> Iterator[Row]:
        """Yield the lines above those of the articles."""
        look, overview = self._look, self._session.overview
        figures = overview.figures
        yield Row([Segment("Needs attention", look.strong), Segment(self._counting(), look.dim)])
        for attention in figures.attention:
            yield from self._attention(attention, width)
        if not figures.attention:
            yield Row([Segment(f"{_INDENT}nothing{self._so_far()}", look.dim)])
        yield Row([])
        yield Row([Segment("Tags by reviewer", look.strong)])
        yield from self._reviewers(figures.reviewers, width)
        yield Row([])
        yield Row([Segment("Articles", look.strong), Segment(f"  {overview.order}", look.dim)])

    def article(self, entry: Entry | None, width: int) -> Sequence[Segment]:
        """Return the line of an article; of None one that is not known yet."""
        if entry is None:
            return [Segment(f"{_INDENT}…", self._look.dim)]
        here = entry.path == self._session.desk.path
        tags = self._session.overview.tags_of(entry.path) if width >= _WIDE else {}
        made_of = entry, here, tags, width
        known, segments = self._articles.get(entry.path, ((), ()))
        if known != made_of:
            segments = self._made(entry, tags, width, here=here)
            if len(self._articles) >= _KEPT:
                self._articles.clear()
            self._articles[entry.path] = made_of, segments
        return segments

    def _made(self, entry: Entry, shown: Mapping[str, int], width: int, *, here: bool) -> Sequence[Segment]:
        cells, tags = (_BAR, _TAGS) if width >= _WIDE else (_NARROW_BAR, 0)
        base = Style(bold=True) if here else Style()
        room = max(8, width - 4 - cells - _COUNT - tags - 7 * here)
        start = [
            Segment(f"{sign(entry)} ", base),
            Segment(fill(plain(entry.title) or plain(entry.path), room), base),
            Segment(" (open)" if here else "", base),
        ]
        if entry.problem:
            return [*start, Segment(" " + cut(plain(entry.problem), cells + _COUNT + tags), self._look.error)]
        count = f"{entry.tagged:,}/{entry.claims:,}" if entry.known else "…"
        return [
            *start,
            Segment(" "),
            *bar(entry.tagged, entry.claims, cells, self._look),
            Segment(f"{count:>{_COUNT - 2}}  "),
            *self._tags(shown, tags),
        ]

    def _counting(self) -> str:
        overview = self._session.overview
        figures = overview.figures
        if overview.problem:
            return f"  not counted: {plain(overview.problem)}"
        if figures.over:
            return ""
        if not figures.articles or overview.is_still:
            return "  counting …"
        return f"  counted {figures.counted:,} of {figures.articles:,} articles so far"

    def _so_far(self) -> str:
        return "" if self._session.overview.figures.over else " so far"

    def _attention(self, attention: Attention, width: int) -> Iterator[Row]:
        """Yield what there is of a kind, then some of its places."""
        many = f"{attention.claims:,} {WORDS[attention.kind][attention.claims != 1]}"
        if attention.kind is not Kind.UNREADABLE:
            articles = "1 article" if attention.articles == 1 else f"{attention.articles:,} articles"
            many += f", in {articles}"
        yield Row([Segment(cut(f"{_INDENT}{many}", width - 2), self._look.warning)])
        for path, count, why in attention.first:
            words = cut(plain(why), max(8, width // 2)) if why else f"{count:,}"
            yield Row(self._place(path, words, width), Target(path, attention.kind))
        more = attention.articles - len(attention.first)
        if more > 0:
            yield Row([Segment(f"{_INDENT}{_INDENT}      and {more:,} more", self._look.dim)])

    def _place(self, path: str, words: str, width: int) -> Sequence[Segment]:
        listing = self._session.listing
        title = plain(listing.entry(path).title) if path in listing else ""
        start = f"{_INDENT}{_INDENT}{words:>4}  "
        shown = f"{title} · {plain(path)}" if title else plain(path)
        return [Segment(start), Segment(cut(shown, max(4, width - cell_len(start) - 2)), self._look.dim)]

    def _reviewers(self, reviewers: Mapping[str, Mapping[str, int]], width: int) -> Iterator[Row]:
        if not reviewers:
            yield Row([Segment(f"{_INDENT}nobody tagged anything{self._so_far()}", self._look.dim)])
        most = max((sum(tags.values()) for tags in reviewers.values()), default=0)
        cells = _BAR if width >= _WIDE else _NARROW_BAR
        for name, tags in reviewers.items():
            total = sum(tags.values())
            yield Row(
                [
                    Segment(_INDENT + fill(plain(name), _NAME) + " "),
                    *bar(total, most, cells, self._look),
                    Segment(f" {total:>7,}  "),
                    *self._tags(tags, width - cells - _NAME - 14),
                ]
            )

    def _tags(self, tags: Mapping[str, int], room: int) -> list[Segment]:
        """Return the signs of tags with their counts, as many as there is room for."""
        segments: list[Segment] = []
        known = [tag for tag in self._session.codebook.tags if tags.get(tag.name)]
        others = sum(tags.values()) - sum(tags[tag.name] for tag in known)
        signs = [(plain(tag.symbol), self._look.tags.get(tag.name), tags[tag.name]) for tag in known]
        for symbol, style, count in (*signs, *((("?", None, others),) if others else ())):
            words = f" {count:,}  "
            if cell_len(symbol + words) > room:
                segments.append(Segment("…"))
                break
            room -= cell_len(symbol + words)
            segments += [Segment(symbol, style), Segment(words)]
        return segments
