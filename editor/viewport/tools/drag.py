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
ONE_HINT = "Type a number; Enter takes it, Esc gives up"
TWO_HINT = "Type a number, Tab for the other axis; Enter takes it, Esc gives up"
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
    """Numbers typed during a drag: they take the place of the pointer's; Tab goes from the first axis to the second."""

    text: str = ""
    other: str = ""
    """What is typed for the axis that is not at hand."""
    is_second: bool = False

    def take(self, letter: str) -> bool:
        """Add a letter; False when it is no part of a number."""
        if letter == "tab":
            self.text, self.other, self.is_second = self.other, self.text, not self.is_second
            return True
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
        return _number(self.text)

    @property
    def both(self) -> tuple[float | None, float | None]:
        """The numbers of the first and the second axis."""
        first, second = (self.other, self.text) if self.is_second else (self.text, self.other)
        return _number(first), _number(second)


@dataclass
class HandleDrag:
    """One drag of one handle from its start; `change` tells what it does now.

    step_m, step_deg: the snapping steps, 0 without; `origin`: where the thing is by the document [m], from whose place
    on the world's grid the steps are counted; None counts them from where it was.
    """

    gizmo: Gizmo
    handle: str
    camera: Camera
    size: tuple[float, float]
    start: tuple[float, float]
    step_m: float = 0.0
    step_deg: float = 0.0
    typed: Typed = field(default_factory=Typed)
    origin: tuple[float, float, float] | None = None

    def take(self, letter: str) -> bool:
        """A letter typed; Tab goes to the other axis of a plane. False when it is not for the drag."""
        if letter == "tab" and (self.gizmo.tool != "move" or self.handle in AXES):
            return True
        if letter == "backspace":
            self.typed.erase()
            return True
        return self.typed.take(letter)

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

    @property
    def hint(self) -> str:
        """What keys do while it goes on."""
        return TWO_HINT if self.gizmo.tool == "move" and self.handle not in AXES else ONE_HINT

    def told(self, change: Change) -> str:
        """What is shown beside the pointer: "X 1.50 m", "X 1.50  Z −2.00 m", "Y 15.00°" or "1.20 times"."""
        if self.gizmo.tool == "scale":
            return f"{self.typed.text or _shown(change.factor)} {self.unit}"
        if self.gizmo.tool == "rotate":
            return (
                f"{AXES[change.axis].upper()} {self.typed.text or _shown(float(np.degrees(change.angle)))}{self.unit}"
            )
        indices = (AXES.index(self.handle),) if self.handle in AXES else PLANES[self.plane]
        typed = (self.typed.other, self.typed.text) if self.typed.is_second else (self.typed.text, self.typed.other)
        parts = [
            f"{AXES[index].upper()} {text or _shown(float(np.array(change.shift) @ self.gizmo.axis(index)))}"
            for index, text in zip(indices, typed, strict=False)
        ]
        return f"{'  '.join(parts)} {self.unit}"

    def _shift(self, x: float, y: float) -> Change:
        if self.handle in AXES:
            along = self.gizmo.axis(AXES.index(self.handle))
            length = self.typed.value
            if length is None:
                length = self._stepped(
                    AXES.index(self.handle), self._along(along, x, y) - self._along(along, *self.start)
                )
            return Change(shift=_triple(along * length))
        plane = self.plane
        first, second = (self.gizmo.axis(i) for i in PLANES[plane])
        normal = self.gizmo.axis(PLANE_AXIS[plane])
        before, now = self._on_plane(normal, *self.start), self._on_plane(normal, x, y)
        if before is None or now is None:
            return Change()
        offset = now - before
        axes = zip(PLANES[plane], (first, second), self.typed.both, strict=True)
        amounts = [self._stepped(i, float(offset @ axis)) if typed is None else typed for i, axis, typed in axes]
        return Change(shift=_triple(first * amounts[0] + second * amounts[1]))

    @property
    def plane(self) -> str:
        """The plane that a handle moves in when it is no axis."""
        return self.handle if self.handle in PLANES else "xz"

    def _stepped(self, axis: int, amount: float) -> float:
        """A way along an axis [m] in whole steps, or to the next line of the grid; own axes have no grid."""
        if self.origin is None or self.gizmo.yaw != 0.0:
            return _snapped(amount, self.step_m)
        return _snapped(self.origin[axis] + amount, self.step_m) - self.origin[axis]

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


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _snapped(value: float, step: float) -> float:
    return float(np.round(value / step) * step) if step > 0.0 else value


def _shown(number: float) -> str:
    return f"{number + 0.0:.2f}".replace("-", "−")


def _triple(vector: F64) -> tuple[float, float, float]:
    return (float(vector[0]), float(vector[1]), float(vector[2]))
