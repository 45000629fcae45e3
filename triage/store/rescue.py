"""Sidecars that could not be written beside their article, put aside where the reviewer can find them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from triage.core.claim import Annotations
from triage.store.names import SIDECAR_SUFFIX


def put_aside(path: str, annotations: Annotations, folder: Path | None = None) -> Path:
    """Write the annotations of article `path` into `folder` and return the file; nothing is overwritten.

    The folder is `triage/unsaved` below the user's state folder unless another is given. The file is
    a whole sidecar: moved beside its article it is read like any other. Raises OSError.
    """
    from triage.store.sidecar import dump

    if folder is None:
        from platformdirs import user_state_path

        folder = user_state_path("triage", appauthor=False) / "unsaved"
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]", "_", path)[-100:]
    number = 0
    while True:
        target = folder / (f"{name}{SIDECAR_SUFFIX}" if not number else f"{name}.{number}{SIDECAR_SUFFIX}")
        try:
            with target.open("xb") as file:
                file.write(dump(annotations).encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            number += 1
            continue
        return target
