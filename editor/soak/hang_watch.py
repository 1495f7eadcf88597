"""Notices from a thread that no frame has come for seconds, writes down every stack, and ends the process."""

import faulthandler
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

LIMIT_S = 5.0
HUNG = 75
"""Exit code of a process that was ended because it hung."""
LOOK_EVERY_S = 0.25


class HangWatch:
    """`beat` is called for every frame. Nothing is watched before the first beat, nor while paused.

    `hung(seconds)` is called in the watching thread after the stacks were written; by default it ends the process at
    once, since the thread that hangs will not.
    """

    def __init__(
        self, dump: Path, *, limit_s: float = LIMIT_S, hung: Callable[[float], object] = lambda _seconds: os._exit(HUNG)
    ) -> None:
        self._dump, self._limit, self._hung = dump, limit_s, hung
        self._last: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, name="hang watch", daemon=True)
        self._thread.start()

    def beat(self) -> None:
        """A frame has come."""
        self._last = time.monotonic()

    def pause(self) -> None:
        """No frames are due for a while, as when another run begins."""
        self._last = None

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(LOOK_EVERY_S):
            last = self._last
            if last is None or time.monotonic() - last < self._limit:
                continue
            seconds = time.monotonic() - last
            with self._dump.open("a") as file:
                file.write(f"No frame for {seconds:.1f} s. Every thread's stack, innermost first:\n\n")
                file.flush()
                faulthandler.dump_traceback(file, all_threads=True)
            self._last = None
            self._hung(seconds)
