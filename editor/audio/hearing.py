"""How a sound at a place reaches two ears: quieter with distance, more to the side that it comes from."""

import math
from dataclasses import dataclass

NEAR_M, FAR_M = 4.0, 60.0
"""Within the first nothing is quieter; beyond the second nothing is heard."""
SIDEWAYS = 0.85
"""A sound straight from the side keeps a little in the other ear."""

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Ears:
    """Where the ears are [m], and which way is right (x, y, z), of length 1."""

    place: Point = (0.0, 0.0, 0.0)
    right: Point = (1.0, 0.0, 0.0)

    def gains(self, place: Point | None, volume: float = 1.0) -> tuple[float, float]:
        """(left, right) gains of a sound; one without a place is heard the same in both."""
        if place is None:
            return volume * math.sqrt(0.5), volume * math.sqrt(0.5)
        away = [there - here for there, here in zip(place, self.place, strict=True)]
        distance = math.sqrt(sum(part * part for part in away))
        side = sum(part * axis for part, axis in zip(away, self.right, strict=True)) / max(distance, 1e-6)
        # Close by, a sound has no side: it would jump from ear to ear as it passes.
        side *= SIDEWAYS * min(1.0, distance / NEAR_M)
        angle = (min(max(side, -1.0), 1.0) + 1.0) * math.pi / 4.0
        loud = volume * faded(distance)
        return loud * math.cos(angle), loud * math.sin(angle)


def faded(distance: float) -> float:
    """What is left of a sound's loudness [0..1] at a distance [m]."""
    if distance <= NEAR_M:
        return 1.0
    return max(0.0, NEAR_M / distance * (1.0 - (distance - NEAR_M) / (FAR_M - NEAR_M)))
