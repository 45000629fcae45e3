"""How a claim finds its place: a position, the words there, and the words around them.

The rule is the W3C Web Annotation Data Model's text position selector and text quote
selector together: the position is believed only where the quote stands. What happens in an edited
text is decided in `core.place`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from triage.core.article import Article
from triage.core.claim import CONTEXT, Anchor, Annotations, Claim, State
from triage.core.values import replace

if TYPE_CHECKING:
    from triage.core.place import Placed, Placer

Progress = Callable[[int, int], None]
"""Told again and again, every few milliseconds, how many of how many claims have been placed.

What it raises ends the placing, with nothing changed: so it is called off.
"""


def anchor_at(text: str, start: int, end: int, at: str, *, skip: bool = False, added: bool = False) -> Anchor:
    """Return an anchor for ``text[start:end]`` (code points) set at time `at`.

    Raises ValueError where the span is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span: [{start}, {end}) in a text of {len(text)} code points")
    return Anchor(
        quote=text[start:end],
        start=start,
        end=end,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        at=at,
        skip=skip,
        added=added,
    )


def stands(text: str, anchor: Anchor) -> bool:
    """Whether the anchor's quote, which is not empty, is at its position in `text`."""
    span = anchor.end - anchor.start
    return span == len(anchor.quote) > 0 and text.startswith(anchor.quote, anchor.start)


def stands_whole(text: str, anchor: Anchor, start: int) -> bool:
    """Whether all of the known context stands around the quote where it is at `start`."""
    end = start + len(anchor.quote)
    return text.endswith(anchor.prefix, 0, start) and text.startswith(anchor.suffix, end)


def is_settled(text: str, anchor: Anchor, *, believed: bool = False) -> bool:
    """Whether the anchor is where it says, so surely that nobody has to look for it.

    `believed` ones were placed in this very text.
    """
    if anchor.state is State.ORPHAN:
        return believed
    if not stands(text, anchor):
        return False
    was_last = not anchor.suffix  # then what follows now may even be a mark on the claim's last letter
    return believed or (
        stands_whole(text, anchor, anchor.start) and not (was_last and len(text) > anchor.end)
    )


def find_place(text: str, anchor: Anchor, old_text: str | None = None) -> Anchor:
    """Return the anchor with its place in `text`: as it was, `moved`, `changed`, or `orphan`.

    `old_text` is the text that the anchor's position refers to. Without it, the words and what stood
    around them decide. The context and the time that the anchor was set with are always kept.
    """
    return suggest_place(text, anchor, old_text).anchor


def suggest_place(text: str, anchor: Anchor, old_text: str | None = None) -> Placed:
    """Return the anchor as `find_place` does and, for an orphan, the span that it may be."""
    return _placer(text, old_text).place(anchor)


def offers(
    text: str,
    anchors: Mapping[str, Anchor],
    old_text: str | None = None,
    *,
    progress: Progress | None = None,
) -> Mapping[str, tuple[int, int]]:
    """Return the spans (code points) of `text` that orphans may be, by the keys of `anchors`.

    Those that nothing in the text is like enough are left out.
    """
    found = _placed(text, anchors, old_text, progress)
    return {
        key: placed.offer or (placed.anchor.start, placed.anchor.end)
        for key, placed in found.items()
        if placed.offer or placed.anchor.state is not State.ORPHAN
    }


def place_all(
    text: str,
    annotations: Annotations,
    placed: Mapping[str, Claim] = MappingProxyType({}),
    *,
    old_text: str | None = None,
    progress: Progress | None = None,
) -> Annotations:
    """Return the annotations with every claim placed in `text` as `find_place` does.

    `placed` are claims that were placed in this very text: they are believed, where they stand as
    where they were not found. Claims that stand where they say with all of their context are left
    alone, to the byte; the same object comes back where nothing had to change. Time grows with
    the texts once, and then little with each claim.
    """
    unsettled = {}
    for claim_id, claim in annotations.claims.items():
        known = placed.get(claim_id)
        if not is_settled(text, claim.anchor, believed=known is not None and known.anchor == claim.anchor):
            unsettled[claim_id] = claim.anchor
    changed = {
        claim_id: replace(annotations.claims[claim_id], anchor=found.anchor)
        for claim_id, found in _placed(text, unsettled, old_text, progress).items()
        if found.anchor != unsettled[claim_id]
    }
    if not changed:
        return annotations
    return replace(annotations, claims={**annotations.claims, **changed})


def place_in(
    article: Article,
    annotations: Annotations,
    old_text: str | None,
    placed: Mapping[str, Claim] = MappingProxyType({}),
    *,
    progress: Progress | None = None,
) -> Annotations:
    """Return the annotations placed in the text of `article`, which they say they refer to from then on.

    `old_text` is the text that they refer to now, if it is not that of the article and known. An
    orphan is looked for each time, unless it is one of `placed`, which were looked for in this very text.
    """
    if annotations.source.sha256 != article.sha256:
        found = place_all(article.text, annotations, placed, old_text=old_text, progress=progress)
        return replace(found, source=replace(found.source, sha256=article.sha256))
    believed = {
        claim_id: claim
        for claim_id, claim in annotations.claims.items()
        if claim.anchor.state is not State.ORPHAN
    }
    return place_all(article.text, annotations, {**placed, **believed}, progress=progress)


def _placed(
    text: str, anchors: Mapping[str, Anchor], old_text: str | None, progress: Progress | None
) -> Mapping[str, Placed]:
    """Place the anchors one after the other; the texts are read where there is any."""
    found: dict[str, Placed] = {}
    if not anchors:
        return found

    def tell() -> None:
        if progress is not None:
            progress(len(found), len(anchors))

    placer = _placer(text, old_text, tell)
    for key, anchor in anchors.items():
        tell()
        found[key] = placer.place(anchor)
    tell()
    return found


def _placer(text: str, old_text: str | None, pulse: Callable[[], None] = lambda: None) -> Placer:
    from triage.core.place import Placer  # an article that nobody edited does not need it

    return Placer(text, old_text, pulse)
