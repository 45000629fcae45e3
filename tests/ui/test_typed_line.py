"""A line being typed: where keys lead, what they select and what they delete."""

from __future__ import annotations

import pytest

from triage.ui.typed_line import TypedLine


def line_of(shown: str) -> TypedLine:
    """Return a line written with ``|`` for the cursor, and ``^`` for the other end of a selection."""
    line = TypedLine()
    line.begin_with(shown.replace("|", "").replace("^", ""))
    if "^" in shown:
        line.move(shown.replace("|", "").index("^"))
    line.move(shown.replace("^", "").index("|"), selecting="^" in shown)
    return line


def shown(line: TypedLine) -> str:
    """Return a line as `line_of` reads it."""
    ends = [(line.cursor, "|")] + ([(line.anchor, "^")] if line.anchor != line.cursor else [])
    told = line.value
    for position, sign in sorted(ends, reverse=True):
        told = told[:position] + sign + told[position:]
    return told


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("dam|", "left", "da|m"),
        ("|dam", "left", "|dam"),
        ("dam|", "right", "dam|"),
        ("d|am", "right", "da|m"),
        ("da|m", "shift+left", "d|a^m"),
        ("d|a^m", "shift+left", "|da^m"),
        ("d|a^m", "shift+right", "da|m"),
        ("d|a^m", "right", "da|m"),
        ("the old, dam|", "ctrl+left", "the old, |dam"),
        ("the old, |dam", "ctrl+left", "the |old, dam"),
        ("the |old, dam", "ctrl+right", "the old, |dam"),
        ("the old, d|am", "ctrl+right", "the old, dam|"),
        ("the dam|", "ctrl+shift+left", "the |dam^"),
        ("|the dam", "ctrl+shift+right", "^the |dam"),
        ("the| dam", "home", "|the dam"),
        ("the| dam", "ctrl+a", "|the dam"),
        ("the| dam", "end", "the dam|"),
        ("the| dam", "ctrl+e", "the dam|"),
        ("the| dam", "shift+home", "|the^ dam"),
        ("the| dam", "shift+end", "the^ dam|"),
        ("the| dam", "ctrl+shift+a", "^the dam|"),
        ("the| dam", "backspace", "th| dam"),
        ("|dam", "backspace", "|dam"),
        ("t^he| dam", "backspace", "t| dam"),
        ("the| dam", "delete", "the|dam"),
        ("the| dam", "ctrl+d", "the|dam"),
        ("dam|", "delete", "dam|"),
        ("t|he^ dam", "delete", "t| dam"),
        ("the old da|m", "ctrl+w", "the old |m"),
        ("the| dam", "ctrl+u", "| dam"),
        ("the| dam", "super+backspace", "| dam"),
        ("the| dam", "ctrl+k", "the|"),
        ("|the dam", "ctrl+backspace", "|dam"),
        ("|the dam", "alt+backspace", "|dam"),
    ],
)
def test_a_key_does_what_it_does_in_any_field(before: str, key: str, after: str) -> None:
    line = line_of(before)
    assert line.press(key)
    assert shown(line) == after


def test_what_is_typed_takes_the_place_of_what_is_selected() -> None:
    line = line_of("the ^old| dam")
    assert line.selected_text == "old"
    line.insert("new")
    assert shown(line) == "the new| dam"
    line.insert("er")
    assert shown(line) == "the newer| dam"


def test_a_key_that_means_nothing_changes_nothing() -> None:
    line = line_of("the ^old| dam")
    assert not line.press("f5")
    assert shown(line) == "the ^old| dam"
