"""What the sidecars of all articles say beyond one of them: who is related to whom, speakers, claims to pick.

They are read behind the scenes, when something first asks for it, and followed from then on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from triage.core.claim import Annotations, Relation
from triage.core.codebook import Codebook
from triage.errors import TriageError
from triage.session.background import Background, Job
from triage.session.shelf import Shelf
from triage.session.state import Deliver
from triage.store.corpus import Corpus
from triage.store.looks import Changes

MOST_CLAIMS = 20_000
"""Recorded claims whose words are kept to be picked from."""

_AT_ONCE = 50
"""Sidecars that are read before that is told."""

_WORDS = 300
"""Code points of a claim that are kept."""

REST_SECONDS = 0.3
"""How long after a key reading goes on."""


class Known(NamedTuple):
    """A claim that can be picked; the texts are untrusted."""

    path: str
    claim: str
    """Its id; empty where nothing is recorded about it."""
    words: str
    """On one line."""
    span: tuple[int, int] = (0, 0)
    """Where it stands; only needed where it has no id."""

    @property
    def sought(self) -> str:
        """What it is found by, in small letters."""
        return f"{self.words}\n{self.path}".casefold()


class Relating(NamedTuple):
    """A claim that says it has to do with another one."""

    path: str
    claim: str
    relation: Relation
    other: str
    """The id of the other one."""


class _Kept(NamedTuple):
    relations: tuple[Relating, ...] = ()
    speakers: tuple[str, ...] = ()
    claims: tuple[Known, ...] = ()
    lacking: int = 0


_NOTHING = _Kept()


class Gathered:
    """Used from the session's thread; reading is done on a thread of its own."""

    def __init__(
        self,
        corpus: Corpus,
        shelf: Shelf,
        codebook: Codebook,
        deliver: Deliver,
        changed: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """`changed` is called on the session's thread when more is known."""
        self._corpus, self._shelf, self._codebook = corpus, shelf, codebook
        self._deliver, self._changed = deliver, changed
        self._behind = Background(failed)
        self._kept: dict[str, _Kept] = {}
        self._relating: dict[str, dict[str, list[Relating]]] = {}
        """By the id of the other claim, then by the article in which it stands."""
        self._speakers: Counter[str] = Counter()
        self._count = 0
        """Claims that are kept."""
        self._words: dict[str, str] = {}
        """Of claims that others are related to, by id."""
        self._asked: set[str] = set()
        """Articles whose claims were looked up for the words."""
        self._has_begun = self._has_words = False
        self._left = 0
        self.version: object = object()
        """Another one whenever something else is known."""

    @property
    def is_reading(self) -> bool:
        """Whether more may come by itself."""
        return self._left > 0

    def begin(self, *, words: bool = False) -> None:
        """Read what every sidecar says; the `words` of claims only if they are to be picked from."""
        if self._has_begun and (self._has_words or not words):
            return
        self._has_begun, self._has_words = True, self._has_words or words
        kept = [opened for opened in self._shelf.kept() if not opened.pending]
        in_memory = {opened.article.path for opened in kept}
        for opened in kept:  # what was just saved may not have been seen on disk yet
            self._keep(opened.article.path, self._kept_of(opened.article.path, opened.annotations))
        self._read([path for path in self._shelf.settling.scan.sidecars if path not in in_memory])

    def relating_to(self, claim_ids: Iterable[str]) -> list[Relating]:
        """Return the claims, of every article that was read, that are related to one of these."""
        self.begin()
        found = [self._relating.get(claim_id, {}) for claim_id in claim_ids]
        return [each for by_path in found for path in sorted(by_path) for each in by_path[path]]

    def words_of(self, path: str, claim_id: str) -> str:
        """Return the words of a claim on one line; empty while, or where, they are not known."""
        opened = self._shelf.get(path)
        if opened is not None and claim_id in opened.annotations.claims:
            return _line(opened.annotations.claims[claim_id].anchor.quote)
        if claim_id not in self._words and path not in self._asked:
            self._asked.add(path)
            self._behind.soon(partial(self._look_up, path))
        return self._words.get(claim_id, "")

    def path_of(self, path: str, claim_id: str) -> str:
        """Return where a claim is by now: at `path`, or in the article that has it under another name."""
        if path in self._shelf.settling.scan.sidecars:
            return path
        moved = (one for kept in self._kept.values() for one in kept.claims if one.claim == claim_id)
        return next((one.path for one in moved), path)

    def speakers(self) -> list[str]:
        """Return the names of speakers, the most frequent first, ties in order."""
        self.begin()
        return sorted(self._speakers, key=lambda name: (-self._speakers[name], name))

    def claims(self) -> Sequence[Known]:
        """Return the recorded claims of every article that was read, by article."""
        self.begin(words=True)
        return [one for path in sorted(self._kept) for one in self._kept[path].claims]

    def lacking(self) -> dict[str, int]:
        """Return how many claims of the reviewer's lack what their tags require, by article."""
        if not self._codebook.requires_anything:
            return {}
        self.begin()
        return {path: kept.lacking for path, kept in sorted(self._kept.items()) if kept.lacking}

    def take(self, path: str, annotations: Annotations) -> None:
        """Take over what was just saved."""
        if self._has_begun:
            self._taken({path: self._kept_of(path, annotations)}, 0)

    def follow(self, changes: Changes) -> None:
        """Read again what differs in the folder."""
        if not self._has_begun:
            return
        for path in (*changes.removed, *(old for old, _ in changes.renamed)):
            self._keep(path, _Kept())
        self._asked.clear()
        self.version = object()
        again = (*changes.sidecars_changed, *changes.added, *(new for _, new in changes.renamed))
        if again:
            self._read(list(dict.fromkeys(again)))

    def noticed(self) -> None:
        """The reviewer typed something: that comes first."""
        self._behind.rest(REST_SECONDS)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to read; return whether that was within `seconds`."""
        return self._behind.wait(seconds)

    def stop(self) -> None:
        """Read no more."""
        self._behind.stop()

    def _read(self, paths: list[str]) -> None:
        self._left += len(paths)
        self._behind.later(self._jobs(paths, words=self._has_words))

    def _jobs(self, paths: list[str], *, words: bool) -> Iterator[Job]:
        for start in range(0, len(paths), _AT_ONCE):
            yield partial(self._read_some, paths[start : start + _AT_ONCE], words=words)

    def _read_some(self, paths: list[str], *, words: bool) -> None:
        found: dict[str, _Kept] = {}
        for path in paths:
            self._behind.go_on()
            annotations = self._annotations(path, whole=words or self._codebook.requires_anything)
            found[path] = _Kept() if annotations is None else self._kept_of(path, annotations)
        self._deliver(partial(self._taken, found, len(paths)))

    def _annotations(self, path: str, *, whole: bool) -> Annotations | None:
        try:
            return self._corpus.summary(path, (b"",) if whole else (b"related:", b"speaker:"))
        except (TriageError, OSError):
            return None  # the list says what is wrong with it

    def _kept_of(self, path: str, annotations: Annotations) -> _Kept:
        claims = [*annotations.claims.values()]
        reviewer = self._shelf.reviewer
        return _Kept(
            tuple(
                Relating(path, claim.id, each.relation, each.claim)
                for claim in claims
                for each in claim.related
            ),
            tuple(claim.speaker for claim in claims if claim.speaker),
            tuple(
                Known(path, claim.id, _line(claim.anchor.quote))
                for claim in annotations.in_text_order()
                if not claim.anchor.skip
            )
            if self._has_words
            else (),
            sum(bool(self._codebook.lacks(claim.by(reviewer))) for claim in claims),
        )

    def _taken(self, found: dict[str, _Kept], count: int) -> None:
        self._left -= count
        for path, kept in found.items():
            self._keep(path, kept)
        self.version = object()
        self._changed()

    def _keep(self, path: str, kept: _Kept) -> None:
        """Have this be what is known of an article."""
        before = self._kept.pop(path, _NOTHING)
        self._count -= len(before.claims)
        if self._count + len(kept.claims) > MOST_CLAIMS:
            kept = kept._replace(claims=())
        self._count += len(kept.claims)
        self._speakers.subtract(before.speakers)
        self._speakers.update(kept.speakers)
        for name in {*before.speakers}:
            if not self._speakers[name]:
                del self._speakers[name]
        for each in before.relations:
            self._relating.get(each.other, {}).pop(path, None)
        for each in kept.relations:
            self._relating.setdefault(each.other, {}).setdefault(path, []).append(each)
        if kept != _NOTHING:
            self._kept[path] = kept

    def _look_up(self, path: str) -> None:
        annotations = self._annotations(path, whole=True)
        if annotations is not None:
            words = {claim.id: _line(claim.anchor.quote) for claim in annotations.claims.values()}
            self._deliver(partial(self._looked_up, words))

    def _looked_up(self, words: dict[str, str]) -> None:
        self._words |= words
        self.version = object()
        self._changed()


def _line(text: str) -> str:
    return " ".join(text[:_WORDS].split())
