"""The one way in which a YAML file can fail to be understood: where, and what is wrong there."""

from __future__ import annotations

from triage.errors import TriageError

_HINT = "mend it in an editor; until then the file is left exactly as it is"


class YamlError(TriageError):
    """A YAML file that cannot be read, or that says something its format does not allow.

    `line` and `column` count from 1, the column in code points. `problem` may quote the file
    and is untrusted text, as `message` is.
    """

    def __init__(self, name: str, line: int, column: int, problem: str, hint: str = _HINT) -> None:
        super().__init__(f"{name}:{line}:{column}: {problem}", hint)
        self.name = name
        self.line = line
        self.column = column
        self.problem = problem


def shortened(text: str, longest: int = 60) -> str:
    """Return `text` in quotes on one line with nothing unprintable, cut to `longest` code points."""
    return repr(str(text) if len(text) <= longest else text[: longest - 1] + "…")
