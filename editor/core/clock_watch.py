"""Notices when the computer's clock goes back, and says that nothing depends on it."""

import time
from collections.abc import Callable

from editor.core.log import LogModel

INTERVAL_S = 1.0
LEAST_S = 2.0
"""Smaller steps are what a network time service does all day."""


class ClockWatch:
    """Compares the clock on the wall with one that never goes back."""

    def __init__(
        self,
        log: LogModel,
        say: Callable[[str], None],
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._log, self._say = log, say
        self._wall = wall
        self._steady = steady
        self._last = (wall(), steady())

    def pump(self) -> None:
        """Look at the clocks, once a second at most."""
        wall, steady = self._wall(), self._steady()
        elapsed = steady - self._last[1]
        if elapsed < INTERVAL_S:
            return
        back = elapsed - (wall - self._last[0])
        self._last = (wall, steady)
        if back > LEAST_S:
            text = f"The computer's clock went back by {_words(back)}. History and recovery keep their order."
            self._log.add("info", "clock", text)
            self._say(text)


def _words(seconds: float) -> str:
    """A span in its largest unit: 1 h, 5 min, 12 s."""
    for size, unit in ((86400.0, "d"), (3600.0, "h"), (60.0, "min")):
        if round(seconds) >= size:
            return f"{seconds / size:.1f}".removesuffix(".0") + f" {unit}"
    return f"{seconds:.0f} s"
