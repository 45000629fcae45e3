"""The index of one corpus: which articles have which words, in a SQLite database that may be lost.

It is coarse: it knows words, neither their order nor where they stand, and nothing of what an
article has become since; what it names is looked for in the article itself. A changed article
gets a new number and the old one is forgotten, since older versions of SQLite cannot take the words
out of such an index. Formats: SQLite's FTS5 with `detail=none` and without content.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from triage.core.sought import Term
from triage.errors import TriageError
from triage.store.scan import Found

VERSION = 1
"""Of the tables, and of what counts as a word: with another one the index is made anew."""

_APPLICATION = 0x74726978
_TABLES = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {VERSION};
BEGIN;
CREATE TABLE corpus(root BLOB NOT NULL);
CREATE TABLE article(
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, inode INTEGER NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=none, columnsize=0, tokenize='ascii');
INSERT INTO words(words, rank) VALUES('hashsize', 64000000);
INSERT INTO words(words, rank) VALUES('automerge', 0);
INSERT INTO words(words, rank) VALUES('crisismerge', 64);
COMMIT;
"""
"""Words come cut already: the plainest tokenizer does. Some dozen large segments are as quick to read as
one and cost nothing to merge; small ones are merged when there are many."""

_FEW_FORGOTTEN = 5_000
"""Numbers up to which the index is not made anew to be rid of those that mean no article any more."""

_MATCHING = "FROM words JOIN article ON article.id = words.rowid WHERE words MATCH ? AND words.rowid > ?"
_STEPS = 20_000
"""Steps of SQLite's machine, about a millisecond, after which it is asked whether to go on."""

_ERROR, _INTERRUPT, _CORRUPT, _NOT_A_DATABASE = 1, 9, 11, 26
"""SQLite's codes."""

Stamp = tuple[int, int, int]


class DamagedError(TriageError):
    """The index has to be made anew."""


class UnavailableError(TriageError):
    """There can be no index: the disk is full, the folder cannot be written, or SQLite lacks FTS5."""


class Index:
    """The database open in this program. Used on one thread; raises DamagedError and UnavailableError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._identity = _identity(path)

    @classmethod
    def for_writing(cls, path: Path, root: Path) -> Index:
        """Open the index at `path` of the corpus at `root`, made anew where it is missing or of no use.

        Only one program may do so at a time.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(DamagedError):
                if path.exists():
                    index = _checked(path, root, "rw")
                    if not index.is_worn():
                        index._for_bulk()
                        return index
                    index.close()
            remove(path)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        except OSError as error:
            raise UnavailableError(f"{path}: {error.strerror or error}") from None
        with _translated(path, UnavailableError):
            index = cls(path, _connected(path, "rw"))
            index._connection.executescript("PRAGMA journal_mode = WAL;" + _TABLES)
            index._connection.execute("INSERT INTO corpus VALUES(?)", (_root(root),))
            index._for_bulk()
        return index

    @classmethod
    def for_reading(cls, path: Path, root: Path) -> Index | None:
        """Open the index if there is one; others may be writing it."""
        return _checked(path, root, "ro") if path.exists() else None

    def _for_bulk(self) -> None:
        with _translated(self._path):
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")  # whole after a power cut
            self._connection.execute("PRAGMA cache_size = -16000")

    def close(self) -> None:
        """Close the database."""
        with suppress(sqlite3.Error):
            self._connection.close()

    @property
    def is_current(self) -> bool:
        """Whether the file is still the one that was opened."""
        return self._identity == _identity(self._path)

    def is_worn(self) -> bool:
        """Whether most numbers in it mean no article any more."""
        with _translated(self._path):
            (used,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()
        return bool(used - self.articles() > max(_FEW_FORGOTTEN, self.articles()))

    def articles(self) -> int:
        """Return how many articles it knows."""
        with _translated(self._path):
            (count,) = self._connection.execute("SELECT count(*) FROM article").fetchone()
        return int(count)

    def known(self, paths: Iterable[str] | None = None) -> dict[str, tuple[int, Stamp]]:
        """Return number and stamp of each article it knows, or of those among `paths`."""
        wanted = None if paths is None else {os.fsencode(path) for path in paths}
        with _translated(self._path):
            rows = self._connection.execute("SELECT id, path, size, mtime_ns, inode FROM article")
            return {
                os.fsdecode(path): (number, (size, mtime_ns, inode))
                for number, path, size, mtime_ns, inode in rows
                if wanted is None or path in wanted
            }

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Keep all that is done meanwhile, or nothing of it: whatever ends the program."""
        with _translated(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            with _translated(self._path):
                self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def put(self, found: Found, words: str) -> None:
        """Take in an article; its `words` are as `indexable` gives them, empty where it cannot be read."""
        with _translated(self._path):
            number = self._connection.execute(
                "INSERT INTO article(path, size, mtime_ns, inode) VALUES(?, ?, ?, ?)",
                (os.fsencode(found.path), *stamp(found)),
            ).lastrowid
            if words:
                self._connection.execute("INSERT INTO words(rowid, text) VALUES(?, ?)", (number, words))

    def rename(self, number: int, path: str) -> None:
        """The article has another path now."""
        with _translated(self._path):
            self._connection.execute("UPDATE article SET path = ? WHERE id = ?", (os.fsencode(path), number))

    def forget(self, numbers: Iterable[int]) -> None:
        """Drop articles."""
        with _translated(self._path):
            self._connection.executemany(
                "DELETE FROM article WHERE id = ?", ((number,) for number in numbers)
            )

    def search(self, terms: Sequence[Term], after: int, limit: int) -> list[tuple[int, str]]:
        """Return number and path of the next articles that have all of the terms, numbers above `after`.

        Without terms that is every article.
        """
        if terms:
            rows = self._execute(
                f"SELECT article.id, path {_MATCHING} ORDER BY words.rowid LIMIT ?",
                (_match(terms), after, limit),
            )
        else:
            rows = self._execute(
                "SELECT id, path FROM article WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
            )
        return [(number, os.fsdecode(path)) for number, path in rows]

    def count(self, terms: Sequence[Term], stop: Callable[[], bool] = lambda: False) -> int | None:
        """Return how many articles have all of the terms (at least one); None when told to stop."""
        self._connection.set_progress_handler(stop, _STEPS)
        try:
            return int(self._execute(f"SELECT count(*) {_MATCHING}", (_match(terms), 0))[0][0])
        except InterruptedError:
            return None
        finally:
            self._connection.set_progress_handler(None, 0)

    def _execute(self, statement: str, values: Sequence[object]) -> list[tuple[int, bytes]]:
        with _translated(self._path):
            return self._connection.execute(statement, values).fetchall()


def remove(path: Path) -> None:
    """Delete the index at `path`. Raises OSError."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def stamp(found: Found) -> Stamp:
    """Return size, time and inode of a file as numbers that SQLite can hold."""
    size, mtime_ns, inode = ((number + 2**63) % 2**64 - 2**63 for number in found.stamp)
    return size, mtime_ns, inode


def _match(terms: Sequence[Term]) -> str:
    """Return the query: each word in quotes, so that none of it is syntax."""
    return " AND ".join(f'"{term.word.replace(chr(34), "")}"{" *" * term.begun}' for term in terms)


def _checked(path: Path, root: Path, mode: str) -> Index:
    """Open a database and make sure that it is an index of this version, of this corpus."""
    with _translated(path):
        index = Index(path, _connected(path, mode))
        try:
            (application,) = index._connection.execute("PRAGMA application_id").fetchone()
            (version,) = index._connection.execute("PRAGMA user_version").fetchone()
            if (application, version) != (_APPLICATION, VERSION):
                raise DamagedError(f"{path}: not an index, or of another version of triage")
            if index._connection.execute("SELECT root FROM corpus").fetchall() != [(_root(root),)]:
                raise DamagedError(f"{path}: the index of another folder")
        except BaseException:
            index.close()
            raise
    return index


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    address = f"file:{quote(os.fsencode(os.path.abspath(path)))}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=2)


def _root(root: Path) -> bytes:
    return os.fsencode(os.path.realpath(root))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextmanager
def _translated(path: Path, otherwise: type[TriageError] = DamagedError) -> Iterator[None]:
    """Raise what SQLite raises as one of ours; `otherwise` where a statement has no sense."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", _ERROR) & 0xFF
        if code == _INTERRUPT:
            raise InterruptedError from None
        told = f"{path}: {error}"
        if code in (_CORRUPT, _NOT_A_DATABASE):
            raise DamagedError(told) from None
        if code == _ERROR:
            raise otherwise(told) from None
        raise UnavailableError(told) from None
