"""Cameras on their ways, and streamers in virtual time that follow them."""

import math
import random
from collections.abc import Iterable, Iterator

from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers

LAND = Landscape(TerrainSettings(kind="endless", seed=3, amplitude=60.0))
SMALL = StreamingConfig(
    lod_distances_m=(96.0, 192.0, 384.0, 768.0, 1536.0), view_distance_m=2560.0, memory_mib=24.0, disk_mib=0.0
)
"""A view of few chunks, so that hundreds of frames take seconds."""


def virtual(
    config: StreamingConfig = SMALL, *, faults: Faults = NO_FAULTS, cost: float = 0.05, land: Landscape = LAND
) -> TerrainStreamer:
    """A streamer in virtual time."""
    workers = VirtualWorkers(cost, jobs=config.jobs, faults=faults)
    return TerrainStreamer(land, config, workers=workers, faults=faults)


def standing(x: float = 0.0, z: float = 0.0) -> Iterator[ViewPoint]:
    """A camera that stays where it is."""
    while True:
        yield ViewPoint((x, 50.0, z))


def walk(frames: int, seed: int) -> Iterator[ViewPoint]:
    """70 % at 5 m/s, 25 % at 15 m/s, 5 % jumps of up to 500 m."""
    chance = random.Random(seed)
    x = z = turn = 0.0
    for _ in range(frames):
        pick = chance.random()
        turn += chance.gauss(0.0, 0.05)
        speed = 5.0 if pick < 0.75 else 15.0
        if pick < 0.05:
            length, way = chance.uniform(0.0, 500.0), chance.uniform(0.0, math.tau)
            x, z, speed = x + length * math.cos(way), z + length * math.sin(way), 0.0
        ahead = (math.cos(turn), 0.0, math.sin(turn))
        x, z = x + ahead[0] * speed / 60.0, z + ahead[2] * speed / 60.0
        yield ViewPoint((x, 50.0, z), ahead, (ahead[0] * speed, 0.0, ahead[2] * speed))


def flight(frames: int, speed: float) -> Iterator[ViewPoint]:
    """Straight ahead."""
    for frame in range(frames):
        yield ViewPoint((frame * speed / 60.0, 80.0, 0.0), (1.0, 0.0, 0.0), (speed, 0.0, 0.0))


def follow(streamer: TerrainStreamer, views: Iterable[ViewPoint], first: int = 1) -> int:
    """Stream along a way; gives the number of the next frame."""
    for frame, view in enumerate(views, first):
        streamer.update(view, frame)
        first = frame + 1
    return first


def settle(streamer: TerrainStreamer, view: ViewPoint, first: int = 1, most: int = 600) -> int:
    """Stay until nothing is missing but what was given up; gives the number of the next frame."""
    for frame in range(first, first + most):
        streamer.update(view, frame)
        if frame > first + 3 and streamer.stats().missing == streamer.stats().failed_now:
            return frame + 1
    raise AssertionError(f"still missing after {most} frames: {streamer.stats()}")


def events(streamer: TerrainStreamer, keys: Iterable[ChunkKey]) -> list[tuple[ChunkKey, object]]:
    """All that happened to these chunks."""
    return [(key, event) for key in sorted(keys) for event in streamer.history(key)]
