"""How far each level of detail reaches, and how one changes into the next."""

from dataclasses import dataclass
from itertools import pairwise

from engine.terrain.lattice import MOST_LEVEL

MOST_FADE_FRAMES = 250
"""Frames of a fade are kept in a byte for each chunk."""


@dataclass(frozen=True)
class LevelSettings:
    """Distances are horizontal, from the eye to the nearest point of a chunk: heights not yet known can't change them.

    A chunk of level L + 1 becomes four of level L when it is nearer than distances_m[L], and one again when it is
    farther than distances_m[L] * (1 + hysteresis). view_m [m]: within it, everything is to be covered. cell [m]:
    between lattice points, a power of two from 1/64 m up to 32 m. fade_frames: frames from one level to the next.
    An eye that moves more than jump_m [m] between two frames has jumped: for at most settle_frames frames, or until
    all is at its level, chunks change without a fade. ValueError for what can't be.
    """

    distances_m: tuple[float, ...] = (256.0, 512.0, 1024.0, 2048.0, 4096.0)
    view_m: float = 6144.0
    hysteresis: float = 0.10
    fade_frames: int = 12
    cell: float = 1.0
    jump_m: float = 50.0
    settle_frames: int = 90

    def __post_init__(self) -> None:
        """Refuse what can't be."""
        distances = self.distances_m
        if len(distances) != MOST_LEVEL or distances[0] <= 0 or any(b < a for a, b in pairwise(distances)):
            raise ValueError(f"distances of levels are {distances}; expected {MOST_LEVEL} above 0 m in growing order")
        if not 0 < self.view_m < float("inf"):
            raise ValueError(f"view_m is {self.view_m}; expected a distance above 0 m")
        if not 0 <= self.hysteresis <= 1:
            raise ValueError(f"hysteresis is {self.hysteresis}; expected 0 to 1")
        if not 1 <= self.fade_frames <= MOST_FADE_FRAMES:
            raise ValueError(f"fade_frames is {self.fade_frames}; expected 1 to {MOST_FADE_FRAMES}")
        if self.cell not in {2.0**power for power in range(-6, 6)}:
            raise ValueError(f"cell is {self.cell} m; expected a power of two from 1/64 to 32 m")
        if self.jump_m <= 0 or self.settle_frames < 0:
            raise ValueError(
                f"jump_m is {self.jump_m} m, settle_frames {self.settle_frames}; expected above 0 m, and 0 or more"
            )
