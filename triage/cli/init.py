"""`triage init`: a file of settings in which everything is explained and nothing is set."""

from __future__ import annotations

from pathlib import Path

from triage.cli import options, places, printing, settings_texts
from triage.errors import RefusedError
from triage.store import configuration
from triage.store.names import FOLDER_SETTINGS

_ABOUT = """
Write config.yaml into your configuration folder: every setting with what it does, all of them
switched off. With FOLDER, write .triage.yaml into that folder instead: settings that go with its
articles. A file that is there already is left alone (exit code 3).
"""

_EXAMPLES = """
  triage init                  your own settings
  triage init ~/articles       settings of a folder, for everybody who reviews it
  triage init --print          only show what would be written
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("init", _ABOUT, _EXAMPLES)
    made.add_argument("folder", nargs="?", metavar="FOLDER", help="the folder with the articles")
    made.add_argument("--print", action="store_true", help="print the file instead of writing it")
    return made


def main(argv: list[str]) -> int:
    """Write the file and name it."""
    given = parser().parse_args(argv)
    in_folder = given.folder is not None
    text = settings_texts.commented(in_folder=in_folder)
    if given.print:
        printing.text(text)
        return 0
    path = places.corpus_folder(given.folder) / FOLDER_SETTINGS if in_folder else _own()
    try:
        configuration.write_new(path, text)
    except FileExistsError:
        raise RefusedError(f"{path}: there is one already", "triage init --print shows a new one") from None
    printing.line(str(path))
    return 0


def _own() -> Path:
    from triage.store.settings import config_path

    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
