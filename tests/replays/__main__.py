"""Plays the story with every key map and writes the recordings anew: `python -m tests.replays`."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

import yaml

from tests.replays.playing import FOLDER, NAMES, keys, played


def main() -> None:
    """Write tests/replays/MAP.yaml for every map."""
    for name in NAMES:
        with tempfile.TemporaryDirectory() as homes, tempfile.TemporaryDirectory() as folder:
            for kind in ("STATE", "CACHE", "CONFIG"):
                os.environ[f"XDG_{kind}_HOME"] = str(Path(homes) / kind)
            written = keys(name)
            sidecars = asyncio.run(played(name, written, Path(folder)))
        recording = {"keymap": name, "keys": written, "sidecars": sidecars}
        text = yaml.safe_dump(recording, sort_keys=False, allow_unicode=True, width=110)
        (FOLDER / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
