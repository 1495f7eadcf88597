"""Frame times of the window, present to present, and what each frame spent on simulation and planning."""

import os
import time
from collections import deque
from dataclasses import dataclass
from itertools import islice

from psygnal import Signal


@dataclass(frozen=True)
class FrameSample:
    """One presented frame: seconds since start, milliseconds from present to present, and its measured parts.

    A part that was not measured in this frame is None.
    """

    timestamp: float
    frame_time_ms: float
    physics_time_ms: float | None
    ai_planning_time_ms: float | None
    simulation_time_ms: float | None
    memory_mb: float | None

    @property
    def fps(self) -> float:
        """Frames per second at this frame's pace."""
        return 1000.0 / self.frame_time_ms if self.frame_time_ms > 0 else 0.0


class FrameStats:
    """A bounded ring of frame samples; `changed` fires a few times a second, not for every frame."""

    changed = Signal()

    def __init__(self, capacity: int = 36_000) -> None:
        self.samples: deque[FrameSample] = deque(maxlen=capacity)
        self._start = time.perf_counter()
        self._last: float | None = None
        self._told = 0.0
        self.memory_mb = memory_mb()

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
            self.samples.append(
                FrameSample(now - self._start, elapsed, physics_ms, planning_ms, simulation_ms, self.memory_mb)
            )
        self._last = now
        if now - self._told > 0.25:
            self._told = now
            self.memory_mb = memory_mb()
            self.changed.emit()

    def pause(self) -> None:
        """No frames come for a while: the gap is not a frame."""
        self._last = None

    def clear(self) -> None:
        """Forget all samples, as at the start of a measurement."""
        self.samples.clear()
        self._last = None

    def recent_ms(self, count: int = 60) -> float | None:
        """The mean frame time of the last `count` frames [ms]; None when none was measured."""
        recent = list(islice(reversed(self.samples), count))
        return sum(sample.frame_time_ms for sample in recent) / len(recent) if recent else None


def memory_mb() -> float | None:
    """The memory that this process holds now [MB]; None where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, AttributeError, ValueError):
        return None
