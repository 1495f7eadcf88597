"""What the frames of a flight took, part by part, and the frames that stood out."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

PARTS = ("streaming", "scenery", "submit", "draw")
HITCH_MS = 2.0
MOST_HITCHES = 50
"""So many of the worst hitches are told one by one."""


@dataclass
class FrameTimes:
    """Seconds of each part of each frame, and what happened in it."""

    rows: list[tuple[float, float, float, float]] = field(default_factory=list)
    uploads: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    def add(
        self, streaming: float, scenery: float, submit: float, draw: float, uploads: int = 0, sent: int = 0
    ) -> None:
        """One frame: seconds of streaming, of scenery, of the processor to submit it, until it was drawn after that."""
        self.rows.append((streaming, scenery, submit, draw))
        self.uploads.append(uploads)
        self.bytes.append(sent)

    def summary(self) -> dict[str, dict[str, float]]:
        """p50, p90, p99 and max [ms] of the frame and of each part; empty without frames."""
        if not self.rows:
            return {}
        table = np.array(self.rows) * 1e3
        columns = {"frame": table.sum(axis=1), **{name: table[:, i] for i, name in enumerate(PARTS)}}
        return {name: percentiles(column) for name, column in columns.items()}

    def hitches(self) -> tuple[int, list[dict[str, float]]]:
        """How many frames took more than 2 ms over the median, and the worst of them with their parts [ms]."""
        if not self.rows:
            return 0, []
        table = np.array(self.rows) * 1e3
        total = table.sum(axis=1)
        late = np.flatnonzero(total > np.median(total) + HITCH_MS)
        worst = sorted(late[np.argsort(-total[late], kind="stable")][:MOST_HITCHES].tolist())
        told = [
            {
                "frame": i,
                "total": round(float(total[i]), 3),
                **{name: round(float(table[i, k]), 3) for k, name in enumerate(PARTS)},
                "uploads": self.uploads[i],
                "bytes": self.bytes[i],
            }
            for i in worst
        ]
        return len(late), told


def percentiles(values: np.ndarray) -> dict[str, float]:
    """p50, p90, p99 and max, three decimals."""
    found = np.percentile(values, (50, 90, 99))
    names = ("p50", "p90", "p99")
    return {**{n: round(float(v), 3) for n, v in zip(names, found, strict=True)}, "max": round(float(values.max()), 3)}
