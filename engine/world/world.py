"""The world: one array per column, lanes as contiguous blocks of rows, and the one operation that moves lanes about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.world import digest
from engine.world.columns import Column, slots_needed
from engine.world.ids import RUNNING

Array = NDArray[Any]
LOG_FIELDS = 5
LOG = ("log_data", "log_amount")
LINE_BYTES = 64


@dataclass(frozen=True)
class LaneSpec:
    """One lane to add: how many rows it has, and the values of its lane and row columns (others take the default)."""

    count: int
    lane: Mapping[str, Any] = field(default_factory=dict[str, Any])
    rows: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True)
class WorldSnapshot:
    """A copy of every live entry of every column that can change; hand it back to `World.restore`."""

    lanes: int
    rows: int
    arrays: Mapping[str, Array]


class World:
    """All lanes of a scene.

    `view[name]` is the live part of a column: (rows, ...), (lanes, ...), (lanes + 1) for `first`, whole for static
    columns and the event log. Views are cut anew whenever lanes come, go or move, and `version` then grows by one.
    """

    def __init__(
        self,
        columns: Mapping[str, Column],
        *,
        rows: int,
        lanes: int = 1,
        sizes: Mapping[str, int] | None = None,
        statics: Mapping[str, Array] | None = None,
        log_capacity: int | None = None,
    ) -> None:
        """`rows` and `lanes` are capacities; `sizes` fixes named widths. KeyError when a static column is missing."""
        self.columns = dict(columns)
        self.row_capacity, self.lane_capacity = rows, lanes
        self.lanes = self.rows = self.version = 0
        self.view: dict[str, Array] = {}
        self._store: dict[str, Array] = {}
        self._owner: object = None
        log = log_capacity or 4096 + 8 * rows
        for name, column in self.columns.items():
            if column.table == "static":
                self._store[name] = _static_array(column, (statics or {})[name])
            elif column.table == "queue":
                shape = {"log_count": (2,), "log_data": (log, LOG_FIELDS)}.get(name, (log,))
                self._store[name] = np.zeros(shape, column.numpy_dtype)
            else:
                slots = slots_needed(rows, lanes)
                length = {"row": rows, "slot": slots, "lane": lanes, "first": lanes + 1}[column.table]
                shape = (length, *column.shape(sizes or {}))
                self._store[name] = _aligned(shape, column.numpy_dtype)
                if column.table != "slot":
                    self._store[name][...] = column.default
        self._row_names = [name for name, column in self.columns.items() if column.table == "row"]
        self._lane_names = [name for name, column in self.columns.items() if column.table == "lane"]
        self._digest_names = sorted(name for name, column in self.columns.items() if column.digest)
        self._cut()

    # --- lanes come and move -------------------------------------------------------------------------------------

    def add_lanes(self, specs: Iterable[LaneSpec]) -> None:
        """Append lanes at their own tick 0. OverflowError, with nothing added, when the capacity does not hold them."""
        specs = list(specs)
        rows = self.rows + sum(spec.count for spec in specs)
        if rows > self.row_capacity or self.lanes + len(specs) > self.lane_capacity:
            raise OverflowError(
                f"the world holds {self.lane_capacity} lanes of {self.row_capacity} rows in all; "
                f"{self.lanes + len(specs)} lanes of {rows} rows were asked for"
            )
        for _, same in groupby(specs, key=lambda spec: (spec.count, id(spec.rows))):
            self._add_alike(list(same))
        self._cut()

    def _add_alike(self, specs: Sequence[LaneSpec]) -> None:
        """Append lanes that begin with the very same rows: each column is written once for all of them."""
        lanes, count, rows = len(specs), specs[0].count, specs[0].rows
        slot, low, high = self.lanes, self.rows, self.rows + lanes * count
        for name in self._row_names:
            block = self._store[name][low:high]
            block.reshape(lanes, count, *block.shape[1:])[...] = rows.get(name, self.columns[name].default)
        said = {name for spec in specs for name in spec.lane}
        for name in self._lane_names:
            default, store = self.columns[name].default, self._store[name]
            store[slot : slot + lanes] = default
            if name in said:
                for place, spec in enumerate(specs, slot):
                    store[place] = spec.lane.get(name, default)
        self._store["local_id"][low:high] = np.tile(np.arange(count), lanes)
        self._store["lane"][low:high] = np.repeat(np.arange(slot, slot + lanes), count)
        self._store["first"][slot + 1 : slot + lanes + 1] = np.arange(low + count, high + 1, count) if count else low
        self.lanes, self.rows = slot + lanes, high

    def keep(self, slots: Sequence[int] | Array) -> None:
        """Make the world exactly these lanes, in this order: compaction, permutation and fork (repeated slots) in one.

        Rows never move within a lane. OverflowError, with nothing changed, when a fork does not fit.
        """
        chosen = np.asarray(slots, np.int64).reshape(-1)
        first = self._store["first"]
        counts = (first[1:] - first[:-1])[chosen] if len(chosen) else np.zeros(0, np.int64)
        total = int(counts.sum())
        if total > self.row_capacity or len(chosen) > self.lane_capacity:
            raise OverflowError(f"{len(chosen)} lanes of {total} rows do not fit into this world")
        if len(chosen):
            moved = np.concatenate(
                [np.arange(first[slot], first[slot + 1], dtype=np.int64) for slot in chosen.tolist()]
            )
        else:
            moved = np.zeros(0, np.int64)
        for name in self._row_names:
            self._store[name][:total] = self._store[name][moved]
        for name in self._lane_names:
            self._store[name][: len(chosen)] = self._store[name][chosen]
        first[1 : len(chosen) + 1] = np.cumsum(counts)
        self.lanes, self.rows = len(chosen), total
        self._store["lane"][:total] = np.repeat(np.arange(self.lanes), counts)
        self._cut()

    def running(self) -> Array:
        """Slots of the lanes that have not ended, (k,) int64."""
        return np.flatnonzero(self.view["outcome"] == RUNNING)

    def rows_of(self, slot: int) -> slice:
        """The rows of a lane."""
        first = self.view["first"]
        return slice(int(first[slot]), int(first[slot + 1]))

    def replace_statics(self, arrays: Mapping[str, Array], owner: object = None) -> None:
        """Put other arrays in the place of static columns, between two ticks; views are cut anew.

        The world keeps `owner`, who looks after them, alive until there is another. KeyError for what is no static
        column, ValueError for another number of axes.
        """
        for name, value in arrays.items():
            if self.columns[name].table != "static":
                raise KeyError(name)
            self._store[name] = _static_array(self.columns[name], value)
        self._owner = self._owner if owner is None else owner
        self._cut()

    # --- what it holds -------------------------------------------------------------------------------------------

    def lane_columns(self, slot: int) -> dict[str, Array]:
        """Every digest column of one lane, copied, by name in sorted order: what two runs are compared by."""
        return {name: array.copy() for name, array in self._lane_parts(slot)}

    def digest(self) -> str:
        """BLAKE2b over every digest column of every lane, hexadecimal; equal to `lane_digest(0)` in a world of one."""
        return digest.of_arrays((name, self.view[name]) for name in self._digest_names)

    def lane_digest(self, slot: int) -> str:
        """BLAKE2b over the digest columns of one lane: the same alone and in any company."""
        return digest.of_arrays(self._lane_parts(slot))

    def _lane_parts(self, slot: int) -> Iterator[tuple[str, Array]]:
        block = self.rows_of(slot)
        for name in self._digest_names:
            of_rows = self.columns[name].table == "row"
            yield name, self.view[name][block if of_rows else slice(slot, slot + 1)]

    def snapshot(self) -> WorldSnapshot:
        """Copy everything that can change; of the event log what it holds."""
        said = int(self._store["log_count"][0])
        arrays = {
            name: self.view[name][: said if name in LOG else None].copy()
            for name, column in self.columns.items()
            if column.table not in {"static", "slot"}
        }
        return WorldSnapshot(self.lanes, self.rows, arrays)

    def restore(self, snapshot: WorldSnapshot) -> None:
        """Put a snapshot back, bit for bit. KeyError or ValueError as `check` says; nothing was changed then."""
        self.check(snapshot)
        self.lanes, self.rows = snapshot.lanes, snapshot.rows
        self._cut()
        for name, column in self.columns.items():
            if column.table not in {"static", "slot"}:
                array = snapshot.arrays[name]
                self.view[name][: len(array) if name in LOG else None] = array

    def check(self, snapshot: WorldSnapshot) -> None:
        """KeyError or ValueError when a snapshot is of another kind of world.

        Systems trust the shapes of columns, so none is stretched or cast to fit.
        """
        if not (0 <= snapshot.lanes <= self.lane_capacity and 0 <= snapshot.rows <= self.row_capacity):
            raise ValueError(f"{snapshot.lanes} lanes and {snapshot.rows} rows do not fit into this world")
        length = {"row": snapshot.rows, "lane": snapshot.lanes, "first": snapshot.lanes + 1}
        for name, column in self.columns.items():
            if column.table not in {"static", "slot"}:
                store, array = self._store[name], snapshot.arrays[name]
                if name in LOG and len(array) <= len(store) and array.ndim == store.ndim:
                    store = store[: len(array)]
                shape = (length.get(column.table, len(store)), *store.shape[1:])
                if array.shape != shape or array.dtype != store.dtype:
                    raise ValueError(f"{name} has another shape or type than in this world")
        _check_blocks(snapshot)

    def drain_log(self) -> tuple[Array, Array, int]:
        """Take the events out: data (n, 5) int32, amounts (n,) float32, and how many more did not fit."""
        count, lost = (int(value) for value in self._store["log_count"])
        data, amounts = self._store["log_data"][:count].copy(), self._store["log_amount"][:count].copy()
        self._store["log_count"][:] = 0
        return data, amounts, lost

    def _cut(self) -> None:
        length = {"row": self.rows, "lane": self.lanes, "first": self.lanes + 1}
        self.view = {
            name: array[: length[table]] if (table := self.columns[name].table) in length else array
            for name, array in self._store.items()
        }
        self.version += 1


def _check_blocks(snapshot: WorldSnapshot) -> None:
    """ValueError unless rows, lanes and the event log are where every system takes them to be."""
    first, count = snapshot.arrays["first"], snapshot.arrays["log_count"]
    lengths = np.diff(first)
    if first[0] != 0 or first[-1] != snapshot.rows or (lengths < 0).any():
        raise ValueError("the blocks of the lanes are not one behind the other")
    lane = np.repeat(np.arange(snapshot.lanes), lengths)
    local_id = np.arange(snapshot.rows) - first[lane]
    if not (np.array_equal(snapshot.arrays["lane"], lane) and np.array_equal(snapshot.arrays["local_id"], local_id)):
        raise ValueError("rows are numbered otherwise than their lanes' blocks")
    if not 0 <= count[0] <= min(len(snapshot.arrays[name]) for name in LOG) or count[1] < 0:
        raise ValueError(f"the event log holds no {int(count[0])} events")


def _aligned(shape: tuple[int, ...], dtype: np.dtype) -> Array:
    """Zeros that begin on a cache line, with room behind: eight at once may be read from any entry, also the last."""
    size = int(np.prod(shape)) * dtype.itemsize
    room = 8 * max(size // max(shape[0], 1), dtype.itemsize)
    memory = np.empty(size + room + LINE_BYTES, np.uint8)
    memory.fill(0)  # touches every page: left to the system, each would be made in the middle of a tick
    begin = -memory.ctypes.data % LINE_BYTES
    return memory[begin : begin + size].view(dtype).reshape(shape)


def _static_array(column: Column, value: Any) -> Array:
    array = np.ascontiguousarray(value, column.numpy_dtype)
    if array.ndim != column.ndim:
        raise ValueError(f"static column {column.name} has {array.ndim} axes; it is declared with {column.ndim}")
    return array
