"""How hands move the editing camera: fly, orbit, pan, zoom, frame, and the fixed views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from psygnal import Signal

from editor.viewport.camera.camera import STEEPEST, Camera, looking_at

ViewKind = Literal["perspective", "top", "front", "side"]
VIEW_TITLES: dict[ViewKind, str] = {"perspective": "Perspective", "top": "Top", "front": "Front", "side": "Side"}
Eye = tuple[float, float, float]
TURN_PER_PIXEL = 0.0052
ZOOM_PER_STEP = 0.86
SLOWEST, FASTEST = 0.5, 400.0
SPEED_PER_STEP = 1.25
NEAREST_M, FARTHEST_M = 0.8, 250.0
"""How near and how far from its pivot the camera goes in a patch of ground [m]."""
FARTHEST_ENDLESS_M = 6000.0
PARALLEL_DISTANCE = 80.0
_ANGLES: dict[ViewKind, tuple[float, float]] = {
    "top": (np.pi, -STEEPEST),
    "front": (np.pi, 0.0),
    "side": (-np.pi / 2.0, 0.0),
}


@dataclass(frozen=True)
class FlyKeys:
    """Which way the flying keys push: 1, 0 or -1 each."""

    ahead: int = 0
    right: int = 0
    up: int = 0
    is_fast: bool = False

    @property
    def is_still(self) -> bool:
        """Whether nothing is pushed."""
        return not (self.ahead or self.right or self.up)


class Navigation:
    """Holds the editing camera; `changed` fires whenever it moved."""

    changed = Signal()

    def __init__(self, camera: Camera | None = None) -> None:
        self.camera = camera or looking_at((10.7, 25.5, 21.4), (0.3, 0.0, -1.6))
        self.kind: ViewKind = "perspective"
        self.speed = 4.0
        self.farthest = FARTHEST_M
        """How far the camera may go from its pivot [m]."""
        self._perspective = self.camera
        self._left: tuple[object, ViewKind, Camera, Camera] | None = None

    def leave(self, place: object) -> None:
        """Keep the view of a place until `come_back`, unless one is kept already: the camera is lent to something."""
        if self._left is None:
            self._left = (place, self.kind, self.camera, self._perspective)

    def come_back(self, place: object) -> None:
        """Take the view that was kept, if it is of this place; it is kept no longer in any case."""
        left, self._left = self._left, None
        if left is not None and left[0] == place:
            _, self.kind, camera, self._perspective = left
            self._set(camera)

    def look(self, dx: float, dy: float) -> None:
        """Turn in place by a drag of (dx, dy) pixels; a fixed view pans instead."""
        if self.kind != "perspective":
            self.pan(dx, dy, 600.0)
            return
        self._set(self._turned(dx, dy))

    def orbit(self, dx: float, dy: float) -> None:
        """Turn about the pivot by a drag of (dx, dy) pixels; leaves a fixed view."""
        if self.kind != "perspective":
            self.kind = "perspective"
            pivot, height = self.camera.pivot, self.camera.ortho
            distance = height / (2.0 * np.tan(np.radians(self.camera.fov) / 2.0))
            self.camera = replace(self.camera, ortho=0.0, distance=distance).moved_to(
                pivot - self.camera.forward * distance
            )
        pivot = self.camera.pivot
        turned = self._turned(dx, dy)
        self._set(turned.moved_to(pivot - turned.forward * turned.distance))

    def pan(self, dx: float, dy: float, height: float) -> None:
        """Shift the picture by a drag of (dx, dy) pixels in a picture `height` pixels high."""
        camera = self.camera
        step = camera.metres_per_pixel(camera.pivot, height)
        self._set(camera.moved_to(np.array(camera.eye) - camera.right * dx * step + camera.up * dy * step))

    def zoom(self, steps: float) -> None:
        """Come closer to the pivot by wheel steps, away when negative."""
        camera, factor = self.camera, ZOOM_PER_STEP**steps
        if camera.ortho > 0.0:
            widest = self.farthest * 1.2
            self._set(replace(camera, ortho=float(np.clip(camera.ortho * factor, 1.0, widest))))
            return
        pivot = camera.pivot
        distance = float(np.clip(camera.distance * factor, NEAREST_M, self.farthest))
        self._set(replace(camera, distance=distance).moved_to(pivot - camera.forward * distance))

    def fly(self, keys: FlyKeys, seconds: float, limit: Callable[[Eye], Eye] | None = None) -> None:
        """Move as the keys push for some time; `limit` gives the place where the camera may be instead."""
        if keys.is_still or self.kind != "perspective":
            return
        camera = self.camera
        push = camera.forward * keys.ahead + camera.right * keys.right + np.array([0.0, 1.0, 0.0]) * keys.up
        push /= max(float(np.linalg.norm(push)), 1e-9)
        speed = self.speed * (3.0 if keys.is_fast else 1.0)
        moved = camera.moved_to(np.array(camera.eye) + push * speed * seconds)
        self._set(moved if limit is None else moved.moved_to(limit(moved.eye)))

    def change_speed(self, steps: float) -> None:
        """Fly faster by wheel steps, slower when negative."""
        self.speed = float(np.clip(self.speed * SPEED_PER_STEP**steps, SLOWEST, FASTEST))
        self.changed.emit()

    def frame(self, points: Sequence[Sequence[float]], reach: float = 2.0) -> None:
        """Bring points, each with `reach` metres around it, into the picture; the angle stays."""
        if not len(points):
            return
        cloud = np.asarray(points, dtype=np.float64)
        centre = (cloud.min(axis=0) + cloud.max(axis=0)) / 2.0
        radius = float(np.linalg.norm(cloud - centre, axis=1).max()) + reach
        camera = self.camera
        if camera.ortho > 0.0:
            self._set(replace(camera, ortho=radius * 2.4).moved_to(centre - camera.forward * camera.distance))
            return
        distance = float(np.clip(radius / np.sin(np.radians(camera.fov) / 2.0), 2.5, self.farthest * 0.8))
        self._set(replace(camera, distance=distance).moved_to(centre - camera.forward * distance))

    def look_at(self, point: Sequence[float], distance: float = 0.0) -> None:
        """Bring a point into the middle of the picture, from `distance` [m] away; 0 keeps the distance."""
        camera = self.camera
        away = distance or camera.distance
        self._set(replace(camera, distance=away).moved_to(np.asarray(point, np.float64) - camera.forward * away))

    def look_from_eye(self, eye: Sequence[float], point: Sequence[float]) -> None:
        """Look at a point from another, in perspective."""
        self.kind = "perspective"
        self._set(looking_at(eye, point, self.camera.fov))

    @property
    def view(self) -> tuple[float, ...]:
        """The perspective as numbers, for a bookmark: eye, yaw, pitch, distance of the pivot."""
        camera = self.camera if self.kind == "perspective" else self._perspective
        return (*camera.eye, camera.yaw, camera.pitch, camera.distance)

    def take_view(self, view: Sequence[float]) -> None:
        """Look as a bookmark says."""
        x, y, z, yaw, pitch, distance = (float(number) for number in view)
        self.kind = "perspective"
        pitch = float(np.clip(pitch, -STEEPEST, STEEPEST))
        lens = self._perspective.fov
        self._set(Camera((x, y, z), yaw, pitch, lens, max(distance, NEAREST_M)))

    def set_view(self, kind: ViewKind) -> None:
        """Take one of the fixed views, or the perspective that was left last."""
        if kind == self.kind:
            return
        pivot = self.camera.pivot
        if self.kind == "perspective":
            self._perspective = self.camera
        self.kind = kind
        if kind == "perspective":
            before = self._perspective
            self._set(before.moved_to(pivot - before.forward * before.distance))
            return
        yaw, pitch = _ANGLES[kind]
        height = self.camera.ortho or 2.0 * self._perspective.distance * float(np.tan(np.radians(self.camera.fov) / 2))
        flat = replace(self.camera, yaw=yaw, pitch=pitch, ortho=height, distance=PARALLEL_DISTANCE)
        self._set(flat.moved_to(pivot - flat.forward * PARALLEL_DISTANCE))

    def look_from(self, direction: Sequence[float]) -> None:
        """Look at the pivot from a side: what a click on the view gizmo asks for."""
        x, y, z = direction
        kind: ViewKind = "top" if y > 0.5 else "front" if z > 0.5 else "side" if x > 0.5 else "perspective"
        if kind != "perspective":
            self.set_view(kind)
            return
        pivot, camera = self.camera.pivot, self.camera
        self.kind = "perspective"
        away = np.array(direction, dtype=np.float64)
        moved = looking_at(pivot + away * camera.distance + np.array([0.0, 1e-3, 1e-3]), pivot, camera.fov)
        self._set(moved)

    def _turned(self, dx: float, dy: float) -> Camera:
        pitch = float(np.clip(self.camera.pitch - dy * TURN_PER_PIXEL, -STEEPEST, STEEPEST))
        return replace(self.camera, yaw=self.camera.yaw - dx * TURN_PER_PIXEL, pitch=pitch)

    def _set(self, camera: Camera) -> None:
        if camera != self.camera:
            self.camera = camera
            self.changed.emit()
