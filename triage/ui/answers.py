"""What is typed into commands: remembered as it comes, or given to them without asking."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


class Answers:
    """Asked by whatever asks: a field, a question for one character, the editor."""

    def __init__(self) -> None:
        self._given: deque[str] = deque()
        self.took: Callable[[str], None] = lambda _: None
        """Told of each line that was typed, when what it is for is done."""
        self.left: Callable[[], None] = lambda: None
        """Told when what was asked for was left."""

    @contextmanager
    def given(self, lines: Sequence[str]) -> Iterator[None]:
        """Within this, give these lines in turn instead of asking for them."""
        before, self._given = self._given, deque(lines)
        try:
            yield
        finally:
            self._given = before

    def next(self) -> str | None:
        """Return the line that is to be given; None where it has to be asked for."""
        return self._given.popleft() if self._given else None
