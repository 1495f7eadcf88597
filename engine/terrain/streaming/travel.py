"""How the camera travels: whether it jumped, and where it will be."""

from math import dist, hypot

from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.viewpoint import Vector, ViewPoint

FRAME_S = 1.0 / 60.0
STILL_M_S = 0.5


class Travel:
    """Follows a camera from frame to frame."""

    def __init__(self) -> None:
        self.teleports = 0
        self._eye: Vector | None = None
        self._frame = 0
        self._speed: Vector = (0.0, 0.0, 0.0)

    def lead(self, view: ViewPoint, frame: int, config: StreamingConfig) -> Vector | None:
        """Where to fetch ahead [m]; None while the camera stands still, or in a frame in which it jumped.

        It jumped when the speed between two frames, or the one that is told, changes by more than teleport_speed: a
        steady flight of 200 m/s is none.
        """
        is_jump = self._step(view, frame, config.teleport_speed)
        self.teleports += is_jump
        x, _, z = view.velocity
        speed = hypot(x, z)
        if is_jump or speed < STILL_M_S or config.prefetch_s <= 0.0:
            return None
        return view.ahead(min(config.prefetch_s, config.view_distance_m / speed))

    def _step(self, view: ViewPoint, frame: int, limit: float) -> bool:
        before, was = self._eye, self._speed
        seconds = max(frame - self._frame, 1) * FRAME_S
        self._eye, self._frame = view.eye, frame
        if before is None:
            self._speed = view.velocity
            return False
        x, y, z = (now - then for now, then in zip(view.eye, before, strict=True))
        speed = self._speed = (x / seconds, y / seconds, z / seconds)
        # After a jump the camera comes to rest again, which is no second one.
        is_jump = dist(speed, was) > limit and dist(speed, view.velocity) > limit
        if is_jump:
            self._speed = view.velocity
        return is_jump
