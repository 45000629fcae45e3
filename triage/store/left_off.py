"""Where a reviewer left off in a corpus: a small file in the state folder for each corpus and reviewer."""

from __future__ import annotations

import json
import os
from pathlib import Path

from triage.core.json_text import json_text
from triage.core.values import dataclass
from triage.store import cache_files
from triage.store.homes import state_home

FOLDER = "places"
"""In the state folder."""

LONGEST_QUOTE = 300
"""Code points of a claim's words that are kept to know it by."""

_SCHEMA = 1
_LARGEST = 1 << 16
"""Bytes."""

_MOST = 1000
"""Files; of more the oldest go."""

_ENDS = ("start", "end", "top")


@dataclass(frozen=True, slots=True)
class LeftOff:
    """The place, as far as it can be found again."""

    article: str
    """Its path; empty where no article was open."""
    sha256: str = ""
    """Of its text, which the positions refer to."""
    start: int = 0
    end: int = 0
    """The span of the current passage, in code points."""
    quote: str = ""
    """The words there, cut to `LONGEST_QUOTE`."""
    claim: str = ""
    """The id of the claim there, if one was recorded."""
    is_tagged: bool = False
    """Whether the reviewer's tag was on it."""
    top: int = 0
    """The code point at the top of the pane of text."""
    pane: str = ""
    """The one that keys went to: list or text."""
    first: str = ""
    """The path of the article at the top of the list."""
    filter: str = ""
    """What the list was filtered by, as it was typed."""
    order: str = ""
    """The name of the order that it had; empty for that of names."""


def path_of(journal: Path) -> Path:
    """Return the file for the corpus and the reviewer that have this journal; it need not exist."""
    return state_home() / FOLDER / f"{journal.stem}.json"


def read(path: Path) -> tuple[LeftOff | None, str]:
    """Return what the file holds, None where there is none; and why it cannot be used, if so."""
    if not os.path.lexists(path):
        return None, ""
    content = cache_files.get(path, _LARGEST)
    try:
        return _from(json.loads(content or b"")), ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, f"where you left off is not known: {path} is damaged"


def write(path: Path, left: LeftOff) -> None:
    """Keep `left`, or nothing where that cannot be done. Whoever reads finds the old file or the new one."""
    kept = {"schema": _SCHEMA, **{name: getattr(left, name) for name in LeftOff.__slots__}}
    content = json_text(kept).encode("utf-8", "surrogatepass")
    if len(content) <= _LARGEST:
        cache_files.put(path, content + b"\n", _MOST)


def _from(kept: object) -> LeftOff:
    """Return what was kept. Raises ValueError, TypeError or KeyError for anything else."""
    if not isinstance(kept, dict) or kept["schema"] != _SCHEMA:
        raise ValueError
    texts = {
        name: kept[name]
        for name in ("article", "sha256", "quote", "claim", "pane", "first", "filter", "order")
    }
    numbers = {name: kept[name] for name in _ENDS}
    right = (
        all(isinstance(text, str) for text in texts.values())
        and all(type(number) is int and number >= 0 for number in numbers.values())
        and type(kept["is_tagged"]) is bool
    )
    if not right:
        raise ValueError
    return LeftOff(**texts, **numbers, is_tagged=kept["is_tagged"])
