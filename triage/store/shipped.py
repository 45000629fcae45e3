"""Where the files that come with triage are: inside the installed package, or at the top of its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["annotations", "docs", "keymaps", "seeds"]


def shipped(kind: Kind) -> Path:
    """Return the folder of that kind of files.

    A wheel carries the folder inside the package, with an underscore before its name.
    """
    from importlib.resources import files

    installed = Path(str(files("triage"))) / f"_{kind}"
    return installed if installed.is_dir() else installed.parent.parent / kind
