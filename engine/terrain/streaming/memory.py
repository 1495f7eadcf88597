"""How much memory a view needs, from the geometry of its levels alone."""

import math

from engine.terrain.lattice import CHUNK_CELLS, ENDLESS_CELL_M, MOST_LEVEL
from engine.terrain.streaming.config import StreamingConfig

HEIGHT_SIDE = CHUNK_CELLS + 5
WEIGHT_SIDE = CHUNK_CELLS + 1
CHUNK_BYTES = HEIGHT_SIDE * HEIGHT_SIDE * 4 + WEIGHT_SIDE * WEIGHT_SIDE * 4
"""Heights float32 and four weights of a byte: of one chunk in main memory, and of its slot on the graphics card."""
RESIDENT_BYTES = 2 * CHUNK_BYTES
"""What a resident chunk costs: its slot, and its arrays, from which a new picture can be filled at any time."""
ROOT_MARGIN = 1.0
"""How far beyond the view the coarsest chunks are counted, in their sides: half of it is held all around, so that a
jump of a kilometre finds them there, and half is what the selection itself reaches farther."""
SLACK = 1.12
"""Covers the worst place of the eye within the lattice, against the mean that is computed; tried in the tests."""
MOST_SLOTS = 2048
"""Slots that a large budget buys at most: 46 x 46 of 69 points."""
MOST_CHUNKS = 59 * 59
"""A view that holds more is refused: a texture of 59 x 59 slots stays under the 4,096 that every driver takes."""


def chunks_in_view(config: StreamingConfig, cell: float = ENDLESS_CELL_M) -> tuple[int, ...]:
    """How many chunks of each level 0..5 must be resident at most, ancestors included.

    A chunk of level n + 1 is split when the eye is nearer than the distance of level n; the mean number of squares of
    side s within r of a point is 1 + 4 r/s + pi (r/s)^2 (the area of a square grown by r, over its own).
    """
    counts: list[int] = []
    reach = 0.0
    for level, distance in enumerate(config.lod_distances_m[:MOST_LEVEL]):
        side = CHUNK_CELLS * cell * 2.0 ** (level + 1)
        # Neighbours differ by one level at most, so a level reaches a chunk's side farther than the finer one.
        reach = max(distance * (1.0 + config.hysteresis), reach + side / 2)
        counts.append(4 * math.ceil(_squares(reach / side) * SLACK))
    side = CHUNK_CELLS * cell * 2.0**MOST_LEVEL
    counts.append(math.ceil(_squares(max(config.view_distance_m, reach) / side + ROOT_MARGIN) * SLACK))
    return tuple(counts)


def needed_chunks(config: StreamingConfig, cell: float = ENDLESS_CELL_M) -> int:
    """How many chunks a view holds at most."""
    return sum(chunks_in_view(config, cell))


def needed_memory(config: StreamingConfig, cell: float = ENDLESS_CELL_M) -> int:
    """The least memory budget [B] with which a view is whole."""
    return math.ceil(needed_chunks(config, cell) * RESIDENT_BYTES / config.low_water)


def slot_count(config: StreamingConfig, cell: float = ENDLESS_CELL_M) -> int:
    """How many slots the budget buys: those that a view needs, and a quarter of what is left over."""
    needed = needed_chunks(config, cell)
    spare = config.memory_bytes - needed_memory(config, cell)
    return max(needed, min(MOST_SLOTS, needed + spare // (4 * CHUNK_BYTES)))


def _squares(reach: float) -> float:
    return 1.0 + 4.0 * reach + math.pi * reach * reach
