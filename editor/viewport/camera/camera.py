"""The camera: a place, two angles and a lens; rays and matrices from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

F64 = NDArray[np.float64]
NEAR, FAR = 0.3, 420.0
STEEPEST = np.radians(89.9)


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from.

    eye (x, y, z) [m]; yaw 0 looks towards +z and grows towards +x, pitch grows upward [rad]; fov: height of the picture
    as an angle [deg]; distance [m] to the point that orbiting turns about; ortho: height of the picture [m] in a
    parallel view, 0 in perspective; near, far: what lies nearer or farther along the view is not drawn [m].
    """

    eye: tuple[float, float, float] = (10.0, 12.0, 14.0)
    yaw: float = np.pi * 1.2
    pitch: float = -0.6
    fov: float = 45.0
    distance: float = 20.0
    ortho: float = 0.0
    near: float = NEAR
    far: float = FAR

    @property
    def forward(self) -> F64:
        """The unit vector that it looks along."""
        level = np.cos(self.pitch)
        return np.array([np.sin(self.yaw) * level, np.sin(self.pitch), np.cos(self.yaw) * level])

    @property
    def right(self) -> F64:
        """The unit vector to the right of the picture."""
        return np.array([-np.cos(self.yaw), 0.0, np.sin(self.yaw)])

    @property
    def up(self) -> F64:
        """The unit vector to the top of the picture."""
        # right x forward, written out: np.cross takes thirty times as long, several times a frame.
        sine = np.sin(self.pitch)
        return np.array([-np.sin(self.yaw) * sine, np.cos(self.pitch), -np.cos(self.yaw) * sine])

    @property
    def pivot(self) -> F64:
        """The point that orbiting turns about."""
        return np.array(self.eye) + self.forward * self.distance

    def view_matrix(self) -> F64:
        """World to camera (4, 4)."""
        view = np.eye(4)
        view[0, :3], view[1, :3], view[2, :3] = self.right, self.up, -self.forward
        view[:3, 3] = -view[:3, :3] @ np.array(self.eye)
        return view

    def projection(self, aspect: float) -> F64:
        """Camera to clip space (4, 4); aspect = width / height."""
        if self.ortho > 0.0:
            half = self.ortho / 2.0
            depth = self.far + 200.0
            return np.diag([1.0 / (half * aspect), 1.0 / half, -1.0 / depth, 1.0])
        scale = 1.0 / np.tan(np.radians(self.fov) / 2.0)
        near, far = self.near, self.far
        matrix = np.diag([scale / aspect, scale, (far + near) / (near - far), 0.0])
        matrix[2, 3] = 2.0 * far * near / (near - far)
        matrix[3, 2] = -1.0
        return matrix

    def view_projection(self, aspect: float) -> F64:
        """World to clip space (4, 4)."""
        return self.projection(aspect) @ self.view_matrix()

    def project(self, points: ArrayLike, size: tuple[float, float]) -> F64:
        """Points (n, 3) to (n, 3): pixels (x, y from the top left) and depth [m] along the view (negative: behind)."""
        world = np.asarray(points, dtype=np.float64).reshape(-1, 3)
        clip = np.concatenate([world, np.ones((len(world), 1))], axis=1) @ self.view_projection(size[0] / size[1]).T
        w = np.where(np.abs(clip[:, 3]) < 1e-6, 1e-6, clip[:, 3])
        depth = (world - np.array(self.eye)) @ self.forward
        x = (clip[:, 0] / w * 0.5 + 0.5) * size[0]
        y = (0.5 - clip[:, 1] / w * 0.5) * size[1]
        return np.stack([x, y, depth], axis=1)

    def ray(self, x: float, y: float, size: tuple[float, float]) -> tuple[F64, F64]:
        """Origin and unit direction of the line of sight through a pixel (from the top left)."""
        across = (x / size[0] * 2.0 - 1.0) * size[0] / size[1]
        upward = 1.0 - y / size[1] * 2.0
        if self.ortho > 0.0:
            half = self.ortho / 2.0
            origin = np.array(self.eye) + self.right * across * half + self.up * upward * half
            return origin, self.forward
        lens = np.tan(np.radians(self.fov) / 2.0)
        direction = self.forward + self.right * across * lens + self.up * upward * lens
        return np.array(self.eye), direction / np.linalg.norm(direction)

    def metres_per_pixel(self, point: ArrayLike, height: float) -> float:
        """How many metres one pixel covers at a point, for a picture `height` pixels high."""
        if self.ortho > 0.0:
            return self.ortho / height
        depth = float((np.asarray(point, dtype=np.float64) - np.array(self.eye)) @ self.forward)
        return 2.0 * max(depth, NEAR) * float(np.tan(np.radians(self.fov) / 2.0)) / height

    def moved_to(self, eye: ArrayLike) -> Camera:
        """The same view from another place."""
        x, y, z = (float(value) for value in np.asarray(eye))
        return replace(self, eye=(x, y, z))


def looking_at(eye: ArrayLike, target: ArrayLike, fov: float = 45.0) -> Camera:
    """A camera at `eye` that has `target` in the middle of its picture."""
    start, goal = np.asarray(eye, dtype=np.float64), np.asarray(target, dtype=np.float64)
    offset = goal - start
    distance = float(np.linalg.norm(offset))
    yaw = float(np.arctan2(offset[0], offset[2]))
    pitch = float(np.clip(np.arcsin(offset[1] / max(distance, 1e-9)), -STEEPEST, STEEPEST))
    return Camera(
        eye=(float(start[0]), float(start[1]), float(start[2])), yaw=yaw, pitch=pitch, fov=fov, distance=distance
    )
