"""A fixed square of chunks in which the count of triangles stays while the count of chunks changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.present.terrain import TerrainFrame, Upload
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import ChunkKey

SIDES = {49: 145, 256: 65, 1024: 33}
"""Points a side of a chunk for each count of chunks: about two million triangles each."""


@dataclass(frozen=True, eq=False)
class Piece:
    """What a slot is filled with, of any size: see `engine.present.terrain.ChunkArrays`."""

    heights: NDArray[np.float32]
    weights: NDArray[np.uint8]
    low: float
    high: float


def patchwork(landscape: Landscape, chunks: int, points: int) -> TerrainFrame:
    """`chunks` (a square number) pieces of `points` a side around the origin, as a frame. ValueError else."""
    side = round(chunks**0.5)
    if side * side != chunks or points % 2 == 0:
        raise ValueError(f"{chunks} chunks of {points} points; expected a square number, and an odd number of points")
    cells = points - 1
    numbers = np.arange(side) - side // 2
    heights, weights = _whole(landscape, int(numbers[0]) * cells - 2, side * cells + 5)
    pieces: list[Piece] = []
    for row in range(side):
        for column in range(side):
            top, left = row * cells, column * cells
            part = np.ascontiguousarray(heights[top : top + points + 4, left : left + points + 4])
            tint = np.ascontiguousarray(weights[top + 2 : top + 2 + points, left + 2 : left + 2 + points])
            pieces.append(Piece(part, tint, float(part.min()), float(part.max())))
    uploads: tuple[Upload, ...] = tuple(enumerate(pieces))
    z, x = (each.ravel().astype(np.int32) for each in np.meshgrid(numbers, numbers, indexing="ij"))
    return TerrainFrame(
        cell=landscape.cell,
        capacity=chunks,
        slot=np.arange(chunks, dtype=np.int32),
        level=np.zeros(chunks, dtype=np.int32),
        x=x,
        z=z,
        blend=np.ones(chunks, dtype=np.float32),
        edges=np.ones((chunks, 4), dtype=np.float32),
        low=np.array([piece.low for piece in pieces], dtype=np.float32),
        high=np.array([piece.high for piece in pieces], dtype=np.float32),
        uploads=uploads,
        version=1,
        sequence=1,
        pool=chunks,
        everything=lambda: uploads,
    )


def _whole(landscape: Landscape, first: int, count: int) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """Heights and weights of lattice points first .. first + count - 1 along both axes, from chunks of 64."""
    heights = np.empty((count, count), dtype=np.float32)
    weights = np.empty((count, count, 4), dtype=np.uint8)
    for row in range(first // 64, (first + count - 1) // 64 + 1):
        for column in range(first // 64, (first + count - 1) // 64 + 1):
            chunk = landscape.make_chunk(ChunkKey(0, column, row))
            top, left = row * 64 - first, column * 64 - first
            rows, columns = (slice(max(at, 0), min(at + 65, count)) for at in (top, left))
            own = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
            heights[rows, columns], weights[rows, columns] = chunk.inner[own], chunk.weights[own]
    return heights, weights
