"""Times grow, compare as text, and are read from whatever form people write them in."""

from __future__ import annotations

import re
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.core.clock import Clock, from_milliseconds, parse, to_milliseconds

LATEST = 253_402_300_799_999
EARLIEST = -62_135_596_800_000


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-21T10:02:30.007Z", "2026-11-21T10:02:30.007Z"),
        ("2026-11-21", "2026-11-21T00:00:00.000Z"),
        ("2026-11-21 10:02", "2026-11-21T10:02:00.000Z"),
        ("2026-11-21t10:02:30", "2026-11-21T10:02:30.000Z"),
        ("2026-11-21T10:02:30.5Z", "2026-11-21T10:02:30.500Z"),
        ("2026-11-21T10:02:30.07 Z", "2026-11-21T10:02:30.070Z"),
        ("2026-11-21T10:02:30.123456789Z", "2026-11-21T10:02:30.123Z"),
        ("2026-11-21T10:02:30+02:00", "2026-11-21T08:02:30.000Z"),
        ("2026-11-21 00:30:00 +0530", "2026-11-20T19:00:00.000Z"),
        ("2026-11-21T10:02:30-05", "2026-11-21T15:02:30.000Z"),
        ("0001-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
    ],
)
def test_every_usual_form_is_read(written: str, at: str) -> None:
    assert parse(written) == at


@pytest.mark.parametrize(
    "written",
    [
        "",
        "today",
        "2026",
        "2026-13-01",
        "2026-02-30T10:02:30.007Z",
        "2026-11-21T25:02:30.007Z",
        "2026-11-21T10:02:30.00ZZ",
        "0000-01-01",
        "0001-01-01T00:00:00+10:00",
        "9999-12-31T23:59:59-10:00",
        "2026-11-21T10:02:30+99:99",
        "２０２６-11-21T10:02:30.007Z",
        " 2026-11-21",
        "2026-11-21\n",
    ],
)
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse(written)


@pytest.mark.parametrize("written", ["today", "0001-01-01T00:00:00+10:00"])
def test_what_is_no_time_is_said_to_be_none(written: str) -> None:
    with pytest.raises(ValueError, match=rf"^not a time: '{re.escape(written)}'$"):
        parse(written)


@pytest.mark.parametrize(
    ("milliseconds", "at"),
    [
        (EARLIEST, "0001-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (0, "1970-01-01T00:00:00.000Z"),
        (LATEST, "9999-12-31T23:59:59.999Z"),
    ],
)
def test_every_time_is_written_with_all_its_digits(milliseconds: int, at: str) -> None:
    assert from_milliseconds(milliseconds) == at


def test_a_clock_shows_the_time_of_the_machine_in_utc() -> None:
    before = time.time() * 1000 - 1
    assert before <= to_milliseconds(Clock().tick()) <= time.time() * 1000


def test_a_clock_that_saw_nothing_begins_with_1970() -> None:
    assert Clock(lambda: 0).tick() == from_milliseconds(1)


@given(st.integers(EARLIEST, LATEST))
def test_a_written_time_is_read_as_itself(milliseconds: int) -> None:
    at = from_milliseconds(milliseconds)
    assert len(at) == 24
    assert to_milliseconds(at) == milliseconds
    assert parse(at) == at


@given(st.integers(EARLIEST, LATEST), st.integers(EARLIEST, LATEST))
def test_times_compare_as_text(one: int, other: int) -> None:
    assert (from_milliseconds(one) < from_milliseconds(other)) == (one < other)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1))
def test_each_tick_is_later_than_all_that_was_given_out_or_seen(steps: list[tuple[int, int]]) -> None:
    wall = 0
    clock = Clock(lambda: wall)
    greatest = ""
    for wall, seen in steps:
        clock.see(from_milliseconds(seen))
        tick = clock.tick()
        assert tick > max(greatest, from_milliseconds(seen))
        assert tick >= from_milliseconds(wall)
        greatest = tick


def test_a_clock_that_saw_the_end_of_time_goes_on_ticking() -> None:
    clock = Clock(lambda: 5)
    clock.see(from_milliseconds(LATEST))
    assert clock.tick() == clock.tick() == from_milliseconds(LATEST)


def test_no_time_is_no_news() -> None:
    clock = Clock(lambda: 5)
    clock.see("")
    assert clock.tick() == from_milliseconds(5)


def test_threads_never_get_the_same_time() -> None:
    clock = Clock(lambda: 5)
    ticks: list[str] = []

    def take() -> None:
        ticks.extend([clock.tick() for _ in range(200)])

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ticks)) == 800
