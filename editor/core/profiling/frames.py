"""Frame times of the window, present to present, and what each frame spent on simulation and planning."""

import os
import time
from collections.abc import Callable

from psygnal import Signal

from engine.telemetry.frame_profile import FrameProfile, FrameSample

LOOK_EVERY_S = 1.0


class FrameStats(FrameProfile):
    """The frames that the window has shown; `changed` fires a few times a second, not for every frame."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._start = time.perf_counter()
        self._last: float | None = None
        self._told = self._looked = 0.0
        self.memory_mb = memory_mb()
        self.listeners: list[Callable[[FrameSample], None]] = []
        """Hear of every frame, at once; a signal would cost each frame its bookkeeping."""

    def presented(
        self,
        physics_ms: float | None = None,
        planning_ms: float | None = None,
        simulation_ms: float | None = None,
    ) -> None:
        """A frame was shown now; the first one after `pause` only starts the clock."""
        now = time.perf_counter()
        if self._last is not None:
            elapsed = (now - self._last) * 1000.0
            sample = FrameSample(now - self._start, elapsed, physics_ms, planning_ms, simulation_ms, self.memory_mb)
            self.add(sample)
            for listener in self.listeners:
                listener(sample)
        self._last = now
        if now - self._told > 0.25:
            self._told = now
            self.memory_mb = memory_mb()
            self.changed.emit()

    def look_at_memory(self) -> None:
        """Measure the memory once a second, also while nothing is played; `changed` fires when it moved by 1 MB."""
        now = time.perf_counter()
        if now - self._looked < LOOK_EVERY_S:
            return
        self._looked = now
        before, self.memory_mb = self.memory_mb, memory_mb()
        if self.memory_mb is not None and round(self.memory_mb) != round(before or 0.0):
            self.changed.emit()

    def pause(self) -> None:
        """No frames come for a while: the gap is not a frame."""
        self._last = None

    def clear(self) -> None:
        """Forget all samples, as at the start of a measurement."""
        super().clear()
        self._last = None


def memory_mb() -> float | None:
    """The memory that this process holds now [MB]; None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, AttributeError, ValueError, IndexError):
        return None
