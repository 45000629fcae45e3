"""An article's rows, wrapped only as far as somebody looks."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from triage.core.outline import outline
from triage.core.segment import segment
from triage.ui import layout
from triage.ui.layout import Layout, Place, Row

WORDS = ("The", "river", "rose", "水害", "naïve", "e\u0301", "longlonglonglonglong", "—", "300", "metres")


def text(chance: random.Random, paragraphs: int) -> str:
    def sentence() -> str:
        return "The " + " ".join(chance.choices(WORDS, k=chance.randint(1, 20))) + " rose."

    return "\n\n".join(" ".join(sentence() for _ in range(chance.randint(1, 4))) for _ in range(paragraphs))


def laid_out(words: str, width: int) -> Layout:
    segments = segment(words)
    return Layout(words, segments, outline(segments, None), width)


@pytest.mark.parametrize("seed", range(8))
def test_wherever_one_looks_the_rows_are_those_of_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    words = text(chance, 12)
    width = chance.randint(8, 60)
    rows = list(laid_out(words, width).from_here(Place(0, 0)))
    assert "".join(row.text for row in rows).replace(" ", "") == "".join(words.split())
    for _ in range(40):
        found = laid_out(words, width)
        position = chance.randrange(len(words))
        index = max(0, sum(row.start <= position for row in rows) - 1)
        place = found.at(position)
        assert found.row(place) == rows[index]
        step = chance.randint(-40, 40)
        other = max(0, min(index + step, len(rows) - 1))
        there = found.moved(place, step)
        assert list(islice(found.from_here(there), 5)) == rows[other : other + 5]
        assert (there < place) == (other < index)
        assert found.distance(min(place, there), max(place, there), 25) == min(25, abs(other - index))
        assert found.row(found.last()) == rows[-1]


def test_only_what_is_looked_at_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapped: list[int] = []
    real = Layout._wrap

    def counted(self: Layout, *arguments: object, **how: object) -> list[Row]:
        wrapped.append(1)
        return real(self, *arguments, **how)  # type: ignore[arg-type, return-value]

    monkeypatch.setattr(layout.Layout, "_wrap", counted)
    words = text(random.Random(1), 2000)
    found = laid_out(words, 60)
    middle = found.at(len(words) // 2)
    rows = list(islice(found.from_here(found.moved(middle, -20)), 40))
    found.moved(found.last(), -20)
    assert len(rows) == 40
    assert len(wrapped) <= 90
