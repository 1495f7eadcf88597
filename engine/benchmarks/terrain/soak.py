"""The long soak of streaming: whether memory grows once the cache is full, and whether anything goes wrong."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.benchmarks.terrain.cameras import walk
from engine.benchmarks.terrain.resident_set import resident_bytes
from engine.benchmarks.terrain.ride import Ride, warm_up
from engine.telemetry.percentiles import percentiles
from engine.terrain.streaming.config import StreamingConfig

MOST_SLOPE_PERCENT = 1.0
READINGS = 200
"""Readings of the resident set along a soak."""
SETTLING = 0.2
"""Share of a soak at its begin of which the slope takes no account: Python's own pools grow there."""

Progress = Callable[[int, int], None]
Look = Callable[[Ride, int], None]


@dataclass(frozen=True)
class SoakReport:
    """What a soak found.

    slope_percent: growth of the resident set along a straight line from where the cache was
    full to the end, in percent of its mean; None where the system does not tell, or the cache never was full.
    """

    ticks: int
    is_virtual: bool
    slope_percent: float | None
    full_at: int | None
    errors: int
    duplicates: int
    holes: int
    generated: int
    evictions: int
    main_ms: dict[str, float]
    memory: dict[str, Any]
    resident_mb: dict[int, float]
    """The resident set by tick."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not as it should be; empty when all is well."""
        found: list[str] = []
        if self.full_at is None:
            found.append("the cache was never full, so memory was not judged; soak for longer")
        elif self.slope_percent is not None and self.slope_percent > MOST_SLOPE_PERCENT:
            found.append(
                f"memory grew by {self.slope_percent:.2f} % once the cache was full; expected {MOST_SLOPE_PERCENT:g} %"
                " at most"
            )
        for name, count in (("errors", self.errors), ("chunks made twice", self.duplicates), ("holes", self.holes)):
            if count:
                found.append(f"{count} {name}; expected none")
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        """Plain numbers, with the problems in words."""
        return {**vars(self), "problems": list(self.problems), "ok": not self.problems}


def soak(
    ticks: int,
    *,
    config: StreamingConfig | None = None,
    is_virtual: bool = True,
    seed: int = 1,
    look: Look | None = None,
    progress: Progress | None = None,
) -> SoakReport:
    """Follow the soak's camera for so many ticks; in virtual time each run of a seed does the same.

    `look(ride, frame)` is called after each tick; `progress(done, of)` now and then.
    """
    warm_up()
    ride = Ride(config, is_virtual=is_virtual)
    every = max(1, ticks // READINGS)
    readings = np.full((READINGS + 2, 2), np.nan)
    costs = np.zeros(ticks, np.float32) + np.float32(1)
    full_at: int | None = None

    def watch(ride: Ride, frame: int) -> None:
        nonlocal full_at
        stats = ride.streamer.stats()
        costs[frame - 1] = ride.last_ms
        if full_at is None and stats.evictions:
            full_at = frame
        if frame % every == 0:
            now = resident_bytes()
            readings[min(frame // every, READINGS + 1)] = frame, np.nan if now is None else now
            if progress is not None:
                progress(frame, ticks)
        if look is not None:
            look(ride, frame)

    try:
        ride.follow(walk(seed, ticks), watch)
        stats = ride.streamer.stats()
        return SoakReport(
            ticks=ticks, is_virtual=is_virtual, full_at=full_at, errors=stats.failures, duplicates=stats.duplicates,
            slope_percent=None if full_at is None else _slope(readings, max(full_at, round(ticks * SETTLING))),
            holes=stats.holes, generated=stats.generated, evictions=stats.evictions,
            main_ms={name: round(value, 4) for name, value in percentiles(costs).items()}, memory=ride.memory(),
            resident_mb={int(tick): held / 1e6 for tick, held in readings.tolist() if not math.isnan(held)},
        )  # fmt: skip
    finally:
        ride.close()


def _slope(readings: "np.ndarray[Any, np.dtype[np.float64]]", since: int) -> float | None:
    """Growth in percent along the line of least squares through the readings from a frame on."""
    kept = readings[readings[:, 0] >= since]
    kept = kept[~np.isnan(kept[:, 1])]
    if len(kept) < 3:
        return None
    rise = float(np.polyfit(kept[:, 0], kept[:, 1], 1)[0])
    return 100.0 * rise * float(kept[-1, 0] - kept[0, 0]) / float(kept[:, 1].mean())
