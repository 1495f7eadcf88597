"""Chunks of a frame as the rows that the shader reads: only those in view, near ones first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.kernels.boxes import cull_boxes
from engine.present.terrain import TerrainFrame

F32 = NDArray[np.float32]
SKIRT_CELLS = 1.5
"""Depth of a skirt, in cells of the chunk's own level."""


@dataclass(frozen=True, eq=False)
class ChunkRows:
    """n chunks relative to an anchor: rows (n, 12) f4 (see terrain.glsl), low and high (n, 3) f4 [m] of their boxes."""

    rows: F32
    low: F32
    high: F32


def chunk_rows(
    frame: TerrainFrame, columns: int, cells: int, anchor: tuple[float, float], skirt_cells: float = SKIRT_CELLS
) -> ChunkRows:
    """All chunks of a frame, of `cells` quads a side. `columns`: slots in a row of the texture; `anchor` x, z [m]."""
    n = len(frame)
    side = np.int64(cells) << frame.level.astype(np.int64)
    # In whole numbers, so that what two chunks share has the same bits in both, wherever in the world they lie.
    left = frame.x * side - round(anchor[0] / frame.cell)
    top = frame.z * side - round(anchor[1] / frame.cell)
    rows = np.empty((n, 12), dtype=np.float32)
    rows[:, 0], rows[:, 1] = frame.slot % columns, frame.slot // columns
    rows[:, 2], rows[:, 3] = side // cells, frame.blend
    rows[:, 4], rows[:, 5] = left, top
    rows[:, 6] = (side // cells) * (skirt_cells * frame.cell)
    rows[:, 7] = frame.level
    rows[:, 8:] = frame.edges
    cell = np.float32(frame.cell)
    low = np.stack([left * cell, frame.low - rows[:, 6], top * cell], axis=1).astype(np.float32)
    high = np.stack([(left + side) * cell, frame.high, (top + side) * cell], axis=1).astype(np.float32)
    return ChunkRows(rows, low, high)


def in_view(chunks: ChunkRows, planes: F32, eye: F32) -> NDArray[np.intp]:
    """Indices of the chunks that touch the frustum, near ones first, so that what they hide is not shaded."""
    seen = np.empty(len(chunks.rows), dtype=np.int64)
    away = np.empty(len(chunks.rows), dtype=np.float32)
    count = int(cull_boxes(planes, eye, chunks.low, chunks.high, seen, away))
    return seen[:count][np.argsort(away[:count], kind="stable")]
