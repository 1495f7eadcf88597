"""The few numbers by which a stage's times are told: percentiles, the least and the most, and its share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


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


def summary_of(id: str, title: str, times: NDArray[np.int64]) -> StageSummary:
    """Tell times (n,) [ns]. Percentiles are of the nearest rank: durations that really occurred."""
    if not len(times):
        return StageSummary(id, title)
    ordered = np.sort(times)

    def rank(share: float) -> float:
        return float(ordered[max(0, int(np.ceil(share * len(ordered))) - 1)])

    return StageSummary(id, title, rank(0.0), rank(0.5), rank(0.95), rank(0.99), float(ordered[-1]))


def with_shares(rows: Sequence[StageSummary]) -> list[StageSummary]:
    """Give each row its part of the sum of all medians: one frame that was held up must not tell the story."""
    whole = sum(row.p50 for row in rows if row.p50 is not None)
    return [replace(row, share=row.p50 / whole if whole and row.p50 is not None else None) for row in rows]
