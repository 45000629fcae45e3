"""What keys change on the screen is all that differs, and little is sent for it."""

from __future__ import annotations

import random
import re
from pathlib import Path
from statistics import median

import pytest

from tests.pty.terminal import Terminal

pytestmark = pytest.mark.pty

WORDS = (
    "river", "mayor", "“flooded”", "naïve", "Ελλάδα", "река", "水害対策", "e\u0301te\u0301", "\x1b[31mred",
    "\u202edrawkcab", "👩\u200d🚒", "tab\tbed", "½", "…", "한국어", "\u200b", "long" * 9,
)  # fmt: skip
KEYS = "jkjkjkvdoxuu\x12JKJK  hlHLXcD\t\t"
"""Among them space, tab, and ctrl+r."""


def corpus(folder: Path, chance: random.Random) -> Path:
    """Write five articles of words that are hard to draw."""
    folder.mkdir()
    for number in range(5):
        paragraphs = (
            " ".join(
                f"The {' '.join(chance.choices(WORDS, k=chance.randint(1, 14)))} rose." for _ in range(3)
            )
            for _ in range(12)
        )
        text = f"Title {chance.choice(WORDS)} {number}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize(("seed", "size"), [(1, (120, 40)), (2, (84, 24)), (3, (60, 14))])
def test_after_any_keys_the_screen_is_as_if_it_were_drawn_anew(
    seed: int, size: tuple[int, int], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    folder = corpus(tmp_path / "corpus", chance)
    with Terminal([str(folder), "--reviewer", "ana"], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for("v verified")
        for found in ("rose", "", "river"):
            terminal.press(f"/{found}\r" if found else "j")
            for _ in range(30):
                terminal.press("".join(chance.choices(KEYS, k=chance.choice((1, 1, 1, 5)))))
                if chance.random() < 0.3:
                    terminal.listen(0.02)
            terminal.press("n")
            terminal.wait_for("note:")
            terminal.press("\x1b")
            terminal.wait_for(lambda: "note:" not in terminal.text() and "saving" not in terminal.text())
            terminal.settle()
            drawn = terminal.cells()
            terminal.forget()
            terminal.press("\x0c")
            terminal.wait_for(lambda drawn=drawn: terminal.cells() == drawn)  # type: ignore[misc]


@pytest.mark.parametrize("opened", ["\x06", ":", "n"])
def test_in_a_field_the_screen_is_as_if_it_were_drawn_anew(opened: str, tmp_path: Path) -> None:
    chance = random.Random(opened)
    folder = corpus(tmp_path / "corpus", chance)
    arguments = [str(folder), "--reviewer", "ana", "--bind", "input:ctrl+l=redraw"]
    typed = (*"river mayor", *"水é \x7f\x15\x17\x01", "\x1b[D", "\x1b[1;2D", "\x1b[1;5D", "\x1b[B", "x" * 99)
    with Terminal(arguments, columns=84, lines=24) as terminal:
        terminal.wait_for("0/4")
        terminal.wait_for(lambda: "reading" not in terminal.text())
        terminal.press(opened)
        for _ in range(40):
            terminal.press("".join(chance.choices(typed, k=chance.choice((1, 1, 4)))))
            terminal.listen(chance.choice((0, 0, 0.01)))
        terminal.press("\x1b[F\x15 rose")
        terminal.wait_for(lambda: re.search("(│|note:) +rose +(│|$)", terminal.text()))
        terminal.wait_for(lambda: "searching …" not in terminal.text() and "indexed" not in terminal.text())
        terminal.settle()
        drawn = terminal.cells()
        terminal.forget()
        terminal.press("\x0c")
        terminal.wait_for(lambda: terminal.cells() == drawn)


def test_few_bytes_are_sent_for_a_key(tmp_path: Path) -> None:
    """A quarter above what is asked for, and of most keys: the first pictures may still be on their way."""
    sentences = "".join(
        f"The river rose by {number} metres on that day, the mayor said. " for number in range(9)
    )
    for number in range(9):
        paragraphs = "\n\n".join([sentences.replace("river", f"river of {number}")] * 9)
        (tmp_path / f"{number}.txt").write_text(f"Title of {number}\n\n{paragraphs}\n", encoding="utf-8")

    def bytes_for(key: str, shown: str) -> int:
        before = len(terminal.sent)
        terminal.press(key)
        terminal.wait_for(shown)
        return len(terminal.sent) - before

    with Terminal([str(tmp_path), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of 81")
        terminal.wait_for("0/729 claims")
        claims = [bytes_for("j", f"claim {number} of 81") for number in range(2, 10)]
        articles = [bytes_for("J", f"▕    Title of {number} ") for number in range(1, 8)]
    assert median(claims) <= 1.25 * 1024
    assert median(articles) <= 1.25 * 6 * 1024
