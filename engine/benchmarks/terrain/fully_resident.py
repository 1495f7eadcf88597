"""The same camera path where nothing ever has to be fetched: what a frame of the ground costs without streaming."""

import time
from collections.abc import Iterable

import numpy as np

from engine.benchmarks.terrain.ride import as_in_the_window, paced
from engine.terrain.lattice import ChunkKey
from engine.terrain.levels.selector import LevelSelector
from engine.terrain.levels.settings import LevelSettings
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.viewpoint import ViewPoint


def ride_fully_resident(config: StreamingConfig, views: Iterable[ViewPoint]) -> list[float]:
    """CPU time of the main thread [ms] for each frame: levels are chosen and slots looked up, nothing is streamed."""
    levels = LevelSettings(config.lod_distances_m, config.view_distance_m, config.hysteresis, config.fade_frames)
    selector, slots = LevelSelector(levels), _Everything()
    found: list[float] = []
    with as_in_the_window():
        for view in paced(views):
            begun = time.thread_time()
            drawn = selector.step(view.eye, slots, is_drawn_kept=True)
            np.fromiter(map(slots.__getitem__, drawn.keys), np.int32, len(drawn.keys))
            found.append((time.thread_time() - begun) * 1e3)
    return found


class _Everything:
    """Has a slot for each chunk there is."""

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: ChunkKey) -> int:
        return key.x & 255
