"""What the commands do that are about evidence: an address, another claim, and looking at what there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.core.claim import Evidence, Stance
from triage.core.evidence import check_url
from triage.core.plain import plain
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table

if TYPE_CHECKING:
    from triage.session.gathered import Known

_STANCES = {"s": Stance.SUPPORTS, "r": Stance.REFUTES, "c": Stance.CONTEXT}
_OFFER = "s supports · r refutes · c context · Enter a quotation · or go on"
_ASKED = {
    "url": "address:",
    "quote": "quotation (Enter alone: none):",
    "note": "note on it (Enter alone: none):",
    "accessed": "day it was looked at (a date, today, yesterday):",
}


class Citing(Acting):
    """What the commands do that are about evidence."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "evidence": lambda *_: self._evidence(),
            "evidence.from-claim": lambda *_: self._from_claim(),
            "evidence.open": lambda *_: self._open(),
        }

    def _evidence(self) -> None:
        count = len(self._session.citing.pieces())
        there = f" (Enter alone: the {count} there {'is' if count == 1 else 'are'})" if count else ""
        self.ask(f"evidence, a web address{there}:", "", self._add)

    def _add(self, line: str) -> None:
        citing = self._session.citing
        if not line.strip():
            if citing.pieces():
                self._list()
            return
        piece = citing.add(line)
        if piece is not None:
            self._offer_more(piece)
        elif self._session.said.tone is Tone.ERROR:
            self.ask("evidence, a web address:", line, self._add)

    def _offer_more(self, piece: Evidence) -> None:
        """Offer what can be said of a piece that was just added; any other key goes on with the review."""
        if piece.stance is not None:
            label = "Enter adds a quotation" if piece.note else "Enter adds a quotation and a note"
            self.offer(f"{label} · or go on", {"enter": partial(self._ask_quote, piece)})
            return
        keys = {key: partial(self._set_stance, piece, stance) for key, stance in _STANCES.items()}
        self.offer(_OFFER, {**keys, "enter": partial(self._ask_quote, piece)})

    def _set_stance(self, piece: Evidence, stance: Stance) -> None:
        self._offer_more(self._session.citing.set_stance(piece, stance))

    def _ask_quote(self, piece: Evidence) -> None:
        def take(line: str) -> None:
            after = self._session.citing.set_part(piece, "quote", line) if line.strip() else piece
            if after is not None and not after.note:
                self._ask_part(after, "note")

        self.ask(_ASKED["quote"], piece.quote, take)

    def _ask_part(self, piece: Evidence, part: str) -> None:
        def take(line: str) -> None:
            if self._session.citing.set_part(piece, part, line) is None:
                self.ask(_ASKED[part], line, take)

        self.ask(_ASKED[part], str(getattr(piece, part)), take)

    def _list(self) -> AwaitMount:
        return self._app.overlays.evidence(self._change)

    def _change(self, piece: Evidence, what: str) -> None:
        """Do what was chosen in the list: set a stance or a part, take it off, open it."""
        citing = self._session.citing
        if what in _STANCES:
            stance = None if piece.stance is _STANCES[what] else _STANCES[what]
            citing.set_stance(piece, stance)
        elif what == "remove":
            citing.remove(piece)
        elif what == "open":
            self._ask_to_open(piece)
        elif what == "add":
            self._evidence()
        else:
            self._ask_part(piece, what)

    def _open(self) -> AwaitMount | None:
        pieces = self._session.citing.all_pieces()
        if not pieces:
            key = self._session.key_of("evidence")
            self._session.say(f"there is no evidence here; {key} adds some", Tone.WARNING)
        elif len(pieces) == 1:
            self._ask_to_open(pieces[0])
        else:
            return self._app.overlays.evidence(self._change, enter="open")
        return None

    def _ask_to_open(self, piece: Evidence) -> None:
        if piece.file:
            there = f"Enter goes to the claim in {plain(piece.file)} · Esc leaves"
            self.offer(there, {"enter": partial(self._go_to, piece)})
            return
        try:
            check_url(piece.url)
        except ValueError as error:
            self._session.say(f"not opened: {error}", Tone.ERROR)
            return
        self._session.say(piece.url)
        self.offer("Enter opens it in your browser · Esc leaves", {"enter": partial(self._browse, piece.url)})

    def _go_to(self, piece: Evidence) -> None:
        with self._session.jumps.jumping():
            self._session.relations.go(piece.file, piece.claim)

    def _browse(self, url: str) -> None:
        from triage.browsing import browse

        say, app = self._session.say, self._app

        def told(problem: str) -> None:
            app.deliver(lambda: say(f"{problem}: {url}", Tone.WARNING))

        problem = browse(url, told)
        if problem:
            app.copy_to_clipboard(url)
            say(f"{problem}, the address is in the clipboard: {url}", Tone.WARNING)
        else:
            say(f"opened in your browser: {url}")

    def _from_claim(self) -> AwaitMount | None:
        if self._session.desk.passage is None:
            self._session.say(self._session.desk.problem or "there is no claim here", Tone.WARNING)
            return None

        def chosen(known: Known) -> None:
            piece = self._session.citing.add_claim(known)
            if piece is not None:
                self._offer_more(piece)

        return self._app.overlays.pick("Evidence from another claim", chosen)
