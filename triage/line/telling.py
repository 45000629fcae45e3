"""What can be typed, and what there is: help, commands, the tags, the text around the claim, the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.commands import COMMANDS, FREE, Command, Mode, command, title_of
from triage.keymap import Bound
from triage.line.claim import one_line, tag_word
from triage.line.on_the_screen import ON_THE_SCREEN
from triage.line.understood import Doing
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview

WORDS = {
    "show": "Tell the current claim again, with what stands before it.",
    "text": "Tell the text from the current claim on, ten passages; text 3 thirty, text all everything.",
    "claim": "Go to a claim of the article by its number, as in claim 7.",
    "list": "Tell the articles with numbers, twenty at a time; list 21 goes on.",
    "open": "Open what has this number in the last list, or the article with these words in its title.",
    "totals": "Tell how far all articles are, whether all is saved, and who else is here.",
    "tags": "Tell what each tag means, and its key.",
}
"""What can be typed that is no command of the table."""

_PASSAGES = 10
"""How many passages of the text are told at once."""


class Telling:
    """Tells what is there; changes nothing."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session, self._voice = review, review.session, review.voice

    def help(self, rest: str) -> None:
        """Tell what can be typed, or all that is known of one command."""
        if rest:
            self._help_of(rest)
            return
        say = self._voice.say
        say("Type a key of the key map, or a command, and enter. An empty line goes to the next claim.")
        self.tags("", short=True)
        for name, line in WORDS.items():
            say(f"{name}: {line}")
        for name in ("note", "evidence", "undo", "go.next", "article.next", "filter", "search", "quit"):
            known = command(name)
            if known is not None:
                say(self._line_of(known))
        say("A count goes before a key, as in 3j, or behind a command, as in undo 3.")
        say("palette: lists all commands; palette WORDS those with these words; help COMMAND tells of one.")

    def commands(self, rest: str) -> None:
        """List the commands that have these words in their name, title or help."""
        words = rest.casefold().split()
        count = 0
        for known in COMMANDS:
            line = self._line_of(known)
            where = " ".join((line, *self._review.known.arguments(known))).casefold()
            if known.id not in ON_THE_SCREEN and all(word in where for word in words):
                count += 1
                self._voice.say(line)
        if not count:
            self._session.say(f"no command has {rest} in its name or help", Tone.WARNING)

    def tags(self, _: str, *, short: bool = False) -> None:
        """Tell each tag with its key, and unless `short` with what it means."""
        for tag in self._session.codebook.tags:
            keys = self._keys(Bound(_tag_command(), tag.name))
            means = "" if short else f", {one_line(tag.definition)}"
            self._voice.say(f"tag {tag.name}{keys}: {tag.label}{means}")

    def text(self, rest: str) -> None:
        """Tell the passages from the current one on, each with its number and tag."""
        session = self._session
        opened, cursor = session.desk.opened, session.desk.cursor
        if opened is None or cursor is None:
            session.say(session.desk.problem or "there is no text here", Tone.WARNING)
            return
        if rest not in ("", "all") and not (rest.isascii() and rest.isdecimal() and int(rest[:9])):
            session.say("text takes a count of pages, or all", Tone.ERROR)
            return
        passages = opened.outline.passages
        last = len(passages) if rest == "all" else cursor + _PASSAGES * int((rest or "1")[:6])
        for index in range(0 if rest == "all" else cursor, min(last, len(passages))):
            passage, number = passages[index], opened.outline.number(index)
            words = one_line(opened.article.text[passage.start : passage.end])
            if number is None:
                self._voice.say(f"{passage.kind}: {words}")
                continue
            here = "here, " if index == cursor else ""
            tag = tag_word(session, opened.record(index, session.reviewer))
            self._voice.say(f"{number}, {here}{tag}: {words}")
        if last < len(passages):
            session.say(f"{len(passages) - last} more, text all tells everything")

    def totals(self, _: str) -> None:
        """Tell how far all articles are, whether all is saved, and who else is here."""
        session = self._session
        totals = session.listing.totals()
        unread = totals.articles - totals.known
        told = [f"{totals.articles:,} articles", f"{totals.done:,} done"]
        told.append(f"{totals.tagged:,} of {totals.claims:,} claims tagged")
        told += [f"{totals.waiting:,} wait"] if totals.waiting else []
        told += [f"{unread:,} articles not read yet"] if unread else []
        self._voice.say(", ".join(told))
        unsaved = session.saver.unsaved()
        self._voice.say(f"not saved: {', '.join(unsaved)}" if unsaved else "all is saved")
        for person in session.company.others:
            self._voice.say(f"also here: {person.reviewer} at {person.host}")

    def _help_of(self, rest: str) -> None:
        """Tell all of a command, by its name, the beginning of one, or a key."""
        head, known = rest.split(maxsplit=1)[0], self._review.known
        found: tuple[str, ...] = (head,) if head in WORDS or command(head) else ()
        pressed = None if found else known.meaning(rest, self._review.mode)
        if isinstance(pressed, Doing):
            for bound in pressed.macro:
                title = title_of(bound.command, bound.argument)
                self._voice.say(f"{bound.text}: {title}. {bound.command.help}")
            return
        found = found or known.beginning_with(head)
        if not found:
            self._session.say(f"there is no command and no key {head}; palette lists them", Tone.ERROR)
        for name in found:
            self._tell_of(name)

    def _tell_of(self, name: str) -> None:
        say, known = self._voice.say, command(name)
        if known is None:
            say(f"{name}: {WORDS[name]}")
            return
        say(self._line_of(known))
        for word in self._review.known.arguments(known):
            bound = Bound(known, word)
            say(f"{bound.text}{self._keys(bound)}: {title_of(known, word)}")
        if known.argument in FREE:
            say(f"behind it stands a {FREE[known.argument].lower()}")
        if known.takes_count:
            say(f"it takes a count, as in {known.id} 3")
        if name in ON_THE_SCREEN:
            say(ON_THE_SCREEN[name])

    def _line_of(self, known: Command) -> str:
        return f"{known.id}{self._keys(Bound(known))}: {known.title}. {known.help}"

    def _keys(self, bound: Bound) -> str:
        """Return the keys of a command with this very argument, as they are told behind its name."""
        keymap = self._review.known.keymap
        keys = keymap.keys_for(bound, Mode.TEXT) or keymap.keys_for(bound, Mode.SELECT)
        return f", key {' or '.join(keys[:2])}" if keys else ""


def _tag_command() -> Command:
    known = command("tag")
    assert known is not None
    return known
