"""What a name in the corpus says: article, sidecar, or neither; and in which order names are listed."""

from __future__ import annotations

import os
from bisect import insort
from collections.abc import Sequence

from triage.core.lazy import lazy

SIDECAR_SUFFIX = ".triage.yaml"
"""Added to an article's whole name: ``a.txt`` has ``a.txt.triage.yaml``."""

HIDDEN_FOLDER = ".triage"
"""At the corpus root: the texts that tags were made on, who is there, and what was joined in; the lock."""

FOLDER_SETTINGS = ".triage.yaml"
"""At the corpus root: settings that go with the articles, from whomever they come."""

LONGEST_NAME = 255
"""Bytes that a name may have on the file systems in use."""

_ARTICLE_ENDINGS = (".txt", ".md", ".text")
_CONFLICT = (
    r"(?:\.sync-conflict-[0-9A-Z-]*"
    r"| ?\([^()]*(?:conflicted copy|case conflict)[^()]*\)"
    r"|_conflict-[0-9]{8}-[0-9]{6})"
)
"""What Syncthing, Dropbox, Nextcloud and ownCloud put into the name of the copy that lost."""

_CONFLICT_COPY = lazy(f"(?i:{_CONFLICT})")
_SIDECAR_COPY = lazy(rf"(?is)(?P<article>.+)\.triage(?:{_CONFLICT}+\.yaml|\.yaml{_CONFLICT}+)")
_DIGITS = lazy(r"([0-9]+)")
_ANY_DIGIT = str.maketrans("123456789", "000000000")

_AT_ONCE = 4096
"""Names that are taken apart at once, which takes some milliseconds."""

_FEW = 100
"""Names up to which it is quicker to find the place of each than to bring all into order again."""


def is_article(name: str) -> bool:
    """Whether a file of this name is an article: by its ending, and neither hidden nor a tool's copy.

    Syncthing, Dropbox and Nextcloud leave conflict copies, and word processors leave ``~$`` files;
    the backups of editors have other endings or are hidden.
    """
    return (
        name.lower().endswith(_ARTICLE_ENDINGS)
        and not name.startswith((".", "~$"))
        and not is_conflict_copy(name)
    )


class Alike(list[str]):
    """Names that are known to differ in digits only: their plain order is the natural one."""


class InOrder(list[str]):
    """Paths that are known to be in natural order."""


def articles_among(names: Sequence[str]) -> list[str]:
    """Return those of `names` that are articles, in the same order; quicker than to ask of each of many."""
    all_forms = forms(names)
    kinds = set(all_forms)
    articles = {form for form in kinds if is_article(form)}  # in which one digit is as good as another
    if len(articles) < len(kinds):
        names = [name for name, form in zip(names, all_forms, strict=True) if form in articles]
    return Alike(names) if len(articles) == 1 else [*names]


def ordered_like(known: InOrder, paths: Sequence[str]) -> InOrder:
    """Return different paths in natural order; quick where most of them are `known`."""
    before, now = {*known}, {*paths}
    came = now - before
    if len(came) > _FEW:
        return InOrder(in_natural_order(paths))
    whole = InOrder(known if before <= now else [path for path in known if path in now])
    for path in came:
        insort(whole, path, key=lambda other: (natural_key(other), other))
    return whole


def article_of(name: str) -> str | None:
    """Return the article's name that a sidecar of this name belongs to, None if it is no sidecar."""
    if not name.endswith(SIDECAR_SUFFIX):
        return None
    article = name.removesuffix(SIDECAR_SUFFIX)
    return article if is_article(article) else None


def copied_article(name: str) -> str | None:
    """Return the article's name that a conflict copy of its sidecar belongs to, None if it is none."""
    if "conflict" not in name.lower():
        return None
    match = _SIDECAR_COPY().fullmatch(name)
    return match["article"] if match is not None and is_article(match["article"]) else None


def is_conflict_copy(name: str) -> bool:
    """Whether a synchroniser gave a file this name because another one had it already."""
    return "conflict" in name.lower() and _CONFLICT_COPY().search(name) is not None


def sidecar_fits(name: str) -> bool:
    """Whether an article of this name can have a sidecar at all."""
    # No character takes more than four bytes: most names are known to fit without spelling them out.
    return 4 * len(name) + len(SIDECAR_SUFFIX) <= LONGEST_NAME or (
        len(os.fsencode(name)) + len(SIDECAR_SUFFIX) <= LONGEST_NAME
    )


def natural_key(path: str) -> list[str | int]:
    """Return a key that sorts as people do: digits as numbers, case aside, a folder before its like."""
    parts: list[str | int] = list(_DIGITS().split(path.casefold().replace("/", "\0")))
    parts[1::2] = map(int, parts[1::2])
    return parts


def in_natural_order(paths: Sequence[str]) -> list[str]:
    """Return paths sorted by `natural_key`, then as they are; quicker than with a key for each of many."""
    if isinstance(paths, InOrder):
        return [*paths]
    if are_alike(paths):
        return sorted(paths)
    keys = _keys(paths)
    if keys is None:
        return sorted(paths, key=lambda path: (natural_key(path), path))
    keys.sort()
    return [key.partition("\0")[2] for key in keys]


def _keys(paths: Sequence[str]) -> list[str] | None:
    """Return texts that sort as `natural_key` does, each with NUL and its path behind it.

    None where the paths have the signs that are needed. Some names at a time: no key can be taken while
    very many are taken apart at once.
    """
    taken_apart: list[list[str]] = []
    longest = 0
    for start in range(0, len(paths), _AT_ONCE):
        names = "\0".join(paths[start : start + _AT_ONCE])
        if "\1" in names or "\2" in names:
            return None
        parts = _DIGITS().split(names.casefold().replace("/", "\2"))
        longest = max(longest, max(map(len, parts[1::2]), default=0))
        taken_apart.append(parts)
    keys: list[str] = []
    for parts in taken_apart:
        # A number comes before anything else, and only then a folder.
        parts[1::2] = ["\1" + number.zfill(longest) for number in parts[1::2]]
        some = paths[len(keys) : len(keys) + _AT_ONCE]
        keys += map("\0".join, zip("".join(parts).split("\0"), some, strict=True))
    return keys


def first_in_order(paths: Sequence[str], count: int) -> list[str]:
    """Return the first `count` of `in_natural_order`, quicker where few are asked for of many alike."""
    if isinstance(paths, InOrder):
        return paths[:count]
    if len(paths) > count and are_alike(paths):
        from heapq import nsmallest

        return nsmallest(count, paths)
    return in_natural_order(paths)[:count]


def are_alike(paths: Sequence[str]) -> bool:
    """Whether paths differ in digits only, so that their plain order is the natural one."""
    return isinstance(paths, Alike) or len(set(forms(paths))) <= 1


def forms(names: Sequence[str]) -> list[str]:
    """Return the names with one digit in the place of any other."""
    return "\0".join(names).translate(_ANY_DIGIT).split("\0") if names else []
