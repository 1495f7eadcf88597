"""QueryGrid: batched spatial queries over one lane of a running world, for tools, tests and plain Python systems.

Compiled systems call the helpers beside this file instead; both read the same cells with the same code.
"""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.physics.queries.index import index_lane
from engine.physics.queries.kinds import ACTOR, BOX, CIRCLE, EVERYBODY, GROUND, WALL, bits
from engine.physics.queries.neighbours import nearest_batch, within_batch
from engine.physics.queries.pairs import list_pairs
from engine.physics.queries.rays import ray_batch
from engine.physics.queries.sight import sight_batch
from engine.physics.queries.sweeps import sweep_batch
from engine.terrain.pinned.ground import pinned_of
from engine.terrain.pinned.window import ground_along
from engine.terrain.sample import HIGHEST
from engine.world.ids import DOWN, UP

F32 = NDArray[np.float32]
I32 = NDArray[np.int32]
U8 = NDArray[np.uint8]
Kernel = Callable[..., Any]
INDEX_LANE: Kernel = index_lane
WITHIN_BATCH: Kernel = within_batch
NEAREST_BATCH: Kernel = nearest_batch
RAY_BATCH: Kernel = ray_batch
SWEEP_BATCH: Kernel = sweep_batch
SIGHT_BATCH: Kernel = sight_batch
LIST_PAIRS: Kernel = list_pairs

STANDING = bits(UP)
PRESENT_BODIES = bits(UP, DOWN)
EVERYTHING = bits(BOX, CIRCLE, WALL, ACTOR, GROUND)
SOLID = bits(BOX, CIRCLE, WALL)
OPAQUE = bits(BOX, CIRCLE, WALL, GROUND)
GROUND_TABLES = ("ground_tiles", "ground_index", "ground_frame")
OBSTACLES = ("obstacle_box", "obstacle_circle", "obstacle_frame", "obstacle_start", "obstacle_items")


class Within(NamedTuple):
    """Rows around q points, as compressed sparse rows: those of point i are start[i]:start[i + 1], nearest first.

    start (q + 1,) i4; found (m,) i4 local ids; distance (m,) f4 [m] on the ground plane. Equal distances go by id.
    """

    start: I32
    found: I32
    distance: F32


class Nearest(NamedTuple):
    """The nearest k rows of q points: found (q, k) i4 local ids, -1 for none; distance (q, k) f4 [m], inf for none."""

    found: I32
    distance: F32


class Pairs(NamedTuple):
    """Bodies that touch: one and other (m,) i4 local ids, one < other; depth (m,) f4 [m], below 0 for a gap."""

    one: I32
    other: I32
    depth: F32


class Hits(NamedTuple):
    """First hits of q rays or sweeps.

    kind (q,) u1 (`kinds.NOTHING`, BOX, ...); which (q,) i4: the index of a box or circle, the local id of a wall or
    actor, 0 for the ground, -1 for nothing; distance (q,) f4 [m], the whole length for nothing; normal (q, 3) f4 out of
    what was hit, 0 where the ray began inside it.
    """

    kind: U8
    which: I32
    distance: F32
    normal: F32


class QueryGrid:
    """Who and what is near, in one lane of a world's view. The lane's rows and shared obstacles are all it ever sees.

    The index is made from the columns as they are now; call `refresh` after they changed. Points and directions are
    float32 in metres, (q, 2) as (x, z) or (q, 3) as (x, y, z). `teams` and `lives` are bit sets (`kinds.bits`) of who
    counts; `exclude` is a local id for each query, -1 for nobody. A query for a place that is no number finds nothing.
    With `out` (from an earlier call of the same size) and float32 and int32 arrays as inputs, nothing is allocated.
    """

    def __init__(self, view: Mapping[str, NDArray[Any]], lane: int = 0) -> None:
        """IndexError when there is no such lane."""
        first = view["first"]
        if not 0 <= lane < len(first) - 1:
            raise IndexError(f"lane {lane} of a world of {len(first) - 1}")
        self._begin, self._end = int(first[lane]), int(first[lane + 1])
        rows = self._end - self._begin
        self._view = view
        self._order, self._cells, self._table = (np.zeros(rows + 1, np.int32) for _ in range(3))
        self._frame, self._widest = np.zeros(6, np.float32), np.zeros(1, np.float32)
        self._wall_rows, self._wall_axis = np.zeros(rows, np.int32), np.zeros((rows, 2), np.float32)
        round_column = view.get("rigid_round")
        self._wall_round = np.zeros(len(view["life"]), np.uint8) if round_column is None else round_column
        self._obstacles = tuple(view[name] for name in OBSTACLES)
        self._pinned = pinned_of(view["ground_index"])
        self._highest = view["ground_frame"][HIGHEST]
        self._nobody = np.full(0, -1, np.int32)
        self._walls = 0
        self.refresh()

    def refresh(self) -> None:
        """Sort the lane's rows anew from where they stand now."""
        view = self._view
        self._walls = int(
            INDEX_LANE(
                self._begin, self._end, view["team"], view["life"], view["position"], view["radius"],
                view["immovable"], view["yaw"], self._order, self._cells, self._table, self._frame, self._wall_rows,
                self._wall_axis, self._widest,
            )
        )  # fmt: skip

    def within_radius(
        self,
        points: ArrayLike,
        radius: ArrayLike,
        *,
        teams: int = EVERYBODY,
        lives: int = STANDING,
        exclude: ArrayLike | None = None,
        out: Within | None = None,
    ) -> Within:
        """Everybody whose middle is within `radius` (one, or (q,)) [m] of `points` (q, 2).

        With `out`, its arrays are filled and returned, cut to what was found; ValueError when they are too short.
        """
        at = _table(points, 2)
        reach = _column(radius, len(at))
        out_of = self._excluded(exclude, len(at))
        made = out or Within(np.empty(len(at) + 1, np.int32), np.empty(8 * len(at) + 64, np.int32), np.empty(0, "f4"))
        if out is None:
            made = made._replace(distance=np.empty(len(made.found), np.float32))
        if len(made.start) != len(at) + 1:
            raise ValueError(f"out.start has room for {len(made.start) - 1} points; {len(at)} were given")
        while True:
            total = WITHIN_BATCH(
                at, reach, out_of, teams, lives, self._begin, *self._rows(), self._order, self._table, self._frame,
                *made,
            )  # fmt: skip
            if total <= len(made.found):
                return Within(made.start, made.found[:total], made.distance[:total])
            if out is not None:
                raise ValueError(f"out.found has room for {len(made.found)} rows; {total} are within reach")
            made = Within(made.start, np.empty(total, np.int32), np.empty(total, np.float32))

    def nearest(
        self,
        points: ArrayLike,
        k: int,
        *,
        reach: ArrayLike = np.inf,
        teams: int = EVERYBODY,
        lives: int = STANDING,
        exclude: ArrayLike | None = None,
        out: Nearest | None = None,
    ) -> Nearest:
        """The nearest `k` of `points` (q, 2), no farther than `reach` [m]. ValueError when `out` is of another size."""
        at = _table(points, 2)
        made = out or Nearest(np.empty((len(at), k), np.int32), np.empty((len(at), k), np.float32))
        if made.found.shape != (len(at), k) or made.distance.shape != (len(at), k):
            raise ValueError(f"out is {made.found.shape}; expected ({len(at)}, {k})")
        NEAREST_BATCH(
            at, _column(reach, len(at)), self._excluded(exclude, len(at)), teams, lives, self._begin, *self._rows(),
            self._order, self._table, self._frame, k, made.found.reshape(-1), made.distance.reshape(-1),
        )  # fmt: skip
        return made

    def ray(
        self,
        origins: ArrayLike,
        directions: ArrayLike,
        length: ArrayLike,
        *,
        kinds: int = EVERYTHING,
        teams: int = EVERYBODY,
        lives: int = STANDING,
        exclude: ArrayLike | None = None,
        out: Hits | None = None,
    ) -> Hits:
        """What each ray from `origins` (q, 3) along `directions` (q, 3) meets first within `length` [m].

        Boxes and circles of the scene from their bottom to their top, walls, actors as upright cylinders, the ground.
        """
        at, towards = _table(origins, 3), _table(directions, 3)
        reach = _column(length, len(at))
        made = _hits(len(at), out)
        long = np.linalg.norm(towards, axis=1)[:, None]
        ends = (at + towards * (reach[:, None] / np.where(long > 0, long, 1))).astype(np.float32)
        RAY_BATCH(
            at, towards, reach, self._excluded(exclude, len(at)), kinds, teams, lives,
            self._begin, self._highest, self._widest[0], self._walls, *self._bodies(), *self._obstacles,
            *self._ground(at, ends, kinds), *made,
        )  # fmt: skip
        return made

    def sweep(
        self,
        origins: ArrayLike,
        directions: ArrayLike,
        length: ArrayLike,
        radius: ArrayLike,
        height: ArrayLike,
        *,
        kinds: int = SOLID,
        teams: int = EVERYBODY,
        lives: int = STANDING,
        exclude: ArrayLike | None = None,
        out: Hits | None = None,
    ) -> Hits:
        """What an upright cylinder meets first that moves level from its foot `origins` (q, 3) along `directions`."""
        at = _table(origins, 3)
        made = _hits(len(at), out)
        SWEEP_BATCH(
            at, _table(directions, 3), _column(length, len(at)), _column(radius, len(at)), _column(height, len(at)),
            self._excluded(exclude, len(at)), kinds, teams, lives, self._begin, self._widest[0], self._walls,
            *self._bodies(), *self._obstacles, *made,
        )  # fmt: skip
        return made

    def pairs(self, gap: float = 0.0, *, lives: int = PRESENT_BODIES, out: Pairs | None = None) -> Pairs:
        """All pairs of movable rows whose bodies are at most `gap` [m] apart and whose heights meet.

        They come in the order of `one` and then from the deepest on. With `out`, its arrays are filled and returned,
        cut to what was found; ValueError when they are too short.
        """
        rows, view = self._end - self._begin, self._view
        made = out or Pairs(np.empty(4 * rows, np.int32), np.empty(4 * rows, np.int32), np.empty(4 * rows, np.float32))
        while True:
            total = LIST_PAIRS(
                self._begin, self._end, np.float32(gap), lives, self._widest[0], *self._rows(), view["immovable"],
                view["radius"], view["height"], self._order, self._table, self._frame, *made,
            )  # fmt: skip
            if total <= len(made.one):
                return Pairs(made.one[:total], made.other[:total], made.depth[:total])
            if out is not None:
                raise ValueError(f"out has room for {len(made.one)} pairs; {total} touch")
            made = Pairs(np.empty(total, np.int32), np.empty(total, np.int32), np.empty(total, np.float32))

    def line_of_sight(self, eyes: ArrayLike, points: ArrayLike, *, kinds: int = OPAQUE, out: U8 | None = None) -> U8:
        """(q,) u1: 1 where nothing hides `points` (q, 3) from `eyes` (q, 3), by the rules that agents see by.

        A box hides by its height where the line enters and leaves it; the ground hides too, unless `kinds` omits it.
        BOX stands for all obstacles of the scene, WALL for immovable rows. Actors hide nobody.
        """
        at, ends = _table(eyes, 3), _table(points, 3)
        clear = np.empty(len(at), np.uint8) if out is None else out
        if len(clear) != len(at):
            raise ValueError(f"out has room for {len(clear)} lines; {len(at)} were given")
        view = self._view
        SIGHT_BATCH(
            at, ends, kinds, self._highest, self._walls, view["position"], view["half_extent"],
            view["radius"], view["height"], view["yaw"], self._wall_rows, *self._obstacles,
            *self._ground(at, ends, kinds), clear,
        )  # fmt: skip
        return clear

    def _ground(self, starts: F32, ends: F32, kinds: int) -> tuple[NDArray[Any], ...]:
        """The tables of the ground; of an endless world those of the tiles along these lines."""
        if self._pinned is not None and kinds >> GROUND & 1:
            return ground_along(self._pinned, starts, ends)
        return tuple(self._view[name] for name in GROUND_TABLES)

    def _rows(self) -> tuple[NDArray[Any], ...]:
        return self._view["team"], self._view["life"], self._view["position"]

    def _bodies(self) -> tuple[NDArray[Any], ...]:
        view = self._view
        return (
            *self._rows(), view["immovable"], view["half_extent"], view["radius"], view["height"], self._wall_rows,
            self._wall_axis, self._wall_round, self._order, self._table, self._frame,
        )  # fmt: skip

    def _excluded(self, exclude: ArrayLike | None, count: int) -> I32:
        if exclude is None:
            if len(self._nobody) != count:
                self._nobody = np.full(count, -1, np.int32)
            return self._nobody
        return np.ascontiguousarray(np.broadcast_to(np.asarray(exclude, np.int32), (count,)))


def _table(points: ArrayLike, width: int) -> F32:
    made = np.ascontiguousarray(points, np.float32)
    if made.ndim != 2 or made.shape[1] != width:
        raise ValueError(f"points are {made.shape}; expected (q, {width})")
    return made


def _column(value: ArrayLike, count: int) -> F32:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(value, np.float32), (count,)))


def _hits(count: int, out: Hits | None) -> Hits:
    if out is None:
        empty = np.empty
        return Hits(empty(count, np.uint8), empty(count, "i4"), empty(count, "f4"), empty((count, 3), "f4"))
    if len(out.kind) != count:
        raise ValueError(f"out has room for {len(out.kind)} rays; {count} were given")
    return out
