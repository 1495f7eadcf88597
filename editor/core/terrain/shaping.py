"""What the brushes that shape the ground are set to; panels, keys and the viewport share it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from psygnal import Signal

ShapeTool = Literal["raise", "flatten", "smooth", "paint", "stamp"]
Material = Literal["grass", "sand", "forest", "rock", "path"]
StampShape = Literal["hill", "crater", "ridge", "plateau", "ramp"]

SHAPE_TOOLS: tuple[ShapeTool, ...] = get_args(ShapeTool)
MATERIALS: tuple[Material, ...] = get_args(Material)
STAMPS: tuple[StampShape, ...] = get_args(StampShape)
RADIUS_M = (0.5, 128.0)
"""Smallest and largest radius of a brush [m]."""
HEIGHT_M = (-500.0, 500.0)
RADIUS_STEP, STRENGTH_STEP = 1.15, 0.05


@dataclass(frozen=True)
class ShapeSettings:
    """One setting of the brush.

    radius [m]; strength 0..1, the share of its full effect that one dab has; falloff 0..1, the share of the radius over
    which the effect fades to nothing; material: what paint lays down; stamp, stamp_height [m], stamp_turn [deg]: what
    stamp adds; target [m]: the height to which flatten levels, None to take that under the first press.
    """

    radius: float = 6.0
    strength: float = 0.5
    falloff: float = 0.6
    material: Material = "path"
    stamp: StampShape = "hill"
    stamp_height: float = 4.0
    stamp_turn: float = 0.0
    target: float | None = None


class Shaping:
    """The brush in hand; `changed` fires when one of its numbers did."""

    changed = Signal()

    def __init__(self) -> None:
        self._settings = ShapeSettings()
        self.last: ShapeTool = "raise"
        """The tool that was in hand last: what the toolbar's one button takes up again."""

    @property
    def settings(self) -> ShapeSettings:
        """The numbers as they are now."""
        return self._settings

    def set(self, **values: object) -> None:
        """Change some of the numbers; those with a range are held inside it."""
        changed = replace(self._settings, **values)  # type: ignore[arg-type]
        held = replace(
            changed,
            radius=_held(changed.radius, *RADIUS_M),
            strength=_held(changed.strength, 0.01, 1.0),
            falloff=_held(changed.falloff, 0.0, 1.0),
            stamp_height=_held(changed.stamp_height, *HEIGHT_M),
            stamp_turn=changed.stamp_turn % 360.0,
            target=None if changed.target is None else round(changed.target, 3),
        )
        if held != self._settings:
            self._settings = held
            self.changed.emit()

    def wider(self, steps: float) -> None:
        """Make the brush wider by steps of 15 %, narrower when negative."""
        self.set(radius=round(self._settings.radius * RADIUS_STEP**steps, 2))

    def stronger(self, steps: float) -> None:
        """Make the brush stronger by steps of 5 %, weaker when negative."""
        self.set(strength=round(self._settings.strength + STRENGTH_STEP * steps, 3))


def _held(value: float, low: float, high: float) -> float:
    return min(max(float(value), low), high)
