"""`triage merge` and `triage setup-git`: git merges sidecars without losing anything, and shows them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.torture.git_merges import PROGRAM, Repository
from triage.store.git_setup import set_up
from triage.store.sidecar import parse

SIDECAR = """\
# triage: claims in bridge.txt
schema: 1
source:
  file: bridge.txt
  sha256: s
  title: Bridge closed
claims:
  K1:
    quote: It is a shame.
    start: 93
    end: 107
    at: 2026-01-01T00:00:00.000Z
    tags:
      ana:
        tag: opinion
        at: 2026-01-01T00:00:01.000Z
"""
BY_BO = "      bo:\n        tag: disputed\n        at: 2026-01-01T00:00:02.000Z\n"
DONE = "reviews:\n  ana: {status: done, at: 2026-01-02T00:00:00.000Z}\n"


@pytest.fixture
def versions(corpus: Path) -> tuple[str, str, str]:
    """Write three versions; return their names."""
    texts = {
        "base": SIDECAR,
        "ours": SIDECAR.replace("claims:\n", DONE + "claims:\n").replace("tag: opinion", "tag: verified"),
        "theirs": SIDECAR + BY_BO,
    }
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    return "base", "ours", "theirs"


def test_the_joined_result_is_written_into_ours(run: Run, versions: tuple[str, str, str]) -> None:
    merged = run("merge", *versions)
    assert (merged.code, merged.out, merged.err) == (0, "", "")
    found = parse(Path("ours").read_bytes(), "ours")
    assert {name: record.tag for name, record in found.claims["K1"].tags.items()} == {
        "ana": "verified",  # an edit by hand that nobody gave a time
        "bo": "disputed",
    }
    assert found.reviews["ana"].status == "done"
    assert Path("theirs").read_text(encoding="utf-8") == SIDECAR + BY_BO


@pytest.mark.parametrize("base", ["", "nonsense: [", SIDECAR.replace("schema: 1", "schema: 9")])
def test_a_base_that_says_nothing_is_done_without(
    run: Run, versions: tuple[str, str, str], base: str
) -> None:
    Path("base").write_text(base, encoding="utf-8")
    assert run("merge", *versions).code == 0
    assert parse(Path("ours").read_bytes(), "ours").claims["K1"].tags.keys() == {"ana", "bo"}


def test_a_side_with_marks_of_an_earlier_conflict_is_read(run: Run, versions: tuple[str, str, str]) -> None:
    marked = f"{SIDECAR}<<<<<<< HEAD\n{BY_BO}=======\n{BY_BO.replace('bo', 'cy')}>>>>>>> topic\n"
    Path("theirs").write_text(marked, encoding="utf-8")
    assert run("merge", *versions).code == 0
    assert parse(Path("ours").read_bytes(), "ours").claims["K1"].tags.keys() == {"ana", "bo", "cy"}


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("schema: 1\na: b: c\n", "(SIDE):2:5"),
        (SIDECAR.replace("schema: 1", "schema: 2"), "written by a newer triage (schema 2"),
        ("<<<<<<< o\nschema: [\n=======\nschema: 1\n>>>>>>> t\n", "(SIDE):"),
    ],
)
def test_what_cannot_be_read_is_left_untouched_with_exit_code_1(
    run: Run, versions: tuple[str, str, str], side: str, text: str, problem: str
) -> None:
    Path(side).write_text(text, encoding="utf-8")
    before = Path("ours").read_bytes()
    merged = run("merge", *versions, "articles/bridge.txt.triage.yaml")
    assert merged.code == 1
    assert merged.err.startswith(f"triage: articles/bridge.txt.triage.yaml ({side})")
    assert problem.replace("SIDE", side) in merged.err
    assert "git show :3:articles/bridge.txt.triage.yaml" in merged.err
    assert Path("ours").read_bytes() == before


def test_a_missing_file_is_a_failed_merge(run: Run, versions: tuple[str, str, str]) -> None:
    Path("theirs").unlink()
    assert run("merge", *versions).code == 1


@pytest.fixture
def repository(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make the corpus a repository; git has no settings of anybody."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    return Repository(corpus)


def test_setup_git_says_what_it_does_and_does_it_once(run: Run, repository: Repository) -> None:
    (repository.folder / ".gitattributes").write_bytes(b"*.png binary")
    first, second = run("setup-git", "articles"), run("setup-git", "articles")
    assert (first.code, second.code) == (0, 0)
    assert all(line.startswith("set: ") for line in first.out.splitlines())
    assert second.out == first.out.replace("set: ", "already set: ")
    attributes = (repository.folder / ".gitattributes").read_text(encoding="utf-8")
    assert attributes == "*.png binary\n*.triage.yaml merge=triage diff=triage\n"
    ignored = (repository.folder / ".triage" / ".gitignore").read_text(encoding="utf-8")
    assert ignored.split() == ["/lock", "/present/", "/joined/", "/replaced/"]
    driver = repository.git("config", "--local", "merge.triage.driver").stdout
    assert driver.endswith("triage merge %O %A %B %P\n")
    assert repository.git("config", "diff.triage.textconv").stdout.endswith("triage show --sidecar\n")


def test_an_attribute_of_the_whole_repository_is_enough(run: Run, repository: Repository) -> None:
    (repository.folder / ".gitattributes").write_text(
        "*.triage.yaml merge=triage diff=triage\n", encoding="utf-8"
    )
    assert run("setup-git", "articles/inner").code == 0
    assert not (repository.folder / "inner" / ".gitattributes").exists()


def test_outside_of_a_repository_there_is_nothing_to_set_up(run: Run, corpus: Path) -> None:
    answer = run("setup-git", "articles")
    assert (answer.code, answer.out) == (2, "")
    assert "not in a working tree of git" in answer.err
    assert not (corpus / ".gitattributes").exists()


def test_a_link_out_of_the_folder_is_not_written_through(run: Run, repository: Repository) -> None:
    outside = repository.folder.parent / "outside"
    outside.write_bytes(b"")
    (repository.folder / ".gitattributes").symlink_to(outside)
    assert run("setup-git", "articles").code == 3
    assert outside.read_bytes() == b""


def test_check_warns_in_a_clone_that_lacks_the_driver(run: Run, repository: Repository) -> None:
    assert run("check", "articles").code == 0
    run("setup-git", "articles")
    assert run("check", "articles").code == 0
    repository.git("config", "--remove-section", "merge.triage")
    checked = run("check", "articles")
    assert checked.code == 1
    assert (
        checked.out
        == ".gitattributes: git merges sidecars by triage, which this clone lacks: triage setup-git\n"
    )


def test_git_shows_changes_as_claims_and_tags_and_what_does_not_parse_as_it_is(
    repository: Repository,
) -> None:
    list(set_up(repository.folder, PROGRAM))
    path = repository.folder / "bridge.txt.triage.yaml"
    path.write_text(SIDECAR, encoding="utf-8")
    repository.git("add", "--all")
    repository.git("commit", "--message", "one")
    path.write_text(SIDECAR + BY_BO, encoding="utf-8")
    changed = [line for line in repository.git("diff").stdout.splitlines() if line.startswith(("+ ", "- "))]
    assert changed == ["+    bo: disputed"]
    path.write_text("schema: 1\na: b: c\n", encoding="utf-8")
    assert "+a: b: c" in repository.git("diff").stdout


def test_what_git_cannot_merge_is_a_conflict_with_ours_in_place(repository: Repository) -> None:
    list(set_up(repository.folder, PROGRAM))
    path = repository.folder / "bridge.txt.triage.yaml"
    for branch, text in (("main", SIDECAR), ("topic", "schema: [\n"), ("main", SIDECAR + BY_BO)):
        repository.git("checkout", "-B" if branch == "topic" else "-q", branch)
        path.write_text(text, encoding="utf-8")
        repository.git("add", "--all")
        repository.git("commit", "--message", "work")
    merged = repository.git("merge", "topic")
    assert merged.returncode == 1
    assert "bridge.txt.triage.yaml (theirs):" in merged.stderr
    assert path.read_text(encoding="utf-8") == SIDECAR + BY_BO


def test_a_sidecar_is_shown_without_its_article(run: Run, corpus: Path) -> None:
    (corpus / "s.yaml").write_text(SIDECAR, encoding="utf-8")
    shown = run("show", "--sidecar", "articles/s.yaml")
    assert shown.out.splitlines()[:2] == ["Bridge closed", ""]
    assert shown.out.splitlines()[2:] == ["It is a shame.", "    ana: opinion"]


def test_the_driver_as_git_calls_it_runs_from_any_folder(versions: tuple[str, str, str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "triage", "merge", *versions], capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 0
