"""When the reviewer is through with an article: done, set aside with a reason, or opened again."""

from __future__ import annotations

from collections.abc import Callable

from triage.core.claim import Status
from triage.session import judging
from triage.session.changes import Change
from triage.session.desk import Desk
from triage.session.judging import Now
from triage.session.listing import Listing
from triage.session.opened import Opened
from triage.session.recorder import Judgement
from triage.session.state import Tone

Record = Callable[[str, Judgement], bool | None]
Say = Callable[[str, Tone], None]

_OVER = (Status.DONE, Status.SET_ASIDE)


class Closing:
    """Sets the status of the article before the reviewer; what is over gives way to the next one."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        reviewer: str,
        record: Record,
        say: Say,
        to_marked: Callable[[str, Judgement, str], bool] = lambda *_: False,
    ) -> None:
        """`to_marked` takes what is for all that is marked, and returns whether anything is."""
        self._to_marked = to_marked
        self._desk, self._listing, self._reviewer = desk, listing, reviewer
        self._record, self._say = record, say
        self._said = ""
        """What was said of the article last."""

    @property
    def status(self) -> Status:
        """How far the reviewer is with the article."""
        opened = self._desk.opened
        return Status.NEW if opened is None else opened.status(self._reviewer)

    @property
    def why(self) -> str:
        """Why they set it aside; untrusted text."""
        opened = self._desk.opened
        review = None if opened is None else opened.annotations.reviews.get(self._reviewer)
        return "" if review is None else review.why

    def toggle_done(self) -> None:
        """Mark the article done and go on, or take that back."""
        if self.status is Status.DONE:
            self._set(Status.IN_REVIEW, "took done back", "in review again")
            return
        opened = self._desk.opened
        entry = None if opened is None else self._listing.entry(opened.article.path)
        left = 0 if entry is None else entry.claims - entry.tagged
        if self._set(Status.DONE, "marked done", f"done, {left} untagged" if left else "done"):
            self._go_on()

    def set_aside(self, why: str) -> None:
        """Set the article aside, and go on."""
        why = " ".join(why.split())
        if self._to_marked(
            "set aside", lambda o, _, now: judging.status(o, self._reviewer, Status.SET_ASIDE, now, why), why
        ):
            return
        if self._set(Status.SET_ASIDE, "set aside", f"set aside: {why}" if why else "set aside", why):
            self._go_on()

    def reopen(self) -> None:
        """Have an article that is done or set aside in review again."""
        if self._to_marked("reopened", self._reopened, ""):
            return
        status = self.status
        if status not in _OVER:
            self._say("the article is open already", Tone.INFO)
            return
        was = "done" if status is Status.DONE else "set aside"
        self._set(Status.IN_REVIEW, "reopened", f"in review again, it was {was}")

    def _reopened(self, opened: Opened, _: int, now: Now) -> tuple[Change, ...]:
        is_over = opened.status(self._reviewer) in _OVER
        return judging.status(opened, self._reviewer, Status.IN_REVIEW, now) if is_over else ()

    def _set(self, status: Status, label: str, said: str, why: str = "") -> bool:
        done = self._record(
            label, lambda opened, _, now: judging.status(opened, self._reviewer, status, now, why)
        )
        if done is not None:
            self._said = said if done else f"it is {said} already"
            self._say(self._said, Tone.INFO)
        return bool(done)

    def _go_on(self) -> None:
        """Open the next article with claims left, and say which it was that is over."""
        left = self._desk.path
        if self._desk.to_next_unfinished():
            self._say(f"{self._said} · {left}", Tone.INFO)
        else:
            where = "listed here" if self._listing.query else "in this folder"
            self._say(f"{self._said} · nothing unfinished is left {where}", Tone.INFO)
