"""What a figure was measured on: the line below every table of figures."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("textual", "rich", "PyYAML", "watchdog")


def measured_on(packages: Sequence[str] = PACKAGES) -> str:
    """Return Python, packages and system with their versions and the processor, in one sentence."""
    named = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"Python {platform.python_version()}, {named};\n"
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores{_model()}."
    )


def _model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({names[0]})" if names else ""
