"""Scenery of endless ground on the graphics card: pieces come in a few a frame, and only their commands are sent."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.gl import Calls
from editor.viewport.render.instance_cells import InstanceCells
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE
from editor.viewport.render.mesh_library import MeshLibrary
from engine.present.draw_list import Scenery
from engine.terrain.lattice import CHUNK_CELLS
from engine.terrain.props import PROP_MESHES, PropRows

F32 = NDArray[np.float32]
CAPACITY, ROWS_A_PIECE = 384, 256
PIECES_A_FRAME = 6
ORIGIN_M = 1024.0
PARTS = 2
"""A finest piece is culled and simplified in so many strips along x and along z."""
FOLIAGE_M, BUSH_M, STONE_M, TREE_M = 45.0, 160.0, 260.0, 4000.0
REACH_M = {"bush": BUSH_M, "fern": FOLIAGE_M, "grass": FOLIAGE_M, "rock": STONE_M, "dead_tree": STONE_M}
"""From how far away things are left out; what is not named here is drawn as far as its piece is."""


class PropsPass:
    """Follows the pieces of a scenery; `is_settled` when all that is in reach is on the graphics card."""

    def __init__(self, gl: Calls, library: MeshLibrary) -> None:
        self._library = library
        self.cells = InstanceCells(gl, library, CAPACITY, ROWS_A_PIECE)
        self._scenery: Scenery | None = None
        self._rows: dict[object, PropRows] = {}
        self._numbers: NDArray[np.int32] | None = None
        self.is_settled = False
        self._packed: dict[object, tuple[F32, NDArray[np.int32], tuple[float, float]]] = {}

    def follow(self, scenery: Scenery | None, *, software: bool) -> None:
        """Take over what a picture shows; a few new pieces at most, near ones first."""
        if scenery is None or scenery is not self._scenery:
            self.cells.clear()
            self._rows.clear()
            self._packed.clear()
            self._scenery = scenery
        self.is_settled = False
        if scenery is None:
            return
        shown = scenery.shown
        kept = set(shown)
        for key in [key for key in self._rows if key not in kept or scenery.rows.get(key) is not self._rows[key]]:
            self.cells.remove(key)
            del self._rows[key], self._packed[key]
        new = 0
        for key in shown:
            if new == PIECES_A_FRAME or self.cells.is_full:
                break
            if key not in self._rows:
                self._put(key, scenery.rows[key], software=software)
                new += 1
        self.is_settled = scenery.is_whole and not new

    def pieces_in(
        self, low: tuple[float, float], high: tuple[float, float], anchor: tuple[float, float]
    ) -> tuple[object, ...]:
        """Keys of the finest pieces that touch a rectangle (x, z) [m], relative to the anchor."""
        first = [(low[i] + anchor[i]) / CHUNK_CELLS - 1.0 for i in (0, 1)]
        last = [(high[i] + anchor[i]) / CHUNK_CELLS for i in (0, 1)]
        found: list[tuple[int, int, int]] = []
        for key in self._rows:
            level, column, row = key  # type: ignore[misc]
            if level == 0 and first[0] <= column <= last[0] and first[1] <= row <= last[1]:
                found.append((level, column, row))
        return tuple(sorted(found))

    def standing_in(
        self, low: tuple[float, float], high: tuple[float, float], anchor: tuple[float, float]
    ) -> tuple[F32, NDArray[np.int32]]:
        """Rows and meshes of what stands in a rectangle (x, z) [m], all relative to the anchor; foliage is left out."""
        rows, meshes = [np.zeros((0, FLOATS_AN_INSTANCE), dtype=np.float32)], [np.zeros(0, dtype=np.int32)]
        for packed, mesh, origin in self._packed.values():
            x = packed[:, 0] + np.float32(origin[0] - anchor[0])
            z = packed[:, 2] + np.float32(origin[1] - anchor[1])
            inside = (x >= low[0]) & (x <= high[0]) & (z >= low[1]) & (z <= high[1])
            inside &= ~self._library.is_foliage[mesh]
            if inside.any():
                part = packed[inside].copy()
                part[:, 0], part[:, 2] = x[inside], z[inside]
                rows.append(part)
                meshes.append(mesh[inside])
        return np.concatenate(rows), np.concatenate(meshes)

    def _put(self, key: object, props: PropRows, *, software: bool) -> None:
        level, column, row = key  # type: ignore[misc]
        side = float(CHUNK_CELLS << level)
        origin = (round(column * side / ORIGIN_M) * ORIGIN_M, round(row * side / ORIGIN_M) * ORIGIN_M)
        if self._numbers is None:
            self._numbers = np.array([self._library.number(name) for name in PROP_MESHES], dtype=np.int32)
        rows = np.zeros((len(props), FLOATS_AN_INSTANCE), dtype=np.float32)
        rows[:, 0] = props.x.astype(np.float64) - origin[0]
        rows[:, 1] = props.y
        rows[:, 2] = props.z.astype(np.float64) - origin[1]
        rows[:, 3] = props.scale
        rows[:, 4], rows[:, 5] = np.cos(props.yaw), np.sin(props.yaw)
        # Too faint a rim to be seen, it tells the shader which things are trees.
        rows[:, 7] = np.where(self._library.is_tree[self._numbers[props.mesh]], np.float32(0.001), np.float32(0.0))
        rows[:, 8:11] = props.tint
        mesh = self._numbers[props.mesh]
        limits = np.array([REACH_M.get(name, TREE_M) for name in PROP_MESHES], dtype=np.float32)
        reach = limits[props.mesh] * np.float32(0.5 if software else 1.0)
        parts = PARTS if level == 0 else 1
        across = np.floor((props.x - column * side) / side * parts).astype(np.int32)
        along = np.floor((props.z - row * side) / side * parts).astype(np.int32)
        part = np.clip(along, 0, parts - 1) * parts + np.clip(across, 0, parts - 1)
        self.cells.put(key, rows, mesh, reach, origin, part)
        self._rows[key] = props
        self._packed[key] = (rows, mesh, origin)
