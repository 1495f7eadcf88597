"""A fixed patchwork of chunks as a frame of endless ground."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.present.terrain import TerrainFrame
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey

HILLS = Landscape(TerrainSettings(kind="endless", seed=7, amplitude=60.0))


def leaves(eye: tuple[float, float, float], distances: tuple[float, ...], roots: int = 1) -> list[ChunkKey]:
    """Chunks around an eye [m], each level as far as its distance [m]; neighbours differ by one level at most."""
    found: list[ChunkKey] = []

    def visit(key: ChunkKey) -> None:
        side = float(key.side_cells)
        gaps = [
            max(low * side - place, place - (low + 1) * side, 0.0) for low, place in ((key.x, eye[0]), (key.z, eye[2]))
        ]
        if key.level > 0 and np.hypot(*gaps) < distances[key.level - 1]:
            for child in key.children:
                visit(child)
        else:
            found.append(key)

    column, row = int(eye[0] // 2048), int(eye[2] // 2048)
    for z in range(row - roots, row + roots + 1):
        for x in range(column - roots, column + roots + 1):
            visit(ChunkKey(5, x, z))
    return found


def frame_of(keys: Iterable[ChunkKey], landscape: Landscape = HILLS, pool: int = 1) -> TerrainFrame:
    """All chunks of a patchwork, whole, each in the slot of its number; every upload is in the frame."""
    keys = list(keys)
    chunks = [landscape.make_chunk(key) for key in keys]
    there = set(keys)
    edges = np.ones((len(keys), 4), dtype=np.float32)
    for i, key in enumerate(keys):
        for side, (dx, dz) in enumerate(((-1, 0), (1, 0), (0, -1), (0, 1))):
            if ChunkKey(key.level + 1, (key.x + dx) >> 1, (key.z + dz) >> 1) in there:
                edges[i, side] = -1.0
    numbers = np.array(keys, dtype=np.int32).reshape(-1, 3)
    uploads = tuple(enumerate(chunks))
    return TerrainFrame(
        cell=landscape.cell,
        capacity=max(len(keys), 1),
        slot=np.arange(len(keys), dtype=np.int32),
        level=numbers[:, 0].copy(),
        x=numbers[:, 1].copy(),
        z=numbers[:, 2].copy(),
        blend=np.ones(len(keys), dtype=np.float32),
        edges=edges,
        low=np.array([chunk.low for chunk in chunks], dtype=np.float32),
        high=np.array([chunk.high for chunk in chunks], dtype=np.float32),
        uploads=uploads,
        version=1,
        sequence=1,
        pool=pool,
        everything=lambda: uploads,
    )


def next_frame(frame: TerrainFrame, slots: Iterable[int] = ()) -> TerrainFrame:
    """The frame after it, in which these slots are sent again."""
    chunks = dict(frame.everything())
    uploads = tuple((slot, chunks[slot]) for slot in slots)
    return replace(frame, uploads=uploads, sequence=frame.sequence + 1)
