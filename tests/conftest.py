"""Settings for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Machines that run tests are busy: a slow example is no fault of the code.
settings.register_profile("triage", deadline=None, max_examples=60)
settings.load_profile("triage")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the settings and the state of whoever runs them."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("REVIEWER", "KEYS", "CODEBOOK", "EDITOR"):
        monkeypatch.delenv(f"TRIAGE_{name}", raising=False)
