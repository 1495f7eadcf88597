"""Frames: what each one cost, in a bounded ring, and the statistics that a summary is made of."""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from engine.telemetry.percentiles import percentiles

CAPACITY = 72_000


@dataclass(frozen=True)
class FrameSample:
    """One frame. None is what was not measured.

    `frame_time_ms` is present to present, `work_ms` the processor's part of it; `timestamp` [s] since the start.
    """

    timestamp: float
    frame_time_ms: float
    work_ms: float | None = None
    physics_time_ms: float | None = None
    ai_planning_time_ms: float | None = None
    memory_mb: float | None = None

    @property
    def fps(self) -> float:
        """Frames a second, were all like this one."""
        return 1000.0 / self.frame_time_ms if self.frame_time_ms > 0 else 0.0


class FrameProfile:
    """The last frames, at most `capacity`."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._ring: deque[FrameSample] = deque(maxlen=capacity)

    def add(self, sample: FrameSample) -> None:
        """Append; the oldest frame makes room."""
        self._ring.append(sample)

    def __len__(self) -> int:
        return len(self._ring)

    @property
    def samples(self) -> tuple[FrameSample, ...]:
        """Oldest first."""
        return tuple(self._ring)

    def percentiles(self, what: str = "frame_time_ms") -> Mapping[str, float]:
        """Percentiles of one field over the frames in which it was measured; empty when it never was."""
        return percentiles(value for sample in self._ring if (value := getattr(sample, what)) is not None)

    def stats(self) -> dict[str, Any]:
        """The summary: fps_avg, fps_min, low_1pct (mean fps of the slowest hundredth), frame times, sample_count."""
        times = sorted((sample.frame_time_ms for sample in self._ring), reverse=True)
        if not times:
            return {"sample_count": 0}
        slowest = times[: max(1, len(times) // 100)]
        found = percentiles(times)
        return {
            "fps_avg": 1000.0 * len(times) / sum(times),
            "fps_min": 1000.0 / times[0],
            "low_1pct": 1000.0 * len(slowest) / sum(slowest),
            **{f"frame_time_{name}": value for name, value in found.items()},
            "sample_count": len(times),
        }

    def report(self) -> dict[str, Any]:
        """Stats and every sample, as plain data."""
        return {"stats": self.stats(), "samples": [{"fps": sample.fps, **asdict(sample)} for sample in self._ring]}
