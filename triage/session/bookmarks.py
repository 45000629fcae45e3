"""Bookmarks: claims that a reviewer gave a letter, to come back to them in this sitting or a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from triage.core.plain import plain
from triage.core.spot import Spot
from triage.errors import TriageError
from triage.session.background import Job
from triage.session.desk import Desk
from triage.session.jumps import Jumps
from triage.session.listing import Listing
from triage.session.spot import go_to, spot_of
from triage.session.state import Deliver, Tone
from triage.store import bookmarks as file

_NAME = 24
"""Code points of an article's name where bookmarks are listed."""


class Bookmarks:
    """Kept in a file for each corpus and reviewer; another program's changes to it are seen."""

    def __init__(
        self,
        path: Path,
        listing: Listing,
        desk: Desk,
        jumps: Jumps,
        behind: Callable[[Job], None],
        deliver: Deliver,
        say: Callable[[str, Tone], None],
    ) -> None:
        """`behind` runs a job where no key waits for it."""
        self._path = path
        self._listing, self._desk, self._jumps = listing, desk, jumps
        self._behind, self._deliver, self._say = behind, deliver, say
        self._spots: dict[str, Spot] = {}
        self._is_saved = True

    def listed(self) -> str:
        """Return those that are set, one line; untrusted text made plain."""
        spots = self._known() or {}
        return (
            "  ".join(f"{letter} {_short(spots[letter].path)}" for letter in sorted(spots)) or "none is set"
        )

    def set(self, letter: str) -> None:
        """Give the current claim a letter or digit; take it away again where the claim has it."""
        if not is_letter(letter):
            self._say("a bookmark is a letter or a digit", Tone.WARNING)
            return
        here = spot_of(self._desk)
        if here is None:
            self._say("there is nothing here to come back to", Tone.WARNING)
            return
        spots = self._known()
        if spots is None:
            return
        before = spots.pop(letter, None)
        if before is not None and before.is_claim_of(here):
            self._keep(spots)
            self._say(f"bookmark {letter} taken away", Tone.INFO)
            return
        self._keep({**spots, letter: here})
        moved = f"; it was in {_short(before.path)}" if before is not None else ""
        self._say(f"bookmark {letter} set{moved}", Tone.INFO)

    def go(self, letter: str) -> None:
        """Go to the claim that has this letter."""
        spots = self._known()
        if spots is None:
            return
        spot = spots.get(letter)
        if spot is None:
            self._say(f"there is no bookmark {plain(letter)}: {self.listed()}", Tone.WARNING)
            return
        if spot.path not in self._listing:
            self._say(f"the article of bookmark {letter} is gone: {plain(spot.path)}", Tone.WARNING)
            return
        with self._jumps.jumping():
            if not go_to(self._desk, spot):
                self._say(self._desk.problem, Tone.WARNING)

    def follow_renames(self, renamed: Iterable[tuple[str, str]]) -> None:
        """Articles have other names now."""
        names = dict(renamed)
        spots = (self._known() if names else None) or {}
        if any(spot.path in names for spot in spots.values()):
            self._keep(
                {letter: spot.renamed(names.get(spot.path, spot.path)) for letter, spot in spots.items()}
            )

    def stop(self) -> None:
        """Write what is not written yet; for the end."""
        if not self._is_saved:
            self._save(self._spots)

    def _known(self) -> dict[str, Spot] | None:
        """Return those that are set; None, told, where that cannot be read, and is not to be written over."""
        if self._is_saved:
            try:
                self._spots = file.load(self._path)
            except (OSError, ValueError) as error:
                self._say(f"{self._path}: the bookmarks cannot be read: {_reason(error)}", Tone.WARNING)
                return None
        return dict(self._spots)

    def _keep(self, spots: dict[str, Spot]) -> None:
        self._spots, self._is_saved = spots, False
        self._behind(partial(self._save, spots))

    def _save(self, spots: dict[str, Spot]) -> None:
        """Runs behind the scenes: to make it durable takes a while."""
        try:
            file.save(self._path, spots)
        except (OSError, TriageError) as error:
            problem = f"{self._path}: the bookmarks are not written: {_reason(error)}"
            self._deliver(partial(self._say, problem, Tone.WARNING))
            return
        if spots is self._spots:
            self._is_saved = True


def is_letter(letter: str) -> bool:
    """Whether a bookmark can be called so."""
    return len(letter) == 1 and letter.isalnum()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", "") or str(error)


def _short(path: str) -> str:
    name = plain(path.rsplit("/", 1)[-1])
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
