"""Only cells that differ are sent to the terminal, where all agree which cells they are."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from triage.ui.painter import Characters, Line, characters, frame
from triage.ui.sgr import NOTHING_SET, Rendition, change

BOLD = Rendition(frozenset({"1"}))
RED = Rendition(frozenset(), "38;2;255;0;0", "")
WIDTH = 40


def shown(text: str, style: Style | None = None) -> Characters:
    strip = Strip([Segment(text, style)])
    return characters(strip, WIDTH, lambda style: BOLD if style is not None else NOTHING_SET)


def sent(before: str, after: str) -> str:
    return frame([Line(3, 5, shown(before), shown(after))])


def test_nothing_is_sent_for_a_line_that_is_the_same() -> None:
    assert sent("Nobody was hurt.", "Nobody was hurt.") == ""


def test_the_first_and_the_last_cell_are_sent_alone() -> None:
    line = "x" * WIDTH
    assert sent(line, "y" + line[1:]) == "\x1b[6;4Hy"
    assert sent(line, line[1:] + "y") == "\x1b[6;43Hy"


def test_what_is_shorter_is_written_over_with_blanks() -> None:
    assert sent("Nobody", "No") == "\x1b[6;6H    "


def test_a_few_cells_between_two_others_are_sent_again_and_many_are_not() -> None:
    assert sent("a23456b", "c23456d") == "\x1b[6;4Hc23456d"
    assert sent("a" + "." * 20 + "b", "c" + "." * 20 + "d") == "\x1b[6;4Hc\x1b[6;25Hd"


def test_a_line_with_characters_of_doubtful_width_is_sent_whole() -> None:
    assert sent("👩 rose", "👩 fell") == "\x1b[6;4H👩 fell" + " " * (WIDTH - 7)


def test_another_look_alone_is_a_difference_and_is_taken_back_in_the_end() -> None:
    assert frame([Line(0, 0, shown("rose"), shown("rose", Style(bold=True)))]) == "\x1b[1;1H\x1b[1mrose\x1b[m"


def test_a_look_is_told_by_what_it_adds_or_else_anew() -> None:
    both = Rendition(frozenset({"1"}), RED.ink, "")
    assert change(BOLD, both) == "\x1b[38;2;255;0;0m"
    assert change(both, BOLD) == "\x1b[;1m"
    assert change(both, RED) == "\x1b[;38;2;255;0;0m"
    assert change(both, NOTHING_SET) == "\x1b[m"
    assert change(both, both) == ""
