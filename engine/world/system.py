"""Systems and static tables: plain functions that say, by their parameter names, which columns they touch."""

# pyright: basic
# Signatures of compiled systems are made at run time from the column registry.

import difflib
import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numba
import numpy as np
from numba.core.errors import NumbaError

from engine.world.columns import Column
from engine.world.kernel import compile_for, is_plain, plain_twin

SLOTS = (
    "input",
    "perception",
    "planning",
    "actions",
    "abilities",
    "combat",
    "steering",
    "crowd",
    "rigid",
    "weaving",
    "encounter",
    "telemetry",
)


class SystemCompileError(Exception):
    """A system that numba can't compile: most often a store to a column that it does not declare in `writes`."""

    def __init__(self, system: "System", reason: str) -> None:
        super().__init__(f"system {system.name} ({system.__module__}) does not compile: {reason}")
        self.system, self.reason = system, reason


class System:
    """One step of the tick: a loop over rows whose parameter names are the columns that it reads.

    Only the columns in `writes` may be stored to: others reach the compiler as read-only arrays, plain Python as
    read-only views. Its place in the one schedule is (slot, order, name).

    `compiled=False` keeps it plain Python in every style, for what only a library can do; such a system cuts the
    generated loop in two. `rows_with` names a row column, or one of the lane: a scene in which nothing is in it leaves
    the system out of its schedule.
    """

    def __init__(
        self,
        fn: Callable[..., None],
        *,
        slot: str,
        writes: str,
        order: int = 0,
        compiled: bool = True,
        rows_with: str = "",
    ) -> None:
        """TypeError when the slot is unknown or a written column is not a parameter."""
        self.is_compiled, self.rows_with = compiled, rows_with
        self.fn, self.name, self.slot, self.order = fn, fn.__name__, slot, order
        self.__doc__, self.__module__, self.__name__ = fn.__doc__, fn.__module__, fn.__name__
        self.params = tuple(inspect.signature(fn).parameters)
        self.writes = frozenset(writes.split())
        if slot not in SLOTS:
            raise TypeError(f"system {self.name}: no slot {slot!r}; expected one of {', '.join(SLOTS)}")
        missing = sorted(self.writes - set(self.params))
        if missing:
            raise TypeError(f"system {self.name}: writes {', '.join(missing)}, which are not among its parameters")
        self._compiled: dict[tuple[tuple[str, int], ...], Callable[..., None]] = {}
        self._plain: Callable[..., None] | None = None

    def __call__(self, *arrays: np.ndarray) -> None:
        """Run as plain Python on the given arrays, in parameter order."""
        self.plain(*arrays)

    def __repr__(self) -> str:
        return f"<system {self.name} in {self.slot}>"

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Place in the one schedule."""
        return SLOTS.index(self.slot), self.order, self.name

    @property
    def plain(self) -> Callable[..., None]:
        """The system as plain Python, helpers included."""
        if self._plain is None:
            self._plain = plain_twin(self.fn)
        return self._plain

    def check(self, columns: Mapping[str, Column]) -> None:
        """TypeError when a parameter names no column, or a static column is written."""
        wanted = (*self.params, self.rows_with) if self.rows_with else self.params
        unknown = [name for name in wanted if name not in columns]
        if unknown:
            told = "; ".join(f"no column named {name}{_meant(name, columns)}" for name in unknown)
            raise TypeError(f"system {self.name} ({self.__module__}): {told}")
        fixed = [name for name in sorted(self.writes) if columns[name].table == "static"]
        if fixed:
            raise TypeError(
                f"system {self.name} ({self.__module__}): static columns can't be written: {', '.join(fixed)}"
            )

    def kernel(self, columns: Mapping[str, Column]) -> Callable[..., None]:
        """Compiled for exactly these column types (plain when numba is off). A stray store does not compile."""
        self.check(columns)
        if is_plain() or not self.is_compiled:
            return self.fn
        key = tuple((columns[name].dtype, columns[name].axes) for name in self.params)
        if key not in self._compiled:
            types = [array_type(columns[name], writable=name in self.writes) for name in self.params]
            try:
                self._compiled[key] = compile_for(self.fn, numba.types.void(*types))
            except NumbaError as error:
                raise SystemCompileError(self, _short_reason(error)) from error
        return self._compiled[key]

    def run(self, world: Any, *, plain: bool = False) -> None:
        """Run once on a world: for tests and tools; the schedule keeps the bound arguments between ticks."""
        plain = plain or is_plain()
        fn = self.plain if plain else self.kernel(world.columns)
        with np.errstate(all="ignore"):  # as in the schedule: compiled code warns of nothing either
            fn(*bound_arguments(self, world, guard=plain or not self.is_compiled))


def _meant(name: str, columns: Iterable[str]) -> str:
    """The column that was probably meant, as a question; empty when none is near."""
    near = [other for other in columns if len(name) >= 3 and other.startswith(name)]
    near = near or difflib.get_close_matches(name, columns, 1)
    return f" ({near[0]}?)" if near else ""


def _short_reason(error: NumbaError) -> str:
    """The one line of numba's report that a reader needs, and where it points."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", str(error))
    if "readonly array" in text or "Cannot modify readonly" in text:
        what = "it stores to a column that is not in its `writes`"
    else:
        lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("Failed in")]
        what = lines[0] if lines else type(error).__name__
    where = re.search(r"File \"([^\"]+)\", line (\d+)", text)
    return f"{what} ({where[1]}, line {where[2]})" if where else what


def array_type(column: Column, *, writable: bool) -> Any:
    """The numba type of a column's array as a system sees it."""
    return numba.types.Array(numba.from_dtype(column.numpy_dtype), column.axes, "C", readonly=not writable)


def bound_arguments(system: System, world: Any, *, guard: bool) -> tuple[np.ndarray, ...]:
    """The system's arrays in parameter order; with `guard`, views of what it only reads refuse a store."""
    arrays = []
    for name in system.params:
        array = world.view[name]
        if guard and name not in system.writes:
            array = array.view()
            array.flags.writeable = False
        arrays.append(array)
    return tuple(arrays)


def system(
    *, slot: str, writes: str, order: int = 0, compiled: bool = True, rows_with: str = ""
) -> Callable[[Callable[..., None]], System]:
    """Declare a system: `@system(slot="combat", writes="health stagger")`."""
    return lambda fn: System(fn, slot=slot, writes=writes, order=order, compiled=compiled, rows_with=rows_with)


class StaticTable:
    """A function that fills static columns from the scene when it is compiled."""

    def __init__(self, build: Callable[[Any, Any], Mapping[str, np.ndarray]], columns: str) -> None:
        self.build, self.name, self.columns = build, build.__name__, tuple(columns.split())
        self.__doc__, self.__module__ = build.__doc__, build.__module__

    def __call__(self, scene: Any, parts: Any) -> Mapping[str, np.ndarray]:
        """Arrays by column name."""
        return self.build(scene, parts)


def static(*, columns: str) -> Callable[[Callable[[Any, Any], Mapping[str, np.ndarray]]], StaticTable]:
    """Declare `build(scene, parts) -> {column: array}`, run once when a scene is compiled.

    A builder may return further static columns that parts declare by data, such as one id column per action. It may
    also give starting values: of a row column, shape (reserved rows, *width) in roster order (`engine.world.roster`),
    and of a lane column, shape (*width).
    """
    return lambda build: StaticTable(build, columns)
