"""The Markdown of the docs as the source of a manual page: what the docs use of it, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.cli.manual import roff

_SPAN = re.compile(r"(`+)(.+?)\1|\*\*(.+?)\*\*|\[([^]]+)\]\([^)]*\)", re.DOTALL)
_LISTED = re.compile(r"(?:- |[0-9]+\. )")
_RULE = re.compile(r"\|[-| :]+\|")


def page_from(text: str, *, level: int = 2) -> str:
    """Return what `text` says; a heading of `level` signs begins a section, a smaller one a part of it.

    What stands before the first of them is left to the caller.
    """
    made = []
    begun = False
    for block in _blocks(text):
        signs, _, title = block.partition(" ")
        if signs and not signs.strip("#"):
            begun = begun or len(signs) == level
            if begun:
                made.append(roff.section(title) if len(signs) == level else roff.subsection(title))
        elif begun:
            made.append(_block(block))
    return "".join(made)


def spans(text: str) -> str:
    """Return a text with its code and its bold words, escaped; of a link only what is read."""
    made, end = [], 0
    for match in _SPAN.finditer(text):
        strong = (match[2] or (match[3] or "").replace("`", "")).strip().replace("\\|", "|")
        made += [roff.escaped(text[end : match.start()]), roff.bold(strong) if strong else _link(match[4])]
        end = match.end()
    return "".join([*made, roff.escaped(text[end:])])


def _link(text: str) -> str:
    """Return what a link says; that of a page of the docs with their folder, which is not beside a manual."""
    return roff.italic(f"docs/{text}") if text.endswith(".md") else spans(text)


def _blocks(text: str) -> Iterator[str]:
    """Yield headings, paragraphs, lists, tables and listings."""
    block: list[str] = []
    fenced = False
    for line in [*text.split("\n"), ""]:
        if line.startswith("```"):
            fenced = not fenced
            block.append(line)
        elif fenced or line:
            if block and line.startswith("#") and not fenced:
                yield "\n".join(block)
                block = []
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []


def _block(block: str) -> str:
    lines = block.split("\n")
    if lines[0].startswith("```"):
        return roff.literal(lines[1:-1])
    if all(line.startswith("    ") for line in lines):
        return roff.literal(line[4:] for line in lines)
    if lines[0].startswith("|"):
        return "".join(_table(lines))
    starts = [at for at, line in enumerate(lines) if _LISTED.match(line)]
    if not starts:
        return roff.paragraph(spans(block))
    before = [roff.paragraph(spans("\n".join(lines[: starts[0]])))] if starts[0] else []
    items = [lines[at:end] for at, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return "".join([*before, *map(_listed, items)])


def _listed(lines: list[str]) -> str:
    sign = _LISTED.match(lines[0])
    assert sign is not None
    text = spans("\n".join([lines[0][sign.end() :], *(line.strip() for line in lines[1:])]))
    return roff.point(text) if sign[0] == "- " else f".IP {sign[0].strip()} 4\n{text}\n"


def _table(lines: list[str]) -> Iterator[str]:
    """Yield the rows as terms, each with its last cell as what is said of it, those between in brackets."""
    heads, *rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    for term, *between, said in rows:
        named = [f"{title}: {spans(cell)}" for title, cell in zip(heads[1:], between, strict=False) if cell]
        yield roff.item(spans(term) + (f" ({', '.join(named)})" if named else ""), spans(said) or "\\&")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
