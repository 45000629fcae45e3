"""What the commands do that are about who says a claim, and what other claims it has to do with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widget import AwaitMount

from triage.core.claim import Relation
from triage.core.plain import plain
from triage.session.state import Tone
from triage.ui.actions.acting import Acting, Table

if TYPE_CHECKING:
    from triage.session.gathered import Known

_RELATIONS = {"s": Relation.SAME, "c": Relation.CONFLICTS, "n": Relation.NARROWS}


class Relating(Acting):
    """What the commands do that are about speakers and relations."""

    def table(self) -> Table:
        """Return what each command of its group does."""
        return {
            "speaker": lambda *_: self._speaker(),
            "claim.relate": lambda *_: self._relate(),
        }

    def _speaker(self) -> None:
        relations = self._session.relations
        if relations.offer and not self._session.is_marked:
            relations.set_speaker(relations.offer)
            return
        self.ask("speaker (Tab completes):", relations.speaker, relations.set_speaker, self._completed)

    def _completed(self, line: str, cursor: int) -> tuple[str, int]:
        """Go on from a name that was begun; the same key again takes the next one."""
        names = self._session.relations.names()
        typed = line[:cursor].casefold()
        found = [name for name in names if name.casefold().startswith(typed)]
        found = found or [name for name in names if typed in name.casefold()]
        if not found:
            self._session.say("no speaker of that name was recorded yet")
            return line, cursor
        more = f": {', '.join(found[1:4])} …" if len(found) > 1 else ""
        self._session.say(f"{len(found)} recorded{more}")
        return found[0], len(found[0]) if len(found) == 1 else cursor

    def _relate(self) -> None:
        session = self._session
        if session.desk.passage is None:
            session.say(session.desk.problem or "there is no claim here", Tone.WARNING)
            return
        begun = session.relations.begin()
        links = session.relations.links()
        there = f" · Enter lists the {len(links)} there {'is' if len(links) == 1 else 'are'}" if links else ""
        keys = {key: partial(self._pick, relation, begun) for key, relation in _RELATIONS.items()}
        what = "relation of all that is marked" if session.is_marked else "relation"
        label = f"{what}: s the same · c conflicts · n narrows{there} · Esc leaves"
        self.offer(label, {**keys, **({"enter": self._app.overlays.relations} if links else {})})

    def _pick(self, relation: Relation, begun: Known | None) -> AwaitMount:
        from triage.session.relating import SAID

        def chosen(known: Known) -> None:
            self._session.relations.relate(relation, known)

        which = "All that is marked:" if self._session.is_marked else "This claim"
        return self._app.overlays.pick(f"{which} {plain(SAID[relation])} …", chosen, begun)
