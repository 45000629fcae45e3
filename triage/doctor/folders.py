"""The folders that triage works in: whether they can be written, and what they lie on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from triage.core.values import dataclass
from triage.doctor import Line, Place, fail, ok, warn
from triage.store.probes import Probed, probed
from triage.watch_folders import file_system, is_remote

TOPIC = "folders"

LITTLE = 50_000_000
"""Bytes of free space below which a review may soon not be saved."""


@dataclass(frozen=True, slots=True)
class Own:
    """One of a person's own folders."""

    place: Place
    variable: str
    """Of the environment: says where it is."""
    cost: str
    """What is lost where it cannot be written."""


def corpus_lines(corpus: Place) -> Iterator[Line]:
    """Yield what is so of the folder under review: rights, disk, locks, and how files are replaced."""
    if not os.access(corpus.path, os.R_OK | os.X_OK):
        yield fail(TOPIC, f"{corpus} cannot be read", "have its rights changed; ls -ld shows whose it is")
        return
    found = probed(corpus.path)
    if found.refusal:
        advice = "have its rights changed, or review a copy: no tag can be saved there"
        yield fail(TOPIC, f"{corpus} cannot be written: {found.refusal}{_on(corpus.path)}", advice)
    else:
        yield ok(TOPIC, f"{corpus} can be written{_on(corpus.path)}")
        yield from _saving(found)
    yield from _space(corpus)
    if is_remote(os.path.realpath(corpus.path)):
        advice = "nothing need be done: what others change there is seen by looking every few seconds"
        yield warn(TOPIC, f"{corpus} is on a network or shared file system", advice)


def own_lines(own: Own) -> Iterator[Line]:
    """Yield what is so of a person's own folder, or of where it will be."""
    place = own.place
    nearest = place.path
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    refusal = probed(nearest).refusal
    if refusal:
        advice = f"have its rights changed, or name another with {own.variable}; until then {own.cost}"
        yield warn(TOPIC, f"{place} cannot be written: {refusal}{_on(nearest)}", advice)
    elif nearest == place.path:
        yield ok(TOPIC, f"{place} can be written{_on(nearest)}")
    else:
        yield ok(TOPIC, f"{place} is not there yet, and can be made{_on(nearest)}")
    if nearest == place.path:
        yield from _space(place)


def _saving(found: Probed) -> Iterator[Line]:
    if found.locks:
        yield ok(TOPIC, "locks keep another program out")
    else:
        advice = "let one program at a time save there, if you can; tags are joined all the same"
        yield warn(TOPIC, "locks do not work there", advice)
    if found.exchanges:
        yield ok(TOPIC, "files are exchanged in one step (renameat2)")
    else:
        advice = "nothing need be done: a sidecar is looked at once more before it is replaced"
        yield warn(TOPIC, "files cannot be exchanged in one step (renameat2)", advice)


def _space(place: Place) -> Iterator[Line]:
    try:
        status = os.statvfs(place.path)
    except OSError:
        return
    free = status.f_bavail * status.f_frsize
    if free < LITTLE:
        yield warn(TOPIC, f"{place} has {free // 1_000_000} MB left", "make room on that disk")


def _on(path: Path) -> str:
    kind = file_system(os.path.realpath(path))
    return f" ({kind})" if kind else ""
