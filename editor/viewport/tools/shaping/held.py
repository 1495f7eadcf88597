"""A brush between press and release: along the pointer's way, while it is held still, or moved about as a stamp."""

from __future__ import annotations

from engine.terrain.edits import TerrainEdits
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import Brush, Shaped, Stroke
from engine.terrain.shaping.stroke import Dab

PRESSES_A_SECOND = 12.0
"""How often a brush that is held still presses again."""


class HeldBrush:
    """What a brush does until it is let go. `tiles` is all that it changed of the ground at the press.

    `is_single`: one press, which goes where the pointer goes, as that of a stamp does, in place of a row of them.
    """

    def __init__(self, landscape: Landscape, dab: Dab, brush: Brush, *, is_single: bool = False) -> None:
        self._landscape, self._dab, self._brush = landscape, dab, brush
        self._is_single = is_single
        self._stroke = self._new_stroke()
        self._at: tuple[float, float] | None = None
        self._waited = 0.0

    @property
    def tiles(self) -> Shaped:
        """The tiles that differ from the ground at the press."""
        return Shaped(self._stroke.tiles, self._stroke.notes)

    @property
    def edits(self) -> TerrainEdits:
        """The shaping as it is now."""
        return self._stroke.edits

    def to(self, x: float, z: float) -> Shaped:
        """The pointer is at (x, z) [m]; gives the tiles that became others by it."""
        if (x, z) == self._at:
            return Shaped()
        self._at = (x, z)
        self._waited = 0.0
        if not self._is_single:
            return self._stroke.move_to(x, z)
        before = self._landscape.edits
        back = {key: before.tile(*key) for key in self._stroke.tiles}
        self._stroke = self._new_stroke()
        made = self._stroke.move_to(x, z)
        return Shaped({**back, **made}, made.notes)

    def hold(self, seconds: float) -> Shaped:
        """Time has passed with the brush where it is; gives the tiles that became others by it."""
        changed = Shaped()
        if self._is_single or self._at is None:
            return changed
        self._waited += seconds
        stroke = self._stroke
        while self._waited >= 1.0 / PRESSES_A_SECOND:
            self._waited -= 1.0 / PRESSES_A_SECOND
            made = self._dab(self._landscape, stroke.edits, self._brush.at(*self._at))
            stroke.edits = stroke.edits.replaced(made)
            stroke.tiles.update(made)
            changed.update(made)
        return changed

    def _new_stroke(self) -> Stroke:
        return Stroke(self._landscape, self._landscape.edits, self._dab, self._brush)
