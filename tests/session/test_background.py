"""What runs behind the scenes, and when it waits."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from functools import partial

import pytest

from triage.session.background import Background, CalledOffError

LONG = 60.0


def raised(error: Exception) -> None:
    raise error


def test_while_it_rests_nothing_begins_that_was_put_off_but_what_is_urgent_does() -> None:
    background = Background(raised)
    done: list[str] = []
    urgent, put_off = threading.Event(), threading.Event()
    background.rest(LONG)

    def note(what: str, then: Callable[[], None]) -> Callable[[], None]:
        def noted() -> None:
            done.append(what)
            then()

        return noted

    background.later(iter([note("put off", put_off.set)]))
    background.soon(note("urgent", urgent.set))
    assert urgent.wait(10)
    background.soon(note("urgent too", lambda: background.rest(0)))
    assert put_off.wait(10)
    assert done == ["urgent", "urgent too", "put off"]
    background.stop()


def test_it_goes_on_by_itself_after_the_rest() -> None:
    background = Background(raised)
    put_off = threading.Event()
    background.rest(0.05)
    background.later(iter([put_off.set]))
    assert put_off.wait(10)
    background.stop()


def called_off(_: object) -> None:
    raise CalledOffError


def failing(_: object) -> None:
    raise OSError


@pytest.mark.parametrize("ends", [id, called_off, failing])
def test_nothing_is_kept_of_a_job_that_is_over(ends: Callable[[object], object]) -> None:
    background = Background(lambda _: None)
    much = threading.Event()  # of which there can be a weak reference
    left = weakref.ref(much)
    background.soon(partial(ends, much))  # type: ignore[arg-type]  # what it gives is of no interest
    del much
    assert background.wait(10)
    assert left() is None
    background.stop()
