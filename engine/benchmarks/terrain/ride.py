"""A ride: a streamer followed along a camera path, frame by frame, with what each frame cost and showed."""

import gc
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.benchmarks.terrain.cameras import TICK_S, walk
from engine.benchmarks.terrain.pool import SlotPool
from engine.benchmarks.terrain.resident_set import resident_bytes
from engine.collection import keep_out_of_collection, let_collect
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.disk import DiskCache
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.threads import ThreadWorkers
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers

GROUND = TerrainSettings.model_validate({"kind": "endless", "seed": 7, "amplitude": 60.0})
MOST_FRAMES = 10_000
"""Frames that a ride keeps; a longer one is a soak, which keeps its own."""
Look = Callable[["Ride", int], None]


@dataclass
class Frames:
    """One entry for each frame: CPU and wall time of the main thread [ms], whether a hole showed, chunks behind."""

    main_ms: list[float] = field(default_factory=list[float])
    wall_ms: list[float] = field(default_factory=list[float])
    is_hole: list[bool] = field(default_factory=list[bool])
    behind: list[int] = field(default_factory=list[int])

    @property
    def start_up(self) -> int:
        """Frames until the view was covered for the first time."""
        return self.is_hole.index(False) if False in self.is_hole else len(self.is_hole)

    @property
    def holes(self) -> int:
        """Frames with a hole after start-up."""
        return sum(self.is_hole[self.start_up :])


class Ride:
    """A streamer with its workers, a disk cache in a folder of its own (unless `has_disk` is false), and the slots.

    `is_virtual`: workers in virtual time, so that frames need not be paced and a run is the same each time. What the
    streamer and the filling of the slots cost is the main thread's share.
    """

    def __init__(
        self,
        config: StreamingConfig | None = None,
        *,
        is_virtual: bool = False,
        has_disk: bool = True,
        faults: Faults = NO_FAULTS,
    ) -> None:
        self.config = config or StreamingConfig()
        self.rss_before = resident_bytes()
        self._folder = tempfile.TemporaryDirectory(prefix="astraweave-terrain-") if has_disk else None
        disk = DiskCache(Path(self._folder.name), self.config.disk_bytes, faults=faults) if self._folder else None
        jobs = self.config.jobs
        workers = (
            VirtualWorkers(jobs=jobs, store=disk, faults=faults)
            if is_virtual
            else ThreadWorkers(jobs, store=disk, faults=faults)
        )
        self.disk = disk
        self.streamer = TerrainStreamer(Landscape(GROUND), self.config, workers=workers, disk=disk, faults=faults)
        keep_out_of_collection()  # as the window does
        self.pool = SlotPool(self.streamer.stats().slots)
        self.frames = Frames()
        self.frame = 0
        self.last_ms = 0.0
        self._is_paced = not is_virtual

    def follow(self, views: Iterable[ViewPoint], look: Look | None = None) -> None:
        """One frame for each view, 60 a second unless time is virtual; `look(ride, frame)` is called after each."""
        with as_in_the_window():
            for view in paced(views) if self._is_paced else views:
                self._one(view)
                if look is not None:
                    look(self, self.frame)

    def _one(self, view: ViewPoint) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        shown = self.streamer.update(view, self.frame)
        self.pool.take(shown)
        cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall
        self.frame += 1
        self.last_ms = cpu * 1e3
        stats = self.streamer.stats()
        if len(self.frames.main_ms) < MOST_FRAMES:
            self.frames.main_ms.append(cpu * 1e3)
            self.frames.wall_ms.append(wall * 1e3)
            self.frames.is_hole.append(stats.is_hole)
            self.frames.behind.append(stats.behind)

    def memory(self) -> dict[str, Any]:
        """Measured bytes by kind [MB], and the resident set before the ride and now; None where it is not told."""
        stats, now = self.streamer.stats(), resident_bytes()
        found: dict[str, Any] = {
            "heights_mb": stats.height_bytes / 1e6,
            "weights_mb": (stats.cache_bytes - stats.height_bytes) / 1e6,
            "cache_mb": stats.cache_bytes / 1e6,
            "pool_mb": self.pool.nbytes / 1e6,
            "file_buffers_mb": stats.buffer_bytes / 1e6,
            "disk_mb": stats.disk_bytes / 1e6,
            "budget_mb": stats.memory_budget / 1e6,
            "rss_start_mb": _mb(self.rss_before),
            "rss_end_mb": _mb(now),
        }
        if self.rss_before is not None and now is not None:
            allowed = self.rss_before + stats.memory_budget
            found["rss_over_start_and_budget_percent"] = 100.0 * (now - allowed) / allowed
        return found

    def close(self) -> None:
        """End the workers and remove the disk cache."""
        self.streamer.close()
        let_collect()
        if self._folder is not None:
            self._folder.cleanup()


def paced(views: Iterable[ViewPoint]) -> Iterator[ViewPoint]:
    """Hand out a view each 1/60 s of the clock; what came late is not caught up with."""
    due = time.perf_counter()
    for view in views:
        yield view
        due = max(due + TICK_S, time.perf_counter() - TICK_S)
        time.sleep(max(0.0, due - time.perf_counter()))


@contextmanager
def as_in_the_window() -> Generator[None]:
    """Collect garbage as Python does by itself, which a benchmark otherwise does not."""
    was_collecting = gc.isenabled()
    gc.enable()
    try:
        yield
    finally:
        if not was_collecting:
            gc.disable()


def warm_up() -> None:
    """Compile what a ride needs, so that no frame that is measured does."""
    ride = Ride(is_virtual=True)
    ride.follow(walk(0, 40))
    ride.close()


def _mb(count: int | None) -> float | None:
    return None if count is None else count / 1e6
