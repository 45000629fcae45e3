"""The folder under review as the rest of the program sees it: articles, and the sidecars beside them."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from triage.core.anchor import Progress, offers, place_in
from triage.core.article import Article
from triage.core.claim import Annotations, Claim, Source, State
from triage.core.join import join, take_edits
from triage.core.values import replace
from triage.errors import RefusedError, TriageError
from triage.store import atomic, copies, texts
from triage.store.articles import LIMIT, read_article, read_bytes
from triage.store.lock import folder_lock
from triage.store.looks import Look, look
from triage.store.names import SIDECAR_SUFFIX
from triage.store.placing import BriefPlacing, OvertakenError, Placing
from triage.store.scan import Scan, scan, sidecar_path
from triage.store.seen import Changes, Seen, differ, joined, placed_besides
from triage.store.unreadable import Reason, Unreadable
from triage.store.versions import parse_versions
from triage.store.yaml_error import YamlError

if TYPE_CHECKING:
    from triage.store.pieces import Pieces

LOCK_SECONDS = 0.1
"""Longest wait for another program that is saving in the same folder."""

TRIES = 8
"""How often a save begins again because another program wrote the same sidecar meanwhile."""


class Corpus:
    """One folder of articles. Safe to use from several threads."""

    def __init__(self, root: Path, limit: int = LIMIT) -> None:
        self.root = root
        self._limit = limit
        self._seen: dict[str, Seen] = {}
        self._kept_texts: set[str] = set()
        self._marked: set[str] = set()
        self._unsure: set[str] = set()
        """Articles whose last save failed: the new sidecar may stand, but not surely after a power cut."""
        self._overwritten: dict[str, Annotations] = {}
        """What others had written when a save failed after it had taken its place; to be joined in again."""
        self._placing: Placing | None = None
        """The one of the last save, which may hold the replaced file."""
        self._guard = threading.Lock()
        self._saving = threading.Lock()

    def scan(self, meanwhile: Callable[[], object] | None = None) -> Scan:
        """List what is there now: see `scan.scan`. Never raises for what lies there."""
        return scan(self.root, meanwhile)

    def look(self, before: Scan, paths: Iterable[str]) -> Look | None:
        """Look at these paths only: see `looks.look`."""
        return look(self.root, before, paths)

    def known_sidecars(self) -> set[str]:
        """Return the paths of the articles whose sidecar was read for recording, or written, here."""
        with self._guard:
            return set(self._seen)

    def seen(self, path: str) -> Seen | None:
        """Return the sidecar of article `path` as it was last read for recording, or written, here."""
        with self._guard:
            return self._seen.get(path)

    def adopt(self, path: str, seen: Seen) -> None:
        """Take over a sidecar that was read for recording elsewhere."""
        with self._guard:
            self._seen.setdefault(path, seen)

    def sweep(self) -> None:
        """Remove the temporary files that killed programs left behind. Never raises."""
        atomic.sweep(self.root)

    def abandoned(self) -> list[str]:
        """Return the temporary files that killed programs left behind, relative to the corpus."""
        root = os.fspath(self.root)
        return [os.path.relpath(path, root).replace(os.sep, "/") for path in atomic.abandoned(self.root)]

    def remove_abandoned(self, path: str) -> None:
        """Remove one of the files that `abandoned` names, if it is there still. Raises OSError."""
        with suppress(FileNotFoundError):
            os.unlink(self.root / path)

    def article(self, path: str) -> Article | Unreadable:
        """Read one article."""
        return read_article(self.root, path, self._limit)

    def annotations(self, path: str) -> Annotations | None:
        """Read the sidecar of article `path`, None where there is none.

        Raises TriageError where it cannot be read; a YamlError has line and column.
        """
        data = self._bytes(path)
        if data is None:
            with self._guard:
                self._seen.pop(path, None)
            return None
        seen = self._seen.get(path)
        if seen is None or seen.data != data:
            seen = self._parse(path, data)
            with self._guard:
                self._seen[path] = seen
        return seen.annotations

    def has_sidecar(self, path: str) -> bool:
        """Whether something is beside article `path` that may be its sidecar."""
        return os.path.lexists(sidecar_path(self.root, path))

    def summary(self, path: str, having: Sequence[bytes] = (b"",)) -> Annotations | None:
        """Read a sidecar as `annotations` does, without remembering it as a base for saving.

        None, too, where its bytes have none of `having`: most need not be parsed to know that.
        """
        data = self._bytes(path)
        if data is None or not any(part in data for part in having):
            return None
        return self._parse(path, data).annotations

    def is_new_to_us(self, path: str) -> bool:
        """Whether the sidecar on disk is other than the one last read or written here.

        Raises TriageError where it cannot be read.
        """
        with self._saving:  # what a save puts in place is known as ours when it is over
            data, seen = self._bytes(path), self._seen.get(path)
        return data != (seen and seen.data)

    def marked(self) -> list[str]:
        """Return the articles in whose sidecars git's conflict marks were found and not mended yet."""
        with self._guard:
            return sorted(self._marked)

    def save(self, article: Article, ours: Annotations, title: str, now: Callable[[], str]) -> Annotations:
        """Write `ours` beside `article`, joined with what stands there by now, and return the joined whole.

        `ours` refers to the text of `article`; what stands there is placed in it first.
        The file is replaced in one step or not at all; it is not touched where nothing changed.
        Raises YamlError where the sidecar on disk does not parse, RefusedError where a newer program
        wrote it, OSError where it cannot be written.
        """
        path = article.path
        with self._saving:
            if path in self._overwritten:
                ours = join(ours, self._overwritten[path])
            self.let_go()
            seen = self._seen.get(path)
            # That it is as it was last seen will do to begin with: before it is replaced, it is looked into.
            data = seen.data if seen is not None else self._bytes(path)
            if seen is not None or data is None:
                brief = partial(BriefPlacing, root=self.root)
                try:
                    return self._joined_and_written(article, ours, title, now, data, brief)
                except OvertakenError as overtaken:
                    ours = overtaken.joined(ours)
            with folder_lock(self.root, LOCK_SECONDS):
                for _ in range(TRIES):
                    data = self._bytes(path)
                    try:
                        return self._joined_and_written(article, ours, title, now, data, Placing)
                    except OvertakenError as overtaken:
                        ours = overtaken.joined(ours)
                return self._joined_and_written(article, ours, title, now, self._bytes(path))

    def let_go(self) -> None:
        """Free what the last save replaced: later than it is told to be over, as this takes a while."""
        with self._guard:
            placing, self._placing = self._placing, None
        if placing is not None:
            placing.let_go()

    def take_in(self, path: str, copied: Iterable[str], now: Callable[[], str]) -> copies.TakenIn:
        """Join the conflict copies at the paths `copied` into the sidecar of article `path`.

        What was joined in is moved aside then. So is, as a copy, a sidecar with git's conflict marks,
        which is read as the join of its versions anyway. Raises as `save` does.
        """
        was_marked = path in self._marked
        found = copies.read_copies(self.root, copied)
        article = self.article(path)
        if isinstance(article, Unreadable) or (found.annotations is None and not was_marked):
            return copies.TakenIn(None, (), found.problems)
        standing = self.summary(path)
        ours = found.annotations or standing or self.empty(article, "")
        title = (standing or ours).source.title
        saved = self.save(article, ours, title, now)
        self.let_go()
        joined = [copy for copy in found.read if copies.put_aside(self.root, copy)]
        if was_marked and path not in self._marked:
            joined.append(path + SIDECAR_SUFFIX)
        return copies.TakenIn(saved, tuple(joined), found.problems)

    def _joined_and_written(
        self,
        article: Article,
        ours: Annotations,
        title: str,
        now: Callable[[], str],
        data: bytes | None,
        place: Callable[[bytes | None], Placing] | None = None,
    ) -> Annotations:
        """Save once in the place of `data`, which stands there.

        Raises OvertakenError where something else does by then, unless there is no `place`.
        """
        path = article.path
        found, before = self._standing(article, ours, data, now)
        standing = before.annotations if before else None
        if found is not None and found.read_only:
            raise RefusedError(
                f"{path}: its sidecar was written by a newer triage (schema {found.schema})",
                "nothing was changed there; update this program",
            )
        # What is equal stands as on disk: two programs that spell it otherwise must not take turns.
        whole, changes = (ours, Changes({}, ours.claims)) if found is None else joined(found, ours)
        if data is None and not (whole.claims or whole.reviews):
            return whole
        whole = placed_besides(article, whole, changes)
        source = whole.source
        if (source.file, source.sha256, source.title) != (_name(path), article.sha256, title):
            source = replace(source, file=_name(path), sha256=article.sha256, title=title)
            whole = replace(whole, source=source)
        pieces = before.pieces if before else None
        displaced = None
        if (
            data is None
            or standing is None
            or differ(whole, standing, changes)
            or path in self._marked
            or path in self._unsure
        ):
            if data is not None and path in self._marked:
                copies.keep_aside(self.root, path + SIDECAR_SUFFIX, data)
            self._placing = placing = None if place is None else place(data)
            data, pieces = self._write(article, whole, pieces, changes, placing)
            if placing is not None:
                displaced = placing.displaced
        elif place is not None and self._bytes(path) != data:
            raise OvertakenError
        with self._guard:
            self._seen[path] = Seen(data, whole, pieces, article.sha256)
            self._marked.discard(path)
        if displaced is not None:
            raise OvertakenError(self._displaced(path, displaced))
        return whole

    def _standing(
        self, article: Article, ours: Annotations, data: bytes | None, now: Callable[[], str]
    ) -> tuple[Annotations | None, Seen | None]:
        """Return what the sidecar `data` holds, placed in the article, and as it was read.

        Where it is gone, what was last seen of it stands in its place: it must not be lost.
        """
        path = article.path
        seen = self._seen.get(path)
        if data is None or (seen is not None and seen.data == data):
            if seen is None:
                return None, None
            if seen.placed_in == article.sha256:
                return seen.annotations, seen
            return self.placed(article, seen.annotations, ours.claims), seen
        read = self._parse(path, data)
        found = read.annotations
        if seen is not None:
            found = take_edits(seen.annotations, ours, found, now)
        return found if found.read_only else self.placed(article, found, ours.claims), read

    def _displaced(self, path: str, data: bytes) -> Annotations | None:
        """Return what was overwritten; it is kept aside where it cannot be read."""
        try:
            return parse_versions(data, path + SIDECAR_SUFFIX)[0]
        except TriageError:
            copies.keep_aside(self.root, path + SIDECAR_SUFFIX, data)
            return None

    def placed(
        self,
        article: Article,
        annotations: Annotations,
        placed: Mapping[str, Claim] = MappingProxyType({}),
        *,
        progress: Progress | None = None,
    ) -> Annotations:
        """Return annotations with every claim placed in the text of `article`.

        From the text that they were made on, where that was kept: see `core.place`. Claims that were
        `placed` in it before, and are the same, are not looked for again.
        """
        old_text = None
        if annotations.source.sha256 != article.sha256 and annotations.claims:
            old_text = texts.find(self.root, annotations.source.sha256)
        return place_in(article, annotations, old_text, placed, progress=progress)

    def offers(self, article: Article, annotations: Annotations) -> Mapping[str, tuple[int, int]]:
        """Return, for each orphan by its id, the span (code points) of the text where it may belong.

        Those that nothing in the text is like are left out. The way from the text that the sidecar
        refers to is followed where that text was kept.
        """
        old_text, standing = None, None
        with suppress(TriageError):
            standing = self.summary(article.path)
            if standing is not None and standing.source.sha256 != article.sha256:
                old_text = texts.find(self.root, standing.source.sha256)
        anchors = {}
        for claim_id, claim in annotations.claims.items():
            if claim.anchor.state is State.ORPHAN:
                before = standing.claims.get(claim_id) if standing is not None else None
                # An orphan that was made just now still has its place in the old text on disk.
                anchors[claim_id] = claim.anchor if before is None or old_text is None else before.anchor
        return offers(article.text, anchors, old_text)

    def empty(self, article: Article, title: str) -> Annotations:
        """Return the annotations of an article that has no sidecar yet."""
        return Annotations(Source(_name(article.path), article.sha256, title))

    def has_text(self, sha256: str) -> bool:
        """Whether the text with this digest (hex digits) is kept, whole."""
        return texts.find(self.root, sha256) is not None

    def keep_text(self, article: Article) -> None:
        """Keep the text of `article`. Raises OSError, and RefusedError where a link leads out."""
        texts.keep(self.root, article)

    def _write(
        self,
        article: Article,
        annotations: Annotations,
        known: Pieces | None,
        changes: Changes,
        placing: Placing | None,
    ) -> tuple[bytes, Pieces]:
        from triage.store.pieces import dumped

        path = article.path
        self._keep_text(article)
        data, pieces = dumped(annotations, known, changes)
        try:
            if not atomic.replace(f"{os.fspath(self.root)}/{path}{SIDECAR_SUFFIX}", data, self.root, placing):
                raise OvertakenError
        except OSError:
            self._unsure.add(path)
            displaced = None if placing is None else placing.displaced
            overwritten = None if displaced is None else self._displaced(path, displaced)
            if overwritten is not None:
                self._overwritten[path] = overwritten
            raise
        self._unsure.discard(path)
        self._overwritten.pop(path, None)
        return data, pieces

    def _keep_text(self, article: Article) -> None:
        if article.sha256 not in self._kept_texts:
            with suppress(
                OSError, RefusedError
            ):  # an old text makes re-anchoring surer; tags do not wait for it
                texts.keep(self.root, article)
                self._kept_texts.add(article.sha256)

    def _bytes(self, path: str) -> bytes | None:
        """Return what the sidecar holds, the very object that was seen before where it is the same."""
        seen = self._seen.get(path)
        content = read_bytes(self.root, path + SIDECAR_SUFFIX, known=None if seen is None else seen.data)
        if isinstance(content, bytes):
            return content
        if content.reason is Reason.MISSING:
            return None
        raise TriageError(f"{content.path}: {content.sentence}", "the sidecar was left as it is")

    def _parse(self, path: str, data: bytes) -> Seen:
        from triage.store.pieces import parsed

        seen = self._seen.get(path)
        pieces: Pieces | None = None
        try:
            found, pieces = parsed(data, path + SIDECAR_SUFFIX, seen.pieces if seen else None)
            marked = False
        except YamlError:
            found, marked = parse_versions(data, path + SIDECAR_SUFFIX)
        with self._guard:
            (self._marked.add if marked else self._marked.discard)(path)
        return Seen(data, found, pieces)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
