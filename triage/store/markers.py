"""A text in which git left a conflict, taken apart into the versions that it was made from."""

from __future__ import annotations

import re

from triage.core.values import dataclass

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_AFTER = {"": (_OURS,), _OURS: (_BASE, _THEIRS), _BASE: (_THEIRS,), _THEIRS: (_END,)}
"""Which marks may follow which; the empty one stands for the lines outside of conflicts."""

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
"""Lines as git knows them; Python would end one at U+2028, too."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The whole texts before git put them together."""

    ours: str
    theirs: str
    base: str | None
    """None where the conflict does not show it (git does so with `merge.conflictStyle` diff3 or zdiff3)."""


def split(text: str) -> Versions | None:
    """Return the versions that `text` shows; None where it has no conflict, or only part of one."""
    if f"\n{_END}" not in text:
        return None
    ours: list[str] = []
    base: list[str] = []
    theirs: list[str] = []
    into = {"": (ours, base, theirs), _OURS: (ours,), _BASE: (base,), _THEIRS: (theirs,)}
    section = ""
    has_base = True
    for line in _LINES.findall(text):
        mark = _mark(line)
        if mark and mark in _AFTER[section]:
            has_base = has_base and not (section == _OURS and mark == _THEIRS)
            section = "" if mark == _END else mark
        elif mark and section != _BASE:  # in a base, git repeats the conflict of an earlier merge
            return None
        else:
            for version in into[section]:
                version.append(line)
    if section:
        return None
    return Versions("".join(ours), "".join(theirs), "".join(base) if has_base else None)


def _mark(line: str) -> str:
    mark, rest = line[:7], line[7:]
    known = mark in (_OURS, _BASE, _THEIRS, _END)
    return mark if known and (not rest.strip() or rest.startswith(" ")) else ""
