"""The one table of settings: checking, comments, JSON Schema, docs and man pages are made from it."""

from __future__ import annotations

from enum import StrEnum

from triage.core.values import dataclass
from triage.core.wording import DEFAULT_THEME

SCHEMA = 1
"""Of both files; one that says a greater number was written for a newer triage."""


class Kind(StrEnum):
    """What a value is, as people are told."""

    NAME = "a name"
    KEYS = "the name of a key map that comes with triage, or a file that ends in .yaml"
    FILE = "a file"
    COMMAND = "a program with its options"
    THEME = "the name of a theme"
    MOTION = "full or reduced"
    SWITCH = "on or off"
    VIEWS = "names, and under each a filter, an order (sort), or both"


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be set; the name is public and never changes."""

    name: str
    kind: Kind
    help: str
    """One sentence."""
    otherwise: str
    """What holds where nobody says anything, as words for people."""
    example: str
    """A value, as it stands in the file."""
    option: str = ""
    """Of the command line; empty where there is none."""
    in_folder: bool = False
    """Whether the file of a folder may hold it: nothing that could run something, that leads out of
    the folder, or that is about the person who reviews it."""

    @property
    def variable(self) -> str:
        """Of the environment; empty where none can hold it."""
        if self.kind is Kind.VIEWS:
            return ""
        return f"TRIAGE_{self.name.upper().replace('-', '_')}"


SETTINGS = (
    Setting(
        "reviewer",
        Kind.NAME,
        "Who judges: the name that stands beside every tag.",
        "git's user.name, your login name",
        "ana",
        "--reviewer",
    ),
    Setting(
        "keys",
        Kind.KEYS,
        "The key map; a path begins at the folder of the file that names it.",
        "default",
        "vim",
        "--keys",
    ),
    Setting(
        "codebook",
        Kind.FILE,
        "The tags to judge with; a path begins at the folder of the file that names it.",
        "codebook.yaml in the folder, else verified, disputed, opinion",
        "tags/lab.yaml",
        "--codebook",
        in_folder=True,
    ),
    Setting(
        "editor",
        Kind.COMMAND,
        "The editor for long notes and for your own key map.",
        "VISUAL, EDITOR, vi",
        "nano --softwrap",
    ),
    Setting(
        "theme",
        Kind.THEME,
        "The colours of the screen.",
        f"the one that was chosen last in a review, {DEFAULT_THEME}",
        "triage-contrast",
        "--theme",
    ),
    Setting(
        "ascii",
        Kind.SWITCH,
        "Show no signs of the program's own but ASCII; articles are shown as they are.",
        "on where the locale is not UTF-8",
        "on",
        "--ascii",
    ),
    Setting(
        "motion",
        Kind.MOTION,
        "Reduced: nothing moves by itself, and no figures are seen counting up.",
        "full",
        "reduced",
        "--motion",
    ),
    Setting(
        "mouse",
        Kind.SWITCH,
        "Off: the mouse is left to the terminal, which selects text with it.",
        "on",
        "off",
        "--no-mouse",
    ),
    Setting(
        "title",
        Kind.SWITCH,
        "Off: the title of the terminal is left alone, and does not tell how far the folder is.",
        "on",
        "off",
    ),
    Setting(
        "views",
        Kind.VIEWS,
        "Saved views of the list, to pick by name; those of the folder come before yours of the same name.",
        "none",
        "{mine: {filter: 'is:untagged', sort: progress}, contested: {filter: 'is:contested'}}",
        in_folder=True,
    ),
)


def setting(name: str) -> Setting | None:
    """Return the setting of this name, if there is one."""
    return next((known for known in SETTINGS if known.name == name), None)


def held_by(*, in_folder: bool) -> tuple[Setting, ...]:
    """Return the settings that a file may hold: that of a folder, or a person's own."""
    return tuple(known for known in SETTINGS if known.in_folder or not in_folder)
