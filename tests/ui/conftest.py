"""What holds for every test of the screen: a key is answered when the program has nothing left to do."""

from __future__ import annotations

import asyncio

import pytest
import textual.app
import textual.pilot

QUIET_ROUNDS = 3
"""Rounds of the event loop in which nothing but the test ran."""


async def nothing_left_to_do(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Return when the loop has nothing ready to run, rounds after round; timers are not waited for.

    Textual's own measure is the processor time in a sleep of 20 ms, twice for each key: it costs most of the
    time of a test, and says nothing on a machine that is busy with something else.
    """
    loop = asyncio.get_running_loop()
    ready = loop._ready  # type: ignore[attr-defined]  # there is no public way to see what waits to run
    end = loop.time() + max_sleep
    quiet = 0
    while quiet < QUIET_ROUNDS and loop.time() < end:
        await asyncio.sleep(0)
        quiet = 0 if ready else quiet + 1


@pytest.fixture(autouse=True)
def _keys_are_answered_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.app, "wait_for_idle", nothing_left_to_do)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", nothing_left_to_do)
