"""The docs say what is so: commands, keys, links and the picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import screens
from triage.boot import SUBCOMMANDS
from triage.cli import config, keys
from triage.commands import Mode
from triage.keymap import Sources
from triage.store import keymaps
from triage.store.codebook import shipped_codebook

ROOT = Path(__file__).parents[1]
PICTURES = sorted((ROOT / "docs").glob("**/*.svg"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "annotations" / "README.md"])


def test_the_list_of_keys_is_the_one_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    assert keys.main(["--markdown"]) == 0
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8").endswith(capsys.readouterr().out)


def test_the_table_of_settings_is_the_one_in_force(capsys: pytest.CaptureFixture[str]) -> None:
    assert config.main(["list", "--markdown"]) == 0
    assert capsys.readouterr().out in (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_the_example_of_a_key_map_is_one(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "keymaps.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "keys.yaml"
    path.write_text(example, encoding="utf-8")
    keymap, warnings = keymaps.in_use(Sources("default", str(path)), shipped_codebook())
    assert warnings == []
    assert keymap.keys_of("go.first", Mode.TEXT) == ["C g", "g g", "home"]
    assert all(f"`{name}`" in page for name in keymaps.names())


@pytest.mark.parametrize("name", [name for name, _ in SUBCOMMANDS if name != "review"])
def test_the_guide_shows_every_command(name: str) -> None:
    assert f"triage {name}" in (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_there_is_a_picture_of_every_screen() -> None:
    assert (ROOT / "docs" / "screens.md").read_text(encoding="utf-8") == screens.page()
    drawn = {path.name for path in (ROOT / "docs" / "screens").iterdir()}
    assert drawn == {f"{name}-{size}.svg" for name in screens.SCREENS for size in screens.SIZES}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_fetches_nothing(path: Path) -> None:
    picture = path.read_text(encoding="utf-8")
    assert len(picture) < 60_000
    assert re.findall(r"https?://[^\"' )]+", picture) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in picture
    assert "claim" in picture
    assert "/tmp/" not in picture


def test_both_commands_are_on_the_first_screen_of_the_readme() -> None:
    first = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:24]
    assert any(line.strip().startswith("make run") for line in first)
    assert any(line.strip().startswith("make test") for line in first)


def test_the_contributing_page_fits_a_screen() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()) <= 40
