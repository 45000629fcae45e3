"""The sample articles keep the traits that make them worth practising on."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
REAL_ARTICLES = ROOT.parent / "shared" / "seeds"
"""News texts that some checkouts have beside the project; the samples must share no passage with them."""

BOM = b"\xef\xbb\xbf"
WRAP_COLUMNS = 72
SHARED_RUN_WORDS = 8


def article_paths(folder: Path) -> list[Path]:
    """Return the articles under `folder` in order, without what a review may have left beside them."""
    found = (path for ending in ("*.txt", "*.md") for path in folder.rglob(ending))
    return sorted(path for path in found if not any(p[0] == "." for p in path.relative_to(folder).parts))


def sample_texts() -> dict[str, str]:
    """Return every sample's text by file name, line ends as they stand in the file."""
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in article_paths(SEEDS)}


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of `length` consecutive words, letter case and punctuation aside."""
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def is_mostly_cyrillic(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    cyrillic = sum(unicodedata.name(char, "").startswith("CYRILLIC") for char in letters)
    return cyrillic * 2 > len(letters)


def is_hard_wrapped(text: str) -> bool:
    """Say whether lines fit the columns, and some paragraphs break only where the next word does not fit."""
    if any(len(line) > WRAP_COLUMNS for line in text.splitlines()):
        return False
    paragraphs = [block.splitlines() for block in text.split("\n\n")]
    filled = [
        lines
        for lines in paragraphs
        if len(lines) > 1
        and all(len(line) + 1 + len(after.split()[0]) > WRAP_COLUMNS for line, after in pairwise(lines))
    ]
    return len(filled) >= 5


def files_with(pattern: str) -> set[str]:
    """Return the names of the samples in which `pattern` (multi-line) is found."""
    return {name for name, text in sample_texts().items() if re.search(pattern, text, re.MULTILINE)}


def test_there_are_at_least_eight_articles_and_one_lies_in_a_folder() -> None:
    paths = article_paths(SEEDS)
    assert len(paths) >= 8
    assert any(path.parent != SEEDS for path in paths)
    assert any(path.suffix == ".md" for path in paths)


def test_every_article_is_of_a_size_to_practise_on() -> None:
    sizes = {path.name: path.stat().st_size for path in article_paths(SEEDS)}
    assert {name: size for name, size in sizes.items() if not 1800 <= size <= 4096} == {}


def test_one_article_has_a_byte_order_mark_and_windows_line_ends_throughout() -> None:
    raw = {path.name: path.read_bytes() for path in article_paths(SEEDS)}
    with_mark = [name for name, content in raw.items() if content.startswith(BOM)]
    with_returns = [name for name, content in raw.items() if b"\r" in content]
    assert len(with_mark) == 1
    assert with_returns == with_mark
    content = raw[with_mark[0]]
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r") > 10


def test_git_never_changes_the_line_ends_of_the_articles() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "seeds/** -text" in rules


def test_one_article_is_hard_wrapped() -> None:
    assert len([name for name, text in sample_texts().items() if is_hard_wrapped(text)]) == 1


def test_one_article_is_written_in_cyrillic_letters() -> None:
    assert len([name for name, text in sample_texts().items() if is_mostly_cyrillic(text)]) == 1


TRAITS = {
    "square brackets inside a quotation": (r"“[^”\n]*\[[^\]\n]+\][^”\n]*”", 1),
    "a caption in round brackets on its own line": (r"^\([^()\n]{20,}\.\)\s*$", 2),
    "a caption in square brackets on its own line": (r"^\[[^\]\n]{20,}\]\s*$", 1),
    "a caption as a plain line": (r"^(djurna dam|.*Photo: .*|Screenshot via .*[^.])\s*$", 3),
    "a line saying where it was first published": (r"(?i)\bfirst (published|ran)\b|впервые опубликовано", 3),
    "an invitation to comment": (r"(?i)leave a comment|оставить комментарий", 3),
    "an invitation to read more": (r"(?i)^read (more|also)\b", 2),
    "a Markdown heading": (r"^#{1,3} \S", 1),
    "an area in hectares": (r"(?i)\bhectares\b|гектаров", 4),
    "an area in acres": (r"(?i)\bacres\b", 3),
    "an area in square kilometres": (r"(?i)\bsquare kilomet", 2),
    "the number of people, as the service gives it": (r"3[ ,]260", 3),
    "the number of people, as others give it": (r"3,620|10,000|2,900|3,000 homes", 4),
    "reported speech": (r"(?i)\b(said|says|told|сообщила|рассказал)\b", 6),
    "loaded language": (r"(?i)\b(regime|clowns|parasites|fat cats|bungling|killer)\b", 2),
}


@pytest.mark.parametrize(("pattern", "files"), TRAITS.values(), ids=TRAITS.keys())
def test_a_trait_of_careless_news_is_found_in_enough_articles(pattern: str, files: int) -> None:
    assert len(files_with(pattern)) >= files


SPELLINGS = {
    "valley": ("Velmora", "Velmorra", "Wel'mora", "Welmora", "Velmore"),
    "dam": ("Dzhurna", "Jurna", "Djurna", "Czurna"),
    "chief": ("Voshtar", "Vostar", "Woschtar", "Воштар"),
    "spokeswoman": ("Tselenik", "Zelenik", "Celenik", "Целеник"),
}


@pytest.mark.parametrize("spellings", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_a_name_is_spelled_in_several_ways(spellings: tuple[str, ...]) -> None:
    whole = "\n".join(sample_texts().values()).replace("’", "'")
    assert [name for name in spellings if not re.search(rf"\b{name}", whole)] == []


def test_no_title_ends_with_a_full_stop() -> None:
    titles = [text.lstrip().splitlines()[0] for text in sample_texts().values()]
    assert [title for title in titles if title.rstrip().endswith(".")] == []


def test_no_passage_is_shared_with_real_articles() -> None:
    if not REAL_ARTICLES.is_dir():
        pytest.skip("no real articles beside this checkout")
    real = set[tuple[str, ...]]().union(
        *(
            word_runs(path.read_text(encoding="utf-8"), SHARED_RUN_WORDS)
            for path in article_paths(REAL_ARTICLES)
        )
    )
    assert real, "the folder of real articles holds no text"
    shared = {name: word_runs(text, SHARED_RUN_WORDS) & real for name, text in sample_texts().items()}
    assert {name: runs for name, runs in shared.items() if runs} == {}
