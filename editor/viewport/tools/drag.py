"""A drag of a handle as numbers: how far, how much turned, how many times as large; snapped, or typed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from editor.viewport.camera.camera import Camera
from editor.viewport.tools.gizmo import Gizmo
from editor.viewport.tools.handles import AXES, PLANE_AXIS, PLANES

F64 = NDArray[np.float64]
PIXELS_A_DOUBLING = 160.0
SCALE_STEP = 0.1
_TYPED_LETTERS = "0123456789.-"


@dataclass(frozen=True)
class Change:
    """What a drag does: a shift [m], a turn about a world axis [rad], a factor on the size."""

    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    axis: int = 1
    angle: float = 0.0
    factor: float = 1.0


@dataclass
class Typed:
    """Numbers typed during a drag: they take the place of the pointer's."""

    text: str = ""

    def take(self, letter: str) -> bool:
        """Add a letter; False when it is no part of a number."""
        letter = "." if letter == "," else letter
        if letter == "-":
            self.text = self.text[1:] if self.text.startswith("-") else f"-{self.text}"
            return True
        if letter not in _TYPED_LETTERS or not letter or (letter == "." and "." in self.text):
            return False
        self.text += letter
        return True

    def erase(self) -> None:
        """Take the last letter back."""
        self.text = self.text[:-1]

    @property
    def value(self) -> float | None:
        """The number, or None while there is none."""
        try:
            return float(self.text)
        except ValueError:
            return None


@dataclass
class HandleDrag:
    """One drag of one handle from its start; `change` tells what it does now.

    step_m, step_deg: the snapping steps, 0 without; `level`: a plane drag keeps to the ground plane.
    """

    gizmo: Gizmo
    handle: str
    camera: Camera
    size: tuple[float, float]
    start: tuple[float, float]
    step_m: float = 0.0
    step_deg: float = 0.0
    typed: Typed = field(default_factory=Typed)

    def change(self, x: float, y: float) -> Change:
        """What the drag does with the pointer at pixel (x, y)."""
        if self.gizmo.tool == "rotate":
            return self._turn(x, y)
        if self.gizmo.tool == "scale":
            return self._growth(x, y)
        return self._shift(x, y)

    @property
    def unit(self) -> str:
        """The unit of what is typed."""
        return {"rotate": "°", "scale": "times"}.get(self.gizmo.tool, "m")

    def amount(self, change: Change) -> float:
        """The number that is shown beside the pointer: metres, degrees or a factor."""
        if self.gizmo.tool == "rotate":
            return float(np.degrees(change.angle))
        if self.gizmo.tool == "scale":
            return change.factor
        if self.handle in AXES:
            return float(np.array(change.shift) @ self.gizmo.axis(AXES.index(self.handle)))
        return float(np.linalg.norm(change.shift))

    def _shift(self, x: float, y: float) -> Change:
        if self.handle in AXES:
            along = self.gizmo.axis(AXES.index(self.handle))
            length = self.typed.value
            if length is None:
                length = _snapped(self._along(along, x, y) - self._along(along, *self.start), self.step_m)
            return Change(shift=_triple(along * length))
        plane = self.handle if self.handle in PLANES else "xz"
        first, second = (self.gizmo.axis(i) for i in PLANES[plane])
        normal = self.gizmo.axis(PLANE_AXIS[plane])
        before, now = self._on_plane(normal, *self.start), self._on_plane(normal, x, y)
        if before is None or now is None:
            return Change()
        offset = now - before
        amounts = [_snapped(float(offset @ axis), self.step_m) for axis in (first, second)]
        typed = self.typed.value
        if typed is not None:
            amounts[0] = typed
        return Change(shift=_triple(first * amounts[0] + second * amounts[1]))

    def _turn(self, x: float, y: float) -> Change:
        index = AXES.index(self.handle) if self.handle in AXES else 1
        axis = self.gizmo.axis(index)
        typed = self.typed.value
        if typed is not None:
            return Change(axis=index, angle=float(np.radians(typed)))
        before, now = self._on_plane(axis, *self.start), self._on_plane(axis, x, y)
        place = np.array(self.gizmo.place)
        if before is None or now is None:
            angle = (x - self.start[0]) * 0.01
        else:
            a, b = before - place, now - place
            angle = float(np.arctan2(np.cross(a, b) @ axis, a @ b))
        return Change(axis=index, angle=float(np.radians(_snapped(float(np.degrees(angle)), self.step_deg))))

    def _growth(self, x: float, y: float) -> Change:
        typed = self.typed.value
        if typed is not None:
            return Change(factor=max(typed, 0.01))
        pull = (x - self.start[0]) - (y - self.start[1])
        factor = float(2.0 ** (pull / PIXELS_A_DOUBLING))
        return Change(factor=max(_snapped(factor, SCALE_STEP if self.step_m else 0.0), 0.05))

    def _along(self, axis: F64, x: float, y: float) -> float:
        """How far along the axis through the gizmo the line of sight through a pixel passes it [m]."""
        origin, ray = self.camera.ray(x, y, self.size)
        offset = np.array(self.gizmo.place) - origin
        between = float(axis @ ray)
        bottom = 1.0 - between * between
        if bottom < 1e-5:
            return 0.0
        return (between * float(ray @ offset) - float(axis @ offset)) / bottom

    def _on_plane(self, normal: F64, x: float, y: float) -> F64 | None:
        """Where the line of sight meets the plane through the gizmo; None when it looks along the plane."""
        origin, ray = self.camera.ray(x, y, self.size)
        across = float(ray @ normal)
        if abs(across) < 0.03:
            return None
        reach = float((np.array(self.gizmo.place) - origin) @ normal) / across
        return origin + ray * reach if reach > 0.0 else None


def _snapped(value: float, step: float) -> float:
    return float(np.round(value / step) * step) if step > 0.0 else value


def _triple(vector: F64) -> tuple[float, float, float]:
    return (float(vector[0]), float(vector[1]), float(vector[2]))
