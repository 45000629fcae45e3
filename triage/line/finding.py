"""Lists with numbers, of articles, of what was found and of what waits; and going to one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage.core.claim import State
from triage.line.claim import one_line, tag_word
from triage.session.opened import Opened
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview
    from triage.session.entry import Entry
    from triage.session.hits import Hit
    from triage.session.waiting import Waiting

_READING_SECONDS = 1.0
"""How long may be read for a list of articles that were not read yet."""

PAGE = 20
"""Lines that are told at once."""

_PATIENCE = 15.0
"""Seconds that a search or a filter may take before that is told what was found so far."""


class Finding:
    """Tells lists, and remembers what the numbers of the last one stand for."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session, self._voice = review, review.session, review.voice
        self._deliveries = review.deliveries
        self._choices: list[Callable[[], object]] | None = None
        """What the numbers of the last list open; None where it was one of articles."""

    def list(self, rest: str) -> None:
        """Tell a page of the articles that are listed, from a number on."""
        listing = self._session.listing
        first = self._number(rest or "1", len(listing), "article") if len(listing) else 0
        if first is None:
            return
        if not len(listing):
            self._session.say("no article is listed" if listing.query else "there are no articles here")
            return
        self._choices = None
        last = min(len(listing), first + PAGE - 1)
        pages = range(first - 1, last)
        self._read(listing[place].path for place in pages if not listing[place].known)
        for place in pages:
            self._voice.say(f"{place + 1}: {self._told(listing[place])}")
        if last < len(listing):
            self._session.say(f"{len(listing):,} articles, list {last + 1} goes on")

    def open(self, rest: str) -> None:
        """Open what has this number in the last list, or the article that has these words in its name."""
        if not rest:
            self._session.say("open takes a number of the last list, or words of a title", Tone.ERROR)
        elif not (rest.isascii() and rest.isdecimal()):
            self._open_by_words(rest)
        elif self._choices is not None:
            number = self._number(rest, len(self._choices), "line", "in the last list")
            if number is not None:
                self._choices[number - 1]()
        else:
            number = self._number(rest, len(self._session.listing), "article")
            if number is not None:
                self._session.desk.open(self._session.listing[number - 1].path)

    def claim(self, rest: str) -> None:
        """Go to the claim of the article that has this number."""
        opened = self._session.desk.opened
        count = 0 if opened is None else opened.outline.count
        number = self._number(rest, count, "claim")
        if number is not None and opened is not None:
            places = (index for index, passage in enumerate(opened.outline.passages) if passage.claim)
            self._session.desk.put_cursor(next(place for at, place in enumerate(places, 1) if at == number))

    def filter(self, query: str) -> None:
        """List only the articles that `query` means, and tell how many they are."""
        session = self._session
        session.say("")
        session.sieve.ask(query)
        is_over = self._deliveries.wait(lambda: not session.is_filtering, _PATIENCE)
        if session.said.text:
            return
        count = f"{len(session.listing):,} of {session.listing.totals().articles:,} articles are listed"
        session.say(count if is_over else f"{count} so far")

    def search(self, query: str) -> None:
        """Search all articles, and tell the places that were found."""
        searching = self._session.searching
        searching.query = query
        searching.open()
        searching.ask(query, PAGE)
        is_over = self._deliveries.wait(self._is_found, _PATIENCE)
        hits = searching.hits[:PAGE]
        searching.close(counting=True)
        if searching.problem or searching.wrong:
            why = searching.problem or searching.wrong
            self._session.say(f"searching has failed: {why}", Tone.ERROR)
            return
        self._choices = [partial(self._session.go_to, hit) for hit in hits]
        for number, hit in enumerate(hits, 1):
            self._voice.say(f"{number}: {self._found(hit)}")
        if not hits:
            self._session.say("nothing found" if is_over else "nothing found so far")
        else:
            count = "1 article" if len(hits) == 1 else f"{len(hits)} articles"
            more = " and more" if len(hits) == PAGE or not is_over else ""
            self._session.say(f"{count}{more}, open 1 opens the first")

    def _is_found(self) -> bool:
        """Whether there is enough to tell, or no more to find in the articles that are indexed by now."""
        searching = self._session.searching
        if searching.problem or len(searching.hits) >= PAGE:
            return True
        return searching.over and (bool(searching.hits) or not searching.indexing.state.running)

    def waiting(self) -> None:
        """Tell the claims that wait, here and in other articles."""
        session = self._session
        session.waiting.look_for_offers()
        self._deliveries.wait(lambda: not session.waiting.is_looking, _PATIENCE)
        here, elsewhere = session.waiting.here(), session.waiting.elsewhere()
        lacking = session.lacking_elsewhere()
        if session.codebook.requires_anything:
            self._deliveries.wait(lambda: not session.gathered.is_reading, _PATIENCE)
            lacking = session.lacking_elsewhere()
        if not here and not elsewhere and not lacking:
            session.say("nothing waits: every recorded claim stands as it was judged")
            return
        choices: list[Callable[[], object]] = [partial(session.take_up, one.claim.id) for one in here]
        choices += [partial(session.desk.open, entry.path) for entry in elsewhere]
        lines = [self._waits(one) for one in here]
        lines += [f"{entry.waiting} in {entry.title or entry.path}" for entry in elsewhere]
        choices += [partial(session.desk.open, path) for path in lacking]
        lines += [f"{count} that lack something in {path}" for path, count in lacking.items()]
        self.tell(lines, choices, "open 1 goes to the first")

    def tell(self, lines: Sequence[str], choices: Sequence[Callable[[], object]], said: str) -> None:
        """Tell a list, of which `open` with a number does one of the `choices`; then say what that does."""
        self._choices = [*choices[:PAGE]]
        for number, line in enumerate(lines[:PAGE], 1):
            self._voice.say(f"{number}: {line}")
        more = f", the first {PAGE} of {len(lines):,} were told" if len(lines) > PAGE else ""
        self._session.say(f"{said}{more}")

    def offer(self, choices: Sequence[Callable[[], object]]) -> None:
        """Have the numbers of a list that was told elsewhere stand for these."""
        self._choices = [*choices]

    def _open_by_words(self, rest: str) -> None:
        listing, words = self._session.listing, rest.casefold().split()
        found: list[str] = []
        for entry in listing.all():
            if entry.path == rest:
                found = [rest]
                break
            where = f"{entry.title}\n{entry.path}".casefold()
            if all(word in where for word in words):
                found.append(entry.path)
        if len(found) == 1:
            self._session.desk.open(found[0])
        elif not found:
            self._session.say(f"no article has {rest} in its title or file name", Tone.ERROR)
        else:
            self._choices = [partial(self._session.desk.open, path) for path in found[:PAGE]]
            for number, path in enumerate(found[:PAGE], 1):
                self._voice.say(f"{number}: {self._told(listing.entry(path))}")
            self._session.say(f"{len(found):,} articles have {rest}, open 1 opens the first")

    def _number(self, text: str, most: int, what: str, where: str = "here") -> int | None:
        """Return a number up to `most`; None, and it is said, where there is no such thing."""
        number = int(text[:9]) if text.isascii() and text.isdecimal() else 0
        if 0 < number <= most:
            return number
        ends = f"the last is {most:,}" if most else "there is none at all"
        self._session.say(f"there is no {what} {text or 0} {where}, {ends}", Tone.ERROR)
        return None

    def _read(self, paths: Iterable[str]) -> None:
        """Read articles that only the names are known of yet, as far as nobody has to wait for it."""
        session, until = self._session, time.monotonic() + _READING_SECONDS
        for path in [*paths]:
            if time.monotonic() > until:
                return
            found = session.shelf.read(path, remember=False)
            if not (isinstance(found, Opened) and found.pending):
                session.listing.update(session.shelf.entry(found))

    @staticmethod
    def _told(entry: Entry) -> str:
        """Return an article in a line."""
        told = [entry.title or entry.path]
        if entry.problem:
            told.append(entry.problem)
        elif not entry.known:
            told.append("not read yet")
        else:
            told.append(f"{entry.tagged} of {entry.claims} tagged")
            told += [str(entry.status)] if entry.status in ("done", "set-aside") else []
            told += [f"{entry.waiting} wait"] if entry.waiting else []
        return ", ".join(told)

    @staticmethod
    def _found(hit: Hit) -> str:
        return f"{hit.title or hit.path}, line {hit.number}: {hit.line.strip()}"

    def _waits(self, one: Waiting) -> str:
        session, opened = self._session, self._session.desk.opened
        anchor = max((claim.anchor for claim in one.claims), key=lambda anchor: bool(anchor.was))
        if one.lacks:
            tag = tag_word(session, one.claim.by(session.reviewer))
            return f"lacks {' and '.join(one.lacks)}; {tag}; {one_line(anchor.quote)}"
        told = ["gone" if anchor.state is State.ORPHAN else "changed"]
        told += [f"{name} {tag_word(session, record)}" for name, record in sorted(one.claim.tags.items())]
        told.append(f"was: {one_line(anchor.was or anchor.quote)}")
        if anchor.state is not State.ORPHAN:
            told.append(f"is now: {one_line(anchor.quote)}")
        elif one.offer is not None and opened is not None:
            told.append(f"perhaps: {one_line(opened.article.text[slice(*one.offer)])}")
        else:
            told.append("nothing in the text is like it")
        return "; ".join(told)
