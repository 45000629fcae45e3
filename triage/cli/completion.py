"""`triage completion`: a script that makes a shell complete the command line, made from the parsers."""

from __future__ import annotations

from triage.cli import options, printing
from triage.cli.shells import SHELLS

_ABOUT = """
Print what makes bash, zsh or fish complete commands, options, folders and files after triage. The
script is complete in itself: triage is not run while you type.
"""

_EXAMPLES = """
  triage completion bash > ~/.local/share/bash-completion/completions/triage
  triage completion zsh > ~/.zfunc/_triage      with ~/.zfunc in fpath, before compinit
  triage completion fish > ~/.config/fish/completions/triage.fish
"""


def parser() -> options.Parser:
    """Return what the words of the command line may be."""
    made = options.parser("completion", _ABOUT, _EXAMPLES)
    made.add_argument("shell", metavar="SHELL", choices=[*SHELLS], help=f"one of {', '.join(SHELLS)}")
    return made


def main(argv: list[str]) -> int:
    """Print the script."""
    from triage.cli.described import described

    given = parser().parse_args(argv)
    printing.text(SHELLS[given.shell](tuple(described())))
    return 0
