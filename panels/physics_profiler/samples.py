"""Measured ticks of one run: what each physics stage cost, and the few numbers that sum them up."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.telemetry.percentiles import percentiles
from engine.telemetry.zones import ZoneRecorder

STAGES = ("broad_phase", "narrow_phase", "integration", "rigid")
TITLES = {
    "broad_phase": "Broad phase",
    "narrow_phase": "Narrow phase",
    "integration": "Integration",
    "rigid": "Rigid bodies",
}
KEPT = 600


@dataclass(frozen=True)
class Sample:
    """One tick: stage times [ns], None where a stage was not measured, and what was simulated."""

    tick: int
    stages: tuple[int | None, ...]
    bodies: int
    pairs: int
    iterations: int
    threads: int

    @property
    def total(self) -> int:
        """The sum of the measured stages [ns]."""
        return sum(stage for stage in self.stages if stage is not None)


@dataclass(frozen=True)
class StageRow:
    """One line of the table: times [ns], None for not measured, and the share of the medians' sum."""

    id: str
    title: str
    p50: float | None
    p95: float | None
    p99: float | None
    share: float | None


class Samples:
    """The last ticks, oldest first."""

    def __init__(self, kept: int = KEPT) -> None:
        self._ring: deque[Sample] = deque(maxlen=kept)

    def __len__(self) -> int:
        return len(self._ring)

    @property
    def last(self) -> Sample | None:
        """The newest tick; None before the first one."""
        return self._ring[-1] if self._ring else None

    def add(self, sample: Sample) -> None:
        """Take in a tick; going back in time, as after a restore, begins anew."""
        if self._ring and sample.tick <= self._ring[-1].tick:
            self._ring.clear()
        self._ring.append(sample)

    def clear(self) -> None:
        """Forget all ticks."""
        self._ring.clear()

    def recent(self, count: int) -> tuple[Sample, ...]:
        """The newest `count` ticks, oldest first."""
        return tuple(self._ring)[-count:]

    def rows(self) -> tuple[StageRow, ...]:
        """The table: stages as they are stacked, top first, then the whole tick. Empty without a tick."""
        if not self._ring:
            return ()
        rows = []
        for index in reversed(range(len(STAGES))):
            times = [sample.stages[index] for sample in self._ring]
            rows.append(_row(STAGES[index], TITLES[STAGES[index]], [time for time in times if time is not None]))
        # Shares are those of the medians: one tick that was held up by something else must not tell the story.
        whole = sum(row.p50 for row in rows if row.p50 is not None)
        rows = [replace(row, share=row.p50 / whole if whole and row.p50 is not None else None) for row in rows]
        rows.append(replace(_row("tick", "Tick", [sample.total for sample in self._ring]), share=1.0))
        return tuple(rows)

    def over(self, budget_ns: float) -> int:
        """How many ticks cost more than a budget."""
        return sum(sample.total > budget_ns for sample in self._ring)

    def to_json(self) -> dict[str, Any]:
        """Plain values: what was measured, with its unit, and nothing else."""
        return {
            "unit": "ns",
            "stages": list(STAGES),
            "ticks": [
                {
                    "tick": sample.tick,
                    **dict(zip(STAGES, sample.stages, strict=True)),
                    "total": sample.total,
                    "active_body_count": sample.bodies,
                    "collision_pair_count": sample.pairs,
                    "solver_iterations": sample.iterations,
                    "threads": sample.threads,
                }
                for sample in self._ring
            ],
        }

    def to_zones(self) -> ZoneRecorder:
        """The ticks as zones laid end to end, the stages inside, for a trace; gaps between ticks were not measured."""
        recorder = ZoneRecorder()
        at = 0
        for sample in self._ring:
            recorder.add(f"tick {sample.tick}", at, at + sample.total, 0)
            for stage, time in zip(STAGES, sample.stages, strict=True):
                if time is not None:
                    recorder.add(TITLES[stage], at, at + time, 1)
                    at += time
        return recorder


def stacked(samples: Sequence[Sample], scale: float) -> tuple[np.ndarray, list[np.ndarray]]:
    """Tick numbers (n,) and one height (n,) for each stage that was measured, lowest first, in ns * `scale`."""
    x = np.array([sample.tick for sample in samples], dtype=float)
    heights = [np.array([sample.stages[index] or 0 for sample in samples], dtype=float) for index in range(len(STAGES))]
    return x, [height * scale for height in heights]


def _row(id: str, title: str, times: Sequence[int]) -> StageRow:
    told = percentiles(times)
    return StageRow(id, title, told.get("p50"), told.get("p95"), told.get("p99"), None)
