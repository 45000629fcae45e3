"""Opening an address in the reviewer's browser, by Python's own knowledge of browsers, beside the program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping

from triage.core.evidence import check_url

_SECONDS = 20.0
"""How long a browser may take to say that it could not be started."""

_OPEN = "import sys, webbrowser; sys.exit(0 if webbrowser.open(sys.argv[1]) else 1)"
"""Run in a process of its own, cut off from the terminal: some browsers write, some wait, some read keys."""


def browse(url: str, failed: Callable[[str], None], environment: Mapping[str, str] = os.environ) -> str:
    """Open `url`, which is one of http or https; return why there is no browser to do so, or nothing.

    Returns at once; `failed` is told later, on another thread, why it was not opened after all. Raises
    ValueError for any other address.
    """
    check_url(url)
    missing = no_browser(environment)
    if missing:
        return missing
    try:
        started = subprocess.Popen(  # -I: what lies in the folder under review is not imported
            [sys.executable, "-I", "-c", _OPEN, url],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"no browser could be started ({error.strerror})"
    threading.Thread(target=_wait, args=(started.wait, failed), name="triage-browser", daemon=True).start()
    return ""


def no_browser(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """Return why a browser cannot be seen from here, a few words; empty where one can."""
    if environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return ""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return "no browser: this is another machine's screen"
    if platform in ("darwin", "win32", "cygwin") or environment.get("WSL_DISTRO_NAME"):
        return ""
    return "no browser: there is no desktop here"


def _wait(wait: Callable[[float], int], failed: Callable[[str], None]) -> None:
    try:
        if wait(_SECONDS) != 0:
            failed("the browser could not be started")
    except subprocess.TimeoutExpired:
        pass  # it is open, and this one waits for it to be closed
