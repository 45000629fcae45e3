"""Whether changes in the folder are heard of: the system's limits, and a change that is really made."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from triage.doctor import Line, Place, ok, warn
from triage.store.probes import PREFIX

TOPIC = "watching"
_LIMITS = Path("/proc/sys/fs/inotify")
_SECONDS = 2.0
"""Longest wait until a change is heard of."""

_MOST_FOLDERS = 100_000
"""So many are counted, and no more."""

_FEW_INSTANCES = 32


def lines(corpus: Place, limits: Path = _LIMITS) -> Iterator[Line]:
    """Yield what is so of watching the corpus; `limits` is laid out as inotify(7) says."""
    folders = _folders(corpus.path)
    watches, instances, queue = (_limit(limits, name) for name in ("watches", "instances", "events"))
    if watches is None:
        yield ok(TOPIC, "the system does not tell its limits on watching (inotify)")
    else:
        told = f"inotify: {watches} watches, {instances or '?'} instances, a queue of {queue or '?'} events"
        told += f"; folders to watch: {folders}"
        if folders > watches // 2:
            advice = f"sudo sysctl fs.inotify.max_user_watches={max(524_288, 4 * folders)}"
            yield warn(TOPIC, told, advice)
        elif instances is not None and instances < _FEW_INSTANCES:
            yield warn(TOPIC, told, "sudo sysctl fs.inotify.max_user_instances=128")
        else:
            yield ok(TOPIC, told)
    yield _heard(corpus)


def _heard(corpus: Place) -> Line:
    """Make a change in a hidden folder, and say whether it was heard of."""
    from triage.watch import quieten
    from triage.watch_events import observe

    quieten("watchdog")
    try:
        place = tempfile.mkdtemp(prefix=PREFIX, dir=corpus.path)
    except OSError:
        return warn(TOPIC, "a change could not be tried: nothing can be written", "see the folders above")
    heard = threading.Event()
    try:
        observer = observe(os.path.realpath(place), lambda *_: heard.set(), recursive=False)
    except OSError as error:
        os.rmdir(place)
        advice = "close programs that watch files; until then the folder is looked through every few seconds"
        return warn(TOPIC, f"the folder cannot be watched: {error.strerror}", advice)
    path = os.path.join(place, "change")
    try:
        with open(path, "wb"):
            pass
        if heard.wait(_SECONDS):
            return ok(TOPIC, "a change was heard of")
        advice = "nothing need be done: the folder is looked through every few seconds as well"
        return warn(TOPIC, f"a change was not heard of within {_SECONDS:g} s", advice)
    except OSError as error:
        return warn(TOPIC, f"a change could not be tried: {error.strerror}", "see the folders above")
    finally:
        observer.stop()
        observer.join(timeout=_SECONDS)
        with suppress(OSError):
            os.unlink(path)
        with suppress(OSError):
            os.rmdir(place)


def _folders(root: Path) -> int:
    """Return how many folders there are below `root`, itself among them, hidden ones left out."""
    waiting, count = [os.fspath(root)], 0
    while waiting and count < _MOST_FOLDERS:
        count += 1
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            waiting += [
                entry.path
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ]
    return count


def _limit(limits: Path, kind: str) -> int | None:
    name = "max_queued_events" if kind == "events" else f"max_user_{kind}"
    try:
        return int((limits / name).read_text("ascii"))
    except (OSError, ValueError):
        return None
