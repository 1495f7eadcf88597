"""Where a capture's ticks, stages and threads lie on a line of time, and which part of it is looked at."""

import numpy as np
from numpy.typing import NDArray

from engine.physics.capture import STAGES, Capture

Times = NDArray[np.float64]
CLOSEST_NS = 2_000.0
COUNTS = ("collision_pair_count", "active_body_count")


class FlameLayout:
    """Ticks laid end to end from 0; all times [ns].

    `edges` (n + 1,) are the ticks' beginnings and the end; `stages[s]` (n,) a stage's beginning in each tick and its
    length, 0 where it was not measured; `busy` (n, threads) is NaN where that was not measured.
    """

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        profiles = capture.profiles
        totals = np.array([profile.total or 0 for profile in profiles], np.float64)
        self.edges: Times = np.concatenate([[0.0], np.cumsum(totals)])
        self.stages: dict[str, tuple[Times, Times]] = {}
        begin = self.edges[:-1].copy()
        for stage in STAGES:
            length = np.array([getattr(profile, stage) or 0 for profile in profiles], np.float64)
            self.stages[stage] = (begin.copy(), length)
            begin += length
        threads = max(len(profile.busy_ns_per_thread) for profile in profiles)
        self.busy: Times = np.full((len(profiles), threads), np.nan)
        for k, profile in enumerate(profiles):
            self.busy[k, : len(profile.busy_ns_per_thread)] = profile.busy_ns_per_thread
        self.counts: dict[str, Times] = {
            name: np.array([getattr(profile, name) for profile in profiles], np.float64) for name in COUNTS
        }
        self.begin, self.end = 0.0, self.whole

    @property
    def whole(self) -> float:
        """The length of everything; never 0."""
        return max(float(self.edges[-1]), CLOSEST_NS)

    @property
    def threads(self) -> int:
        """Threads whose busy time was measured in some tick."""
        return self.busy.shape[1]

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
        """Bring a tick into sight, with the scale as it is."""
        low, high = float(self.edges[index]), float(self.edges[index + 1])
        if low < self.begin or high > self.end:
            length = self.end - self.begin
            self.look((low + high - length) / 2, (low + high + length) / 2)

    def index_at(self, time: float) -> int | None:
        """The tick (as an index) that a time falls into; None beside them all."""
        if not 0 <= time < self.edges[-1]:
            return None
        return int(np.searchsorted(self.edges, time, "right")) - 1

    def stage_at(self, time: float) -> str | None:
        """The stage that a time falls into."""
        index = self.index_at(time)
        if index is None:
            return None
        return next(
            (s for s, (at, length) in self.stages.items() if at[index] <= time < at[index] + length[index]), None
        )

    def seen(self) -> tuple[int, int]:
        """Indices of the first tick in sight, and of the one after the last."""
        first = max(0, int(np.searchsorted(self.edges, self.begin, "right")) - 1)
        return first, min(len(self.capture), int(np.searchsorted(self.edges, self.end, "left")))

    def slowest(self) -> int:
        """The index of the longest tick."""
        return int(np.argmax(np.diff(self.edges)))

    def shares(self, columns: int) -> Times:
        """How much of each column of the picture a stage takes (stages, columns), 0 to 1, the first stage first."""
        edges = np.linspace(self.begin, self.end, columns + 1)
        width = (self.end - self.begin) / columns
        return np.stack([np.diff(self._spent(stage, edges)) / width for stage in STAGES])

    def busy_shares(self, columns: int) -> Times:
        """How busy each thread was in each column of the picture (threads, columns), 0 to 1."""
        edges = np.linspace(self.begin, self.end, columns + 1)
        width = (self.end - self.begin) / columns
        spent = np.vstack([np.zeros(self.threads), np.nancumsum(self.busy, axis=0)])
        return np.stack([np.diff(np.interp(edges, self.edges, spent[:, k])) / width for k in range(self.threads)])

    def count_peaks(self, name: str, columns: int) -> Times:
        """The greatest count (of COUNTS) among the ticks of each column of the picture (columns,)."""
        edges = np.linspace(self.begin, self.end, columns + 1)
        last = len(self.capture) - 1
        first = np.clip(np.searchsorted(self.edges, edges[:-1], "right") - 1, 0, last)
        until = np.clip(np.searchsorted(self.edges, edges[1:], "left"), first + 1, last + 1)
        counts = self.counts[name]
        many = int((until - first).max())
        if many == 1:
            return counts[first]
        return np.array([counts[low:high].max() for low, high in zip(first, until, strict=True)])

    def peaks(self, columns: int) -> Times:
        """The longest tick of each column of the whole capture (columns,) [ns], ticks laid out evenly."""
        totals = np.diff(self.edges)
        starts = (np.arange(columns) * len(totals) / columns).astype(np.int64)
        return np.maximum.reduceat(totals, np.minimum(starts, len(totals) - 1))

    def _spent(self, stage: str, at: Times) -> Times:
        """How long a stage has run until each time; within a stage it runs, elsewhere it rests."""
        begin, length = self.stages[stage]
        corners = np.ravel(np.column_stack([begin, begin + length]))
        ends = np.cumsum(length)
        return np.interp(at, corners, np.ravel(np.column_stack([ends - length, ends])))
