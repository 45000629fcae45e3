"""Finding the span that somebody means by quoting it."""

from __future__ import annotations

import re

from triage.session.opened import Opened

MOST = 1000
"""Places after which counting stops."""


def places_of(opened: Opened, quote: str) -> list[tuple[int, int]]:
    """Return the spans (code points) that `quote` may mean; one only means that it is clear.

    Passages that are the quote come before places within passages. A blank matches any white
    space, so that words copied from one line are found where the text has two.
    """
    words = quote.split()
    if not words:
        return []
    text = opened.article.text
    passages = [(start, end) for start, end in opened.outline.spans() if text[start:end].split() == words]
    if passages:
        return passages
    # The look-ahead finds places that overlap as well: they, too, make a quote unclear.
    pattern = re.compile("(?=(" + r"\s+".join(map(re.escape, words)) + "))")
    places = []
    for match in pattern.finditer(text):
        places.append(match.span(1))
        if len(places) == MOST:
            break
    return places
