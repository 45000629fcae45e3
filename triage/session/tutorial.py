"""The tutorial: steps that say what to do, each with what shows that it was really done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from triage.core.claim import Status
from triage.core.values import dataclass
from triage.session.changes import Change, RecordChange, SpanChange, StatusChange, Step

if TYPE_CHECKING:
    from pathlib import Path

    from triage.session.session import Session


class Since(NamedTuple):
    """What has happened since a step of the tutorial was begun, and how things stand."""

    session: Session
    ran: Sequence[str]
    """Commands that were run, with their arguments, in order."""
    changes: Sequence[Change]
    """What was recorded, or taken back."""
    tagged: int
    """Claims that were tagged when it was begun."""
    path: str | None
    """The article that was open then."""

    def has_run(self, *names: str) -> bool:
        """Whether each of these commands was run; without an argument, with any."""
        return all(any(f"{ran} ".startswith(f"{name} ") for ran in self.ran) for name in names)

    @property
    def more_tagged(self) -> int:
        """How many more claims are tagged now."""
        return self.session.listing.totals().tagged - self.tagged

    def records(self) -> Iterator[RecordChange]:
        """Yield what was recorded on claims."""
        return (change for change in self.changes if isinstance(change, RecordChange))


@dataclass(frozen=True, slots=True)
class Task:
    """One step."""

    name: str
    text: str
    """What to do; the keys of commands stand in braces, by the command and its argument."""
    is_done: Callable[[Since], bool]


def _is_noted(since: Since) -> bool:
    return any(
        change.after.note and (change.before is None or change.before.note != change.after.note)
        for change in since.records()
    )


def _is_evidenced(since: Since) -> bool:
    return any(
        len(change.after.evidence) > len(change.before.evidence if change.before else ())
        for change in since.records()
    )


def _is_moved(since: Since) -> bool:
    moved = any(isinstance(change, SpanChange) for change in since.changes)
    return moved and since.has_run("edge")


def _is_found(since: Since) -> bool:
    found = since.session.desk.found
    return since.has_run("find") and found is not None and bool(found.spans)


def _is_taken_from_palette(since: Since) -> bool:
    return "palette" in since.ran and len(since.ran) > since.ran.index("palette") + 1


def _is_finished(since: Since) -> bool:
    return any(
        isinstance(change, StatusChange) and change.after.status is Status.DONE for change in since.changes
    )


TASKS = (
    Task(
        "Moving",
        "The bar stands before the current claim, whose words are bold. Go to the next one with"
        " {go.next claim}, then back with {go.previous claim}.",
        lambda since: since.has_run("go.next", "go.previous"),
    ),
    Task(
        "Judging",
        "One key judges the claim, saves that, and goes on to the next untagged one: {tags}."
        " Press one of them.",
        lambda since: since.more_tagged >= 1,
    ),
    Task(
        "Rhythm",
        "That is the whole of it. The mark before the claim says how you judged. Judge two more.",
        lambda since: since.more_tagged >= 2,
    ),
    Task(
        "Undo",
        "{undo} takes the last step back, goes where it was made, and says what it was;"
        " {redo} makes it again. Take one back.",
        lambda since: since.has_run("undo") and since.more_tagged < 0,
    ),
    Task(
        "Edges",
        "A claim need not be the whole sentence: {edge end-left} and {edge end-right} move its end by a word,"
        " {edge start-left} and {edge start-right} its start. Move an edge.",
        _is_moved,
    ),
    Task(
        "Note",
        "Say why: {note} opens a line at the bottom. Type a few words; Enter keeps them, Esc would not.",
        _is_noted,
    ),
    Task(
        "Evidence",
        "{evidence} asks for a web address, and what it does. Type: https://example.org/log supports"
        " and then Enter.",
        _is_evidenced,
    ),
    Task(
        "What is left",
        "{go.next untagged} goes to the next untagged claim, past all that is judged;"
        " {go.previous untagged} goes back. Go to one.",
        lambda since: since.has_run("go.next untagged") or since.has_run("go.previous untagged"),
    ),
    Task(
        "Finding",
        "{find} finds words in the article: type some that are in it, then Enter. {find.next} goes on"
        " to the next place.",
        _is_found,
    ),
    Task(
        "Articles",
        "{article.next} opens the next article. Or {pane.switch} goes to the list, arrows open there, and"
        " {pane.switch} comes back. Open another article.",
        lambda since: since.session.desk.path not in (None, since.path),
    ),
    Task(
        "Filter",
        "{filter} lists only some articles: type a word of a title, or is:untagged claims<10, then Enter.",
        lambda since: bool(since.session.listing.query),
    ),
    Task(
        "All again",
        "{cancel} leaves what is open, one thing after the other: what was found, then the filter."
        " Press it until all articles are listed.",
        lambda since: not since.session.listing.query,
    ),
    Task(
        "Help",
        "All keys are on one page: {help}. Look at it; Esc leaves.",
        lambda since: since.has_run("help"),
    ),
    Task(
        "Palette",
        "Where you do not know a key, {palette} finds the command by its name, and shows its key."
        " Type confid, then Enter.",
        _is_taken_from_palette,
    ),
    Task(
        "Done",
        "When you are through with an article, untagged claims or not, say so with {article.done}.",
        _is_finished,
    ),
    Task(
        "The end",
        "That is what you need for a day's work. {quit} leaves, and tells how to export what you judged.",
        lambda since: since.has_run("quit"),
    ),
)


class Tutorial:
    """Where somebody is in the steps: goes on when one was done, or skipped."""

    def __init__(
        self,
        at: int = 0,
        kept: Callable[[int], None] = lambda _: None,
        tasks: Sequence[Task] = TASKS,
    ) -> None:
        """Begin at step `at`, from 0; `kept` is told of every further one."""
        self.tasks = tasks
        self.at = max(0, min(at, len(tasks) - 1))
        self.is_finished = False
        self._kept = kept
        self._session: Session | None = None
        self._ran: list[str] = []
        self._changes: list[Change] = []
        self._tagged = 0
        self._path: str | None = None

    def attend(self, session: Session) -> None:
        """Follow what is done in this session."""
        self._session = session
        session.sitting.heard = self._made
        self._begin()

    @property
    def task(self) -> Task:
        """What is to be done now."""
        return self.tasks[self.at]

    def ran(self, name: str) -> None:
        """A command, with its argument, is about to be run."""
        self._ran.append(name)

    def look(self) -> None:
        """Go on, if what is to be done was done. To be asked after each key, when no line is being typed."""
        if self._session is None:
            return
        since = Since(self._session, self._ran, self._changes, self._tagged, self._path)
        if not self.is_finished and self.task.is_done(since):
            if self.at + 1 < len(self.tasks):
                self._session.say(f"{self._session.said.text} · well done".removeprefix(" · "))
            self._on()

    def skip(self) -> None:
        """Go on as if it had been done."""
        self._on()

    def last_words(self, folder: Path) -> list[str]:
        """Return what to say after the review: what comes next, or how to go on; untrusted text."""
        if not self.is_finished:
            step = f"step {self.at + 1} of {len(self.tasks)}, {self.task.name}"
            return [f"the tutorial goes on at {step}: triage tutorial"]
        return [
            f"the tutorial is done; what you judged, as a report: triage export {folder} --format markdown",
            "next: triage FOLDER, with articles of your own; other keys: triage tutorial --fresh --keys vim",
            "to read: docs/guide.md for everything, docs/filters.md, docs/keymaps.md; triage help COMMAND",
        ]

    def _on(self) -> None:
        self.is_finished = self.is_finished or self.at + 1 == len(self.tasks)
        self.at = min(self.at + 1, len(self.tasks) - 1)
        self._kept(len(self.tasks) if self.is_finished else self.at)
        self._begin()

    def _begin(self) -> None:
        assert self._session is not None
        self._ran, self._changes = [], []
        self._tagged, self._path = self._session.listing.totals().tagged, self._session.desk.path

    def _made(self, step: Step) -> None:
        self._changes += step.changes
