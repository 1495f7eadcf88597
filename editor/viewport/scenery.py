"""Scenery of endless ground around the eye: dense near by, thinned out in the distance, a little more in each frame."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, ChunkKey
from engine.terrain.props import PropRows, props_of
from engine.terrain.streaming.stock import touched_keys

REACH_M = (220.0, 480.0, 960.0)
"""How far the scenery of levels 0, 1 and 2 stands; beyond, the colours of the ground alone tell of a wood."""
BUDGET_S = 0.0006
"""Time that a frame gives to making scenery; one piece is made in any case."""
MOVE_M = 8.0
MOST_KEPT = 512


@dataclass
class Scenery:
    """The scenery of one landscape; `shown` are the pieces to draw now, by key, with their rows in `rows`."""

    landscape: Landscape
    scale: float = 1.0
    shown: tuple[ChunkKey, ...] = ()
    rows: dict[ChunkKey, PropRows] = field(default_factory=dict)
    versions: dict[ChunkKey, int] = field(default_factory=dict)
    is_whole: bool = False
    _wanted: tuple[ChunkKey, ...] = ()
    _eye: tuple[float, float] | None = None

    def around(self, x: float, z: float) -> None:
        """Go on for an eye over (x, z) [m]: what is missing is made, near pieces first, within the frame's budget."""
        if self._eye is None or max(abs(x - self._eye[0]), abs(z - self._eye[1])) > MOVE_M:
            self._eye = (x, z)
            self._wanted = self._pieces(x, z)
            self.is_whole = False
        if self.is_whole:
            return
        begun = time.perf_counter()
        made = False
        missing = [key for key in self._wanted if key not in self.rows]
        for key in missing:
            chunk = self.landscape.make_chunk(key)
            self.rows[key] = props_of(chunk, self.landscape)
            self.versions[key] = chunk.version
            made = True
            if time.perf_counter() - begun > BUDGET_S:
                break
        self.is_whole = all(key in self.rows for key in self._wanted)
        if made or self.is_whole:
            self._show()

    def replace(self, landscape: Landscape) -> None:
        """Stand on another landscape from now on; pieces that an edit did not touch are kept."""
        touched = touched_keys(self.landscape, landscape)
        self.landscape = landscape
        for key in list(self.versions) if touched is None else [key for key in touched if key in self.versions]:
            if landscape.chunk_version(key) != self.versions[key]:
                del self.rows[key], self.versions[key]
        self._eye = None

    def _show(self) -> None:
        """Of a piece that is not there yet show what stands for it, a coarser or finer one: they share their things."""
        shown: dict[ChunkKey, None] = {}
        for key in self._wanted:
            if key in self.rows:
                shown[key] = None
            elif key.level < 2 and key.parent in self.rows:
                shown[key.parent] = None
            elif key.level > 0:
                shown.update(dict.fromkeys(child for child in key.children if child in self.rows))
        self.shown = tuple(shown)
        if len(self.rows) > MOST_KEPT:
            for key in [key for key in self.rows if key not in shown][: len(self.rows) - MOST_KEPT]:
                del self.rows[key], self.versions[key]

    def _pieces(self, x: float, z: float) -> tuple[ChunkKey, ...]:
        """Leaves of a quadtree around the eye, near ones first."""
        reach = [metres * self.scale for metres in REACH_M]
        found: list[tuple[float, ChunkKey]] = []
        cell = self.landscape.cell

        def visit(key: ChunkKey) -> None:
            side = CHUNK_CELLS * cell * (1 << key.level)
            across = max(key.x * side - x, x - (key.x + 1) * side, 0.0)
            along = max(key.z * side - z, z - (key.z + 1) * side, 0.0)
            away = float(np.hypot(across, along))
            if away > reach[key.level]:
                return
            if key.level > 0 and away <= reach[key.level - 1]:
                for child in key.children:
                    visit(child)
            else:
                found.append((away, key))

        side = CHUNK_CELLS * cell * 4.0
        low_x, low_z, high_x, high_z = self.landscape.bounds
        for row in range(int((z - reach[2]) // side), int((z + reach[2]) // side) + 1):
            for column in range(int((x - reach[2]) // side), int((x + reach[2]) // side) + 1):
                if low_x <= column * side < high_x and low_z <= row * side < high_z:
                    visit(ChunkKey(2, column, row))
        return tuple(key for _, key in sorted(found))
