"""Where the files that come with triage are: inside the installed package, or at the top of its sources."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import triage

Kind = Literal["annotations", "docs", "keymaps", "seeds"]


def shipped(kind: Kind) -> Path:
    """Return the folder of that kind of files.

    A wheel carries the folder inside the package, with an underscore before its name.
    """
    installed = Path(triage.__file__).parent / f"_{kind}"  # as importlib.resources says, 5 ms sooner
    return installed if installed.is_dir() else installed.parent.parent / kind
