"""What a YAML file said is kept with its text: it saves the parser, and says nothing that it would not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.core.node import Node, Plain, comparable
from triage.store import hand_written, kept_documents, yaml_reader
from triage.store.homes import cache_home
from triage.store.yaml_error import YamlError
from triage.store.yaml_reader import Repeated

TEXT = "schema: 1\nname: 'no'\ntags: [a, {b: ü}, []]\nno: {}\n".encode()

SCALARS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
KEYS = SCALARS | st.builds(Plain, SCALARS)
NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS | st.builds(Plain, SCALARS),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=9,
)


@pytest.fixture
def kept() -> Path:
    """Return the file in which what `TEXT` says is kept."""
    hand_written.read(TEXT, "x")
    (path,) = (cache_home() / "documents").iterdir()
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NODES, SCALARS)
def test_what_is_recalled_is_what_was_kept(node: Node, text: str) -> None:
    kept_documents.keep(text.encode(), node)
    found = kept_documents.recall(text.encode())
    assert found is not None
    assert comparable(found) == comparable(node)


def test_a_text_that_was_read_once_needs_no_parser(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = yaml_reader.read(TEXT, "x")
    monkeypatch.delattr(yaml_reader, "read")
    found = hand_written.read(TEXT, "y")
    assert comparable(found) == comparable(parsed)
    assert isinstance(found, dict)
    assert [type(key) for key in found] == [type(key) for key in parsed]


def test_a_second_start_does_not_import_yaml(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom triage.cli import configured\n"
        "tags, _ = configured.codebook(None, Path())\nconfigured.keymap(None, [], Path(), tags)\n"
        "print('yaml' in sys.modules)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [done.stdout.strip() for done in said] == ["True", "False"]


def test_a_text_of_other_content_is_parsed(kept: Path) -> None:
    other = TEXT.replace(b"a", b"c")
    os.rename(kept, kept_documents._place(other))  # as if both had one checksum
    assert comparable(hand_written.read(other, "x")) == comparable(yaml_reader.read(other, "x"))


@pytest.mark.parametrize("damage", [b"", b"[", b"\0", b"null", b"[1,2,3]", b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_as_if_there_were_none(kept: Path, damage: bytes) -> None:
    whole = kept.read_bytes()
    for content in (damage, whole[: len(whole) // 2] + damage, whole + damage if damage else b""):
        kept.write_bytes(content)
        assert kept_documents.recall(TEXT) is None
        assert comparable(hand_written.read(TEXT, "x")) == comparable(yaml_reader.read(TEXT, "x"))
        assert kept.read_bytes() == whole


def test_a_file_that_is_too_large_is_not_read(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes() + b" " * 500_000)
    assert kept_documents.recall(TEXT) is None


@pytest.mark.parametrize("place", [0, 1])
def test_what_another_version_or_of_another_text_was_kept_is_not_used(kept: Path, place: int) -> None:
    whole = json.loads(kept.read_text(encoding="utf-8"))
    whole[place] += " "
    kept.write_text(json.dumps(whole), encoding="utf-8")
    assert kept_documents.recall(TEXT) is None


DEEP = "[" * 40 + "]" * 40


@pytest.mark.parametrize(
    "document",
    ['"bare"', '""', "1", "null", "true", '{"bare":[]}', '["\'\\ud800"]', DEEP, "[" + "[]," * 5000 + "[]]"],
)
def test_nothing_is_recalled_that_no_parser_returns(kept: Path, document: str) -> None:
    made_by, source, _ = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(f"[{json.dumps(made_by)},{json.dumps(source)},{document}]", encoding="utf-8")
    assert kept_documents.recall(TEXT) is None


def test_a_text_with_findings_is_not_kept() -> None:
    repeated: Repeated = []
    hand_written.read(b"a: 1\na: 2\n", "x", repeated)
    for text in (b"a: 1\na: 2\n", b"a: [", b"\xff", b"a: *b", b""):
        with pytest.raises(YamlError):
            hand_written.read(text, "x")
    assert repeated
    assert not (cache_home() / "documents").exists()


def test_a_long_text_is_not_kept() -> None:
    hand_written.read(b"a: '" + b"b" * 60_000 + b"'", "x")
    assert not (cache_home() / "documents").exists()


def test_without_a_cache_folder_everything_is_read() -> None:
    cache_home().parent.mkdir(parents=True, exist_ok=True)
    cache_home().write_text("a file", encoding="utf-8")
    assert hand_written.read(TEXT, "x") == hand_written.read(TEXT, "x")


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(kept: Path) -> None:
    kept.unlink()
    os.mkfifo(kept)
    assert kept_documents.recall(TEXT) is None


def test_only_the_newest_texts_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_documents, "_MOST", 3)
    for number in range(9):
        hand_written.read(f"a: {number}".encode(), "x")
        (newest,) = [path for path in _files() if f"a: {number}" in path.read_text(encoding="utf-8")]
        os.utime(newest, (number, number))
    assert kept_documents.recall(b"a: 8") is not None
    assert kept_documents.recall(b"a: 0") is None
    assert len(_files()) <= 4


def test_what_is_kept_is_for_its_owner_only(kept: Path) -> None:
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def _files() -> list[Path]:
    return [*(cache_home() / "documents").iterdir()]
