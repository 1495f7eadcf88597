"""Ticks or frames laid end to end on a line of time, and which part of it is looked at."""

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
CLOSEST_NS = 2_000.0


class TimeLine:
    """Items laid end to end from 0; all times [ns]. `edges` (n + 1,) are their beginnings and the end."""

    def __init__(self, totals: Times) -> None:
        """`totals` (n,) are the lengths of the items [ns]."""
        self.edges: Times = np.concatenate([[0.0], np.cumsum(totals)])
        self.begin, self.end = 0.0, self.whole

    def __len__(self) -> int:
        return len(self.edges) - 1

    @property
    def whole(self) -> float:
        """The length of everything; never 0."""
        return max(float(self.edges[-1]), CLOSEST_NS)

    @property
    def is_whole(self) -> bool:
        """Whether everything is looked at."""
        return self.begin <= 0.0 and self.end >= self.whole

    def look(self, begin: float, end: float) -> None:
        """Look at a part; it is brought inside the whole, and not closer than 2 µs."""
        length = min(max(end - begin, CLOSEST_NS), self.whole)
        begin = min(max(begin, 0.0), self.whole - length)
        self.begin, self.end = begin, begin + length

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Come closer (factor above 1) or go back, about a time, by default the middle."""
        at = (self.begin + self.end) / 2 if at is None else at
        self.look(at - (at - self.begin) / factor, at + (self.end - at) / factor)

    def pan(self, share: float) -> None:
        """Move by a share of what is looked at."""
        length = self.end - self.begin
        self.look(self.begin + share * length, self.end + share * length)

    def reveal(self, index: int) -> None:
        """Bring an item into sight, with the scale as it is."""
        low, high = float(self.edges[index]), float(self.edges[index + 1])
        if low < self.begin or high > self.end:
            length = self.end - self.begin
            self.look((low + high - length) / 2, (low + high + length) / 2)

    def index_at(self, time: float) -> int | None:
        """The item (as an index) that a time falls into; None beside them all."""
        if not 0 <= time < self.edges[-1]:
            return None
        return int(np.searchsorted(self.edges, time, "right")) - 1

    def middle(self, index: int) -> float:
        """The time in the middle of an item."""
        return float(self.edges[index] + self.edges[index + 1]) / 2

    def seen(self) -> tuple[int, int]:
        """Indices of the first item in sight, and of the one after the last."""
        first = max(0, int(np.searchsorted(self.edges, self.begin, "right")) - 1)
        return first, min(len(self), int(np.searchsorted(self.edges, self.end, "left")))

    def slowest(self) -> int:
        """The index of the longest item."""
        return int(np.argmax(np.diff(self.edges)))

    def peaks(self, columns: int) -> Times:
        """The longest item of each column of the whole (columns,) [ns], items laid out evenly."""
        totals = np.diff(self.edges)
        starts = (np.arange(columns) * len(totals) / columns).astype(np.int64)
        return np.maximum.reduceat(totals, np.minimum(starts, len(totals) - 1))
