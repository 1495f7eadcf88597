"""What was made is not made again soon, however little memory there is; counted where chunks are made."""

import pytest

from engine.terrain.chunk import Chunk
from engine.terrain.lattice import ChunkKey
from engine.terrain.streaming.memory import needed_memory
from tests.engine.terrain.streaming.flights import LAND, SMALL, flight, virtual

LEAST_MIB = needed_memory(SMALL) / (1 << 20) + 0.001
SOON_FRAMES = 240


class Counted:
    """A ground that remembers at which frame it made each chunk."""

    def __init__(self) -> None:
        self.cell, self.bounds = LAND.cell, LAND.bounds
        self.frame = self.made = self.again = 0
        self._last: dict[ChunkKey, int] = {}

    def chunk_version(self, key: ChunkKey) -> int:
        return LAND.chunk_version(key)

    def make_chunk(self, key: ChunkKey) -> Chunk:
        self.made += 1
        self.again += self.frame - self._last.get(key, -SOON_FRAMES) < SOON_FRAMES
        self._last[key] = self.frame
        return LAND.make_chunk(key)


@pytest.mark.parametrize("memory_mib", [LEAST_MIB, 24.0])
def test_what_is_fetched_ahead_pushes_nothing_out_that_is_wanted_next(memory_mib: float):
    ground = Counted()
    streamer = virtual(SMALL.model_copy(update={"memory_mib": memory_mib}), land=ground)

    for frame, view in enumerate(flight(600, 200.0), 1):
        ground.frame = frame
        streamer.update(view, frame)

    assert streamer.stats().holes == 0
    assert ground.made > 300
    assert ground.again <= ground.made // 100
