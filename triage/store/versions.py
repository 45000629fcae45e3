"""Reading a sidecar in which two versions stand: one with git's conflict marks is read as their join."""

from __future__ import annotations

from triage.core.claim import Annotations
from triage.core.join import join
from triage.core.merge import merge
from triage.store.markers import split
from triage.store.yaml_error import YamlError

_END = b"\n>>>>>>>"
"""Without the last of git's marks there is no conflict, which is seen more quickly in bytes."""


def parse_versions(data: bytes, name: str) -> tuple[Annotations, bool]:
    """Return what the sidecar `data` holds, and whether that was put together from two versions in it.

    Raises YamlError, about the file as it is, where a version cannot be read.
    """
    from triage.store.sidecar import parse

    try:
        return parse(data, name), False
    except YamlError:
        joined = _joined(data, name)
        if joined is None:
            raise
        return joined, True


def _joined(data: bytes, name: str) -> Annotations | None:
    from triage.store.sidecar import parse
    from triage.store.yaml_reader import Limits

    if len(data) > Limits().size or _END not in data:
        return None
    try:
        versions = split(data.decode("utf-8"))
        if versions is None:
            return None
        ours, theirs = parse(versions.ours, name), parse(versions.theirs, name)
    except (UnicodeDecodeError, YamlError):
        return None
    base = None
    if versions.base is not None:
        try:
            base = parse(versions.base, name)
        except YamlError:  # the join does without
            base = None
    return join(ours, theirs) if base is None else merge(base, ours, theirs)
