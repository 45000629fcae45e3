"""The wheel works in an environment that has nothing of the repository, and carries its data."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("triage", "keymaps", "annotations", "seeds", "docs", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy in which somebody has reviewed the samples."""
    source = tmp_path_factory.mktemp("source")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source / part)
    (source / "seeds" / "01-wire-report.txt.triage.yaml").write_text("schema: 1\n", encoding="utf-8")
    (source / "seeds" / ".triage" / "texts").mkdir(parents=True, exist_ok=True)
    (source / "seeds" / ".triage" / "texts" / "a.txt").write_text("private", encoding="utf-8")
    built = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(built)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("article_triage-*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own, with the libraries of this one; return its bin."""
    home = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)], check=True
    )
    packages = next((home / "lib").glob("python*/site-packages"))
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin"


def run(command: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run an installed command away from the repository."""
    return subprocess.run(
        [str(command), *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_wheel_holds_the_data_and_nothing_that_reviewing_left(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in (
        "_keymaps/default.yaml",
        "_keymaps/layouts/dvorak.yaml",
        "_annotations/codebook.yaml",
        "_seeds/01-wire-report.txt",
        "_docs/keymaps.md",
        "ui/triage.tcss",
    ):
        assert f"triage/{name}" in names
    assert not [name for name in names if name.endswith(".triage.yaml") or "/.triage" in name]
    assert not [name for name in names if name.startswith("tests")]
    for page in ("man1/triage.1", "man5/triage-keys.5", "man5/triage-sidecar.5"):
        assert [name for name in names if name.endswith(f".data/data/share/man/{page}")]


def test_the_command_runs_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import triage; print(triage.__file__)", folder=tmp_path)
    assert str(installed.parent) in where.stdout
    assert run(installed / "triage", "--version", folder=tmp_path).stdout.startswith("triage ")
    keys = run(installed / "triage", "keys", folder=tmp_path)
    assert keys.returncode == 0
    assert "tag verified" in keys.stdout
    manual = run(installed / "triage", "man", "triage-keys", folder=tmp_path)
    assert manual.stdout == (ROOT / "docs" / "man" / "man5" / "triage-keys.5").read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text("Title\n\nThe dam broke on Friday.\n", encoding="utf-8")
    listed = run(installed / "triage", "list", str(tmp_path), "--json", folder=tmp_path)
    assert [entry["title"] for entry in json.loads(listed.stdout)] == ["Title"]
    tagged = run(
        installed / "triage",
        "tag",
        "a.txt",
        "--quote",
        "The dam broke on Friday.",
        "--tag",
        "disputed",
        folder=tmp_path,
    )
    assert tagged.returncode == 0, tagged.stderr
    assert "tag: disputed" in (tmp_path / "a.txt.triage.yaml").read_text(encoding="utf-8")


def test_reviewing_from_the_wheel_needs_a_terminal_and_says_so(installed: Path, tmp_path: Path) -> None:
    ended = run(installed / "triage", folder=tmp_path)
    assert ended.returncode == 2
    assert "terminal" in ended.stderr
