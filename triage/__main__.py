"""The entry of the program: `triage`, or `python -m triage`."""

from __future__ import annotations

import sys

from triage.boot import main


def run() -> None:
    """Run the program on the words of the command line and end with its exit code."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
