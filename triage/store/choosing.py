"""What a setting is, and who says so: an option, the environment, the folder's file, the person's own.

The nearest one counts. What each file says is checked where it is read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from triage.core.values import dataclass
from triage.settings import setting
from triage.store.names import FOLDER_SETTINGS


class Origin(StrEnum):
    """Who says what a setting is."""

    BUILT_IN = "built-in"
    KEPT = "chosen in a review"
    USER = "your file"
    FOLDER = "the folder's file"
    ENVIRONMENT = "environment"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and where it comes from."""

    value: str
    origin: Origin
    place: str
    """The option, the variable, the file, or what else was looked at."""

    def path(self) -> Path:
        """Return the value as a path: in a file it begins at the folder of that file."""
        if self.origin is Origin.USER:
            return Path(self.place).parent / Path(self.value).expanduser()
        if self.origin is Origin.FOLDER:
            return Path(self.place).parent / self.value
        return Path(self.value)


def chosen(
    name: str, option: str | None, root: Path | None = None, environment: Mapping[str, str] | None = None
) -> Choice | None:
    """Return what somebody chose for the setting `name`; None where nobody did.

    `option` is what the command line says. The file of the corpus at `root` is asked where one is
    given: only for settings that such a file may hold. Raises UsageError for a person's file that is wrong.
    """
    environment = os.environ if environment is None else environment
    variable = f"TRIAGE_{name.upper()}"
    if option is not None:
        known = setting(name)
        return Choice(option, Origin.OPTION, known.option if known is not None else f"--{name}")
    if environment.get(variable):
        return Choice(environment[variable], Origin.ENVIRONMENT, variable)
    if root is not None and os.path.lexists(root / FOLDER_SETTINGS):
        from triage.store import configuration

        said = configuration.of_folder(root)
        if name in said.values:
            return Choice(said.values[name], Origin.FOLDER, str(said.path))
    from triage.store import settings

    path = settings.config_path()
    value = getattr(settings.load(path), name)
    return Choice(value, Origin.USER, str(path)) if value else None


CODEBOOK = "codebook.yaml"
"""In a corpus: the tags that are used there."""


def codebook(option: str | None, root: Path) -> Choice | None:
    """Return which codebook is used in the corpus at `root`; None for the one that comes with triage.

    One that lies at the top of the corpus is the folder's own choice, as if its file said so.
    """
    found = chosen("codebook", option, root)
    if found is not None and found.origin is not Origin.USER:
        return found
    own = root / CODEBOOK
    return Choice(CODEBOOK, Origin.FOLDER, str(own)) if own.is_file() else found


def views(root: Path) -> Choice:
    """Return the names of the saved views, and which file has them: the folder's, where both have some."""
    from triage.store import configuration, settings
    from triage.store.views import views as by_name

    names = ", ".join(by_name(root))
    if configuration.of_folder(root).views:
        return Choice(names, Origin.FOLDER, str(root / FOLDER_SETTINGS))
    return (
        Choice(names, Origin.USER, str(settings.config_path()))
        if names
        else Choice("none", Origin.BUILT_IN, "")
    )


def editor() -> Choice:
    """Return the editor as a command line. Raises UsageError for a person's file that is wrong."""
    found = chosen("editor", None)
    if found is not None:
        return found
    for variable in ("VISUAL", "EDITOR"):
        if os.environ.get(variable):
            return Choice(os.environ[variable], Origin.ENVIRONMENT, variable)
    return Choice("vi", Origin.BUILT_IN, "")
