"""Which folder and which article the words of a command line mean."""

from __future__ import annotations

import os
from pathlib import Path

from triage.boot import SUBCOMMANDS
from triage.errors import UsageError
from triage.store.names import HIDDEN_FOLDER, is_article

SAMPLES = "seeds"


def default_folder() -> Path:
    """Return the folder that is meant where none is named."""
    return Path(SAMPLES) if os.path.isdir(SAMPLES) else Path()


def corpus_folder(word: str | None) -> Path:
    """Return the folder called `word`, or the default one. Raises UsageError if there is none."""
    folder = default_folder() if word is None else Path(word)
    if folder.is_dir():
        return folder
    if folder.exists():
        raise UsageError(
            f"{folder}: a file, not a folder",
            f"review its folder: triage {folder.parent}, or: triage show {folder}",
        )
    raise UsageError(f"{folder}: there is no such folder", _meant(str(folder)))


def article(word: str, folder: str | None) -> tuple[Path, str]:
    """Return the corpus and the path in it of the article called `word`.

    `word` is a path from here or, where there is no such file, a path in the corpus. The corpus is
    `folder` if given, else the nearest folder above the file where something has been judged,
    else the file's folder. Raises UsageError.
    """
    if folder is not None:
        root = corpus_folder(folder)
        return root, article_in(root, word)
    if not os.path.lexists(word):
        root = default_folder()
        return root, article_in(root, word)
    above = Path(os.path.abspath(word)).parents
    root = next((parent for parent in above if (parent / HIDDEN_FOLDER).is_dir()), above[0])
    return root, article_in(root, word)


def article_in(root: Path, word: str) -> str:
    """Return the path in the corpus `root`, with ``/``, of the article called `word`. Raises UsageError."""
    base = os.path.abspath(root)
    candidates = [
        place for place in (os.path.join(base, word), os.path.abspath(word)) if os.path.lexists(place)
    ]
    for candidate in candidates:
        path = os.path.relpath(candidate, base).replace(os.sep, "/")
        if path.split("/", 1)[0] != "..":
            if not is_article(os.path.basename(candidate)):
                raise UsageError(
                    f"{word}: not an article", "articles are files that end in .txt, .text or .md"
                )
            return path
    if candidates:
        raise UsageError(f"{word}: not in the folder {root}", "name the folder it is in: --folder FOLDER")
    raise UsageError(f"{word}: there is no such file", f"triage list {root} shows the articles")


def _meant(word: str) -> str:
    names = [name for name, _ in SUBCOMMANDS]
    if word in names:
        return f"a command comes first: triage {word} ..."
    import difflib

    close = difflib.get_close_matches(word, names, 1)
    if close:
        return f"did you mean the command: triage {close[0]}?"
    return "name a folder with articles in it, files that end in .txt, .text or .md"
