"""What each of the last frames of streaming measured, as a window that moves along; NaN is what was not measured."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.terrain.streaming.stats import GENERATION_EDGES_MS, PARTS, StreamingStats

KEPT = 600
AS_IS = (
    "frame", "wanted", "missing", "queue", "in_flight", "drawn", "blending", "pending_uploads", "slots", "slots_used",
    "slot_bytes", "cache_bytes", "flight_bytes", "disk_bytes", "memory_budget", "uploads", "upload_bytes", "failed_now",
    "is_hole", "main_ms",
)  # fmt: skip
COUNTED = ("hits_memory", "hits_disk", "misses", "generated", "retries", "failures", "evictions", "holes")
"""Counted from the start in the stats; here each frame has its own share of them."""
GENERATION = tuple(f"generation.{place}" for place in range(len(GENERATION_EDGES_MS) + 1))
COLUMNS = (*AS_IS, *COUNTED, *(f"part.{name}" for name in PARTS), *GENERATION)
F64 = NDArray[np.float64]
_PLACE = {name: place for place, name in enumerate(COLUMNS)}


class Samples:
    """The last frames, oldest first. A frame that is not later than the last begins anew."""

    def __init__(self, kept: int = KEPT) -> None:
        self._rows = np.full((kept, len(COLUMNS)), np.nan)
        self._end = 0
        self._before: dict[str, float] | None = None

    def __len__(self) -> int:
        return min(self._end, len(self._rows))

    def clear(self) -> None:
        """Forget everything."""
        self._end, self._before = 0, None

    def take(self, stats: StreamingStats) -> bool:
        """Take in a frame's numbers; False when it is known already."""
        newest = self.last("frame")
        if newest is not None and stats.frame <= newest:
            if stats.frame == newest:
                return False
            self.clear()
        totals = {name: float(getattr(stats, name)) for name in COUNTED}
        totals.update(zip(GENERATION, map(float, stats.generation_ms), strict=True))
        before = self._before
        values: dict[str, float | None] = {name: float(getattr(stats, name)) for name in AS_IS}
        values["is_hole"] = float(stats.is_hole and not stats.is_starting)
        values.update({f"part.{name}": time for name, time in stats.parts_ms.items()})
        # The first frame that is seen holds the counts of all that went before: they are none of this frame's.
        values.update({name: None if before is None else total - before[name] for name, total in totals.items()})
        self._before = totals
        self.add(values)
        return True

    def add(self, values: Mapping[str, float | None]) -> None:
        """Put in a row; columns that are not named were not measured."""
        row = self._rows[self._end % len(self._rows)]
        row[:] = np.nan
        for name, value in values.items():
            if value is not None and name in _PLACE:
                row[_PLACE[name]] = value
        self._end += 1

    def column(self, name: str, count: int | None = None) -> F64:
        """A column of the newest `count` frames (n,), oldest first."""
        shown = len(self) if count is None else min(count, len(self))
        places = np.arange(self._end - shown, self._end) % len(self._rows)
        return self._rows[places, _PLACE[name]]

    def last(self, name: str) -> float | None:
        """The newest value of a column; None when it was not measured."""
        return _known(self._rows[(self._end - 1) % len(self._rows), _PLACE[name]]) if len(self) else None

    def row_at(self, frame: float) -> dict[str, float | None] | None:
        """Every value of the frame nearest to a number; None without frames."""
        if not len(self):
            return None
        place = int(np.nanargmin(np.abs(self.column("frame") - frame)))
        row = self._rows[(self._end - len(self) + place) % len(self._rows)]
        return {name: _known(value) for name, value in zip(COLUMNS, row, strict=True)}

    def percentile(self, name: str, percent: float) -> float | None:
        """A percentile of a column over the window; None when nothing was measured."""
        known = self.column(name)
        known = known[~np.isnan(known)]
        return float(np.percentile(known, percent)) if len(known) else None

    def rows(self) -> F64:
        """All values of all frames (n, columns), oldest first, in the order of COLUMNS."""
        return self._rows[np.arange(self._end - len(self), self._end) % len(self._rows)]

    def generation(self, count: int | None = None) -> F64:
        """Chunks made in each frame by how long they took (n, bins), as GENERATION_EDGES_MS."""
        return np.stack([self.column(name, count) for name in GENERATION], axis=1)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def quantile_edge(histogram: F64, share: float) -> float | None:
    """The upper edge [ms] of the bin in which a share of the counted chunks ends: a bound, not an estimate.

    None without chunks, inf in the last bin, which has no upper edge.
    """
    total = float(np.nansum(histogram))
    if not total:
        return None
    place = int(np.searchsorted(np.cumsum(np.nan_to_num(histogram)), share * total - 1e-9))
    return GENERATION_EDGES_MS[place] if place < len(GENERATION_EDGES_MS) else float("inf")


def buckets(values: F64, each: int, how: str) -> F64:
    """Values (n,) in groups of `each`, the last one full, as each group's "max", "sum" or "last"; all NaN stays NaN."""
    padded = np.concatenate([np.full(-len(values) % each, np.nan), values]).reshape(-1, each)
    if how == "last":
        return padded[:, -1]
    known = ~np.isnan(padded)
    reduced = np.where(known, padded, -np.inf).max(axis=1) if how == "max" else np.where(known, padded, 0).sum(axis=1)
    return np.where(known.any(axis=1), reduced, np.nan)
