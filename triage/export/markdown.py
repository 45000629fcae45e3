"""Rows as Markdown to read: a heading for each article, an item for each judgement.

Whatever was not written here is escaped, so that no text can make a heading, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from triage.core.claim import Relation
from triage.core.plain import plain
from triage.export.rows import Row

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|(?<=www)\.|:(?=//)", re.IGNORECASE)
"""What means something within a line to CommonMark, GitHub or pandoc, the ways to make links included."""

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\\`|\"]+", re.IGNORECASE)


_RELATED = {
    Relation.SAME: "Says the same as",
    Relation.CONFLICTS: "Conflicts with",
    Relation.NARROWS: "Narrows",
}


def write(rows: Iterable[Row]) -> bytes:
    """Return the document in UTF-8. The rows of one article follow each other."""
    lines = ["# Claims and what was judged", ""]
    for _, of_article in groupby(rows, key=lambda row: row.file):
        article = list(of_article)
        lines += [f"## {_escaped(article[0].title) or _escaped(article[0].file)}", ""]
        lines += [f"File: {_escaped(article[0].file)}", ""]
        aside = dict.fromkeys((row.reviewer, row.why) for row in article if row.why)
        for reviewer, why in aside:
            lines += [f"Set aside by {_escaped(reviewer)}: {_escaped(why)}", ""]
        for row in article:
            lines += _item(row)
        lines.append("")
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _item(row: Row) -> list[str]:
    said = [_escaped(row.reviewer)] if row.reviewer else []
    if row.confidence:
        said.append(f"{_escaped(row.confidence)} confidence")
    if row.state != "exact":
        said.append(_escaped(row.state))
    about = f" ({', '.join(said)})" if said else ""
    lines = [f"- **{_escaped(row.tag) or 'untagged'}**{about}: “{_escaped(row.quote)}”"]
    if row.was:
        lines.append(f"    - Judged as: “{_escaped(row.was)}”")
    if row.speaker:
        lines.append(f"    - Speaker: {_escaped(row.speaker)}")
    if row.note:
        lines.append(f"    - Note: {_escaped(row.note)}")
    for piece in row.evidence:
        stance = f"{_escaped(str(piece.stance))}: " if piece.stance else ""
        accessed = f", seen {_escaped(piece.accessed)}" if piece.accessed else ""
        quote = f", “{_escaped(piece.quote)}”" if piece.quote else ""
        note = f", {_escaped(piece.note)}" if piece.note else ""
        lines.append(f"    - Evidence {stance}{_address(piece.url)}{accessed}{quote}{note}")
    lines += [
        f"    - {_RELATED[other.relation]} claim {_escaped(other.claim)} in {_escaped(other.file)}"
        for other in row.related
    ]
    return lines


def _address(url: str) -> str:
    """Return a link where `url` is a web address; anything else, such as a script, stays text."""
    if _WEB_ADDRESS.fullmatch(url) and plain(url) == url:
        return f"<{url}>"
    return _escaped(url)


def _escaped(text: str) -> str:
    """Return `text` on one line, such that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\g<0>", plain(" ".join(text.split())))
