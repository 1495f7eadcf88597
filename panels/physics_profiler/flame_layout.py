"""Where a capture's ticks, stages and threads lie on a line of time, and which part of it is looked at."""

import numpy as np

from editor.ui.profiling.api import TimeLine, Times
from engine.physics.capture import STAGES, Capture

COUNTS = ("collision_pair_count", "active_body_count")


class FlameLayout(TimeLine):
    """The ticks of a capture; all times [ns].

    `stages[s]` (n,) a stage's beginning in each tick and its length, 0 where it was not measured; `busy` (n, threads)
    is NaN where that was not measured.
    """

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        profiles = capture.profiles
        super().__init__(np.array([profile.total or 0 for profile in profiles], np.float64))
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

    @property
    def threads(self) -> int:
        """Threads whose busy time was measured in some tick."""
        return self.busy.shape[1]

    def stage_at(self, time: float) -> str | None:
        """The stage that a time falls into."""
        index = self.index_at(time)
        if index is None:
            return None
        return next(
            (s for s, (at, length) in self.stages.items() if at[index] <= time < at[index] + length[index]), None
        )

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

    def _spent(self, stage: str, at: Times) -> Times:
        """How long a stage has run until each time; within a stage it runs, elsewhere it rests."""
        begin, length = self.stages[stage]
        corners = np.ravel(np.column_stack([begin, begin + length]))
        ends = np.cumsum(length)
        return np.interp(at, corners, np.ravel(np.column_stack([ends - length, ends])))
