"""A brush: where it is pressed on the ground, how wide and how strong it is, and how it fades towards its rim."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.terrain.edits import EditTile

TileKey = tuple[int, int]


@dataclass(frozen=True)
class Brush:
    """A disc on the ground.

    x, z [m]: its middle; radius_m [m]; strength: what one press does in the middle, in the unit of the tool (metres
    for raising, a share of 0..1 for the others); falloff 0..1: the outer share of the radius over which it fades, 0
    for a hard rim, 1 for one that fades from the middle on. ValueError for a radius, strength or falloff that is none.
    """

    x: float
    z: float
    radius_m: float
    strength: float = 1.0
    falloff: float = 0.5

    def __post_init__(self) -> None:
        """Refuse what can't be pressed."""
        if not 0.0 < self.radius_m <= 1000.0:
            raise ValueError(f"a brush of {self.radius_m:g} m radius; expected more than 0 and at most 1,000 m")
        if not 0.0 <= self.falloff <= 1.0:
            raise ValueError(f"a falloff of {self.falloff:g}; expected 0 to 1")
        if not np.isfinite([self.x, self.z, self.strength]).all():
            raise ValueError(f"a brush at ({self.x}, {self.z}) of strength {self.strength}; expected finite numbers")

    def at(self, x: float, z: float) -> "Brush":
        """The same brush in another place [m]."""
        return replace(self, x=x, z=z)


class Shaped(dict[TileKey, EditTile | None]):
    """The tiles that a brush changed, by (x, z); None for one that is left as the seed made it."""

    def __init__(self, tiles: dict[TileKey, EditTile | None] | None = None, notes: tuple[str, ...] = ()) -> None:
        super().__init__(tiles or {})
        self.notes = notes
        """What the brush could not do, in sentences for whoever holds it."""


def falloff_at(distance: ArrayLike, radius_m: float, falloff: float) -> NDArray[np.float64]:
    """How much of a brush acts at a distance [m] from its middle, 0..1.

    1 up to radius * (1 - falloff), from there to the radius 1 - t*t*(3 - 2t) with t from 0 to 1 (Hermite's step, so
    that neither rim has a kink), 0 outside.
    """
    distance = np.asarray(distance, np.float64)
    inner = radius_m * (1.0 - falloff)
    if radius_m - inner <= 1e-9:
        return (distance <= radius_m).astype(np.float64)
    t = np.clip((distance - inner) * (1.0 / (radius_m - inner)), 0.0, 1.0)
    return 1.0 - t * t * (3.0 - 2.0 * t)
