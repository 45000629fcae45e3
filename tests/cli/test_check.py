"""`triage check`: every kind of finding, and that nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import BRIDGE, Run

RELATED = """\
    related:
    - {{file: {file}, claim: {claim}, relation: conflicts}}
    tags:
"""


def test_a_sound_corpus_has_no_findings(run: Run) -> None:
    run("tag", "bridge.txt", "--folder", "articles", "--quote", "It is a shame.", "--tag", "opinion")
    checked = run("check", "articles")
    assert (checked.code, checked.out, checked.err) == (0, "", "articles: nothing is wrong\n")
    assert run("check", "articles", "--json").value == []


def edited(old: str, new: str) -> Callable[[Path], object]:
    """Return a way to change the sidecar of bridge.txt."""

    def change(corpus: Path) -> None:
        path = corpus / "bridge.txt.triage.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


def written(name: str, text: str = "") -> Callable[[Path], object]:
    """Return a way to put a file into the corpus."""
    return lambda corpus: (corpus / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("harm", "where", "problem"),
    [
        (written("bridge.txt.triage.yaml", "schema: 1\na: b: c\n"), "bridge.txt.triage.yaml:2:5", ""),
        (edited("tag: opinion", "tag: [opinion]"), "bridge.txt.triage.yaml:19:9", "'tag' must be text"),
        (edited("tag: opinion", "tag: on-ice"), "bridge.txt.triage.yaml", "ana gave the tag on-ice, unknown"),
        (edited("start: 93", "start: 92"), "bridge.txt.triage.yaml", "stands at [93, 107), not at [92, 107)"),
        (edited("schema: 1", "schema: 2"), "bridge.txt.triage.yaml", "written by a newer triage (schema 2"),
        (
            written("bridge.txt", BRIDGE.replace("shame", "pity")),
            "bridge.txt.triage.yaml",
            "its words are other ones than those that were judged",
        ),
        (
            written("bridge.txt", BRIDGE.replace(" It is a shame.", "")),
            "bridge.txt.triage.yaml",
            "its words are not in the text",
        ),
        (lambda corpus: (corpus / "bridge.txt").unlink(), "bridge.txt.triage.yaml", "its article is gone"),
        (
            lambda corpus: [path.unlink() for path in (corpus / ".triage" / "texts").iterdir()],
            "bridge.txt.triage.yaml",
            "the text that its claims were made on is not kept",
        ),
        (
            edited("    tags:\n", RELATED.format(file="inner/ferry.txt", claim="A1")),
            "bridge.txt.triage.yaml",
            "conflicts A1 in inner/ferry.txt: there is no such article with a sidecar",
        ),
        (
            edited("    tags:\n", RELATED.format(file="bridge.txt", claim="A1")),
            "bridge.txt.triage.yaml",
            "conflicts A1 in bridge.txt: there is no such claim",
        ),
        (written("empty.txt"), "empty.txt", "empty"),
        (lambda corpus: (corpus / "b.txt").symlink_to("nowhere"), "b.txt", "link leads nowhere"),
        (
            written(".bridge.txt.triage.yaml.triage-tmp-0a-1-2b"),
            ".bridge.txt.triage.yaml.triage-tmp-0a-1-2b",
            "temporary",
        ),
        (
            written("inner/ferry.sync-conflict-20260101-1-A.txt"),
            "inner/ferry.sync-conflict-20260101-1-A.txt",
            "conflict",
        ),
        (
            written("bridge.txt.triage (ana's conflicted copy).yaml"),
            "bridge.txt.triage (ana's conflicted copy).yaml",
            "conflict",
        ),
        (
            lambda corpus: (corpus / "bridge.txt.triage.yaml").write_bytes(
                b"<<<<<<< a\nschema: 1\n=======\nschema: 1\n>>>>>>> b\nsource: {file: a.txt, sha256: s}\n"
            ),
            "bridge.txt.triage.yaml",
            "git's conflict marks",
        ),
        (
            written("bridge.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml"),
            "bridge.txt.triage.sync-conflict-20260101-120000-ABCDEFG.yaml",
            "a review joins it in",
        ),
        (written("notes.doc.triage.yaml"), "notes.doc.triage.yaml", "a sidecar of no article"),
        (
            written("codebook.yaml", "schema: 1\ntags: 3\n"),
            "articles/codebook.yaml:2:1",
            "'tags' must be a mapping",
        ),
    ],
)
def test_what_is_wrong_is_found_and_left_as_it_is(
    run: Run, corpus: Path, harm: Callable[[Path], object], where: str, problem: str
) -> None:
    run("tag", "bridge.txt", "--folder", "articles", "--quote", "It is a shame.", "--tag", "opinion")
    harm(corpus)
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    checked = run("check", "articles")
    assert checked.code == 1
    line = next(line for line in checked.out.splitlines() if line.startswith(f"{where}: "))
    assert problem in line
    assert len(checked.out.splitlines()) == 1
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before
    assert len(run("check", "articles", "--json").value) == 1


def test_the_place_that_is_most_like_a_lost_claim_is_told(run: Run, corpus: Path) -> None:
    old = "The river rose by two metres. Nine houses were flooded in the old town. Nobody was hurt.\n"
    text = "Ten houses were flooded in the old town. Nine houses were flooded in the new town.\n"
    (corpus / "houses.txt").write_text(old, encoding="utf-8")
    quote = "Nine houses were flooded in the old town."
    said = run("tag", "houses.txt", "--folder", "articles", "--quote", quote, "--tag", "opinion")
    assert said.code == 0
    (corpus / "houses.txt").write_text(text, encoding="utf-8")
    (finding,) = run("check", "articles", "--json").value
    assert finding["kind"] == "orphan"
    assert finding["problem"].endswith("perhaps [0, 40): “Ten houses were flooded in the old town.”")


def test_a_related_claim_that_is_there_is_no_finding(run: Run, corpus: Path) -> None:
    for name, quote in (("bridge.txt", "It is a shame."), ("inner/ferry.txt", "The ferry runs late.")):
        run("tag", name, "--folder", "articles", "--quote", quote, "--tag", "opinion")
    other = (corpus / "inner" / "ferry.txt.triage.yaml").read_text(encoding="utf-8")
    claim = next(line for line in other.splitlines() if line.startswith("  ") and line.endswith(":")).strip(
        " :"
    )
    edited("    tags:\n", RELATED.format(file="inner/ferry.txt", claim=claim))(corpus)
    assert run("check", "articles").code == 0


def test_a_key_map_that_is_wrong_is_found(run: Run, corpus: Path) -> None:
    (corpus.parent / "keys.yaml").write_text("schema: 1\nextends: default\nmodes:\n  all:\n    z: undoo\n")
    checked = run("check", "articles", "--keys", "keys.yaml")
    assert (checked.code, checked.out) == (1, "keys.yaml:5:5: unknown command undoo; did you mean undo?\n")


def test_findings_are_objects_in_json(run: Run, corpus: Path) -> None:
    (corpus / "bridge.txt.triage.yaml").write_text("a: b: c\n", encoding="utf-8")
    (finding,) = run("check", "articles", "--json").value
    assert (finding["path"], finding["line"], finding["column"]) == ("bridge.txt.triage.yaml", 1, 5)
