"""A crash report tells where the program failed, and nothing of what was read."""

from __future__ import annotations

from pathlib import Path

from triage import __version__
from triage.store.crash_report import crash_report, write_crash_report

SECRET = "Nine houses were flooded"


def fault() -> BaseException:
    """Return an error with another one behind it; both quote an article."""
    try:
        try:
            nothing: dict[str, str] = {}
            nothing[SECRET]
        except KeyError as first:
            raise ValueError(SECRET) from first
    except ValueError as error:
        return error
    raise AssertionError


def test_it_names_errors_and_places_but_quotes_nothing() -> None:
    report = crash_report(fault(), "2026-11-21T10:02:30Z")
    assert "builtins.ValueError" in report
    assert "which came from\nbuiltins.KeyError" in report
    assert f'{__file__}", line' in report
    assert "in fault" in report
    assert f"triage {__version__}" in report
    assert "textual 8." in report
    assert SECRET not in report


def test_a_group_and_a_circle_of_errors_are_told_to_their_end() -> None:
    error = fault()
    assert error.__cause__ is not None
    error.__cause__.__context__ = error
    group = ExceptionGroup("several", [OSError(28, SECRET), RuntimeError(SECRET)])
    assert "OSError (errno 28)" in crash_report(group, "")
    assert "RuntimeError" in crash_report(group, "")
    assert crash_report(error, "").count("ValueError\n") == 1


def test_only_its_owner_can_read_it_and_none_takes_the_place_of_another(tmp_path: Path) -> None:
    paths = {write_crash_report(fault(), tmp_path / "crashes") for _ in range(3)}
    assert len(paths) == 3
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert write_crash_report(fault()).parent.name == "crashes"
