"""Scenery of endless ground on the graphics card: new pieces come in within a budget, and only commands are sent."""

from __future__ import annotations

import time
from collections import deque

import numpy as np
from numpy.typing import NDArray

from editor.viewport.render.gl import Calls
from editor.viewport.render.instance_cells import Groups, InstanceCells
from editor.viewport.render.instance_rows import FLOATS_AN_INSTANCE
from editor.viewport.render.kernels.pieces import pack_piece
from editor.viewport.render.mesh_library import MeshLibrary
from engine.present.draw_list import Scenery
from engine.terrain.lattice import CHUNK_CELLS
from engine.terrain.props import KEPT, PROP_MESHES, PropRows

F32 = NDArray[np.float32]
CAPACITY, ROWS_A_PIECE = 384, 256
BUDGET_S = 0.0002
"""Time that a picture gives to taking in pieces; one is taken in any case."""
ORIGIN_M = 1024.0
PARTS = 2
"""A finest piece is culled and simplified in so many strips along x and along z."""
FOLIAGE_M, BUSH_M, STONE_M, TREE_M = 45.0, 160.0, 260.0, 4000.0
REACH_M = {"bush": BUSH_M, "fern": FOLIAGE_M, "grass": FOLIAGE_M, "rock": STONE_M, "dead_tree": STONE_M}
"""From how far away things are left out; what is not named here is drawn as far as its piece is."""
SOFTWARE_SHARE = 0.5
RIM = 0.001
"""Of a tree; too faint to be seen, it tells the shader which things are trees."""


class PropsPass:
    """Follows the pieces of a scenery; `is_settled` when all that is in reach is on the graphics card."""

    def __init__(self, gl: Calls, library: MeshLibrary) -> None:
        self._library = library
        self.cells = InstanceCells(gl, library, CAPACITY, ROWS_A_PIECE)
        self._scenery: Scenery | None = None
        self._shown: object = None
        self._ends: tuple[object, ...] = ()
        self._waiting: deque[object] = deque()
        self._rows: dict[object, PropRows] = {}
        self._numbers: NDArray[np.int32] | None = None
        self.is_settled = False
        self._packed: dict[object, tuple[F32, NDArray[np.int32], tuple[float, float]]] = {}

    def follow(self, scenery: Scenery | None, *, software: bool) -> None:
        """Take over what a picture shows; new pieces within the budget, near ones first."""
        ends = (scenery, None if scenery is None else scenery.reach, software)
        if ends != self._ends:
            self._ends = ends
            self.cells.clear()
            self._rows.clear()
            self._packed.clear()
            self._scenery, self._shown = scenery, None
        self.is_settled = False
        if scenery is None:
            return
        if scenery.shown is not self._shown:
            self._shown = scenery.shown
            kept = set(scenery.shown)
            for key in [key for key in self._rows if key not in kept or scenery.rows.get(key) is not self._rows[key]]:
                self.cells.remove(key)
                del self._rows[key], self._packed[key]
            self._waiting = deque(key for key in scenery.shown if key not in self._rows)
        if self._waiting:
            begun = time.perf_counter()
            while self._waiting and not self.cells.is_full:
                key = self._waiting.popleft()
                self._put(key, scenery.rows[key], scenery.reach, software=software)
                if time.perf_counter() - begun > BUDGET_S:
                    break
        self.is_settled = scenery.is_whole and not self._waiting

    def pieces_in(
        self, low: tuple[float, float], high: tuple[float, float], anchor: tuple[float, float]
    ) -> tuple[object, ...]:
        """Keys of the finest pieces that touch a rectangle (x, z) [m], relative to the anchor."""
        return tuple(sorted(key for key in self._touching(low, high, anchor) if key[0] == 0))

    def standing_in(
        self, low: tuple[float, float], high: tuple[float, float], anchor: tuple[float, float]
    ) -> tuple[F32, NDArray[np.int32]]:
        """Rows and meshes of what stands in a rectangle (x, z) [m], all relative to the anchor; foliage is left out."""
        rows, meshes = [np.zeros((0, FLOATS_AN_INSTANCE), dtype=np.float32)], [np.zeros(0, dtype=np.int32)]
        for key in self._touching(low, high, anchor):
            packed, mesh, origin = self._packed[key]
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

    def _touching(
        self, low: tuple[float, float], high: tuple[float, float], anchor: tuple[float, float]
    ) -> list[tuple[int, int, int]]:
        found: list[tuple[int, int, int]] = []
        for key in self._rows:
            level, column, row = key  # type: ignore[misc]
            side = float(CHUNK_CELLS << level)
            places = ((low[0] + anchor[0], high[0] + anchor[0], column), (low[1] + anchor[1], high[1] + anchor[1], row))
            if all(first <= (at + 1) * side and at * side <= last for first, last, at in places):
                found.append((level, column, row))
        return found

    def _put(self, key: object, props: PropRows, reach: tuple[float, ...], *, software: bool) -> None:
        level, column, row = key  # type: ignore[misc]
        side = float(CHUNK_CELLS << level)
        origin = (round(column * side / ORIGIN_M) * ORIGIN_M, round(row * side / ORIGIN_M) * ORIGIN_M)
        if self._numbers is None:
            self._numbers = np.array([self._library.number(name) for name in PROP_MESHES], dtype=np.int32)
            limits = np.array([REACH_M.get(name, TREE_M) for name in PROP_MESHES], dtype=np.float32)
            self._limits = limits * np.float32(SOFTWARE_SHARE), limits
            self._trees = np.where(self._library.is_tree[self._numbers], RIM, 0.0).astype(np.float32)
            self._shares = np.array([*KEPT[1 : len(reach)], 0.0], dtype=np.float32)
            self._start = np.zeros(len(PROP_MESHES) * PARTS * PARTS + 1, dtype=np.int64)
        library, numbers = self._library, self._numbers
        parts = PARTS if level == 0 else 1
        n, most = len(props), len(PROP_MESHES) * parts * parts
        start = self._start[: most + 1]
        rows = np.empty((n, FLOATS_AN_INSTANCE), dtype=np.float32)
        groups = Groups.of(most)
        corner = np.array((column * side, row * side), dtype=np.float32)
        things = (props.mesh, props.x, props.y, props.z, np.cos(props.yaw), np.sin(props.yaw), props.scale, props.tint)
        meshes = (self._limits[not software], self._trees, library.spread[numbers], library.middle[numbers])
        count = int(
            pack_piece(
                *things, props.rank, corner, np.array(origin, dtype=np.float32), np.float32(side), parts,
                self._shares, np.array(reach, dtype=np.float32), *meshes,
                start, rows, groups.mesh, groups.low, groups.high, groups.first, groups.count, groups.reach,
            )
        )  # fmt: skip
        groups = groups.cut(count)
        groups.mesh[:] = numbers[groups.mesh]
        self.cells.put_groups(key, rows, groups, origin)
        self._rows[key] = props
        self._packed[key] = (rows, np.repeat(groups.mesh, groups.count), origin)
