"""When the window was drawn first, and what waits for that."""

import time
from collections.abc import Callable


class FirstPaint:
    """`at` is the moment of it, as `time.perf_counter` tells it; None while the window was never drawn."""

    def __init__(self) -> None:
        self.at: float | None = None
        self._waiting: list[Callable[[], None]] = []

    def then(self, task: Callable[[], None]) -> None:
        """Do a task once the window was drawn, in the order of asking; at once where it was."""
        if self.at is None:
            self._waiting.append(task)
        else:
            task()

    def note(self) -> None:
        """The window is drawn."""
        if self.at is None:
            self.at = time.perf_counter()
            waiting, self._waiting = self._waiting, []
            for task in waiting:
                task()
