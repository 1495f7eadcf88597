"""Looks at a crowd between its ticks, whoever steps it: how deep agents overlap and how fast they get on."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.benchmark import Facts
from engine.benchmarks.scenes.crowd_scene import RADIUS_M, CrowdScene
from engine.benchmarks.scenes.overlap import overlap_cm

OVERLAP_TICK = 121
"""Overlap is read here: soon after settling, in the middle of the first blocks, since it grows as crowds jam."""
TICKS_PER_S = 60


class Crowd(Protocol):
    """A CROWD-1 that somebody steps."""

    place: CrowdScene
    ticks: int

    def aim(self) -> None:
        """Give out goals."""
        ...

    def places(self) -> NDArray[Any]:
        """(n, 2) [m]."""
        ...


class CrowdWatch:
    """Called before every tick, and once after the last."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._before = np.array(crowd.places())
        self._overlap: dict[str, Any] = {}

    def before(self) -> None:
        """Look, and give out goals."""
        if self._crowd.ticks == OVERLAP_TICK:
            self._overlap = self._look("")
        self._before[:] = self._crowd.places()
        self._crowd.aim()

    def facts(self) -> Facts:
        """Overlap at OVERLAP_TICK (or now, if that is earlier) and at the end; the share of its speed that it walks."""
        crowd = self._crowd
        moved = np.linalg.norm(crowd.places() - self._before, axis=1) * TICKS_PER_S
        return {
            **(self._overlap or self._look("")),
            **self._look("end_"),
            "at_tick": crowd.ticks,
            "speed_share": round(float((moved / crowd.place.speed).mean()), 3),
        }

    def _look(self, prefix: str) -> dict[str, Any]:
        mean, p99 = overlap_cm(self._crowd.places(), RADIUS_M)
        return {f"{prefix}overlap_mean_cm": round(mean, 3), f"{prefix}overlap_p99_cm": round(p99, 3)}
