"""An event loop whose clock jumps to the next timer: seconds of waiting take no time, and runs repeat exactly."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.SelectSelector):
    """Never blocks: what the loop would have waited for has passed at once."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0.0)
        if not ready:
            if timeout is None:
                raise AssertionError("everything waits, and no timer is set: this would hang for ever")
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time begins at 0 and is as late as the timers that have rung."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)
        # Else a timer is due a billionth early, and the loop turns without end to reach it.
        self._clock_resolution = 1e-6

    def time(self) -> float:
        return self._jumping.now


def run_virtually(main: Coroutine[Any, Any, T]) -> T:
    """Run to the end, and fail if a task is left behind."""
    loop = VirtualLoop()
    try:
        result = loop.run_until_complete(main)
        left = asyncio.all_tasks(loop)
        assert not left, f"tasks left behind: {left}"
        return result
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
