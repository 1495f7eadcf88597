"""The camera of the running game: behind and above the player, following smoothly, with what matters in the picture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from editor.viewport.camera.camera import Camera
from editor.viewport.camera.framing import framing, threats_of
from engine.document import SceneView
from engine.present.draw_list import DrawList

HeightAt = Callable[[float, float], float]
SHOULDER_M = 1.1
EYE_LEVEL_M = 1.45
LOOK_SHARE = 0.44
"""The view sinks less than the camera rises, so that the sky stays in the picture."""
FOLLOW_PER_S, RISE_PER_S = 9.0, 5.0
AHEAD_S, MOST_AHEAD_M, AHEAD_PER_S = 0.22, 1.0, 3.0
"""The camera looks to where the player will be so much later, at most so far ahead [m]."""
JUMP_M = 8.0
"""Who moves farther than this between two pictures was carried there: the camera goes along at once."""
ROOM_PER_S = 1.4
TURN_PER_S, MOST_TURN_S, CALM_TURN = 1.6, float(np.radians(75.0)), float(np.radians(14.0))
"""How the camera of an autopilot turns to what matters: never faster than so much a second, nor for less than that."""
LOWEST_M, CLEAR_M, NEAREST = 0.6, 0.35, 0.35
"""How high above the ground the eye is, how high the line of sight; the share of its distance that it keeps."""
SHAKE_M, SHAKE_RAD = 0.07, 0.012
SHARES: list[float] = np.linspace(0.15, 1.0, 8).tolist()
EDGE_FROM, EDGE_PER_S = 0.55, float(np.radians(120.0))
"""Beyond that share of the way from the middle of the picture to its side the pointer turns the view, up to so fast."""


class GameCamera:
    """Follows a point; yaw and distance can be changed by hand while it plays.

    `is_calm` leaves out what only moves for its own sake: shaking and looking ahead (the setting "Reduced motion").
    """

    def __init__(self) -> None:
        self.yaw = np.pi
        self.pitch = float(np.radians(14.0))
        self.distance = 6.0
        self.fov = 50.0
        self.is_calm = False
        self._focus: np.ndarray | None = None
        self._target = np.zeros(3)
        self._velocity = np.zeros(3)
        self._ahead = np.zeros(3)
        self._room = 1.0
        self._shake = self._time = 0.0

    @property
    def is_set(self) -> bool:
        """Whether it has seen what it follows."""
        return self._focus is not None

    def take_over(self, view: SceneView, wanted: str = "") -> None:
        """Use the scene's first camera, or the wanted one by its id, for lens, distance and angles."""
        self._focus = None
        self._room = 1.0
        for entity in view.with_component("camera"):
            if wanted and entity.id != wanted:
                continue
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

    def turn_at_edge(self, x: float, width: float, seconds: float) -> None:
        """Turn towards a pointer at pixel `x` of a picture `width` pixels wide, the faster the nearer to its side."""
        aside = 2.0 * x / max(width, 1.0) - 1.0
        beyond = min(max(abs(aside) - EDGE_FROM, 0.0) / (1.0 - EDGE_FROM), 1.0)
        self.yaw -= float(np.sign(aside)) * beyond * beyond * EDGE_PER_S * seconds

    def zoom(self, steps: float) -> None:
        """Come closer by wheel steps, away when negative."""
        self.distance = float(np.clip(self.distance * 0.88**steps, 2.5, 40.0))

    def follow(self, target: tuple[float, float, float], seconds: float) -> None:
        """Go after the target for some time."""
        goal = np.array(target, dtype=np.float64)
        if self._focus is None or float(np.linalg.norm(goal - self._target)) > JUMP_M:
            self._focus, self._target = goal, goal
            self._velocity, self._ahead = np.zeros(3), np.zeros(3)
            return
        if seconds > 0.0:
            self._velocity += (goal - self._target) / seconds * _share(8.0, seconds) - self._velocity * _share(
                8.0, seconds
            )
        self._target = goal
        share = np.array([_share(FOLLOW_PER_S, seconds), _share(RISE_PER_S, seconds), _share(FOLLOW_PER_S, seconds)])
        self._focus = self._focus + (goal - self._focus) * share
        ahead = np.zeros(3) if self.is_calm else self._velocity * AHEAD_S * (1.0, 0.0, 1.0)
        ahead *= min(1.0, MOST_AHEAD_M / max(float(np.linalg.norm(ahead)), 1e-6))
        self._ahead = self._ahead + (ahead - self._ahead) * _share(AHEAD_PER_S, seconds)

    def watch(self, picture: DrawList, seconds: float, *, leads: bool = False) -> None:
        """Go after the picture's player for some time and make room for the threats around.

        `leads`: it also turns to them by itself, as where an autopilot plays and nobody's hand turns it.
        """
        self._shake, self._time = (0.0 if self.is_calm else picture.camera_shake), picture.time
        if picture.camera_target is None:
            return
        self.follow(picture.camera_target, seconds)
        wanted = framing(self._target, self._velocity, threats_of(picture))
        self._room += (wanted.room - self._room) * _share(ROOM_PER_S, seconds)
        if leads and wanted.yaw is not None:
            off = float(np.mod(wanted.yaw - self.yaw + np.pi, 2.0 * np.pi) - np.pi)
            beyond = np.sign(off) * max(abs(off) - CALM_TURN, 0.0)
            self.yaw += float(np.clip(beyond * TURN_PER_S, -MOST_TURN_S, MOST_TURN_S)) * seconds

    def settle(self, picture: DrawList) -> None:
        """Be at once where it would come to: a moment that is gone to looks the same whichever way it was reached."""
        self._focus = None
        self.watch(picture, 0.0)
        self._room = framing(self._target, self._velocity, threats_of(picture)).room

    def camera(self, height_at: HeightAt) -> Camera:
        """The camera as it is now, kept above the ground and out of hills between it and the player."""
        focus = (self._focus if self._focus is not None else np.zeros(3)) + self._ahead
        focus = focus + np.array([0.0, EYE_LEVEL_M, 0.0])
        level = np.array([np.sin(self.yaw), 0.0, np.cos(self.yaw)])
        right = np.array([-np.cos(self.yaw), 0.0, np.sin(self.yaw)])
        back = level * np.cos(self.pitch) - np.array([0.0, np.sin(self.pitch), 0.0])
        far = self.distance * self._room
        eye = focus - back * far + right * SHOULDER_M * min(self.distance / 6.0, 1.0)
        eye = focus + (eye - focus) * _clear_share(focus, eye, height_at)
        eye[1] = max(eye[1], height_at(float(eye[0]), float(eye[2])) + LOWEST_M)
        steepness = np.clip((self.pitch - np.radians(20.0)) / np.radians(25.0), 0.0, 1.0)
        share = LOOK_SHARE + (1.0 - LOOK_SHARE) * float(steepness)
        yaw, pitch = self.yaw, -self.pitch * share
        if self._shake > 0.0:
            across, upward = np.sin(self._time * 71.0), np.sin(self._time * 89.0 + 1.3)
            eye = eye + (right * across + np.array([0.0, upward, 0.0])) * SHAKE_M * self._shake
            yaw, pitch = (
                yaw + across * SHAKE_RAD * self._shake * 0.6,
                pitch + upward * SHAKE_RAD * self._shake,
            )
        place = (float(eye[0]), float(eye[1]), float(eye[2]))
        return Camera(place, float(yaw), float(pitch), self.fov, self.distance)


def _share(per_s: float, seconds: float) -> float:
    """How much of the way to a goal is gone in some time."""
    return 1.0 - float(np.exp(-per_s * max(seconds, 0.0)))


def _clear_share(focus: np.ndarray, eye: np.ndarray, height_at: HeightAt) -> float:
    """The share of the way from the focus to the eye before ground comes between them."""
    (x, y, z), (across, up, along) = focus.tolist(), (eye - focus).tolist()
    for share in SHARES:
        if y + up * share < height_at(x + across * share, z + along * share) + CLEAR_M:
            return max(share - 0.12, NEAREST)
    return 1.0
