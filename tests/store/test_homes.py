"""The folders of a person are where platformdirs says, also where it is not asked."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from triage.store import homes

VARIABLES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


@pytest.mark.parametrize("home", ["/home/ana", "/", "", " /home/ana"])
@pytest.mark.parametrize("given", [None, "", "/srv/ana", "/srv/ana/", "srv", " ", " /srv", "~/x", "/a/../b"])
def test_the_folders_are_those_of_platformdirs(
    home: str, given: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", home)
    for variable in VARIABLES:
        if given is None:
            monkeypatch.delenv(variable)
        else:
            monkeypatch.setenv(variable, given)
    assert homes.config_home() == Path(platformdirs.user_config_dir("triage"))
    assert homes.state_home() == Path(platformdirs.user_state_dir("triage"))
    assert homes.cache_home() == Path(platformdirs.user_cache_dir("triage"))
