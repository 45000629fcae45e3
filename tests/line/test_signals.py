"""A signal that ends the program is heard, also one that came when nobody could hear it."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from triage.line.signals import Signals, ToldToEnd


def test_a_signal_that_was_not_heard_is_sent_again() -> None:
    with Signals() as signals:
        # What the system leaves behind of a signal whose handler had no time to run.
        os.write(signals._tell, bytes((signal.SIGTERM,)))
        with pytest.raises(ToldToEnd), signals.waiting():
            threading.Event().wait(10)
        assert signals.number == signal.SIGTERM


def test_a_signal_that_came_before_ends_the_waiting_at_once_and_the_first_one_counts() -> None:
    with Signals() as signals:
        os.kill(os.getpid(), signal.SIGTERM)
        os.kill(os.getpid(), signal.SIGINT)
        assert signals.came
        with pytest.raises(ToldToEnd), signals.waiting():
            raise AssertionError("a line was waited for")
        assert signals.number == signal.SIGTERM
