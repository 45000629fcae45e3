"""What became of the mutants, as docs/mutants.md tells it."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import yaml

from tests.mutants import scope
from tests.mutants.changes import changes
from tests.mutants.running import Ending

GOAL = 90
"""Percent of the mutants of a part that tests are to notice."""

Found: TypeAlias = Sequence[tuple[str, int, str]]
"""Key, line and ending of each mutant of a file."""

_HEAD = """\
# Mutants

Every function that reads, joins, anchors or saves was changed in one small place at a time, and the
tests were run: a comparison turned round, a number one more or less, a statement left out, an error
not caught… `make mutants` does it again and writes this page. A mutant that no test notices has
survived; why that one may, or that it should not, is said beside it (`tests/mutants/survivors.yaml`).

Of files where 1 in N was tried only every N-th mutant was made (`--every N`), from the first on: their
share is an estimate, and of the others nothing is known. Where the code is older, the file was changed
since: other mutants could be made of it by now.

"""


def keep(folder: Path, name: str, found: Found, every: int) -> None:
    """Keep what was found out about the file called `name`, of which `every` so many mutants were made."""
    content = json.dumps({"every": every, "mutants": found}, ensure_ascii=False, indent=0)
    _result(folder, name).write_text(content, encoding="utf-8")


def noticed(folder: Path, name: str) -> dict[str, Ending]:
    """Return those mutants of the file called `name` that some test noticed the last time it was measured."""
    result = _result(folder, name)
    found: Found = json.loads(result.read_text(encoding="utf-8"))["mutants"] if result.exists() else ()
    return {key: Ending(ending) for key, _, ending in found if ending != Ending.SURVIVED}


def is_older(text: str, found: Found, every: int) -> bool:
    """Whether `found`, of every so many mutants, was found out of a file that was another than `text` is."""
    return [change.key for change in changes(ast.parse(text))[::every]] != [key for key, _, _ in found]


def write(folder: Path, measured: Iterable[str]) -> int:
    """Write the page of all files measured so far, and print those `measured` now.

    Returns 1 if a goal is missed.
    """
    written = (Path(__file__).parent / "survivors.yaml").read_text(encoding="utf-8")
    reasons: dict[str, dict[str, str]] = yaml.safe_load(written) or {}
    rows, survivors = [], []
    counts: dict[str, list[int]] = {}
    now = set(measured)
    for path in scope.files():
        name = path.relative_to(scope.ROOT).as_posix()
        result = _result(folder, name)
        if not result.exists():
            continue
        content = json.loads(result.read_text(encoding="utf-8"))
        every: int = content["every"]
        found: Found = content["mutants"]
        left = [(line, key) for key, line, ending in found if ending == Ending.SURVIVED]
        tried = "all" if every == 1 else f"1 in {every}"
        if is_older(path.read_text(encoding="utf-8"), found, every):
            tried += ", of older code"
        row = f"| `{name}` | {tried} | {len(found)} | {len(left)} | {_share(len(found), len(left))} % |"
        rows.append(row)
        if name in now:
            print(row)
        part = counts.setdefault(scope.part_of(path), [0, 0])
        part[0] += len(found)
        part[1] += len(left)
        known = reasons.get(name, {})
        for line, key in left:
            reason = known.get(key, "**not explained**")
            survivors.append(f"| `{path.name}:{line}` | {_cell(key)} | {_cell(reason)} |")
            if name in now:
                print(f"  {name}:{line}: {key}{'' if key in known else '   <- not explained'}")
        for key in known.keys() - {key for _, key in left}:
            print(f"  {name}: explained, but did not survive: {key}")
    table = ["| part | mutants | survived | noticed |", "|---|---:|---:|---:|"]
    for part_name, (made, left_over) in counts.items():
        table.append(f"| {part_name} | {made} | {left_over} | {_share(made, left_over)} % |")
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    table.append(f"| all | {total[0]} | {total[1]} | {_share(*total)} % |")
    print("\n".join(table))
    files = [
        "\n## Files\n",
        "| file | tried | mutants | survived | noticed |",
        "|---|---|---:|---:|---:|",
        *rows,
    ]
    rest = ["\n## Survivors\n", "| where | change | why no test notices |", "|---|---|---|", *survivors, ""]
    text = _HEAD + "\n".join([*table, *files, *rest])
    (scope.ROOT / "docs" / "mutants.md").write_text(text, encoding="utf-8")
    return 0 if all(_share(*count) >= GOAL for count in counts.values()) else 1


def _share(made: int, left: int) -> float:
    """Return the percentage that was noticed, rounded down to one decimal."""
    return (1000 * (made - left) // made) / 10 if made else 100.0


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _result(folder: Path, name: str) -> Path:
    return folder / f"{name.replace('/', '.')}.json"
