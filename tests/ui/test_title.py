"""The title of the terminal: set when it is another one, harmless, and given back."""

from __future__ import annotations

import pytest

from triage.session.entry import Totals
from triage.ui.title import Title, title_of


def written(term: str) -> tuple[list[str], Title]:
    """Return a list that fills, and a title that writes into it."""
    sent: list[str] = []
    return sent, Title(sent.append, {"TERM": term})


def test_it_is_set_when_it_changes_and_given_back() -> None:
    sent, title = written("xterm-256color")
    title.show("1/4 a")
    assert sent == []
    title.begin()
    for text in ("1/4 a", "2/4 a", "2/4 a", ""):
        title.show(text)
    title.end()
    title.end()
    title.show("3/4 a")
    title.begin()
    begun, back = "\x1b[22;2t\x1b]2;", "\x1b]2;\x1b\\\x1b[23;2t"
    assert sent == [f"{begun}1/4 a\x1b\\", "\x1b]2;2/4 a\x1b\\", back, f"{begun}3/4 a\x1b\\"]


@pytest.mark.parametrize("term", ["linux", "linux-16color", "dumb", "vt220", ""])
def test_a_terminal_without_a_title_is_sent_nothing(term: str) -> None:
    sent, title = written(term)
    title.begin()
    title.show("a")
    title.end()
    assert sent == []


def test_no_name_of_a_folder_ends_the_title_or_is_obeyed() -> None:
    sent, title = written("screen")
    title.begin()
    title.show("a\x1b\\b\x07c\x9cd\n\u202e" + "e" * 500)
    (only,) = sent
    inside = only.removeprefix("\x1b[22;2t\x1b]2;").removesuffix("\x1b\\")
    assert inside.isprintable()
    assert not set(inside) & set("\x1b\x07\x9c\n\u202e")
    assert len(inside) == 100


def test_it_tells_how_far_the_folder_is_when_all_was_read() -> None:
    assert (
        title_of("a", Totals(articles=2, done=0, claims=9, tagged=3, waiting=0, known=2)) == "3/9 a · triage"
    )
    assert title_of("a", Totals(articles=2, done=0, claims=9, tagged=3, waiting=0, known=1)) == "a · triage"
