"""Scenery of endless ground around the eye: dense near by, thinned out in the distance, made beside the frames."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import numpy as np

from editor.viewport.render.kernels.leaves import scenery_leaves
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS, ChunkKey
from engine.terrain.props import PropRows, props_of
from engine.terrain.streaming.stock import touched_keys

F32 = np.float32
REACH_M = (220.0, 480.0, 960.0)
"""How far the scenery of levels 0, 1 and 2 stands; beyond, the colours of the ground alone tell of a wood."""
BUDGET_S = 0.0006
"""Time that a frame gives to making scenery where no worker does; one piece is made in any case."""
MOVE_M = 12.0
"""Pieces are chosen anew when the eye has moved so far."""
MOST_KEPT, MOST_LEAVES = 512, 1024
AT_ONCE = 6
"""Pieces that a worker is asked for at a time: those asked for later are nearer by then."""
Made = tuple[PropRows, int]


class Scenery:
    """The scenery of one landscape; `shown` are the pieces to draw now, by key, with their rows in `rows`."""

    def __init__(self, landscape: Landscape, scale: float = 1.0, workers: Executor | None = None) -> None:
        """`scale`: a factor on how far things stand. `workers` make the pieces; None: frames do, a little in each."""
        self.landscape, self.scale = landscape, scale
        self.shown: tuple[ChunkKey, ...] = ()
        self.rows: dict[ChunkKey, PropRows] = {}
        self.is_whole = False
        self._versions: dict[ChunkKey, int] = {}
        self._workers = workers
        self._coming: dict[ChunkKey, Future[Made]] = {}
        self._wanted: tuple[ChunkKey, ...] = ()
        self._missing: deque[ChunkKey] = deque()
        self._eye: tuple[float, float] | None = None
        self._chosen_for = 0.0

    @property
    def reach(self) -> tuple[float, ...]:
        """How far from the eye the things of levels 0, 1 and 2 stand for sure [m]."""
        return tuple(metres * self.scale - MOVE_M for metres in REACH_M)

    def around(self, x: float, z: float) -> None:
        """Go on for an eye over (x, z) [m]: what is missing is made, near pieces first."""
        eye = self._eye
        has_moved = eye is None or max(abs(x - eye[0]), abs(z - eye[1])) > MOVE_M or self._chosen_for != self.scale
        if has_moved:
            self._eye, self._chosen_for = (x, z), self.scale
            self._wanted = self._pieces(x, z)
            self._missing = deque(key for key in self._wanted if key not in self.rows)
            self.is_whole = False
        elif self.is_whole:
            return
        has_come = self._collect() if self._workers is not None else self._make()
        self.is_whole = not self._missing and not self._coming
        if has_moved or has_come:
            self._show()

    def replace(self, landscape: Landscape) -> None:
        """Stand on another landscape from now on; pieces that an edit did not touch are kept."""
        touched = touched_keys(self.landscape, landscape)
        self.landscape = landscape
        self._coming.clear()
        for key in list(self._versions) if touched is None else [key for key in touched if key in self._versions]:
            if landscape.chunk_version(key) != self._versions[key]:
                del self.rows[key], self._versions[key]
        self._eye = None

    def _make(self) -> bool:
        begun = time.perf_counter()
        has_come = False
        while self._missing and not (has_come and time.perf_counter() - begun > BUDGET_S):
            key = self._missing.popleft()
            self.rows[key], self._versions[key] = _made(self.landscape, key)
            has_come = True
        return has_come

    def _collect(self) -> bool:
        """Take in what workers have made, and ask for more."""
        assert self._workers is not None
        done = [key for key, coming in self._coming.items() if coming.done()]
        for key in done:
            self.rows[key], self._versions[key] = self._coming.pop(key).result()
        while self._missing and len(self._coming) < AT_ONCE:
            key = self._missing.popleft()
            if key not in self.rows and key not in self._coming:
                self._coming[key] = self._workers.submit(_made, self.landscape, key)
        return bool(done)

    def _show(self) -> None:
        """Of a piece that is not there yet show what stands for it, a coarser or finer one: they share their things."""
        rows = self.rows
        shown: dict[ChunkKey, None] = {}
        for key in self._wanted:
            if key in rows:
                shown[key] = None
            elif key.level < 2 and key.parent in rows:
                shown[key.parent] = None
            elif key.level > 0:
                shown.update(dict.fromkeys(child for child in key.children if child in rows))
        self.shown = tuple(shown)
        if len(rows) > MOST_KEPT:
            for key in [key for key in rows if key not in shown][: len(rows) - MOST_KEPT]:
                del rows[key], self._versions[key]

    def _pieces(self, x: float, z: float) -> tuple[ChunkKey, ...]:
        """Leaves of a quadtree around the eye, near ones first."""
        reach = np.array(REACH_M, dtype=np.float32) * F32(self.scale)
        side = CHUNK_CELLS * self.landscape.cell
        root, far = side * 4.0, float(reach[2])
        low_x, low_z, high_x, high_z = self.landscape.bounds
        first = [max((at - far) // root, low // root) for at, low in ((x, low_x), (z, low_z))]
        last = [min((at + far) // root + 1, high // root) for at, high in ((x, high_x), (z, high_z))]
        found, away = np.empty((MOST_LEAVES, 3), dtype=np.int32), np.empty(MOST_LEAVES, dtype=np.float32)
        ends = np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)
        count = int(scenery_leaves(F32(x), F32(z), reach, F32(side), *ends, found, away))
        order = np.argsort(away[:count], kind="stable")
        return tuple(ChunkKey(*key) for key in found[order].tolist())


def scenery_workers() -> ThreadPoolExecutor:
    """A thread that makes scenery; it ends when nobody holds the pool any more."""
    return ThreadPoolExecutor(1, thread_name_prefix="astraweave-scenery")


def _made(landscape: Landscape, key: ChunkKey) -> Made:
    chunk = landscape.make_chunk(key)
    return props_of(chunk, landscape), chunk.version
