"""Who judges: where the name is looked for, and which names are taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from tests.strategies import nasty_texts
from triage.core.plain import plain
from triage.errors import UsageError
from triage.store import settings


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither configuration nor git, and a login name that is known."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("LOGNAME", "login")


def configure(text: str) -> Path:
    """Write the configuration."""
    path = settings.config_path()
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def git_user(folder: Path, name: str) -> None:
    """Make `folder` a repository of somebody, without running git."""
    (folder / ".git" / "objects").mkdir(parents=True)
    (folder / ".git" / "refs").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (folder / ".git" / "config").write_text(f"[user]\n\tname = {name}\n", encoding="utf-8")


def test_the_nearest_word_about_the_reviewer_counts(tmp_path: Path) -> None:
    assert settings.reviewer(None, tmp_path, {}) == "login"
    git_user(tmp_path, "Git User")
    assert settings.reviewer(None, tmp_path, {}) == "Git User"
    configure("reviewer: configured\n")
    assert settings.reviewer(None, tmp_path, {}) == "configured"
    assert settings.reviewer(None, tmp_path, {"TRIAGE_REVIEWER": "environment"}) == "environment"
    assert settings.reviewer("option", tmp_path, {"TRIAGE_REVIEWER": "environment"}) == "option"


def test_without_git_the_login_name_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert settings.reviewer(None, tmp_path, {}) == "login"


def test_a_git_that_hangs_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "git"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(settings, "GIT_SECONDS", 0.05)
    assert settings.reviewer(None, tmp_path, {}) == "login"


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("ana", "ana"),
        ("  Zoë\u00a0Q. ", "Zoë Q."),
        ("Zoe\u0308", "Zoë"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("x" * 100, "x" * 100),
        ("007", "007"),
    ],
)
def test_a_name_is_taken_as_people_write_it(name: str, taken: str) -> None:
    assert settings.checked(name, "--reviewer") == taken


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\x1b[31m", "x" * 101, "a\u202eb", "\udcff", "\ufeffana"])
def test_a_name_that_was_chosen_and_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="--reviewer: the reviewer's name"):
        settings.reviewer(name, tmp_path, {})


@given(nasty_texts)
def test_a_cleaned_name_can_be_seen_and_chosen(name: str) -> None:
    clean = settings.cleaned(name)
    assert len(clean) <= settings.LONGEST_NAME
    assert clean == clean.strip()
    if clean:
        assert settings.checked(clean, "") == clean
    visible = clean.replace("\u200c", "").replace("\u200d", "")
    assert len(plain(visible)) == len(visible)
    assert all(plain(character) == character for character in visible)


def test_a_git_name_is_cleaned_not_refused(tmp_path: Path) -> None:
    git_user(tmp_path, '"A\\tna\\b ' + "x" * 200 + '"')
    name = settings.reviewer(None, tmp_path, {})
    assert name.startswith("A na xx")
    assert len(name) == 100


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("reviewer: [a]\n", ":1:1: 'reviewer' must be text"),
        ("- a\n", ":1:1: the configuration must be a mapping"),
        ("reviewer: a: b\n", ":1:12: "),
        ('reviewer: "a\\nb"\n', ":1:1: 'reviewer': the reviewer's name holds"),
        ("keys: vim\nrevewer: ana\n", ":2:1: there is no setting 'revewer'; did you mean reviewer?"),
    ],
)
def test_a_configuration_that_says_nonsense_is_named(tmp_path: Path, text: str, problem: str) -> None:
    path = configure(text)
    with pytest.raises(UsageError) as raised:
        settings.reviewer(None, tmp_path, {})
    assert raised.value.message.startswith(f"{path}{problem}")


def test_the_keys_are_configured_too() -> None:
    assert settings.load() == settings.Settings()
    configure("keys: vim\n")
    assert settings.load() == settings.Settings(keys="vim")
