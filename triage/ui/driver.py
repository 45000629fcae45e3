"""Textual's driver, made to go on from the first picture instead of blanking it."""

from __future__ import annotations

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from triage.first_frame import FirstFrame


def driver_after(frame: FirstFrame) -> type[LinuxDriver]:
    """Return a driver for a terminal on whose alternate screen `frame` has drawn."""

    class Driver(LinuxDriver):
        """Enters no second time, and gives the terminal back as it was before the first picture."""

        def __init__(
            self,
            app: App[object],
            *,
            debug: bool = False,
            mouse: bool = True,
            size: tuple[int, int] | None = None,
        ) -> None:
            super().__init__(app, debug=debug, mouse=mouse, size=size)
            self._first = True

        def write(self, data: str) -> None:
            """Write to the terminal; entering the alternate screen again would blank it for a moment."""
            if data == "\x1b[?1049h" and self._first:
                self._first = False
                return
            super().write(data)

        def start_application_mode(self) -> None:
            """Take over keyboard and screen."""
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's lacks types
            self.attrs_before = frame.terminal_before
            frame.hand_over()

        def _sigcont_application(self, *arguments: object) -> None:
            """Go on after a stop. Where it was not ctrl+z, nobody had let go of keyboard and screen before.

            Textual 8.2 would start a second thread for each of them then, and never end the first.
            """
            if self._auto_restart and not self._must_signal_resume:
                self.suspend_application_mode()
                self._must_signal_resume = True
            super()._sigcont_application(*arguments)

    return Driver
