"""The camera of the running game: behind and above the player, following smoothly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from editor.viewport.camera.camera import Camera
from engine.document import SceneView

SHOULDER_M = 1.1
EYE_LEVEL_M = 1.45
LOOK_SHARE = 0.44
"""The view sinks less than the camera rises, so that the sky stays in the picture."""
FOLLOW_PER_S = 9.0
LOWEST_M = 0.6


class GameCamera:
    """Follows a point; yaw and distance can be changed by hand while it plays."""

    def __init__(self) -> None:
        self.yaw = np.pi
        self.pitch = float(np.radians(14.0))
        self.distance = 6.0
        self.fov = 50.0
        self._focus: np.ndarray | None = None

    @property
    def is_set(self) -> bool:
        """Whether it has seen what it follows."""
        return self._focus is not None

    def take_over(self, view: SceneView) -> None:
        """Use the scene's first camera for lens, distance and angles."""
        self._focus = None
        for entity in view.with_component("camera"):
            camera, transform = entity.components["camera"], entity.components.get("transform")
            self.fov, self.distance = float(camera.fov), float(camera.distance)  # type: ignore[attr-defined]
            self.pitch = float(np.radians(camera.pitch))  # type: ignore[attr-defined]
            if transform is not None:
                self.yaw = float(np.radians(transform.rotation[1]))  # type: ignore[attr-defined]
            return

    def turn(self, dx: float, dy: float) -> None:
        """Turn about the player by a drag of (dx, dy) pixels."""
        self.yaw -= dx * 0.004
        self.pitch = float(np.clip(self.pitch + dy * 0.003, np.radians(-4.0), np.radians(80.0)))

    def zoom(self, steps: float) -> None:
        """Come closer by wheel steps, away when negative."""
        self.distance = float(np.clip(self.distance * 0.88**steps, 2.5, 40.0))

    def follow(self, target: tuple[float, float, float], seconds: float) -> None:
        """Go after the target for some time."""
        goal = np.array(target, dtype=np.float64)
        if self._focus is None:
            self._focus = goal
            return
        self._focus = self._focus + (goal - self._focus) * (1.0 - float(np.exp(-FOLLOW_PER_S * max(seconds, 0.0))))

    def camera(self, height_at: Callable[[float, float], float]) -> Camera:
        """The camera as it is now, kept above the ground."""
        focus = (self._focus if self._focus is not None else np.zeros(3)) + np.array([0.0, EYE_LEVEL_M, 0.0])
        level = np.array([np.sin(self.yaw), 0.0, np.cos(self.yaw)])
        right = np.array([-np.cos(self.yaw), 0.0, np.sin(self.yaw)])
        back = level * np.cos(self.pitch) - np.array([0.0, np.sin(self.pitch), 0.0])
        eye = focus - back * self.distance + right * SHOULDER_M * min(self.distance / 6.0, 1.0)
        eye[1] = max(eye[1], height_at(float(eye[0]), float(eye[2])) + LOWEST_M)
        steepness = np.clip((self.pitch - np.radians(20.0)) / np.radians(25.0), 0.0, 1.0)
        share = LOOK_SHARE + (1.0 - LOOK_SHARE) * float(steepness)
        place = (float(eye[0]), float(eye[1]), float(eye[2]))
        return Camera(place, self.yaw, -self.pitch * share, self.fov, self.distance)
