"""The first picture: the list as the real one will be, harmless whatever the articles hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from triage.core.plain import plain
from triage.first_frame import Manner, drawn, first_frame, manner, title_line
from triage.store.kept_theme import keep_theme, kept_theme
from triage.store.left_front import Front
from triage.store.quick_names import article_names
from triage.store.scan import scan
from triage.ui.measures import LIST_WIDTH


def lines(root: Path, columns: int = 120, height: int = 40) -> list[str]:
    """Return what is drawn, without colours."""
    names = article_names(str(root))
    picture = drawn(str(root), names, columns, height)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", picture).split("\r\n")


def test_it_lists_what_the_scan_lists_in_the_same_order(tmp_path: Path) -> None:
    for name in (
        "10.txt",
        "9.txt",
        "b/2.md",
        "B/1.text",
        ".hidden.txt",
        "a.txt.triage.yaml",
        "~$x.txt",
        "c.pdf",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Title\n\nIt rained.\n", encoding="utf-8")
    listed = [found.path for found in scan(tmp_path).articles]
    assert sorted(article_names(str(tmp_path))) == sorted(listed)
    assert [line[3:] for line in lines(tmp_path)[2::2]] == listed


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"A title\n\nWords.", "A title"),
        (b"\xef\xbb\xbf\r\n  # A  title\r\nWords.", "A title"),
        ("Прорыв\n".encode("utf-16"), "Прорыв"),
        (b"", ""),
        (b"\xff\xff\xff", ""),
    ],
)
def test_the_title_is_the_first_line_that_says_something(tmp_path: Path, content: bytes, title: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    assert title_line(str(tmp_path), "a.txt") == title


def test_no_control_byte_of_a_title_or_a_name_is_drawn(tmp_path: Path) -> None:
    hostile = "\x1b]0;x\x07\x9b31m\u202e\u200b[/]"
    (tmp_path / f"{hostile.replace('/', '')}.txt").write_text(f"{hostile}\n\nIt rained.\n", encoding="utf-8")
    shown = "\n".join(lines(tmp_path))
    assert plain(hostile) in shown
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u200b")


def test_titles_stay_within_the_list_also_where_letters_are_two_cells_wide(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("洪水" * 40 + "\n\n雨。\n", encoding="utf-8")
    row = lines(tmp_path)[1]
    assert row.endswith("…")
    assert 2 * len(row) <= 2 * LIST_WIDTH
    assert sum(2 if ord(letter) > 0x2E80 else 1 for letter in row) <= LIST_WIDTH


@pytest.mark.parametrize(("columns", "height"), [(120, 40), (80, 24), (40, 10), (10, 3), (1, 1)])
def test_it_fits_every_size(tmp_path: Path, columns: int, height: int) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text("Title\n\nIt rained.\n", encoding="utf-8")
    assert len(lines(tmp_path, columns, height)) <= max(1, height)


@pytest.mark.parametrize("argv", [["--help"], ["--unknown"], ["a", "b"], ["/no/such/folder"]])
def test_it_is_not_drawn_where_no_review_may_come_of_it(argv: list[str]) -> None:
    assert first_frame(argv) is None


def test_it_lists_what_the_review_is_going_to_list(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text("Title\n\nIt rained.\n", encoding="utf-8")
    front = Front(
        "ana", ("40.txt", "gone.txt", "../41.txt", *(f"{number}.txt" for number in range(42, 60))), 19
    )
    picture = drawn(str(tmp_path), article_names(str(tmp_path)), 120, 20, front=front)
    assert [path for path in front.rows if path in picture] == [f"{number}.txt" for number in range(53, 59)]
    gone = drawn(str(tmp_path), article_names(str(tmp_path)), 120, 20, front=Front("ana", ("gone.txt",), 0))
    assert "0.txt" in gone


def test_it_is_in_the_colours_and_signs_that_were_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("XDG_CONFIG_HOME", "g"), ("XDG_STATE_HOME", "s"), ("LC_ALL", "C.UTF-8")):
        monkeypatch.setenv(name, str(tmp_path / value) if value != "C.UTF-8" else value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Title\n\nIt rained.\n", encoding="utf-8")

    def picture(how: Manner) -> str:
        return drawn(str(corpus), ["a.txt"], 120, 40, how)

    assert (manner([]).paper, manner([]).ascii_only) == ("#14161a", False)
    assert kept_theme() == ""
    assert keep_theme("triage-light")
    assert (manner([]).paper, kept_theme()) == ("#fbfaf6", "triage-light")
    config = tmp_path / "g" / "triage" / "config.yaml"
    config.parent.mkdir(parents=True)
    config.write_text("theme: 'nord'  # mine\nascii: yes\n", encoding="utf-8")
    assert (manner([]).paper, manner([]).ascii_only) == ("#2e3440", True)
    assert manner(["--theme=dracula", "x"]).paper == manner(["--theme", "dracula"]).paper == "#282a36"
    assert manner(["--theme", "ansi-dark"]).ink == ""
    assert "\x1b[48;2;46;52;64m" in picture(manner([]))
    assert picture(manner([])).isascii()
    assert "48;2" not in picture(manner(["--theme", "ansi-dark"]))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "38;" not in picture(manner([]))
    config.unlink()
    monkeypatch.setenv("LC_ALL", "de_DE.ISO-8859-1")
    monkeypatch.setattr("_locale.nl_langinfo", lambda _: "ISO-8859-1")
    assert manner([]).ascii_only
