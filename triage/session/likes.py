"""Marking every claim, or article, that a filter means: here at once, in the corpus behind the scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from triage.core.codebook import Codebook
from triage.core.filter import ArticleFacts, Filter, FilterError, Subject, suggestions
from triage.core.outline import Passage
from triage.session.conveyor import Conveyor, Run
from triage.session.desk import Desk
from triage.session.entry import Entry
from triage.session.filtering import article_of, asked_by, claim_at, facts_of
from triage.session.listing import Listing
from triage.session.marking import FULL
from triage.session.marks import MOST, Marks
from triage.session.opened import Opened
from triage.session.shelf import Shelf
from triage.session.state import Tone


class Reach(StrEnum):
    """Where a filter is asked: the word before it says so, with a colon."""

    HERE = "here"
    """The claims of the article before the reviewer."""
    ALL = "all"
    """The claims of all articles."""
    LISTED = "listed"
    """The claims of the articles that are listed."""
    ARTICLES = "articles"
    """All articles, each as such."""


MEANINGS = {
    Reach.HERE: "claims of this article",
    Reach.ALL: "claims of all articles",
    Reach.LISTED: "claims of the articles listed",
    Reach.ARTICLES: "articles, not their claims",
}


class _Found(NamedTuple):
    path: str
    opened: Opened | None = None
    passages: Sequence[Passage] = ()
    is_meant: bool = False
    """Whether the article is, as such."""
    error: FilterError | None = None


def parted(line: str, otherwise: Reach) -> tuple[Reach, str, int]:
    """Return where is asked and what: the filter, and at which column of the line it begins."""
    start = len(line) - len(line.lstrip())
    for reach in Reach:
        if line[start:].lower().startswith(f"{reach}:"):
            begin = start + len(reach) + 1
            return reach, line[begin:], begin
    return otherwise, line, 0


class Likes:
    """Used from the session's thread."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        shelf: Shelf,
        marks: Marks,
        codebook: Codebook,
        conveyor: Conveyor,
        say: Callable[[str, Tone], None],
        changed: Callable[[], None],
    ) -> None:
        self._desk, self._listing, self._shelf, self._marks = desk, listing, shelf, marks
        self._codebook, self._conveyor, self._say, self._changed = codebook, conveyor, say, changed
        self._run: Run[str, _Found] | Run[str, str] | None = None
        self._done = self._total = self._before = self._meant = 0
        self.query = ""
        """What was asked last, as it was typed."""

    @property
    def is_looking(self) -> bool:
        """Whether more may be marked."""
        return self._run is not None

    def stop(self) -> bool:
        """Mark no more; return whether there may have been more."""
        run, self._run = self._run, None
        if run is not None:
            run.call_off()
        return run is not None

    def mark(self, line: str, otherwise: Reach) -> bool:
        """Mark what `line` means; `otherwise` says where, if the line does not. False where it is wrong."""
        reach, query, begin = parted(line, otherwise)
        self.query = line
        asked = asked_by(self._shelf.reviewer, self._codebook)
        try:
            wanted = Filter(query, asked)
        except FilterError as error:
            self._say(f"filter, column {begin + error.start + 1}: {error.message}", Tone.ERROR)
            return False
        if not wanted:
            self._say("nothing was asked for", Tone.INFO)
            return True
        self.stop()
        self._before, self._meant = self._count(), 0
        if reach is Reach.HERE:
            self._mark_here(wanted)
        else:
            self._mark_in(reach, wanted)
        return True

    def completed(self, line: str, cursor: int) -> tuple[str, int, str]:
        """Go on from what stands before the cursor, as the filter of the list does; the first word, too."""
        _, query, begin = parted(line, Reach.HERE)
        typed = line[:cursor].strip().lower()
        words = [reach for reach in Reach if typed and reach.startswith(typed)] if not begin else []
        if len(words) == 1:
            done = f"{words[0]}: "
            return done + line[cursor:].lstrip(), len(done), f"{words[0]}: {MEANINGS[words[0]]}"
        if cursor < begin or not typed:
            return line, cursor, "  ".join(f"{reach}:" for reach in Reach)
        completed = self._complete(query, cursor - begin)
        return line[:begin] + completed[0], begin + completed[1], completed[2]

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is looked into; return whether that was within `seconds`."""
        return self._conveyor.wait(seconds)

    def _complete(self, query: str, cursor: int) -> tuple[str, int, str]:
        from triage.session.sieve import gone_on

        opened = self._desk.opened
        claims = opened.annotations.claims.values() if opened else ()
        reviewers = sorted({name for claim in claims for name in claim.tags})
        asked = asked_by(self._shelf.reviewer, self._codebook)
        return gone_on(query, cursor, suggestions(query, cursor, asked, {"by": reviewers}))

    def _mark_here(self, wanted: Filter) -> None:
        opened = self._desk.opened
        if opened is None:
            self._say(self._desk.problem or "there is no article here", Tone.WARNING)
            return
        found = _meant(wanted, opened, self._shelf.entry(opened))
        if found.error is not None:
            self._say(f"filter: {found.error.message}", Tone.ERROR)
            return
        self._take([found])
        if self._marks.claims < MOST:
            self._tell()

    def _mark_in(self, reach: Reach, wanted: Filter) -> None:
        listing = self._listing
        known = {one.article.path: one for one in self._shelf.kept() if not one.pending}
        listed = reach is Reach.LISTED and bool(listing.query)
        paths = [listing[at].path for at in range(len(listing))] if listed else listing.paths()
        self._done, self._total = 0, len(paths)

        def look(path: str) -> _Found:
            opened = known.pop(path, None)
            if opened is None:
                read = self._shelf.read(path, remember=False)
                if not isinstance(read, Opened):
                    return _Found(path)
                opened = read
            entry = self._shelf.entry(opened)
            return (
                _article(wanted, article_of(opened, entry))
                if reach is Reach.ARTICLES
                else _meant(wanted, opened, entry)
            )

        self._say("looking for what the filter means …", Tone.INFO)
        if reach is Reach.ARTICLES and not wanted.asks_about_claims:
            # The list knows all that is asked; it is read on the session's thread alone.
            self._run = self._conveyor.begin(
                paths, lambda path: path, partial(self._take_known, wanted), self._ended, most=200
            )
        else:
            self._run = self._conveyor.begin(paths, look, self._take, self._ended, most=32)

    def _take_known(self, wanted: Filter, paths: Sequence[str]) -> None:
        entries = (self._listing.entry(path) for path in paths if path in self._listing)
        self._take([_article(wanted, facts_of(entry)) for entry in entries])

    def _take(self, found: Sequence[_Found]) -> None:
        for each in found:
            self._done += 1
            self._meant += len(each.passages) + each.is_meant
            if each.error is not None:
                self.stop()
                self._say(f"filter: {each.error.message}", Tone.ERROR)
                break
            if each.is_meant and each.path in self._listing:
                self._marks.add_article(each.path)
            if each.opened is not None and not all(
                self._marks.add_claim(self._now(each.opened), passage) for passage in each.passages
            ):
                self.stop()
                self._say(f"{FULL}: ask for fewer", Tone.WARNING)
                break
        else:
            if self._run is not None:
                looked = f"{self._done:,} of {self._total:,} articles looked at"
                self._say(f"{self._count() - self._before:,} more marked so far, {looked}", Tone.INFO)
        self._changed()

    def _now(self, opened: Opened) -> Opened:
        """Return an article as it is in memory by now, if that has the same text."""
        known = self._shelf.get(opened.article.path)
        return known if known is not None and known.article.sha256 == opened.article.sha256 else opened

    def _ended(self, fault: Exception | None) -> None:
        self._run = None
        if fault is None:
            self._tell()
        self._changed()

    def _tell(self) -> None:
        more = self._count() - self._before
        if more:
            self._say(f"{more:,} more marked", Tone.INFO)
        else:
            self._say("all of them were marked before" if self._meant else "the filter means none", Tone.INFO)

    def _count(self) -> int:
        return self._marks.claims + self._marks.articles


def _meant(wanted: Filter, opened: Opened, entry: Entry) -> _Found:
    """Return which claims of an article are meant; those that are not in the text any more have no place."""
    article = article_of(opened, entry)
    found: list[Passage] = []
    try:
        for passage in opened.outline.claims():
            if wanted.means(Subject(article, claim_at(opened, passage))):
                found.append(passage)
                if len(found) > MOST:
                    break
    except FilterError as error:
        return _Found(entry.path, error=error)
    return _Found(entry.path, opened if found else None, found)


def _article(wanted: Filter, facts: ArticleFacts) -> _Found:
    try:
        return _Found(facts.path, is_meant=wanted.means(Subject(facts)))
    except FilterError as error:
        return _Found(facts.path, error=error)
