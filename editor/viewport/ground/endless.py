"""What an endless scene adds to each picture: streamed chunks, a window of heights, scenery."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.viewport.camera.camera import Camera
from editor.viewport.ground.scenery import Scenery, scenery_workers
from editor.viewport.ground.window import GroundWindow
from engine.present.draw_list import DrawList, Ground
from engine.terrain.lattice import CHUNK_CELLS
from engine.terrain.shown import endless_ground
from engine.terrain.streaming.viewpoint import ViewPoint

if TYPE_CHECKING:
    from editor.core.terrain.service import TerrainService
    from engine.terrain.landscape import Landscape

LONGEST_S = 0.5
"""After a longer pause between two pictures a speed says nothing."""


def drawn_quads(terrain: TerrainService) -> int:
    """Quads a side of a chunk to draw, from the project's settings; 0 where the processor draws, which chooses."""
    if terrain.is_software or not terrain.is_endless:
        return 0
    # Chunks meet at every level only where quads are halves of halves of their 64.
    return 1 << (min(max(terrain.config.grid_quads, 2), CHUNK_CELLS).bit_length() - 1)


BARE_PICTURES = 30
"""After so many pictures without ground, and none to come, there is none: the camera is beyond the end of the world."""


class EndlessView:
    """Follows the landscape of the open scene and the camera that looks at it."""

    def __init__(self, terrain: TerrainService) -> None:
        self._terrain = terrain
        self._landscape: Landscape | None = None
        self._window: GroundWindow | None = None
        self._scenery: Scenery | None = None
        self._workers: ThreadPoolExecutor | None = None
        self._whole: Ground | None = None
        self._eye = (0.0, 0.0, 0.0)
        self._forward = (0.0, 0.0, 1.0)
        self._focus = (0.0, 0.0)
        self._velocity = (0.0, 0.0, 0.0)
        self._looked_at = 0.0
        self._bare = 0
        self.is_settling = False

    def close(self) -> None:
        """End the thread that makes scenery; another picture would start it again."""
        workers, self._workers = self._workers, None
        self._landscape, self._window, self._scenery = None, None, None
        if workers is not None:
            workers.shutdown(cancel_futures=True)

    def look_from(self, camera: Camera, aspect: float = 1.0) -> None:
        """The camera of the next picture, `aspect` times wider than high; its speed is reckoned from the one before."""
        tangent = math.tan(math.radians(camera.fov) / 2.0) * aspect
        self._terrain.fov_deg = None if camera.ortho > 0.0 else math.degrees(2.0 * math.atan(tangent))
        now = time.perf_counter()
        seconds = now - self._looked_at
        if 1e-4 < seconds < LONGEST_S:
            x, y, z = ((new - old) / seconds for new, old in zip(camera.eye, self._eye, strict=True))
            self._velocity = (x, y, z)
        else:
            self._velocity = (0.0, 0.0, 0.0)
        ahead = camera.forward.tolist()
        self._eye, self._forward, self._looked_at = camera.eye, (ahead[0], ahead[1], ahead[2]), now
        pivot = camera.pivot.tolist()
        self._focus = (pivot[0], pivot[2])

    def ground(self, landscape: Landscape) -> Ground:
        """A window of the ground around what is looked at; beyond it, it asks the landscape."""
        self._follow(landscape)
        assert self._window is not None
        low_x, low_z, high_x, high_z = landscape.bounds
        x, z = self._focus
        return self._window.around(min(max(x, low_x), high_x), min(max(z, low_z), high_z))

    def whole_ground(self, landscape: Landscape) -> Ground:
        """The ground that entities stand on: the same object until the landscape is another."""
        self._follow(landscape)
        if self._whole is None:
            self._whole = endless_ground(landscape)
        return self._whole

    def laid_under(self, picture: DrawList, landscape: Landscape) -> DrawList:
        """The picture with the ground of this frame."""
        if picture.camera_target is not None:
            self._focus = (picture.camera_target[0], picture.camera_target[2])
        frame = self._terrain.frame(ViewPoint(self._eye, self._forward, self._velocity))
        streamer = self._terrain.streamer
        if frame is None or streamer is None:
            return picture
        stats = streamer.stats()
        scenery = self._scenery
        assert scenery is not None
        scenery.scale = self._terrain.config.software_scale if self._terrain.is_software else 1.0
        scenery.around(self._eye[0], self._eye[2])
        coming = stats.in_flight or stats.blending or stats.pending_uploads or stats.queue
        # Before the first chunk is asked for, and while one is tried again, nothing is in the queues.
        self._bare = 0 if coming or len(frame) else self._bare + 1
        missing = stats.missing > stats.failed_now or 0 < self._bare < BARE_PICTURES
        self.is_settling = bool(coming or missing or not scenery.is_whole)
        view_m = streamer.config.view_distance_m
        return replace(picture, terrain=frame, ground=self.ground(landscape), scenery=scenery, view_m=view_m)

    def _follow(self, landscape: Landscape) -> None:
        if landscape is self._landscape:
            return
        before, self._landscape, self._whole = self._landscape, landscape, None
        is_edited = before is not None and before.settings == landscape.settings
        if is_edited and self._window is not None and self._scenery is not None:
            self._window.replace(landscape)
            self._scenery.replace(landscape)
        else:
            self._workers = self._workers or scenery_workers()
            self._window, self._scenery = GroundWindow(landscape), Scenery(landscape, workers=self._workers)
