"""Which versions there are, and whether they are those that triage is made for."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib import metadata

from triage import __version__
from triage.doctor import Line, fail, ok, warn
from triage.store import engines
from triage.store.crash_report import LIBRARIES

TOPIC = "versions"
_PROJECT = "article-triage"
_BOUND = re.compile(r"(<=|>=|<|>|==|!=)\s*([0-9.]+)")
_AGAIN = "install triage again: pipx reinstall article-triage, or make run in its sources"


def lines() -> Iterator[Line]:
    """Yield triage, the system, Python and each library."""
    yield ok(TOPIC, f"triage {__version__}")
    yield ok(TOPIC, f"{platform.system()} {platform.release()} {platform.machine()}")
    wanted = _wanted()
    yield _line("Python", platform.python_version(), wanted.get("Python", ""))
    for library in LIBRARIES:
        try:
            found = metadata.version(library)
        except metadata.PackageNotFoundError:
            yield fail(TOPIC, f"{library} is not installed", _AGAIN)
            continue
        yield _line(library, found, wanted.get(library, ""))
    if not engines.parses_quickly():
        yield warn(TOPIC, "PyYAML without libyaml: files are read slowly", "install PyYAML as a wheel")
    version, searches = engines.searches()
    if searches:
        yield ok(TOPIC, f"SQLite {version} with FTS5")
    else:
        advice = "use a Python whose SQLite has FTS5; every search reads all articles until then"
        yield warn(TOPIC, f"SQLite {version} without FTS5", advice)


def within(version: str, bounds: str) -> bool:
    """Whether `version` keeps to `bounds` such as ``>=8.2,<9`` (PEP 440, as far as numbers go)."""
    here = _numbers(version)
    for sign, bound in _BOUND.findall(bounds):
        limit = _numbers(bound)
        length = max(len(here), len(limit))
        left, right = (numbers + (0,) * (length - len(numbers)) for numbers in (here, limit))
        kept = {
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
            "==": left == right,
            "!=": left != right,
        }
        if not kept[sign]:
            return False
    return True


def _line(name: str, version: str, bounds: str) -> Line:
    if within(version, bounds):
        return ok(TOPIC, f"{name} {version}")
    return warn(TOPIC, f"{name} {version}, and triage is made for {bounds}", _AGAIN)


def _wanted() -> dict[str, str]:
    """Return the bounds of each version, as the installed package says; nothing where it does not."""
    try:
        described = metadata.metadata(_PROJECT)
    except metadata.PackageNotFoundError:  # run from its sources
        return {}
    wanted = {"Python": described["Requires-Python"] or ""}
    for requirement in metadata.requires(_PROJECT) or []:
        name = re.match(r"[\w.-]+", requirement)
        if name is not None and "extra ==" not in requirement:
            wanted[name[0]] = requirement[name.end() :]
    return wanted


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    return tuple(map(int, found[0].split("."))) if found else ()
