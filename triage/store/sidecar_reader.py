"""A sidecar read strictly, whatever its form: by the YAML reader, with line and column for what is wrong."""

from __future__ import annotations

from triage.core.claim import Annotations
from triage.store.fields import Problem
from triage.store.sidecar_parts import annotations_from
from triage.store.yaml_error import YamlError


def read_strictly(text: bytes | str, name: str) -> Annotations:
    """Return what the sidecar `text` holds, as `sidecar.parse` does."""
    from triage.store import yaml_reader

    root = yaml_reader.read(text, name)
    try:
        return annotations_from(root)
    except Problem as problem:
        raise YamlError(name, *yaml_reader.locate(text, problem.path), problem.text) from None
