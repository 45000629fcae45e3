"""What happened meanwhile: in the folder, to the article, with others, to what was to be saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from triage.session.opened import Opened
from triage.session.session import Session
from triage.store.looks import Changes

_FEW = 3
"""Articles of one kind of change that are named."""

_Others = Mapping[tuple[str, str], tuple[str, str]]
"""By claim and reviewer, tag and time."""


class News:
    """Compares what is with what was told last. It is asked before each prompt."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes: list[Changes] = []
        self._error = ""
        self._here: tuple[str, ...] = ()
        self._path: str | None = None
        self._opened: Opened | None = None
        self._others: _Others = {}
        follow = session.follower.applied

        def applied(changes: Changes) -> None:
            self._changes.append(changes)
            follow(changes)

        session.follower.applied = applied

    def begin(self) -> None:
        """What is so now is not news."""
        for _ in self.lines():
            pass

    def lines(self) -> Iterator[str]:
        """Yield what is new since they were asked for last; untrusted text."""
        yield from self._of_folder()
        yield from self._of_others()
        yield from self._of_company()
        yield from self._of_saving()

    def _of_folder(self) -> Iterator[str]:
        changes, self._changes = self._changes, []
        added = [path for change in changes for path in change.added]
        removed = [path for change in changes for path in change.removed]
        changed = dict.fromkeys(path for change in changes for path in change.changed)
        yield from self._named("new article", "new articles", added)
        yield from self._named("article gone", "articles gone", removed)
        yield from self._named("other text", "articles with other text", [*changed])

    def _named(self, one: str, many: str, paths: Sequence[str]) -> Iterator[str]:
        if len(paths) > _FEW:
            yield f"{len(paths):,} {many}"
            return
        listing = self._session.listing
        for path in paths:
            title = listing.entry(path).title if path in listing else ""
            yield f"{one}: {title}, {path}" if title else f"{one}: {path}"

    def _of_others(self) -> Iterator[str]:
        """Yield what others have judged in the article meanwhile."""
        opened = self._session.desk.opened
        if opened is self._opened:
            return
        others: _Others = {} if opened is None else _judged_by_others(opened, self._session.reviewer)
        path = None if opened is None else opened.article.path
        if path == self._path:
            changed = (key for key, judged in others.items() if self._others.get(key) != judged)
            for reviewer, count in sorted(Counter(reviewer for _, reviewer in changed).items()):
                yield f"{reviewer} judged {count} claim{'s' if count > 1 else ''} in this article"
        self._opened, self._path, self._others = opened, path, others

    def _of_company(self) -> Iterator[str]:
        here = tuple(f"{person.reviewer} at {person.host}" for person in self._session.company.others)
        before, self._here = self._here, here
        yield from (f"also here now: {each}" for each in here if each not in before)
        yield from (f"not here any more: {each}" for each in before if each not in here)

    def _of_saving(self) -> Iterator[str]:
        error, before = self._session.save_state.error, self._error
        self._error = error
        if error and error != before:
            yield f"cannot save, kept and tried again: {error}"
        elif before and not error:
            yield "saved again"


def _judged_by_others(opened: Opened, reviewer: str) -> _Others:
    return {
        (claim.id, name): (record.tag, record.at)
        for claim in opened.annotations.claims.values()
        for name, record in claim.tags.items()
        if name != reviewer
    }
