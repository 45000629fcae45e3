"""What the libraries that the store stands on can do here: parse YAML quickly, and search for words."""

from __future__ import annotations


def parses_quickly() -> bool:
    """Whether PyYAML has libyaml; without it every file is read some ten times slower."""
    import yaml

    return bool(yaml.__with_libyaml__)


def searches() -> tuple[str, bool]:
    """Return the version of SQLite, and whether it can hold an index of words (FTS5)."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', detail=none)")
    except sqlite3.Error:
        return sqlite3.sqlite_version, False
    finally:
        connection.close()
    return sqlite3.sqlite_version, True
