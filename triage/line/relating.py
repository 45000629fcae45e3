"""Speakers, relations and evidence from other claims in lines: asked for, told as lists with numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from triage.core.claim import Evidence, Relation
from triage.core.fuzzy import Fuzzy
from triage.line.asking import Question
from triage.session.acts import at_this_claim
from triage.session.relating import SAID
from triage.session.state import Tone

if TYPE_CHECKING:
    from triage.line.review import LineReview
    from triage.session.gathered import Known

_OFF = "-"
"""The answer that takes the speaker off."""

_PATIENCE = 15.0
"""Seconds that the sidecars of a folder may take to be read before that is told what is known so far."""

_RELATIONS = {str(relation): relation for relation in Relation}


class Relating:
    """What commands about other claims do in lines."""

    def __init__(self, review: LineReview) -> None:
        self._review, self._session = review, review.session

    def speaker(self) -> Question | None:
        """Take the speaker that the sentence names, else ask for one."""
        relations = self._session.relations
        if relations.offer and not self._session.is_marked:
            relations.set_speaker(relations.offer)
            return None
        take = at_this_claim(
            self._session, lambda line: relations.set_speaker("" if line.strip() == _OFF else line)
        )
        now = f", now {relations.speaker}, {_OFF} takes it off" if relations.speaker else ""
        return None if take is None else Question(f"speaker{now}", take)

    def evidence(self) -> Question | None:
        """Ask for words of the claim that is to be evidence."""
        take = at_this_claim(self._session, lambda line: self._choose(line, self._session.citing.add_claim))
        return None if take is None else Question("evidence from the claim with these words", take)

    def open_evidence(self) -> Question | None:
        """Tell the evidence of the claim, and ask what to open in the browser, or which claim to go to."""
        pieces = self._session.citing.all_pieces()
        if not pieces:
            key = self._session.key_of("evidence")
            self._session.say(f"there is no evidence here; {key} adds some", Tone.WARNING)
            return None
        for number, piece in enumerate(pieces, 1):
            self._review.voice.say(f"{number}: {f'a claim in {piece.file}' if piece.file else piece.url}")
        return Question("open, by its number", partial(self._open, pieces))

    def _open(self, pieces: Sequence[Evidence], line: str) -> None:
        say, word = self._session.say, line.strip()
        if not (word.isascii() and word.isdecimal() and 0 < int(word[:6]) <= len(pieces)):
            say(f"nothing was opened: say a number from 1 to {len(pieces)}", Tone.ERROR)
            return
        piece = pieces[int(word) - 1]
        if piece.file:
            with self._session.jumps.jumping():
                self._session.relations.go(piece.file, piece.claim)
            return
        from triage.browsing import browse

        def told(problem: str) -> None:
            self._review.deliveries(lambda: say(f"{problem}: {piece.url}", Tone.WARNING))

        try:
            problem = browse(piece.url, told)
        except ValueError as error:
            problem = f"not opened: {error}"
        if problem:
            say(f"{problem}: {piece.url}", Tone.ERROR)
        else:
            say(f"opened in your browser: {piece.url}")

    def relate(self) -> Question | None:
        """Ask for a relation and words of the other claim."""
        take = at_this_claim(self._session, self._relate)
        for link in self._session.relations.links() if take is not None else ():
            self._review.voice.say(f"{link.said}: {link.words}, in {link.path}")
        return None if take is None else Question("same, conflicts or narrows, then words of the claim", take)

    def _relate(self, line: str) -> None:
        word, _, words = line.strip().partition(" ")
        relation = _RELATIONS.get(word.casefold())
        if relation is None:
            self._session.say(f"{word} is no relation: same, conflicts, narrows", Tone.ERROR)
            return
        self._choose(words, partial(self._session.relations.relate, relation), SAID[relation])

    def _choose(self, words: str, act: Callable[[Known], object], what: str = "") -> None:
        """Do it with the one claim that has all these words; else tell those that have, or the like."""
        gathered = self._session.gathered
        gathered.begin(words=True)
        self._review.deliveries.wait(lambda: not gathered.is_reading, _PATIENCE)
        choices = self._session.relations.choices()
        found = [choices[number] for number in Fuzzy([known.sought for known in choices]).find(words)]
        exact = [known for known in found if all(word in known.sought for word in words.casefold().split())]
        if not found:
            self._session.say("no claim has such words", Tone.ERROR)
        elif len(exact) == 1:
            act(exact[0])
        else:
            home = at_this_claim(self._session, lambda _: None)
            self._review.finding.tell(
                [f"{known.words}, in {known.path}" for known in found],
                [partial(self._act, home, act, known) for known in found],
                f"open 1 takes the first{f', {what} it' if what else ''}",
            )

    @staticmethod
    def _act(home: Callable[[str], None] | None, act: Callable[[Known], object], known: Known) -> None:
        if home is not None:
            home("")  # the claim that it was asked about, wherever the cursor is by now
        act(known)
