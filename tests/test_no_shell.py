"""Nothing that is read can become a command: no shell, nothing evaluated or unpickled, no address opened."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import triage

SOURCES = sorted(Path(triage.__file__).parent.rglob("*.py"))

CALLS = frozenset(
    {
        *("eval", "exec", "compile", "__import__", "breakpoint"),
        *(f"os.{name}" for name in ("system", "popen", "startfile", "posix_spawn", "posix_spawnp")),
        *(
            f"os.{kind}{ending}"
            for kind in ("exec", "spawn")
            for ending in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")
        ),
        *(f"subprocess.{name}" for name in ("getoutput", "getstatusoutput")),
        *(
            f"yaml.{name}"
            for name in (
                "load",
                "load_all",
                "unsafe_load",
                "full_load",
                "Loader",
                "FullLoader",
                "UnsafeLoader",
            )
        ),
        *("asyncio.create_subprocess_shell", "pty.spawn"),
    }
)
"""What would run, or make objects of, a text."""

MODULES = frozenset(
    {
        *("pickle", "shelve", "marshal", "dill", "code", "codeop", "runpy"),
        *(
            "webbrowser",
            "urllib.request",
            "http.client",
            "socket",
            "ssl",
            "ftplib",
            "smtplib",
            "xmlrpc",
            "requests",
            "httpx",
        ),
    }
)
"""What would do so, too, or reach out to the network."""

ANSWERS = dict.fromkeys(("triage/ahead.py", "triage/session/looking_beside.py"), "import pickle")
"""What a process that this one started answers through a pipe of their own is not read from anywhere else."""

STARTERS = frozenset(f"subprocess.{name}" for name in ("run", "Popen", "call", "check_call", "check_output"))


def offences(source: str) -> Iterator[str]:
    """Yield what `source` should not do, with the line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (f"{node.lineno}: import {each.name}" for each in names if _is_banned(each.name))
            case ast.ImportFrom(module=str(module), names=names):
                whole = [f"{module}.{each.name}" for each in names]
                yield from (
                    f"{node.lineno}: import {each}"
                    for each in whole
                    if _is_banned(each) or each in CALLS | STARTERS
                )
            case ast.Attribute() | ast.Name() if _name(node) in CALLS and not _is_method(node):
                yield f"{node.lineno}: {_name(node)}"
            case ast.Attribute(attr="open_url"):
                yield f"{node.lineno}: open_url"
            case ast.Call(func=func) if _name(func) in STARTERS:
                if not node.args or not isinstance(node.args[0], ast.List):
                    yield f"{node.lineno}: {_name(func)} without a list of words"
                if any(word.arg in (None, "shell", "executable") for word in node.keywords):
                    yield f"{node.lineno}: {_name(func)} with a shell"
            case ast.Attribute() if _name(node) in STARTERS and not _is_harmless(source, node):
                yield f"{node.lineno}: {_name(node)} passed on"


def _is_banned(module: str) -> bool:
    return any(module == banned or module.startswith(f"{banned}.") for banned in MODULES)


def _name(node: ast.AST) -> str:
    """Return `a.b.c` as it stands, empty for what is no name."""
    if isinstance(node, ast.Name):
        return node.id
    inner = _name(node.value) if isinstance(node, ast.Attribute) else ""
    return f"{inner}.{node.attr}" if isinstance(node, ast.Attribute) and inner else ""


def _is_method(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and "." not in _name(node)


def _is_harmless(source: str, node: ast.Attribute) -> bool:
    """Whether a starter is called there, or is the type of something."""
    for other in ast.walk(ast.parse(source)):
        if isinstance(other, ast.Call) and other.func.lineno == node.lineno:
            if _name(other.func) == _name(node):
                return True
        elif isinstance(other, ast.AnnAssign):
            parts = [part for part in ast.walk(other.annotation) if isinstance(part, ast.Attribute)]
            places = [(part.lineno, part.col_offset) for part in parts]
            if (node.lineno, node.col_offset) in places:
                return True
    return False


def test_no_source_can_run_what_it_reads() -> None:
    wrong = []
    for path in SOURCES:
        name = path.relative_to(Path(triage.__file__).parents[1]).as_posix()
        found = offences(path.read_text(encoding="utf-8"))
        wrong += [f"{name} {each}" for each in found if not each.endswith(ANSWERS.get(name, "none"))]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "exec(text)",
        "import os\nos.system('ls')",
        "import os\nos.execvp('a', [])",
        "from os import system",
        "import pickle",
        "from urllib.request import urlopen",
        "import urllib.request",
        "import webbrowser",
        "import yaml\nyaml.load(text, Loader=yaml.CBaseLoader)",
        "from yaml import unsafe_load",
        "import subprocess\nsubprocess.run('git log', check=False)",
        "import subprocess\nsubprocess.run(['git'], shell=True)",
        "import subprocess\nsubprocess.run(['git'], **more)",
        "import subprocess\nsubprocess.run(words)",
        "from subprocess import Popen",
        "import subprocess\nstart = subprocess.Popen",
        "app.open_url('https://example.org')",
    ],
)
def test_what_is_looked_for_is_found(source: str) -> None:
    assert list(offences(source))


def test_a_list_of_words_is_no_offence() -> None:
    assert (
        list(offences("import subprocess, re\nsubprocess.run(['git', *words], check=False)\nre.compile('a')"))
        == []
    )
