"""Three files that git hands to a merge driver, and the one it takes back."""

from __future__ import annotations

from pathlib import Path

from triage.core.claim import SCHEMA, Annotations
from triage.core.join import join
from triage.core.merge import merge
from triage.errors import TriageError
from triage.store import atomic
from triage.store.versions import parse_versions
from triage.store.yaml_error import YamlError


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Write what `ours` and `theirs` hold together into `ours`; `name` is what errors call the sidecar.

    An empty or unreadable `base` is none: the join needs no common version. Raises TriageError, and
    leaves `ours` as it is, where a version does not parse or a newer triage wrote it; OSError where
    a file cannot be read or written.
    """
    from triage.store.sidecar import dump

    mine, other = _version(ours, f"{name} (ours)"), _version(theirs, f"{name} (theirs)")
    before = _base(base, name)
    merged = join(mine, other) if before is None else merge(before, mine, other)
    data = dump(merged).encode("utf-8")
    if data != ours.read_bytes():
        atomic.replace(ours, data)


def _version(path: Path, name: str) -> Annotations:
    found, _ = parse_versions(path.read_bytes(), name)
    if found.read_only:
        raise TriageError(
            f"{name}: written by a newer triage (schema {found.schema}, this one knows {SCHEMA})",
            "ours was left as it is; update triage, then merge again",
        )
    return found


def _base(path: Path, name: str) -> Annotations | None:
    data = path.read_bytes()
    try:
        found, _ = parse_versions(data, name) if data.strip() else (None, False)
    except YamlError:
        return None
    return None if found is None or found.read_only else found
