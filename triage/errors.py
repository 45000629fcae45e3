"""The failures a person is told about: one line that says what happened, and a hint what to do next."""

from __future__ import annotations


class TriageError(Exception):
    """Something expected went wrong; `message` names the file, `hint` says what to do next.

    Both are untrusted text (they may quote file names) and pass `core.plain` before they are shown.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(TriageError):
    """The command line or the configuration cannot be understood."""

    exit_code = 2


class RefusedError(TriageError):
    """Doing what was asked could lose a judgement, so it was not done."""

    exit_code = 3
