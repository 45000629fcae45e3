"""The real program in a real terminal: whole corpora tagged by keys alone, then read back from disk."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import yaml

from tests.pty.terminal import Terminal
from triage.core.article import Article
from triage.core.segment import segment
from triage.store.articles import read_article
from triage.store.scan import scan

pytestmark = pytest.mark.pty

ROOT = Path(__file__).parents[2]
CORPORA = [ROOT / "seeds", ROOT.parent / "shared" / "seeds"]


def copy_of(corpus: Path, folder: Path) -> Path:
    """Copy the articles alone."""
    if not corpus.is_dir():
        pytest.skip(f"no {corpus.name} here")
    return Path(
        shutil.copytree(corpus, folder / "corpus", ignore=shutil.ignore_patterns("*.triage.yaml", ".*"))
    )


def texts(corpus: Path) -> dict[str, str]:
    """Return the canonical text of every article by its path."""
    found = {}
    for listed in scan(corpus).articles:
        article = read_article(corpus, listed.path)
        assert isinstance(article, Article)
        found[article.path] = article.text
    return found


@pytest.mark.parametrize("corpus", CORPORA, ids=["own", "real"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
def test_every_claim_is_tagged_with_one_key_each(corpus: Path, size: tuple[int, int], tmp_path: Path) -> None:
    folder = copy_of(corpus, tmp_path)
    claims = {
        (path, piece.start, piece.end)
        for path, text in texts(folder).items()
        for piece in segment(text)
        if piece.claim
    }
    keys = ("vdo" * len(claims))[: len(claims)]
    with Terminal([str(folder), "--reviewer", "ana"], columns=size[0], lines=size[1]) as terminal:
        terminal.wait_for(f"0/{len(claims)} claims")
        terminal.press(keys)
        terminal.wait_for("every claim in this folder is tagged")
        terminal.wait_for(f"{len(claims)}/{len(claims)} claims")
        terminal.press("q")
        assert terminal.ended() == 0
    found = set()
    tags = []
    for path, text in texts(folder).items():
        loaded = yaml.safe_load((folder / f"{path}.triage.yaml").read_text(encoding="utf-8"))
        for claim in loaded["claims"].values():
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            found.add((path, claim["start"], claim["end"]))
            tags.append((path, claim["start"], claim["tags"]["ana"]["tag"]))
    assert found == claims
    names = {"v": "verified", "d": "disputed", "o": "opinion"}
    assert sorted(tag for _, _, tag in tags) == sorted(names[key] for key in keys)


def test_resizing_keeps_the_claim_and_draws_everything(tmp_path: Path) -> None:
    folder = copy_of(ROOT / "seeds", tmp_path)
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of")
        terminal.press("jjjj")
        terminal.wait_for("claim 5 of")
        for columns, lines in ((80, 24), (40, 10), (100, 30)):
            terminal.resize(columns, lines)
            terminal.wait_for(partial(fills, terminal, columns, lines))
        terminal.press("q")
        assert terminal.ended() == 0


def fills(terminal: Terminal, columns: int, lines: int) -> bool:
    """Whether the program has drawn from the first line to the last, and all columns."""
    rows = terminal.text().splitlines()
    drawn = [len(row.rstrip()) for row in rows]
    whole = len(rows) == lines and columns - 8 <= max(drawn)
    return whole and "corpus ·" in rows[0] and "verified" in rows[-1] and "claim 5 of" in terminal.text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_with_everything_saved_and_the_terminal_restored(
    number: signal.Signals, tmp_path: Path
) -> None:
    folder = copy_of(ROOT / "seeds", tmp_path)
    with Terminal([str(folder), "--reviewer", "ana"]) as terminal:
        terminal.wait_for("claim 1 of")
        terminal.press("v")
        terminal.wait_for("claim 2 of")
        os.kill(terminal.pid, number)
        assert terminal.ended() == 128 + number
        assert b"\x1b[?1049l" in terminal.sent
    (sidecar,) = folder.rglob("*.triage.yaml")
    assert "tag: verified" in sidecar.read_text(encoding="utf-8")


def test_it_tells_a_pipe_at_once_that_it_needs_a_terminal(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "triage", str(tmp_path)], capture_output=True, timeout=20, check=False
    )
    assert ended.returncode == 2
    assert b"triage list" in ended.stderr
    assert ended.stdout == b""
