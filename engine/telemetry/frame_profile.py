"""Frames: what each one cost, in a bounded ring, and the statistics that a summary is made of."""

from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from engine.telemetry.percentiles import percentiles

CAPACITY = 36_000


@dataclass(frozen=True)
class FrameSample:
    """One frame: `timestamp` [s] since the start, `frame_time_ms` from present to present, and its measured parts.

    None is what was not measured in this frame.
    """

    timestamp: float
    frame_time_ms: float
    physics_time_ms: float | None = None
    ai_planning_time_ms: float | None = None
    simulation_time_ms: float | None = None
    memory_mb: float | None = None

    @property
    def fps(self) -> float:
        """Frames a second, were all like this one."""
        return 1000.0 / self.frame_time_ms if self.frame_time_ms > 0 else 0.0

    def to_json(self) -> dict[str, float | None]:
        """Plain values, the pace among them, rounded to a tenth of a microsecond."""
        values = {**asdict(self), "fps": self.fps}
        return {name: None if value is None else round(value, 4) for name, value in values.items()}


class FrameProfile:
    """The last frames, at most `capacity`."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._ring: deque[FrameSample] = deque(maxlen=capacity)

    def add(self, sample: FrameSample) -> None:
        """Append; the oldest frame makes room."""
        self._ring.append(sample)

    def clear(self) -> None:
        """Forget all frames."""
        self._ring.clear()

    def __len__(self) -> int:
        return len(self._ring)

    @property
    def samples(self) -> tuple[FrameSample, ...]:
        """Oldest first."""
        return tuple(self._ring)

    def recent_ms(self, count: int = 60) -> float | None:
        """The mean frame time of the last `count` frames [ms]; None when none was measured."""
        recent = list(islice(reversed(self._ring), count))
        return sum(sample.frame_time_ms for sample in recent) / len(recent) if recent else None

    def percentiles(self, what: str = "frame_time_ms") -> Mapping[str, float]:
        """Percentiles of one field over the frames in which it was measured; empty when it never was."""
        return percentiles(value for sample in self._ring if (value := getattr(sample, what)) is not None)

    def stats(self) -> dict[str, Any]:
        """Mean and least frames a second, percentiles of the frame time [ms], the mean pace of the slowest hundredth.

        None for each of them when no frame was measured.
        """
        times = sorted((sample.frame_time_ms for sample in self._ring), reverse=True)
        if not times:
            return {"fps_avg": None, "fps_min": None, "frame_time": None, "low_1pct": None, "sample_count": 0}
        slowest = times[: max(1, len(times) // 100)]
        found = self.percentiles()
        return {
            "fps_avg": round(1000 * len(times) / sum(times), 2),
            "fps_min": round(1000 / times[0], 2),
            "frame_time": {name.replace("p999", "p99.9"): round(found[name], 3) for name in found if name != "avg"},
            "low_1pct": round(1000 * len(slowest) / sum(slowest), 2),
            "sample_count": len(times),
        }
