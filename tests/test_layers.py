"""Imports point inward: read from the sources, and seen in what each module loads."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import triage

ROOT = Path(triage.__file__).parent
HEAVY = ("textual", "yaml", "watchdog", "sqlite3")

LAYERS = {
    "triage": (),
    "triage.errors": (),
    "triage.core": (),
    "triage.commands": ("triage.core",),
    "triage.keymap": ("triage.core", "triage.commands"),
    "triage.settings": ("triage.core",),
    "triage.export": ("triage.core", "triage.errors"),
    "triage.store": (
        *("triage", "triage.core", "triage.errors", "triage.commands", "triage.keymap"),
        "triage.settings",
    ),
    "triage.watch_hints": (),
    "triage.watch_events": ("triage.watch", "triage.watch_hints"),
    "triage.watch_folders": (),
    "triage.watch": ("triage.store", "triage.watch_hints", "triage.watch_events", "triage.watch_folders"),
    "triage.session": ("triage.core", "triage.errors", "triage.store"),
    "triage.doctor": (
        *("triage", "triage.core", "triage.store"),
        *("triage.watch", "triage.watch_events", "triage.watch_folders"),
    ),
    "triage.first_frame": (
        *("triage.core", "triage.store.names", "triage.store.quick_settings"),
        "triage.store.left_front",
        "triage.ui.measures",
    ),
    "triage.start": ("triage.core", "triage.keymap", "triage.session"),
    "triage.ahead": (
        *("triage.start", "triage.first_frame", "triage.cli.review", "triage.ui.lean"),
        *("triage.session.first_look", "triage.store.names"),
        *("triage.store.quick_names", "triage.store.kept_names"),
    ),
    "triage.ui": (
        *("triage.core", "triage.errors", "triage.commands", "triage.keymap", "triage.keys"),
        *("triage.session", "triage.store", "triage.watch", "triage.first_frame", "triage.start"),
        *("triage.editor", "triage.browsing"),
    ),
    "triage.line": (
        *("triage.core", "triage.errors", "triage.commands", "triage.keymap", "triage.keys"),
        *("triage.session", "triage.store", "triage.watch", "triage.start", "triage.editor"),
        "triage.browsing",
    ),
    "triage.browsing": ("triage.core",),
    "triage.editor": ("triage.errors", "triage.store"),
    "triage.keys": ("triage.core", "triage.commands", "triage.keymap"),
    "triage.cli": (
        *("triage.settings", "triage.doctor"),
        *("triage", "triage.boot", "triage.core", "triage.errors", "triage.commands", "triage.keymap"),
        *("triage.export", "triage.store", "triage.session", "triage.first_frame", "triage.start"),
        "triage.line",
    ),
    "triage.boot": (
        "triage",
        "triage.ahead",
        "triage.cli.running",
        "triage.cli.review",
        "triage.first_frame",
    ),
    "triage.__main__": ("triage.boot",),
}
"""Each part of the program and what it may import besides itself."""

SCREEN = {
    "triage.cli.review": "triage.ui.running",
    "triage.cli.tutorial": "triage.ui.running",
    "triage.ahead": "triage.ui.running",
    "triage.cli.keys_press": "triage.ui.pressing",
}
"""The ways from the command line to the screen, or to the keyboard."""

HOMES = {
    "textual": ("triage.ui",),
    "yaml": ("triage.store",),
    "watchdog": ("triage.watch", "triage.watch_events"),
    "sqlite3": ("triage.store.index", "triage.store.engines"),
}
"""The libraries that one part only may import."""

CORE_LIBRARIES = ("regex",)
"""What core may import besides the standard library."""


def modules() -> Iterator[tuple[str, Path]]:
    """Yield the name and the file of every module of the program."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = ("triage", *path.relative_to(ROOT).with_suffix("").parts)
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


@cache
def tree(module: str) -> ast.Module:
    """Return the parsed source of `module`."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Return the modules that `module` imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, module
            assert node.level == 0, module
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found.add(whole if whole in MODULES else node.module)
    return frozenset(found - {"__future__"})


def within(module: str, part: str) -> bool:
    """Whether `module` is `part` or in it; the package itself is only itself."""
    return module == part or (part != "triage" and module.startswith(part + "."))


def part_of(module: str) -> str:
    """Return the part of the program that `module` is in."""
    return next(part for part in sorted(LAYERS, reverse=True) if within(module, part))


def test_a_module_imports_only_from_its_own_layer_and_inward() -> None:
    wrong = []
    for module in MODULES.keys() - {"triage"}:
        own = part_of(module)
        for name in imported(module):
            inward = any(within(name, allowed) for allowed in (own, *LAYERS[own]))
            if name.split(".")[0] == "triage" and not inward and SCREEN.get(module) != name:
                wrong.append(f"{module} imports {name}")
    assert wrong == []


def test_the_heavy_libraries_are_imported_where_they_belong_only() -> None:
    assert [
        f"{module} imports {name}"
        for module in MODULES
        for name in imported(module)
        if not any(within(module, home) for home in HOMES.get(name.split(".")[0], (module,)))
    ] == []


def test_core_imports_the_standard_library_and_opens_nothing() -> None:
    core = [module for module in MODULES if within(module, "triage.core")]
    allowed = {*sys.stdlib_module_names, *CORE_LIBRARIES, "triage"} - {
        *("os", "io", "pathlib", "shutil", "tempfile", "subprocess", "socket")
    }
    imports = ((module, name) for module in core for name in imported(module))
    assert [f"{module} imports {name}" for module, name in imports if name.split(".")[0] not in allowed] == []
    calls = (
        (module, node.func)
        for module in core
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call)
    )
    assert [module for module, func in calls if isinstance(func, ast.Name) and func.id == "open"] == []


def test_no_file_is_longer_than_400_lines_and_each_begins_with_what_it_is() -> None:
    texts = {module: path.read_text(encoding="utf-8") for module, path in MODULES.items()}
    assert [module for module, text in texts.items() if text.count("\n") > 400] == []
    assert [module for module, text in texts.items() if text and not ast.get_docstring(tree(module))] == []


def loaded(program: str) -> set[str]:
    """Run `program` in a Python of its own; return which of the heavy libraries it loaded."""
    report = f"\nimport sys\nprint(*({set(HEAVY)!r} & sys.modules.keys()))"
    ended = subprocess.run(
        [sys.executable, "-c", program + report], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.splitlines()[-1].split())


def test_outside_the_screen_and_the_store_no_import_loads_a_heavy_library() -> None:
    without_screen = [
        name for name in MODULES if not within(name, "triage.ui") and name != "triage.watch_events"
    ]
    may_load_yaml = [name for name in without_screen if part_of(name) in ("triage.store", "triage.cli")]
    light = [name for name in without_screen if name not in may_load_yaml]
    program = f"""
import sys
from importlib import import_module
def load(names, heavy):
    for name in names:
        import_module(name)
        assert not heavy & sys.modules.keys(), name
load({light!r}, {{"textual", "watchdog", "yaml"}})
load({may_load_yaml!r}, {{"textual", "watchdog"}})
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    ("argv", "allowed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["list", "seeds", "--reviewer", "ana"], set()),
        (["show", "seeds/01-wire-report.txt"], set()),
        (["stats", "seeds", "--reviewer", "ana"], set()),
        (["log", "seeds", "--reviewer", "ana"], set()),
        (["export", "seeds"], set()),
        (["search", "seeds", "mayor"], {"sqlite3"}),
        (["check", "seeds"], {"yaml"}),
        (["merge", "--help"], set()),
        (["setup-git", "--help"], set()),
        (["keys"], {"yaml"}),
        (["config"], {"yaml"}),
        (["review", "--help"], {"yaml"}),
    ],
)
def test_a_command_loads_only_what_it_needs(tmp_path: Path, argv: list[str], allowed: set[str]) -> None:

    shutil.copytree(ROOT.parent / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("*.yaml", ".*"))
    program = (
        f"import os; os.chdir({str(tmp_path)!r}); os.environ['XDG_CONFIG_HOME'] = {str(tmp_path)!r}\n"
        f"from triage.boot import main\nassert main({argv!r}) == 0"
    )
    assert loaded(program) <= allowed


def test_a_review_starts_without_what_only_a_search_needs() -> None:
    program = "import sys, triage.session.session\n"
    program += "print(*({'sqlite3', 'subprocess', 'triage.core.words'} & sys.modules.keys()))"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.split() == []


def test_help_loads_no_more_than_the_few_modules_that_write_it() -> None:
    program = "import sys; before = set(sys.modules)\nfrom triage.boot import main\nmain(['--help'])\n"
    program += "print(*sorted(set(sys.modules) - before))"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.splitlines()[-1].split() == ["__future__", "triage", "triage.boot"]
