"""The full-screen program: keys in, commands run, panes repainted."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.screen import Screen

from triage.core.appearance import Appearance
from triage.core.codebook import Codebook
from triage.first_frame import FirstFrame
from triage.keymap import Bound, Keymap
from triage.session.first_look import FirstLook
from triage.session.session import Session
from triage.session.state import Tone
from triage.store.corpus import Corpus
from triage.ui.dressing import DressedApp, in_letters
from triage.ui.driver import driver_after
from triage.ui.keyboard import Typed
from triage.ui.look import Look
from triage.ui.lull import Lull
from triage.ui.overlays import Overlays
from triage.ui.screens.layer import Layer
from triage.ui.screens.review import ReviewScreen
from triage.ui.taking import Taking, more
from triage.ui.title import title_of
from triage.ui.widgets.article_list import ArticleList
from triage.ui.widgets.article_text import ArticleText

if TYPE_CHECKING:
    from triage.session.tutorial import Tutorial
    from triage.ui.actions import Actions
    from triage.ui.actions.repeating import Repeating
    from triage.watch import Watcher

SWITCH_SECONDS = 0.0005
"""How long work behind the scenes may keep a key waiting each time; Python's own is ten times that.

A key takes three threads: one reads it, one does what it means, one writes.
"""

QUIT_SECONDS = 5.0
"""How long quitting waits for what is not saved yet."""


_FIRST_PAINT_SECONDS = 0.03
"""After how long what else there is to start no longer delays the first picture; longer than painting it."""


class TriageApp(DressedApp, inherit_bindings=False):
    """One review of one corpus."""

    CSS_PATH = "triage.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    TITLE = "triage"

    def __init__(
        self,
        root: Path,
        reviewer: str,
        codebook: Codebook,
        keymap: Keymap,
        warnings: Sequence[str] = (),
        frame: FirstFrame | None = None,
        look: FirstLook | None = None,
        appearance: Appearance = Appearance(),  # noqa: B008 - a value that never changes
    ) -> None:
        super().__init__(
            None if os.environ.get("TEXTUAL_DRIVER") else driver_after(frame, self.fail), appearance
        )
        codebook = in_letters(codebook) if appearance.ascii else codebook
        self._disable_notifications = self._disable_tooltips = True  # the status line says what is to say
        journal = None if look is None else look.journal
        self.session = Session(Corpus(root), reviewer, codebook, self.deliver, self._changed, journal=journal)
        self.taking = Taking(self, keymap)
        self.session.key_of = self.taking.key_of
        self._warnings = warnings
        self._deliveries: deque[Callable[[], None]] = deque()
        self._loop_to_wake: asyncio.AbstractEventLoop | None = None
        self.review = ReviewScreen(self.session, keymap, self.send)
        self.overlays = Overlays(self)
        self._lull = Lull(self._pause)
        self.review.totals.is_still = appearance.reduced_motion
        self.review.totals.typing = lambda: self._lull.typing
        self._watcher: Watcher | None = None
        self._leaving = False
        self.tutorial: Tutorial | None = None
        """The steps that the reviewer is guided through, if they are."""
        self.fault: BaseException | None = None
        """The fault of the program that ends it."""
        self.review.dress(self.look_of_theme(), self.signs)
        self.session.on_screen = self.review.on_screen
        self.session.show_first(look)
        if self.session.resumed is not None:
            self.review.come_back(self.session.resumed)

    @cached_property
    def _actions(self) -> Actions:
        """What commands do; loaded after the first picture, or with the first key."""
        from triage.ui.actions import Actions

        return Actions(self, self.session, self.review)

    @property
    def repeating(self) -> Repeating:
        """What does again what was done."""
        return self._actions.repeating

    def get_default_screen(self) -> Screen[None]:
        """Return the review: there is no other screen beneath it."""
        return self.review

    def deliver(self, result: Callable[[], None]) -> None:
        """Run `result` on the screen's thread, soon; results that come together repaint once."""
        self._deliveries.append(result)
        if self._loop_to_wake is not None and len(self._deliveries) == 1:
            self._wake()

    def on_mount(self) -> None:
        """Take what was delivered meanwhile, and end in good order when told to."""
        sys.setswitchinterval(SWITCH_SECONDS)
        self._loop_to_wake = asyncio.get_running_loop()
        self._loop_to_wake.set_exception_handler(self._loop_failed)
        if self.fault is not None:
            self.fail(self.fault)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self._loop_to_wake.add_signal_handler(number, self._told_to_end, 128 + number)
        # Back from ctrl+z the terminal is empty, which Textual does not take into account.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        for warning in self._warnings[:1]:
            if not self.session.said.text:
                self.session.say(f"{warning}{more(self._warnings)}", Tone.WARNING)
        self._take_deliveries()

    def on_ready(self) -> None:
        """Start what may take its time when everything is on screen."""
        gc.freeze()  # what was made to start with is never garbage: collections stay short
        gc.enable()
        self.set_timer(_FIRST_PAINT_SECONDS, self._begin_the_rest)

    def _begin_the_rest(self) -> None:
        if self._exit or self._closing:
            return  # the reviewer has left already
        from triage.watch import Watcher

        def look_again(paths: Collection[str]) -> None:
            self.session.follower.watched(watcher.trouble)
            self.session.follower.look_again(paths)

        watcher = self._watcher = Watcher(self.session.corpus.root, look_again)
        watcher.start()
        self.session.company.start()
        self.taking.follow()
        self.review.prompt.prepare()
        self._actions.prepare()
        self.session.go_on()
        self.session.searching.indexing.begin_when_idle()
        self.review.panel.is_brief = False
        self.review.redraw()

    def on_unmount(self) -> None:
        """The screen is going: nothing is delivered to it any more, saving goes on."""
        self._loop_to_wake = None
        self._lull.stop()
        self.session.follower.stop()
        self.session.company.stop()
        self.session.searching.stop()
        self.taking.stop()
        if self._watcher is not None:
            self._watcher.stop()

    async def on_event(self, event: events.Event) -> None:
        """Take keys before they travel to a widget and back: the next key finds done what this one did.

        Were they taken when they come back, as App.on_key does, the first letters of a word typed
        right after the key that opens a field would be taken for commands.
        """
        if isinstance(event, Typed) and self.screen_stack:
            await self._take_keys(event.keys)
        elif isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            await self._take_keys((event,))
        elif isinstance(event, events.Paste) and not event.is_forwarded and self.screen_stack:
            self._take_paste(event.text)
        else:
            await super().on_event(event)

    async def _take_keys(self, keys: Sequence[events.Key]) -> None:
        """Do what the keys mean, one after the other, and show what came of it once."""
        self._lull.typed()
        with self.session.saver.held(), self.review.at_once():
            for key in keys:
                if self.screen_stack:
                    await self.taking.take(key)
            self._attend()
            if self.screen_stack and isinstance(self.screen, Layer):
                self.screen.redraw()
        self.session.noticed()

    def _take_paste(self, text: str) -> None:
        top = self.screen
        if isinstance(top, Layer):
            top.paste(text)
            top.redraw()
        elif self.review.prompt.open:
            self.review.prompt.paste(text)
            self.review.redraw()

    def send(self, sequences: str, layer: Layer | None = None) -> bool:
        """Write to the terminal what paints the review, or a layer over it.

        Return False where that may be covered or is not there.

        Textual's own way, a message to each pane and two passes over the screen, takes many times as long.
        """
        driver = self._driver
        shown = bool(self.screen_stack) and self.screen_stack[-1] is (layer or self.review)
        if driver is None or self.is_headless or not shown or not self._running or self._batch_count:
            return False
        self.show(sequences, driver)
        return True

    def teach(self, tutorial: Tutorial) -> None:
        """Guide through the steps of a tutorial, from before the screen is there."""
        from triage.ui.widgets.guide import Guide

        self.tutorial = tutorial
        tutorial.attend(self.session)
        self.review.guide = Guide(tutorial, self.taking.key_of, self.session.codebook.names())
        self.review.dress(self.look_of_theme(), self.signs)

    async def run_macro(self, macro: Sequence[Bound], count: int | None = None) -> None:
        """Run commands as their key would; return when the next key may come."""
        if self.tutorial is not None:
            for bound in macro:
                self.tutorial.ran(bound.text)
        await self._actions.run(macro, count)

    def on_article_list_clicked(self, message: ArticleList.Clicked) -> None:
        """Open the article that was clicked."""
        self.review.leave_what_was_begun()
        with self.session.jumps.jumping():
            self.session.desk.open(message.path)
        self.session.noticed()
        self.review.redraw()

    def on_article_text_clicked(self, message: ArticleText.Clicked) -> None:
        """Put the cursor on what was clicked."""
        self.review.leave_what_was_begun()
        opened = self.session.desk.opened
        index = opened.outline.at(message.position) if opened is not None else None
        if index is not None:
            self.session.desk.put_cursor(index)
            self.review.redraw()

    def on_paste_stalled(self) -> None:
        """Say why no key does anything any more."""
        self.session.say("a paste has not come to its end; escape drops it", Tone.WARNING)
        self.review.redraw()

    def edit_text(self, text: str) -> str | None:
        """Let the reviewer's editor change `text`; None, and a word why, where that failed."""
        from triage.editor import edit

        given = self.review.answers.next()
        if given is not None:
            return given
        with self.suspend():
            # Caught in here: suspend does not come back to the screen when an exception passes it.
            try:
                edited = edit(text)
            except (OSError, ValueError) as error:
                problem = str(error)
            else:
                self._actions.doing.edited(edited)
                return edited
        self.session.say(f"the note is unchanged: {problem}", Tone.ERROR)
        return None

    def leave(self) -> None:
        """Save what is left and end; if it cannot be saved say so, and end when asked again."""
        if self.session.is_busy and not self._leaving:
            self._leaving = True
            self.session.say(
                "something is being recorded: leave when that is done, or again to end", Tone.WARNING
            )
            return
        if not self.session.saver.unsaved():
            self.exit(0)
            return
        left = self.session.saver.flush(QUIT_SECONDS)
        if not left:
            self.exit(0)
        elif self._leaving:
            self.exit(3)
        else:
            self._leaving = True
            kept = self.session.chronicle.keeps
            then = "it is in the journal and is saved at the next start" if kept else "it would be lost"
            self.session.say(f"not saved: {', '.join(left)}. Leave again to end: {then}.", Tone.ERROR)

    def fail(self, fault: BaseException) -> None:
        """End in good order by a fault of the program, on whichever thread it happened."""
        self.fault = self.fault or fault
        loop = self._loop_to_wake
        if loop is not None:
            with suppress(RuntimeError):  # the loop may close between the question and the call
                loop.call_soon_threadsafe(self._close_messages_no_wait)

    def _loop_failed(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Take a fault that asyncio would only log, of a signal's handler for one."""
        if isinstance(context.get("exception"), Exception):
            self.fail(context["exception"])

    def _handle_exception(self, error: Exception) -> None:
        """Keep the fault for the report; what Textual would print instead is a page of traceback."""
        self.fault = self.fault or error
        super()._handle_exception(error)

    def panic(self, *renderables: object) -> None:
        """End: Textual cannot go on, and what it would print is for programmers."""
        self.fail(RuntimeError("the screen cannot go on"))

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def look_of_theme(self) -> Look:
        """Return how everything is drawn in the theme in use."""
        return self.look_with(self.session.codebook)

    def dress(self) -> None:
        """Draw the review in the theme and the colours in use."""
        self.review.dress(self.look_of_theme(), self.signs)
        self.review.redraw()

    def _watch_theme(self, theme_name: str) -> None:
        super()._watch_theme(theme_name)
        if hasattr(self, "review"):
            self.dress()

    def _changed(self) -> None:
        """Something changed by itself; the delivery that says so is followed by a repaint."""

    def _attend(self) -> None:
        """Have the tutorial see what was done, unless a line is only being typed."""
        if self.tutorial is not None and not self.review.prompt.open:
            self.tutorial.look()

    def _pause(self) -> None:
        """Nothing was typed for a moment: show what could wait."""
        self.review.totals.redraw()
        self._tell_title()

    def _tell_title(self) -> None:
        title = getattr(self._driver, "title", None)  # which other drivers than ours have not
        if title is not None and self.appearance.title:
            title.show(title_of(self.review.totals.folder, self.session.listing.totals()))

    def _wake(self) -> None:
        loop = self._loop_to_wake
        if loop is not None:
            with suppress(RuntimeError):  # the loop may close between the question and the call
                loop.call_soon_threadsafe(self.call_later, self._take_deliveries)

    def _take_deliveries(self) -> None:
        while self._deliveries:
            self._deliveries[0]()
            self._deliveries.popleft()
        self._attend()
        self.review.redraw()
        if not self._lull.typing:
            self._tell_title()
        if self.screen_stack and isinstance(self.screen, Layer) and self.screen.is_mounted:
            self.screen.show()

    def _told_to_end(self, status: int) -> None:
        self.session.saver.flush(QUIT_SECONDS)
        self.exit(status)
