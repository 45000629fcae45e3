"""Notices when a key map file in use was saved, appeared or went, and reads the keys again."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

from triage.core.codebook import Codebook
from triage.core.values import dataclass
from triage.errors import TriageError
from triage.keymap import Keymap

SECONDS = 0.5
"""Between two looks at the files."""

Stamp = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading the keys again."""

    keymap: Keymap | None
    """None where a file cannot be read: the keys stay as they are."""
    problems: Sequence[str] = ()
    """Untrusted text."""


class KeymapFollower:
    """Looks at the files on a thread of its own, since a folder may be on a slow disk."""

    def __init__(
        self,
        keymap: Keymap,
        codebook: Codebook,
        read: Callable[[Reread], None],
        seconds: float = SECONDS,
    ) -> None:
        """`read` is called on that thread, each time something else is in the files."""
        self._keymap, self._codebook, self._read = keymap, codebook, read
        self._seconds = seconds
        self._stamps = self._looked()
        self._over = threading.Event()

    def start(self) -> None:
        """Begin to look; nothing is done for keys that come from no file."""
        if self._keymap.sources is not None:
            threading.Thread(target=self._follow, name="key maps", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> Reread | None:
        """Read the keys again if a file is another one than before; None where nothing changed."""
        stamps = self._looked()
        if stamps == self._stamps or self._keymap.sources is None:
            return None
        self._stamps = stamps
        from triage.store import keymaps

        try:
            keymap, warnings = keymaps.in_use(self._keymap.sources, self._codebook, strict=True)
        except TriageError as error:
            return Reread(None, (error.message,))
        except OSError as error:
            return Reread(None, (f"{error.filename}: {error.strerror}",))
        self._keymap = keymap
        self._stamps |= {file: _stamp(file) for file in keymap.files if file not in self._stamps}
        return Reread(keymap, warnings)

    def _looked(self) -> dict[str, Stamp]:
        return {file: _stamp(file) for file in self._keymap.files}

    def _follow(self) -> None:
        while not self._over.wait(self._seconds):
            found = self.look()
            if found is not None and not self._over.is_set():
                self._read(found)


def _stamp(file: str) -> Stamp:
    """Return what changes when a file is saved; None where it is not there."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
