"""Chunks of a frame as the rows that the shader reads: only those in view, near ones first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.kernels.boxes import cull_boxes
from editor.viewport.render.kernels.chunks import fill_chunk_rows
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
    rows = np.empty((n, 12), dtype=np.float32)
    low, high = np.empty((2, n, 3), dtype=np.float32)
    whole = (np.ascontiguousarray(each, dtype=np.int32) for each in (frame.slot, frame.level, frame.x, frame.z))
    parts = (frame.blend, frame.edges, frame.low, frame.high)
    real = (np.ascontiguousarray(each, dtype=np.float32) for each in parts)
    first = round(anchor[0] / frame.cell), round(anchor[1] / frame.cell)
    numbers = (columns, cells, *first, np.float32(frame.cell), np.float32(skirt_cells))
    fill_chunk_rows(*whole, *real, *numbers, rows, low, high)
    return ChunkRows(rows, low, high)


def in_view(chunks: ChunkRows, planes: F32, eye: F32) -> NDArray[np.intp]:
    """Indices of the chunks that touch the frustum, near ones first, so that what they hide is not shaded."""
    seen = np.empty(len(chunks.rows), dtype=np.int64)
    away = np.empty(len(chunks.rows), dtype=np.float32)
    count = int(cull_boxes(planes, eye, chunks.low, chunks.high, seen, away))
    return seen[:count][np.argsort(away[:count], kind="stable")]
