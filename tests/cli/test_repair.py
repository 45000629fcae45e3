"""`triage repair`: what it would do is shown, done when asked, and what it replaces is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import BRIDGE, Run
from triage.store import atomic


def files(corpus: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}


def tagged(run: Run) -> None:
    run("tag", "bridge.txt", "--folder", "articles", "--quote", "It is a shame.", "--tag", "opinion")


def tags(path: Path) -> list[str]:
    claims = yaml.safe_load(path.read_text(encoding="utf-8"))["claims"].values()
    return sorted(record["tag"] for claim in claims for record in claim["tags"].values())


def edit_article(corpus: Path) -> None:
    (corpus / "bridge.txt").write_text("Sunday edition. " + BRIDGE, encoding="utf-8")


def copy_of_sync(corpus: Path) -> None:
    sidecar = corpus / "bridge.txt.triage.yaml"
    text = sidecar.read_text(encoding="utf-8").replace("ana:", "ben:").replace("opinion", "disputed")
    name = "bridge.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml"
    (corpus / name).write_text(text, encoding="utf-8")


def marks_of_git(corpus: Path) -> None:
    sidecar = corpus / "bridge.txt.triage.yaml"
    lines = sidecar.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(at for at, line in enumerate(lines) if "tag: opinion" in line)
    theirs = lines[number].replace("opinion", "disputed")
    lines[number : number + 1] = ["<<<<<<< a\n", lines[number], "=======\n", theirs, ">>>>>>> b\n"]
    sidecar.write_text("".join(lines), encoding="utf-8")


def rename(corpus: Path) -> None:
    (corpus / "bridge.txt").rename(corpus / "inner" / "span.txt")


def lose_text(corpus: Path) -> None:
    for path in (corpus / ".triage" / "texts").iterdir():
        path.unlink()


def killed_save(corpus: Path) -> None:
    host = atomic.temporary_name("x").split("-")[2]
    (corpus / f".bridge.txt.triage.yaml.triage-tmp-{host}-{2**22 + 7}-0a0b0c0d").write_text("schema")


@pytest.mark.parametrize(
    ("harm", "where", "what", "tags_then"),
    [
        (edit_article, "bridge.txt.triage.yaml", "write where 1 claim stands", ["opinion"]),
        (copy_of_sync, "bridge.txt.triage.yaml", "join in bridge.txt.triage.sync", ["disputed", "opinion"]),
        (marks_of_git, "bridge.txt.triage.yaml", "join the two versions", None),
        (rename, "inner/span.txt.triage.yaml", "join it into the sidecar of inner/span.txt", ["opinion"]),
        (lose_text, "bridge.txt.triage.yaml", "keep the text", ["opinion"]),
        (killed_save, "bridge.txt.triage.yaml", "remove the temporary file", ["opinion"]),
    ],
)
def test_what_can_be_mended_is_shown_then_mended_and_kept(
    run: Run,
    corpus: Path,
    harm: Callable[[Path], None],
    where: str,
    what: str,
    tags_then: list[str] | None,
) -> None:
    tagged(run)
    harm(corpus)
    before = files(corpus)
    shown = run("repair", "articles")
    assert (shown.code, len(shown.out.splitlines())) == (1, 1)
    assert what in shown.out
    assert shown.err == "nothing was changed yet: triage repair --yes does this\n"
    assert files(corpus) == before
    (told,) = run("repair", "articles", "--json").value
    assert (told["done"], told["problem"]) == (False, "")
    done = run("repair", "articles", "--yes")
    assert (done.code, done.err) == (0, "")
    assert f"done: {what}" in done.out
    assert run("repair", "articles").code == 0
    assert run("check", "articles").code == 0, "what was found is mended"
    found = tags(corpus / where)
    assert found == tags_then or (tags_then is None and found in (["disputed"], ["opinion"]))
    gone = [
        path for path in before if path.name.endswith(".yaml") and files(corpus).get(path) != before[path]
    ]
    kept = [*(corpus / ".triage").rglob("replaced/*"), *(corpus / ".triage").rglob("joined/*")]
    assert {before[path] for path in gone} - {path.read_bytes() for path in kept} in (
        set(),
        # A join adds to the sidecar and takes nothing from it.
        {before[corpus / "bridge.txt.triage.yaml"]} if harm is copy_of_sync else set(),
    )


def test_a_sidecar_in_which_a_claim_would_be_lost_from_sight_is_left_for_a_review(
    run: Run, corpus: Path
) -> None:
    tagged(run)
    (corpus / "bridge.txt").write_text(BRIDGE.replace(" It is a shame.", ""), encoding="utf-8")
    before = files(corpus)
    repaired = run("repair", "articles", "--yes")
    assert (repaired.code, repaired.out) == (0, "")
    assert "nothing to mend" in repaired.err
    assert files(corpus) == before


def test_what_cannot_be_read_is_left_alone(run: Run, corpus: Path) -> None:
    (corpus / "bridge.txt.triage.yaml").write_text("a: b: c\n", encoding="utf-8")
    before = files(corpus)
    assert run("repair", "articles", "--yes").code == 0
    assert files(corpus) == before


def test_a_repair_that_fails_is_said_and_the_next_is_made(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged(run)
    edit_article(corpus)
    killed_save(corpus)
    before = (corpus / "bridge.txt.triage.yaml").read_bytes()

    def full(*_: object, **__: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic, "replace", full)
    repaired = run("repair", "articles", "--yes")
    assert repaired.code == 1
    assert repaired.err == "triage: bridge.txt.triage.yaml: not mended: No space left on device\n"
    assert "done: remove the temporary file" in repaired.out
    assert (corpus / "bridge.txt.triage.yaml").read_bytes() == before


def test_two_articles_with_the_same_text_do_not_fight_for_a_stray_sidecar(run: Run, corpus: Path) -> None:
    tagged(run)
    rename(corpus)
    (corpus / "twin.txt").write_text(BRIDGE, encoding="utf-8")
    assert run("repair", "articles").out == ""
