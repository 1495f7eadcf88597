"""Where frames and their zones lie on a line of time; the waits between frames are left out."""

from collections.abc import Sequence

import numpy as np

from editor.ui.profiling.api import TimeLine, Times
from engine.telemetry.frames.zones import GROUPS, FrameZones, Span


class FrameLayout(TimeLine):
    """Frames laid end to end by what they worked [ns]."""

    def __init__(self, frames: Sequence[FrameZones]) -> None:
        self.frames = tuple(frames)
        super().__init__(np.array([frame.work_ns for frame in self.frames], np.float64))
        spent = np.array([[frame.group_ns[group] for group in GROUPS] for frame in self.frames], np.float64)
        self._spent = np.vstack([np.zeros(len(GROUPS)), np.cumsum(spent.reshape(-1, len(GROUPS)), axis=0)])

    @property
    def depth(self) -> int:
        """How many zones lie in each other at most, in what is looked at."""
        first, last = self.seen()
        return max((span.depth + 1 for frame in self.frames[first:last] for span in frame.spans), default=1)

    def shares(self, columns: int) -> Times:
        """How much of each column of the picture a group takes (groups, columns), 0 to 1, the first group first."""
        edges = np.linspace(self.begin, self.end, columns + 1)
        width = (self.end - self.begin) / columns
        parts = [np.diff(np.interp(edges, self.edges, self._spent[:, k])) / width for k in range(len(GROUPS))]
        return np.stack(parts)

    def span_at(self, time: float, depth: int | None = None) -> Span | None:
        """The zone that a time falls into, in the row of a depth, or the innermost one."""
        index = self.index_at(time)
        if index is None:
            return None
        within = time - float(self.edges[index])
        found = [span for span in self.frames[index].spans if span.start_ns <= within < span.end_ns]
        if depth is not None:
            return next((span for span in found if span.depth == depth), None)
        return max(found, key=lambda span: span.depth, default=None)

    def look_at(self, index: int) -> None:
        """Look at one frame alone."""
        self.look(float(self.edges[index]), float(self.edges[index + 1]))
