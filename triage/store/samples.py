"""The sample articles that come with the program, for a folder that has none."""

from __future__ import annotations

from pathlib import Path

from triage.store.names import is_article
from triage.store.shipped import shipped


def copy_samples(root: Path) -> int:
    """Copy the sample articles into `root` and return how many there are.

    Never overwrites: a file of the same name is left as it is. Raises OSError.
    """
    samples = shipped("seeds")
    copied = 0
    for source in sorted(samples.rglob("*")):
        if not is_article(source.name) or not source.is_file():
            continue
        target = root / source.relative_to(samples)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(source.read_bytes())
        except FileExistsError:
            continue
        copied += 1
    return copied
