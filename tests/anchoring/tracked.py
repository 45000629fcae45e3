"""A text under edit that knows, of each of its characters, which one of the first text it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

NEW = -1
"""The origin of a character that an edit brought in."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A text, and the position in the first text that each of its characters comes from or stands for."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Tracked:
        """Return a text before any edit."""
        return cls(text, tuple(range(len(text))))

    def truth(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where the characters of a span of the first text are now, None where all are gone.

        Blanks at the ends of what is left do not count.
        """
        left = [
            at
            for at, origin in enumerate(self.origins)
            if start <= origin < end and not self.text[at].isspace()
        ]
        return (left[0], left[-1] + 1) if left else None

    def torn(self, start: int, end: int) -> bool:
        """Whether a span was torn to pieces that are in another order, or far from each other."""
        left = [(at, origin) for at, origin in enumerate(self.origins) if start <= origin < end]
        return any(other < origin or at + 200 < next_at for (at, origin), (next_at, other) in pairwise(left))

    def replaced(self, edits: Iterable[tuple[int, int, str]]) -> Tracked:
        """Return the text with spans replaced; what takes a span's place stands for it.

        Nothing in place of a span deletes it, an empty span inserts. The spans must not overlap.
        """
        pieces: list[str] = []
        origins: list[int] = []
        done = 0
        for start, end, new in sorted(edits):
            pieces += [self.text[done:start], new]
            origins += self.origins[done:start]
            last = end - start - 1
            origins += [self.origins[start + min(at, last)] if last >= 0 else NEW for at in range(len(new))]
            done = end
        pieces.append(self.text[done:])
        origins += self.origins[done:]
        return Tracked("".join(pieces), tuple(origins))

    def swapped(self, pattern: Iterable[tuple[int, int]], new: Callable[[str], str]) -> Tracked:
        """Return the text with what stands in each span rewritten by `new`."""
        return self.replaced([(start, end, new(self.text[start:end])) for start, end in pattern])

    def ordered(self, cuts: Sequence[int], order: Sequence[int]) -> Tracked:
        """Return the text cut at `cuts` (ends included) with the pieces in another order."""
        pieces = list(pairwise(cuts))
        text = "".join(self.text[start:end] for start, end in (pieces[at] for at in order))
        origins = [
            origin for start, end in (pieces[at] for at in order) for origin in self.origins[start:end]
        ]
        return Tracked(text, tuple(origins))
