"""The few numbers by which a stage's times are told: percentiles, the least and the most, and its share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.physics.capture.data import STAGES, TITLES, stage_ns
from engine.physics.profile import PhysicsStepProfile


@dataclass(frozen=True)
class StageSummary:
    """One line of a table: times [ns], None for not measured; `share` is that of the stages' medians, 0 to 1."""

    id: str
    title: str
    least: float | None = None
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    most: float | None = None
    share: float | None = None


def summarize(profiles: Sequence[PhysicsStepProfile]) -> tuple[StageSummary, ...]:
    """Stages from the last to the first, as they are stacked in bars, then the whole tick; empty without a tick.

    Percentiles are of the nearest rank: durations that really occurred. Shares are those of the medians, since one tick
    that was held up by something else must not tell the story.
    """
    if not profiles:
        return ()
    rows = [_row(stage, profiles) for stage in reversed(STAGES)]
    whole = sum(row.p50 for row in rows if row.p50 is not None)
    rows = [replace(row, share=row.p50 / whole if whole and row.p50 is not None else None) for row in rows]
    return (*rows, replace(_row("total", profiles), share=1.0))


def _row(stage: str, profiles: Sequence[PhysicsStepProfile]) -> StageSummary:
    times = np.sort(stage_ns(profiles, stage))
    title = TITLES[stage]
    if not len(times):
        return StageSummary(stage, title)

    def rank(share: float) -> float:
        return float(times[max(0, int(np.ceil(share * len(times))) - 1)])

    return StageSummary(stage, title, rank(0.0), rank(0.5), rank(0.95), rank(0.99), float(times[-1]))
