"""What a reviewer has before them, in words that a table of expectations can use."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from tests.pressed import pressed
from tests.ui.reviewing import screen, until
from triage.commands import Mode
from triage.core.claim import Status, TagRecord
from triage.session.opened import Opened
from triage.ui.app import TriageApp
from triage.ui.keyboard import Typed


class Seen:
    """The program as it is now."""

    def __init__(self, app: TriageApp) -> None:
        self.app = app
        self.called: list[str] = []
        """What a test had put in the place of what leaves the screen, as it was called."""
        self.session = app.session

    @property
    def opened(self) -> Opened:
        """The article that is shown."""
        opened = self.session.desk.opened
        assert opened is not None
        return opened

    @property
    def here(self) -> str:
        """The words under the cursor; nothing where there is none."""
        passage, opened = self.session.desk.passage, self.session.desk.opened
        return "" if passage is None or opened is None else opened.article.text[passage.start : passage.end]

    @property
    def path(self) -> str | None:
        """The article that is shown."""
        return self.session.desk.path

    @property
    def chosen(self) -> str:
        """The chosen stretch of text, its moving end marked with `|`."""
        selection = self.session.desk.selection
        if selection is None:
            return ""
        text = self.opened.article.text
        words = text[selection.start : selection.end]
        return f"{words}|" if selection.moves_end else f"|{words}"

    @property
    def mine(self) -> TagRecord:
        """What I recorded on the claim under the cursor."""
        cursor = self.session.desk.cursor
        found = None if cursor is None else self.opened.record(cursor, self.session.reviewer)
        return found or TagRecord("none", "")

    @property
    def tags(self) -> dict[str, str]:
        """My tags in the article that is shown, by the first two words of the claims."""
        me, opened = self.session.reviewer, self.opened
        found = {}
        for index, passage in enumerate(opened.outline.passages):
            record = opened.record(index, me)
            if record is not None and record.tagged:
                words = opened.article.text[passage.start : passage.end]
                found[" ".join(words.split()[:2])] = record.tag
        return found

    @property
    def claims(self) -> list[str]:
        """The words of every claim of the article that is shown."""
        text = self.opened.article.text
        return [text[each.start : each.end] for each in self.opened.outline.passages if each.claim]

    @property
    def marked(self) -> int:
        """How many claims are marked."""
        return self.session.marks.claims if self.session.is_marked else 0

    @property
    def is_done(self) -> bool:
        """Whether I marked the article done."""
        return self.opened.status(self.session.reviewer) is Status.DONE

    @property
    def listed(self) -> list[str]:
        """The articles in the list, as they stand there."""
        return [self.session.listing[at].path for at in range(len(self.session.listing))]

    @property
    def said(self) -> str:
        """What the status line says."""
        return self.session.said.text

    @property
    def mode(self) -> Mode:
        """Which keys hold."""
        return self.app.review.mode

    @property
    def layer(self) -> str:
        """The name of what lies over the review; nothing where nothing does."""
        top = self.app.screen
        return "" if top is self.app.review else type(top).__name__

    @property
    def text(self) -> str:
        """The characters on the screen."""
        return screen(self.app)


async def press(pilot: Pilot[int], app: TriageApp, written: str) -> None:
    """Press these keys, see `tests.pressed`, as they come when they are typed fast.

    At `…` wait until the screen shows what they did and what is searched for is found.
    """
    for some in written.split("…"):
        keys = pressed(some)
        if keys:
            characters = {key: " " if key == "space" else key if len(key) == 1 else None for key in keys}
            app.post_message(Typed([events.Key(key, characters[key]) for key in keys]))
            await pilot.pause()
        if some is not written:
            await until(pilot, lambda: app.screen is app.review or _has_searched(app))


def _has_searched(app: TriageApp) -> bool:
    searching = app.session.searching
    return searching.over and not searching.outdated and not searching.indexing.state.running
