"""The first look at a corpus, so that it can be taken ahead: what is in it, and the article to begin with."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from triage.core.clock import Clock
from triage.core.values import dataclass, replace
from triage.session import resuming
from triage.session.desk import Desk
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.shelf import FINDING, Shelf
from triage.store import left_off
from triage.store.corpus import Corpus
from triage.store.journal_files import journal_path
from triage.store.left_off import LeftOff
from triage.store.names import in_natural_order
from triage.store.paths import Paths
from triage.store.scan import Scan
from triage.store.seen import Seen

MANY = 2000
"""Articles from which on their names alone are given, because to look at each file takes too long."""

FIRST_LOOK_SECONDS = 0.08
"""How long the start may look for the first unfinished article before it shows the first one."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a session begins with."""

    names: Paths
    """The paths of the articles, where there are many; else empty."""
    scan: Scan
    """Everything in the corpus; empty where there are many articles."""
    opened: tuple[Opened, ...]
    """The articles that were read to find the first unfinished one."""
    seen: Mapping[str, Seen]
    """Their sidecars, by path of the article."""
    journal: Path
    """Where this reviewer's journal is, to find which takes a library."""
    left: LeftOff | None = None
    """Where this reviewer left off, if that is known and to be gone back to."""
    trouble: str = ""
    """Why it cannot be told; untrusted text."""


def first_look(root: Path, reviewer: str, names: Sequence[str], *, resume: bool = True) -> FirstLook:
    """Look at the corpus; `names` are the paths of its articles, in any order, as far as names tell.

    Without `resume` it does not matter where the reviewer left off.
    """
    journal = journal_path(root, reviewer)
    left, trouble = left_off.read(left_off.path_of(journal)) if resume else (None, "")
    corpus = Corpus(root)
    many = len(names) > MANY
    scan = Scan() if many else corpus.scan()
    paths = Paths.of(in_natural_order(names)) if many else scan.articles.paths
    listing = Listing()
    listing.set_paths(paths, {problem.path: problem.sentence for problem in scan.problems})
    shelf = Shelf(corpus, reviewer, Clock(), lambda: ())
    shelf.place_behind = lambda _: None
    begin_with(Desk(listing, shelf, reviewer), listing, reviewer, left)
    opened = tuple(map(_as_shown, shelf.kept()))
    read = {each.article.path: corpus.seen(each.article.path) for each in opened}
    known = {path: seen for path, seen in read.items() if seen is not None}
    return FirstLook(paths if many else Paths(), scan, opened, known, journal, left, trouble)


def _as_shown(opened: Opened) -> Opened:
    """Return an article with as much of its text as is shown at first: a long one takes long to hand over."""
    if opened.blocked != FINDING:
        return opened
    text = opened.article.text[: opened.segments[-1].end]
    return replace(opened, article=replace(opened.article, text=text))


def begin_with(desk: Desk, listing: Listing, reviewer: str, left: LeftOff | None) -> bool:
    """Open the article where the reviewer left off, if it is there and not finished; return whether it is.

    Else open the first unfinished one, as far as there is time to look for it.
    """
    if left is not None and resuming.come_back(desk, listing, reviewer, left):
        return True
    deadline = time.monotonic() + FIRST_LOOK_SECONDS
    desk.first_unfinished(lambda: time.monotonic() < deadline)
    return False
