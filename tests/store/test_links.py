"""A path is believed to lead where it says only if nothing on it is a link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.errors import RefusedError
from triage.store.articles import read_bytes
from triage.store.atomic import replace
from triage.store.links import is_within, unlinked
from triage.store.unreadable import Reason, Unreadable


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus with a folder, a file in it, links of every kind, and a folder beside the corpus."""
    (tmp_path / "corpus" / "sub" / "deep").mkdir(parents=True)
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "a.yaml").write_bytes(b"secret")
    corpus = tmp_path / "corpus"
    (corpus / "sub" / "deep" / "a.yaml").write_bytes(b"old")
    (corpus / "link.yaml").symlink_to("sub/deep/a.yaml")
    (corpus / "folder").symlink_to("sub")
    (corpus / "out").symlink_to("../beside")
    (corpus / "sub" / "up").symlink_to("..")
    return corpus


@pytest.mark.parametrize("path", ["sub/deep/a.yaml", "sub//deep/./a.yaml", "sub", "sub/"])
def test_a_path_without_links_has_the_status_of_what_is_there(corpus: Path, path: str) -> None:
    found = unlinked(str(corpus), path)
    assert found is not None
    assert os.path.samestat(found, os.stat(corpus / path))


@pytest.mark.parametrize(
    "path",
    [
        *("link.yaml", "folder/deep/a.yaml", "/folder/deep/a.yaml", "folder/", "out/a.yaml"),
        *("sub/up/sub/deep/a.yaml", "sub/../sub/deep/a.yaml", ".."),
    ],
)
def test_a_path_through_a_link_or_upwards_is_not_believed(corpus: Path, path: str) -> None:
    assert unlinked(str(corpus), path) is None


@pytest.mark.parametrize("path", ["none", "none/a.yaml", "sub/deep/none"])
def test_where_nothing_is_that_is_told(corpus: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        unlinked(str(corpus), path)


def test_a_folder_that_became_a_link_out_of_the_corpus_is_refused(corpus: Path) -> None:
    path = corpus / "sub" / "deep" / "a.yaml"
    assert replace(path, b"new", corpus)
    assert read_bytes(corpus, "sub/deep/a.yaml") == b"new"
    (corpus / "sub" / "deep").rename(corpus / "sub" / "was")
    (corpus / "sub" / "deep").symlink_to(corpus.parent / "beside")
    with pytest.raises(RefusedError):
        replace(path, b"newer", corpus)
    assert read_bytes(corpus, "sub/deep/a.yaml") == Unreadable("sub/deep/a.yaml", Reason.OUTSIDE)
    assert (corpus.parent / "beside" / "a.yaml").read_bytes() == b"secret"


def test_a_file_in_folders_of_its_own_is_replaced_without_looking_where_they_lead(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.store.atomic.resolved", None)
    assert replace(corpus / "sub" / "deep" / "a.yaml", b"new", corpus)
    assert read_bytes(corpus, "sub/deep/a.yaml") == b"new"


def test_a_corpus_may_be_the_current_folder(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    for root in (Path(), Path("../corpus")):
        assert replace(root / "b.yaml", b"new", root)
        (corpus / "b.yaml").chmod(0o604)
        assert replace(root / "b.yaml", b"newer", root)
        assert (corpus / "b.yaml").stat().st_mode & 0o777 == 0o604
        assert read_bytes(root, "b.yaml") == b"newer"
        (corpus / "b.yaml").unlink()


def test_a_name_that_only_begins_like_the_corpus_is_not_in_it() -> None:
    assert is_within("/a/b", "/a")
    assert is_within("/a", "/a")
    assert is_within("/a", "/")
    assert not is_within("/ab", "/a")
