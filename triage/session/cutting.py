"""A long text segmented by a second Python: seconds of work that would hold up keys here, and its garbage."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from triage.core.segment import segment
from triage.core.segments import Segments
from triage.session.beside import HOME, PROGRAM

_PIECE = 1 << 18
"""Code points that are sent at a time."""

_LOOK_SECONDS = 0.1
"""How often it is asked whether anybody waits for the result still."""

_NICENESS = 5
"""So much less than a key is this worth, where both want the same processor."""


def cut_beside(text: str, go_on: Callable[[], None]) -> Segments | None:
    """Return the segments of canonical `text`, None where no other Python can be had for it.

    `go_on` is called now and then and may raise: then the other one is ended.
    """
    if not sys.executable:
        return None
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, os.fspath(HOME), "triage.session.cutting"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
    except OSError:
        return None
    with process:
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            with suppress(OSError):  # it has ended, and says so by its status
                _send(text, process.stdin.fileno(), go_on)
            process.stdin.close()
            packed = b"".join(_received(process.stdout.fileno(), go_on))
            return Segments.unpacked(packed) if process.wait() == 0 else None
        finally:
            process.kill()  # harmless where it has ended


def _send(text: str, pipe: int, go_on: Callable[[], None]) -> None:
    for at in range(0, len(text), _PIECE):
        left = memoryview(text[at : at + _PIECE].encode("utf-8", "surrogatepass"))
        while left:
            go_on()
            left = left[os.write(pipe, left) :]


def _received(pipe: int, go_on: Callable[[], None]) -> Iterator[bytes]:
    while True:
        go_on()
        if select.select([pipe], [], [], _LOOK_SECONDS)[0]:
            piece = os.read(pipe, _PIECE)
            if not piece:
                return
            yield piece


def main() -> None:
    """Segment the text that comes in, and give the segments out."""
    import gc

    gc.disable()  # nothing of this is garbage
    os.nice(_NICENESS)
    text = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    packed = Segments.of(segment(text)).packed()
    sys.stdout.buffer.write(packed)
    sys.stdout.buffer.flush()
    os._exit(0)  # what was made is not taken apart piece by piece
