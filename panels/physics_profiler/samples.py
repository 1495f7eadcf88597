"""Measured ticks of one run: what each physics stage cost, as a window that moves with the run."""

from collections import deque
from collections.abc import Sequence
from itertools import islice

import numpy as np

from engine.physics.capture import STAGES, StageSummary, summarize
from engine.physics.profile import PhysicsStepProfile

KEPT = 600


class Samples:
    """The last consecutive ticks, oldest first. A tick that is played again takes the place of its first time.

    Each tick comes with the name of the run that it grew from: where another future begins, the old one is dropped.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._ring: deque[tuple[PhysicsStepProfile, str]] = deque(maxlen=kept)

    def __len__(self) -> int:
        return len(self._ring)

    @property
    def last(self) -> PhysicsStepProfile | None:
        """The newest tick; None before the first one."""
        return self._ring[-1][0] if self._ring else None

    @property
    def run(self) -> str:
        """What the newest tick grew from; "" when that is not known."""
        return self._ring[-1][1] if self._ring else ""

    @property
    def first(self) -> PhysicsStepProfile | None:
        """The oldest tick; None before the first one."""
        return self._ring[0][0] if self._ring else None

    def add(self, profile: PhysicsStepProfile, run: str = "") -> None:
        """Take in a tick. One that neither follows nor repeats what is here begins anew."""
        if self._ring:
            place = profile.tick - self._ring[0][0].tick
            if not 0 <= place <= len(self._ring):
                self._ring.clear()
            elif place < len(self._ring):
                if self._ring[place][1] == run:
                    self._ring[place] = (profile, run)
                    return
                while len(self._ring) > place:
                    self._ring.pop()
        self._ring.append((profile, run))

    def clear(self) -> None:
        """Forget all ticks."""
        self._ring.clear()

    def all(self) -> tuple[PhysicsStepProfile, ...]:
        """Every tick, oldest first."""
        return tuple(profile for profile, _run in self._ring)

    def recent(self, count: int) -> tuple[PhysicsStepProfile, ...]:
        """The newest `count` ticks, oldest first."""
        newest = islice(reversed(self._ring), count)
        return tuple(profile for profile, _run in newest)[::-1]

    def at(self, tick: int) -> PhysicsStepProfile | None:
        """A tick of the window; None when it was not measured."""
        if not self._ring:
            return None
        place = tick - self._ring[0][0].tick
        return self._ring[place][0] if 0 <= place < len(self._ring) else None

    def rows(self) -> tuple[StageSummary, ...]:
        """The table: stages as they are stacked, top first, then the whole tick. Empty without a tick."""
        return summarize(self.all())

    def over(self, budget_ns: float) -> int:
        """How many ticks cost more than a budget."""
        return sum((profile.total or 0) > budget_ns for profile, _run in self._ring)


def stacked(profiles: Sequence[PhysicsStepProfile], scale: float) -> tuple[np.ndarray, list[np.ndarray]]:
    """Tick numbers (n,) and one height (n,) for each stage, the lowest first, in ns * `scale`; n/a stages are flat."""
    x = np.array([profile.tick for profile in profiles], dtype=float)
    heights = [np.array([getattr(profile, stage) or 0 for profile in profiles], dtype=float) for stage in STAGES]
    return x, [height * scale for height in heights]
