"""The guide of the tutorial: a few lines above what is recorded, with what to do next and the keys for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.core.lazy import lazy
from triage.core.plain import plain
from triage.session.tutorial import Tutorial
from triage.ui.cells import cut
from triage.ui.widgets.lines import Lines

_KEY = lazy(r"\{([^{}]+)\}")
TAGS = "tags"
"""In the braces of a text: the keys of the first tags with their names."""

Word = tuple[str, Style | None]


class Guide(Lines):
    """Shows the step, its number, and how to leave it."""

    def __init__(self, tutorial: Tutorial, key_of: Callable[[str], str], tags: Sequence[str]) -> None:
        """`key_of` returns the key of a command with its argument, `tags` are those of the codebook."""
        super().__init__()
        self._tutorial = tutorial
        self._key_of = key_of
        self._tags = tags

    def draw(self, width: int, height: int) -> Sequence[Strip]:
        """Return a head, and what to do beneath it."""
        tutorial = self._tutorial
        head = f" {tutorial.at + 1}/{len(tutorial.tasks)} {tutorial.task.name}"
        ways = f"{self._key_of('tutorial.skip')} skips, {self._key_of('quit')} leaves "
        room = max(0, width - cell_len(head) - cell_len(ways))
        first = [Segment(head, self.look.accent), Segment(" " * room), Segment(ways, self.look.dim)]
        lines = [Strip(first).crop(0, width), *_wrapped(self._words(tutorial.task.text), width - 2)]
        return lines[:height]

    def _words(self, text: str) -> Iterator[Word]:
        """Yield the words of a text, the label of a key as one word."""
        at = 0
        for match in _KEY().finditer(text):
            yield from ((word, None) for word in _split(text[at : match.start()]))
            yield from self._keys(match[1])
            at = match.end()
        yield from ((word, None) for word in _split(text[at:]))

    def _keys(self, name: str) -> Iterator[Word]:
        if name != TAGS:
            yield f" {self._key_of(name)}", self.look.strong
            return
        for number, tag in enumerate(self._tags[:3]):
            yield f" {self._key_of(f'tag {tag}')}", self.look.strong
            yield f" {plain(tag)}{',' if number + 1 < len(self._tags[:3]) else ''}", None


def _split(text: str) -> list[str]:
    """Return the words, each with a blank before it if there is one in the text."""
    words = text.split()
    if not words:
        return []
    first = words[0] if not text[0].isspace() else f" {words[0]}"
    return [first, *(f" {word}" for word in words[1:])]


def _wrapped(words: Iterator[Word], width: int) -> Iterator[Strip]:
    line: list[Segment] = []
    used = 0
    for word, style in words:
        if line and used + cell_len(word) > width and word[0] == " ":
            yield Strip(line)
            line, used = [], 0
        shown = cut(word if line else f" {word.lstrip()}", max(1, width - used))
        line.append(Segment(shown, style))
        used += cell_len(shown)
    if line:
        yield Strip(line)
