"""PinnedGround: the tiles that one running world of an endless scene stands on, and nothing of which a result depends.

Before each tick the tiles that any row may touch in it are there; those ahead of who walks are made by workers before
they are needed. One that is late holds the tick up and is counted. So what is resident can't enter a digest: no system
ever reads a tile that is not there.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import weakref
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import perf_counter_ns
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.terrain.edits import TILE_POINTS
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import CHUNK_CELLS
from engine.terrain.pinned import marks as compiled
from engine.terrain.pinned.pool import TilePool
from engine.terrain.sample import TILE_SIDE

Array = NDArray[Any]
Make = Callable[[int, int], Array]
Mark = Callable[..., int]
MARKS: Any = compiled
MARK_HERE: Mark = MARKS.mark_here
MARK_AHEAD: Mark = MARKS.mark_ahead
MARK_PLACES: Mark = MARKS.mark_places
FORGET_ASKED: Callable[..., None] = MARKS.forget_asked
CAPACITY, SPARE, HITCHES_KEPT = 128, 64, 1_000
HIGH_WATER = 192
"""Tiles that stay although nobody needs them, 17 kB each; the rest is dropped, the longest unused first."""
DROP_EVERY = 30
PREFETCH_S, LOOK_EVERY, MOST_AHEAD = 2.0, 6, 64
MISSING_AT_ONCE = 4096
HERE = ("first", "outcome", "life", "position", "previous_position", "radius")
AHEAD = ("first", "outcome", "life", "position", "velocity", "radius")


class Hitch(NamedTuple):
    """A tile that was late: at which tick, which one (column, row of tiles of 64 cells), and how long it took."""

    tick: int
    tile: tuple[int, int]
    ms: float


class Columns(Protocol):
    """What is done to a world."""

    view: dict[str, Array]

    def replace_statics(self, arrays: Mapping[str, Array], owner: object = None) -> None:
        """Put other arrays, which an owner looks after, in the place of static columns."""
        ...


_by_index: "weakref.WeakValueDictionary[int, PinnedGround]" = weakref.WeakValueDictionary()


def pinned_of(index: Array) -> "PinnedGround | None":
    """Whose index a column `ground_index` is; None for a patch, all of whose ground is there."""
    return _by_index.get(index.ctypes.data)


def tile_of(landscape: Landscape, column: int, row: int) -> Array:
    """The heights (65, 65) f4 [m] of a tile; from any thread."""
    return landscape.lattice_heights(column * CHUNK_CELLS, row * CHUNK_CELLS, TILE_SIDE)


class PinnedGround:
    """The ground of one world. It may be attached to another one that goes on where the first is.

    `prefetch_s` is how far ahead tiles are asked for, 0 never; `high_water` how many tiles may stay unneeded;
    `places` (n, 3) x, z and radius [m] are always there. `make` gives the heights (65, 65) of a tile by its column and
    row, from any thread.
    """

    def __init__(
        self,
        landscape: Landscape,
        *,
        capacity: int = CAPACITY,
        high_water: int = HIGH_WATER,
        prefetch_s: float = PREFETCH_S,
        places: ArrayLike = (),
        make: Make | None = None,
    ) -> None:
        self.landscape = landscape
        self.high_water, self.prefetch_s = high_water, prefetch_s
        self.pool = TilePool(landscape.cell, landscape.version, capacity)
        self.late, self.late_ms, self.made = 0, 0.0, 0
        self.hitches: deque[Hitch] = deque(maxlen=HITCHES_KEPT)
        fixed = np.asarray(places, np.float32).reshape(-1, 3)
        # Physics puts what has no place at all to the origin.
        self._places = np.concatenate([np.array([[0, 0, 32]], np.float32), fixed])
        # What a worker runs holds nothing of this object, which could end in the worker otherwise.
        self._make = make or partial(tile_of, landscape)
        per_tile = CHUNK_CELLS // TILE_POINTS
        first = () if make else tuple(landscape.edits.tiles)[:1]
        self._shaped = tuple((x // per_tile, z // per_tile) for x, z in first)
        self._clock = 1
        self._is_fresh = True
        self._home = np.full((0, 3), np.nan, np.float32)
        self._missing = np.zeros(MISSING_AT_ONCE, np.int32)
        self._coming: dict[int, Future[Array]] = {}
        self._workers: ThreadPoolExecutor | None = None
        # The world keeps its ground alive and not the other way round, so that both end together.
        self._world: Callable[[], Columns | None] = lambda: None
        _by_index[self.pool.index.ctypes.data] = self

    def tables(self) -> dict[str, Array]:
        """The columns as they are now; they refuse a store."""
        made = {"ground_tiles": self.pool.tiles, "ground_index": self.pool.index, "ground_frame": self.pool.frame}
        views = {name: array.view() for name, array in made.items()}
        for array in views.values():
            array.flags.writeable = False
        return views

    def attach(self, world: Columns) -> None:
        """Let a world stand on this ground from now on."""
        world.replace_statics(self.tables(), self)
        self._world = weakref.ref(world)
        self._is_fresh = True
        # What marks and makes is compiled or loaded now, and the worker started, and not in the first ticks.
        self._prepare_making()
        nobody = {name: world.view[name][:0] for name in HERE if name != "first"} | {"first": world.view["first"][:1]}
        self._need(nobody, lambda: self._mark_here(nobody), may_grow=True)
        self._mark_ahead({**nobody, "velocity": world.view["velocity"][:0]})
        FORGET_ASKED(self.pool.index, self._missing, 0)

    def _prepare_making(self) -> None:
        """Load what lays edits on tiles, too, and start the worker: in play either would hold a tick up."""
        for column, row in self._shaped[:1]:
            tile_of(self.landscape, column, row)
        self._shaped = ()
        if self.prefetch_s > 0 and self._workers is None:
            self._start_worker()

    def _start_worker(self) -> ThreadPoolExecutor:
        self._workers = ThreadPoolExecutor(1, thread_name_prefix="astraweave-ground")
        self._workers.submit(int).result()
        return self._workers

    def refresh(self) -> None:
        """Rows are about to be somewhere else, as after a restore: what is missing then is not late."""
        self._is_fresh = True

    def before_tick(self, world: Columns) -> None:
        """See to it that every tile is there that the rows of `world` may touch in its next tick."""
        if world is not self._world():
            self.attach(world)
        view, pool = world.view, self.pool
        self._collect()
        self._clock += 1
        is_full = pool.free < SPARE or (pool.used > self.high_water and self._clock % DROP_EVERY == 0)
        if self._is_fresh or is_full:
            self._home.fill(np.nan)  # so that what is wanted now can be told from what is not
        self._need(view, lambda: self._mark_here(view), may_grow=True)
        if self.prefetch_s > 0 and self._clock % LOOK_EVERY == 0:
            self._look_ahead(view)
        if is_full:
            self._drop_unused(max(pool.used - self.high_water, SPARE - pool.free))
        if pool.free < SPARE:
            self._grow(pool.capacity * 2)
        self._is_fresh = False

    def within_tick(self) -> None:
        """The same within a tick, for those who were put somewhere else in it; the arrays stay the same ones.

        MemoryError when so many were that there is no room.
        """
        world = self._world()
        if world is not None:
            view = world.view
            self._need(view, lambda: self._mark_here(view), may_grow=False)

    def ensure(self, x: ArrayLike, z: ArrayLike, reach: float = 0.0) -> None:
        """See to it, between two ticks, that the tiles within `reach` [m] of places are there; for tools."""
        places = np.stack(np.broadcast_arrays(x, z, reach), axis=-1).astype(np.float32).reshape(-1, 3)
        was_fresh, self._is_fresh = self._is_fresh, True
        self._need({}, lambda: MARK_PLACES(places, self._clock, *self._marked()), may_grow=True)
        self._is_fresh = was_fresh

    def tile(self, column: int, row: int) -> Array:
        """(65, 65) f4 heights [m] of a tile, whether it is there or not."""
        place = (row - self.pool.first) * self.pool.index.shape[1] + column - self.pool.first
        if self.pool.holds(place):
            return self.pool.tiles[self.pool.index.reshape(-1)[place]].reshape(TILE_SIDE, TILE_SIDE)
        return self._make(column, row)

    def close(self) -> None:
        """End the worker; the next tick that looks ahead starts another."""
        if self._workers is not None:
            self._workers.shutdown(cancel_futures=True)
            self._workers = None
            self._coming.clear()

    def __del__(self) -> None:
        if "_workers" in vars(self):
            self.close()

    # --- marks -----------------------------------------------------------------------------------------------------

    def _marked(self) -> tuple[Array, Array, Array, Array]:
        return self.pool.index, self.pool.frame, self.pool.wanted, self._missing

    def _mark_here(self, view: Mapping[str, Array]) -> int:
        rows = [view[name] for name in HERE]
        if len(self._home) != len(rows[3]):
            self._home = np.full((len(rows[3]), 3), np.nan, np.float32)
        found = int(MARK_HERE(*rows, self._clock, *self._marked(), self._home))
        if found < MISSING_AT_ONCE:
            rest = self._missing[found:]
            found += int(MARK_PLACES(self._places, self._clock, *self._marked()[:3], rest))
        return found

    def _mark_ahead(self, view: Mapping[str, Array]) -> int:
        rows = (view[name] for name in AHEAD)
        return int(MARK_AHEAD(*rows, np.float32(self.prefetch_s), self._clock, *self._marked()))

    def _need(self, view: Mapping[str, Array], mark: Callable[[], int], *, may_grow: bool) -> None:
        """Make what `mark` lists until nothing is missing any more."""
        while found := mark():
            places: list[int] = self._missing[:found].tolist()
            try:
                self._room_for(found, may_grow=may_grow)
                tick = int(view["tick"][0]) if "tick" in view and len(view["tick"]) else 0
                for place in places:
                    self._bring(place, tick)
            finally:
                left = [place for place in places if not self.pool.holds(place)]
                if left:
                    FORGET_ASKED(self.pool.index, np.array(left, np.int32), len(left))
                    self._home.fill(np.nan)

    def _bring(self, place: int, tick: int) -> None:
        began = perf_counter_ns()
        coming = self._coming.pop(place, None)
        if coming is not None and coming.exception() is None:
            heights = coming.result()
        else:
            heights = self._make(*self.pool.key(place))
        self.made += 1
        self.pool.put(place, heights, self._clock)
        if not self._is_fresh:
            ms = (perf_counter_ns() - began) * 1e-6
            self.late += 1
            self.late_ms += ms
            self.hitches.append(Hitch(tick, self.pool.key(place), ms))

    # --- room ------------------------------------------------------------------------------------------------------

    def _room_for(self, count: int, *, may_grow: bool) -> None:
        if self.pool.free >= count:
            return
        if not may_grow:
            raise MemoryError(
                f"{count} tiles of ground are needed at once within a tick and {self.pool.free} are free; "
                "move fewer characters so far in one tick"
            )
        self._grow(max(2 * self.pool.capacity, self.pool.used + count + SPARE))

    def _drop_unused(self, count: int) -> None:
        """Drop up to so many tiles that no row needs; all those needed must have been marked at this clock."""
        for slot in self.pool.unused(self._clock)[: max(count, 0)]:
            self.pool.drop(slot)

    def drop(self, slots: Iterable[int]) -> None:
        """Drop tiles between two ticks, needed or not; those that are needed will be made again."""
        for slot in slots:
            self.pool.drop(slot)
        self._home.fill(np.nan)

    def _grow(self, capacity: int) -> None:
        self.pool.grow(capacity)
        world = self._world()
        if world is not None:
            world.replace_statics(self.tables(), self)

    # --- ahead -----------------------------------------------------------------------------------------------------

    def _look_ahead(self, view: Mapping[str, Array]) -> None:
        found = self._mark_ahead(view)
        FORGET_ASKED(self.pool.index, self._missing, found)
        places: list[int] = self._missing[: min(found, MOST_AHEAD)].tolist()
        for place in places:
            if place not in self._coming and len(self._coming) < MOST_AHEAD:
                workers = self._workers or self._start_worker()
                self._coming[place] = workers.submit(self._make, *self.pool.key(place))

    def _collect(self) -> None:
        """Take in what workers have made, while there is room for it."""
        for place in [place for place, coming in self._coming.items() if coming.done()]:
            coming = self._coming.pop(place)
            if not self.pool.holds(place) and self.pool.free > SPARE and coming.exception() is None:
                self.made += 1
                self.pool.put(place, coming.result(), self._clock)
