"""A capture: consecutive physics steps of one run, and what they were measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.physics.profile import PhysicsStepProfile
from engine.telemetry.capture_error import CaptureError

STAGES = ("broad_phase", "narrow_phase", "integration", "rigid")
TITLES = {
    "broad_phase": "Broad phase",
    "narrow_phase": "Narrow phase",
    "integration": "Integration",
    "rigid": "Rigid bodies",
    "total": "Tick",
}
MOST_TICKS = 36_000
"""Ticks of one capture: ten minutes of play."""


@dataclass(frozen=True)
class Origin:
    """Where a capture comes from.

    `threads` is what the run was set to (0: serial), `taken` the time in ISO 8601 with its zone, `run` a text that two
    runs share only when they began alike and were told the same ("" when that is not known).
    """

    project: str
    scene: str
    seed: int
    threads: int
    machine: str
    version: str
    taken: str = ""
    run: str = ""

    @property
    def threads_text(self) -> str:
        """The threads in words: "serial", "1 thread", "4 threads"."""
        return "serial" if self.threads == 0 else "1 thread" if self.threads == 1 else f"{self.threads} threads"


@dataclass(frozen=True)
class Capture:
    """Consecutive steps, oldest first. CaptureError for none at all, too many, or ticks that do not follow each other.

    What was not measured (None in a profile) stays so everywhere: it is never 0.
    """

    origin: Origin
    profiles: tuple[PhysicsStepProfile, ...]

    def __post_init__(self) -> None:
        """Refuse what is no stretch of a run."""
        if not self.profiles:
            raise CaptureError("a capture without a tick; at least one has to be measured")
        if len(self.profiles) > MOST_TICKS:
            raise CaptureError(f"a capture of {len(self.profiles):,} ticks; at most {MOST_TICKS:,} are kept")
        for one, other in pairwise(self.profiles):
            if other.tick != one.tick + 1:
                raise CaptureError(f"tick {other.tick} follows tick {one.tick}; a capture holds consecutive ticks")

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def first_tick(self) -> int:
        """The tick that it begins with."""
        return self.profiles[0].tick

    @property
    def last_tick(self) -> int:
        """The tick that it ends with."""
        return self.profiles[-1].tick

    def times(self, stage: str) -> NDArray[np.int64]:
        """Times of a stage or of the "total" [ns] (n,), in tick order, without ticks that did not measure it."""
        return stage_ns(self.profiles, stage)


def stage_ns(profiles: Sequence[PhysicsStepProfile], stage: str) -> NDArray[np.int64]:
    """Measured times of a stage or of the "total" [ns] (n,), in the order of the profiles."""
    values = (getattr(profile, stage) for profile in profiles)
    return np.array([value for value in values if value is not None], np.int64)
