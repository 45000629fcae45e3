"""Taking keys: from a pressed key to the commands it runs, and what is shown of a sequence meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from triage.commands import Mode, command, title_of
from triage.keymap import Keymap
from triage.keys import LEAVE, QUIT, Machine, Pending, Run
from triage.session.state import Tone
from triage.ui.keynames import key_label, key_name, soonest
from triage.ui.layer_keys import LayerKeys
from triage.ui.screens.layer import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from triage.store.keymap_follower import KeymapFollower, Reread
    from triage.ui.app import TriageApp


class Taking:
    """Gives keys to the machine, and tells the screen what was begun."""

    def __init__(self, app: TriageApp, keymap: Keymap) -> None:
        self._app = app
        self._machine = Machine(keymap)
        self._layer_keys = LayerKeys()
        self._held: list[events.Key] = []
        """Keys that came while a macro is played."""
        self._timer: Timer | None = None
        self._is_open = False
        """Whether what can follow is shown."""
        self._follower: KeymapFollower | None = None

    @property
    def keymap(self) -> Keymap:
        """The keys in use."""
        return self._machine.keymap

    def use(self, keymap: Keymap) -> None:
        """Take other keys into use; what was begun is dropped."""
        self._machine.use(keymap)
        self._app.review.status.use(keymap)
        self._app.review.definitions.use(keymap)
        self._show(None)

    def key_of(self, name: str) -> str:
        """Return the key of a command, its argument after it if need be, as it is shown to people.

        It is that of the pane that is active, in a field that of the text. Where there is none: its title.
        """
        command_id, _, argument = name.partition(" ")
        mode = self._app.review.mode
        keys = self.keymap.keys_of(command_id, Mode.TEXT if mode is Mode.INPUT else mode, argument)
        known = command(command_id)
        return soonest(keys) if keys else "" if known is None else f"“{title_of(known, argument)}”"

    def follow(self) -> None:
        """Take over what is saved in the files that the keys come from, from now on."""
        from triage.store.keymap_follower import KeymapFollower

        app = self._app
        self._follower = KeymapFollower(
            self.keymap,
            app.session.codebook,
            lambda reread: app.deliver(lambda: self._reread(reread)),
        )
        self._follower.start()

    def stop(self) -> None:
        """Follow no file any more."""
        if self._follower is not None:
            self._follower.stop()

    async def take(self, event: events.Key) -> None:
        """Give the key to what lies over the review or to its field; else run what it is bound to."""
        await self._app.overlays.laid()
        top, review = self._app.screen, self._app.review
        if self._app.repeating.is_playing:
            if event.key not in (LEAVE, QUIT):
                self._held.append(event)
                return
            self._app.repeating.player.stop()
            if event.key == LEAVE:
                return
        if not isinstance(top, Layer) and not review.prompt.open:
            if review.jumping:
                await self._label(event)
            elif review.prompt.offering:
                await self._offered(event)
            else:
                await self._press(event)
            return
        typed = await self._in_field(event)
        if isinstance(top, Layer):
            meant = [] if typed is None else [typed]
            if top.opened_by and key_name(event) not in top.own_keys:
                meant = [
                    one for key in meant for one in self._layer_keys.meant(self.keymap, key, top.opened_by)
                ]
            for key in meant:
                if top.is_current:
                    await top.take(key)
        else:
            if typed is not None:
                await review.prompt.take(typed)
            review.redraw()

    def _reread(self, reread: Reread) -> None:
        """Take over keys that were read again, unless they cannot be read; say so."""
        say = self._app.session.say
        if reread.keymap is None:
            say(f"the keys are as before: {reread.problems[0]}", Tone.ERROR)
            return
        self.use(reread.keymap)
        if reread.problems:
            say(f"keys read again: {reread.problems[0]}{more(reread.problems)}", Tone.WARNING)
        else:
            say("keys read again")

    def release(self) -> None:
        """Take the keys that came while a macro was played."""
        held, self._held = self._held, []
        if held:
            self._app.call_later(self._take_held, held)

    async def _take_held(self, held: list[events.Key]) -> None:
        with self._app.review.at_once():
            for event in held:
                await self.take(event)

    async def _press(self, event: events.Key) -> None:
        pressed = self._machine.press(self._app.review.mode, key_name(event))
        if isinstance(pressed, Pending):
            self._show(pressed)
            return
        self._show(None)
        if isinstance(pressed, Run):
            await self._app.run_macro(pressed.binding.macro, pressed.count)
        elif pressed.begun:
            keys = pressed.keys
            self._app.session.say(f"{key_label(keys)} is not bound to anything" if keys else "")

    async def _offered(self, event: events.Key) -> None:
        """Take a key that was offered to mean something; another one does what it always does."""
        review = self._app.review
        self._app.session.say("")
        if review.prompt.take_offered(key_name(event)):
            review.redraw()
        else:
            await self._press(event)

    async def _label(self, event: events.Key) -> None:
        """Take a letter of a label; what is typed into no field leaves."""
        typed = await self._in_field(event)
        review = self._app.review
        if typed is not None and typed.character is not None and typed.is_printable:
            review.take_label(typed.character)
        else:
            review.end_jump()
            review.answers.left()
            self._app.session.say("")
        review.redraw()

    async def _in_field(self, event: events.Key) -> events.Key | None:
        """Return the key as a field or a page takes it; None where it ran a command instead."""
        pressed = self._machine.press(Mode.INPUT, key_name(event))
        if not isinstance(pressed, Run):
            return event
        macro = pressed.binding.macro
        if macro[0].command.id == "cancel":
            return events.Key("escape", None)
        await self._app.run_macro(macro)
        return None

    def _show(self, begun: Pending | None) -> None:
        """Show what was begun: at once in the status line, in a while what can follow."""
        review = self._app.review
        review.status.begun = "" if begun is None else f"{begun.count} {key_label(begun.keys)}".strip()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if begun is None or not begun.keys:
            review.uncover()
            self._is_open = False
        elif self._is_open:
            self._open(begun)
        else:
            self._timer = self._app.set_timer(self.keymap.options.popup, lambda: self._open(begun))

    def _open(self, begun: Pending) -> None:
        """Lay what can follow over the review."""
        from triage.ui.popup import popup_rows

        review, keymap = self._app.review, self.keymap
        following = self._machine.following(review.mode, begun.keys)
        title = keymap.prefixes.get(begun.keys, "")
        review.cover(popup_rows(begun, title, following, review.status.look, review.size))
        self._is_open = True


def more(problems: Sequence[str]) -> str:
    """Return what to say after the first of these."""
    return f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
