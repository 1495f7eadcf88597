"""A stroke: presses of a brush at even distances along a path, the same however often the mouse tells where it is."""

import math
from collections.abc import Callable

from engine.terrain.edits import EditTile, TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping.brush import Brush, Shaped, TileKey

Dab = Callable[[Landscape, TerrainEdits, Brush], Shaped]
SPACING = 0.25
"""Distance between presses, as a share of the radius."""
ROUNDING_M = 1e-6
"""A press that lies so little beyond the end of the way belongs to it: sums of short ways are never quite exact [m]."""
_GRID = 256.0


class Stroke:
    """One stroke from press to release. `dab` is a tool bound to its options, as `partial(paint, material="rock")`."""

    def __init__(self, landscape: Landscape, edits: TerrainEdits, dab: Dab, brush: Brush) -> None:
        self.landscape = landscape
        self.edits = edits
        """The ground as it is after the presses so far."""
        self.tiles: dict[TileKey, EditTile | None] = {}
        """What became of every tile that was touched so far."""
        self.notes: tuple[str, ...] = ()
        """What the brush could not do, each said once."""
        self._dab = dab
        self._brush = brush
        self._last: tuple[float, float] | None = None
        self._left = 0.0
        """How far it is to the next press [m]."""

    def move_to(self, x: float, z: float) -> Shaped:
        """Draw on to (x, z) [m]; the first call presses there. Gives the tiles that changed by it."""
        changed: dict[TileKey, EditTile | None] = {}
        for place in self._presses(x, z):
            shaped = self._dab(self.landscape, self.edits, self._brush.at(*place))
            self.edits = self.edits.replaced(shaped)
            changed.update(shaped)
            self.notes = tuple(dict.fromkeys((*self.notes, *shaped.notes)))
        self.tiles.update(changed)
        return Shaped(changed, self.notes)

    def _presses(self, x: float, z: float) -> list[tuple[float, float]]:
        if self._last is None:
            self._last = x, z
            self._left = self._brush.radius_m * SPACING
            return [_on_grid(x, z)]
        from_x, from_z = self._last
        length = math.hypot(x - from_x, z - from_z)
        found: list[tuple[float, float]] = []
        gone = self._left
        while gone <= length + ROUNDING_M and length > 0.0:
            share = gone / length
            found.append(_on_grid(from_x + (x - from_x) * share, from_z + (z - from_z) * share))
            gone += self._brush.radius_m * SPACING
        self._left = gone - length
        self._last = x, z
        return found


def _on_grid(x: float, z: float) -> tuple[float, float]:
    """The place to a 256th of a metre: rounding on the way there must not make another stroke of the same path."""
    return round(x * _GRID) / _GRID, round(z * _GRID) / _GRID
