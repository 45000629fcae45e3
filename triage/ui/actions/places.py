"""What the commands do that come back: bookmarks, and the places that jumps began at."""

from __future__ import annotations

from triage.ui.actions.acting import Acting, Table


class Places(Acting):
    """What the commands do that come back."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "bookmark.set": lambda letter, _: self._bookmark("bookmark", letter, is_new=True),
            "bookmark.go": lambda letter, _: self._bookmark("go to bookmark", letter, is_new=False),
        }

    def _bookmark(self, label: str, letter: str, *, is_new: bool) -> None:
        bookmarks = self._session.bookmarks
        act = bookmarks.set if is_new else bookmarks.go
        if letter:
            act(letter)
        else:
            self.ask_key(f"{label}: a letter or digit; Esc leaves · {bookmarks.listed()}", act)
