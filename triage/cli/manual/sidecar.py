"""The manual page of the sidecar's format: the description that other programs are written by."""

from __future__ import annotations

from triage.cli.manual import roff
from triage.cli.manual.from_markdown import page_from
from triage.store.shipped import shipped


def page() -> str:
    """Return the page."""
    described = (shipped("annotations") / "README.md").read_text(encoding="utf-8")
    return roff.page(
        [
            roff.head("triage-sidecar", 5, "the files that hold what was judged"),
            page_from(described),
            roff.see_also((("triage", 1), ("triage-keys", 5))),
        ]
    )
