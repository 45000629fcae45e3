"""The texts that tags were made on are kept whole, found by digest, and never trusted blindly."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.core.article import Article, digest
from triage.errors import RefusedError
from triage.store.scan import scan
from triage.store.texts import find, keep

TEXT = "“Ünï” 字 😀\nSecond line."
ARTICLE = Article("a.txt", TEXT, "utf-8", digest(TEXT))


def place(root: Path) -> Path:
    return root / ".triage" / "texts" / f"{ARTICLE.sha256}.txt"


def test_a_kept_text_is_found_and_is_plain_utf_8(tmp_path: Path) -> None:
    assert find(tmp_path, ARTICLE.sha256) is None
    keep(tmp_path, ARTICLE)
    assert find(tmp_path, ARTICLE.sha256) == TEXT
    assert place(tmp_path).read_bytes() == TEXT.encode()
    assert not scan(tmp_path).articles


def test_a_text_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    keep(tmp_path, ARTICLE)
    before = place(tmp_path).stat()
    keep(tmp_path, ARTICLE)
    assert place(tmp_path).stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", [b"", TEXT.encode()[:-1], TEXT.encode()[:-1] + b"!", b"\xff"])
def test_a_damaged_text_is_not_found_and_is_mended(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path, ARTICLE)
    place(tmp_path).write_bytes(damage)
    assert find(tmp_path, ARTICLE.sha256) is None
    keep(tmp_path, ARTICLE)
    assert find(tmp_path, ARTICLE.sha256) == TEXT


@pytest.mark.parametrize("name", ["", "../../a", "../" * 21 + "a", "A" * 64, "g" * 64, "0" * 63])
def test_what_is_no_digest_names_no_file(tmp_path: Path, name: str) -> None:
    assert find(tmp_path, name) is None


def test_a_hidden_folder_that_leads_elsewhere_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "corpus" / ".triage").symlink_to("../elsewhere")
    with pytest.raises(RefusedError):
        keep(tmp_path / "corpus", ARTICLE)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_corpus_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "corpus", ARTICLE)
    assert not (tmp_path / "corpus").exists()
