"""The one schedule: every system in one order, called one by one, as one generated loop, or as plain Python."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from time import perf_counter_ns
from typing import Any, Literal
from weakref import WeakKeyDictionary

import numpy as np

from engine.telemetry.tick_profile import TickProfile, profile_of_laps
from engine.world.columns import Column
from engine.world.fused import Fused, build_fused
from engine.world.kernel import is_plain
from engine.world.system import SLOTS, System, SystemCompileError, bound_arguments
from engine.world.world import World

__all__ = ["SLOTS", "Schedule", "Style", "SystemCompileError", "SystemFailure"]

Style = Literal["each", "fused", "plain"]
StandIn = Callable[[Mapping[str, Any], Callable[[], None]], int]
STYLES: tuple[Style, ...] = ("each", "fused", "plain")
MOST_FUSED = 8
"""Loops that stay loaded: the same systems are asked for again and again, and loading takes half a second."""
_FUSED: dict[tuple[tuple[System, ...], tuple[tuple[str, str, int], ...]], Fused] = {}


class SystemFailure(Exception):  # noqa: N818 - it is the system that fails, not the caller
    """A system raised during a tick."""

    def __init__(self, system: System, tick: int, cause: BaseException) -> None:
        super().__init__(f"system {system.name} failed at tick {tick}: {type(cause).__name__}: {cause}")
        self.system, self.tick, self.cause = system, tick, cause


@dataclass
class _Bound:
    """Callables and arguments for one cut of one world."""

    version: int
    calls: list[tuple[Callable[..., int | None], tuple[Any, ...]]]


class Schedule:
    """All systems of a world in schedule order: (slot, order, name).

    `within` are the systems of a larger schedule: in style "fused" its loop is run, with the others left out, so that
    scenes that need different systems share one.
    """

    def __init__(self, systems: Iterable[System], *, within: Iterable[System] = ()) -> None:
        self.systems = tuple(sorted(systems, key=lambda system: system.sort_key))
        every = {*self.systems, *within}
        self._every = tuple(sorted(every, key=lambda system: system.sort_key))
        self._asked = np.array([system in self.systems for system in self._every], np.uint8)
        self._names = [system.name for system in self.systems]
        self._slots = [system.slot for system in self.systems]
        self._bound: dict[str, WeakKeyDictionary[World, _Bound]] = {style: WeakKeyDictionary() for style in STYLES}
        self._stand_ins: dict[str, StandIn] = {}
        self.profile = TickProfile()

    def run(self, world: World, ticks: int = 1, *, style: Style = "each") -> int:
        """Advance every running lane by up to `ticks` ticks; the number of ticks done.

        Stops early when no lane runs any more and, in style "fused", when the event log is nearly full: drain it and
        call again. `profile` holds the laps of the last tick ("each", "plain"). Raises SystemFailure or
        SystemCompileError.
        """
        if style == "fused" and not is_plain():
            self.profile = TickProfile()
            return self._run_fused(world, ticks)
        for done in range(ticks):
            if not len(world.running()):
                return done
            self._run_once(world, "plain" if style == "plain" or is_plain() else "each")
        return ticks

    def prepare(self, columns: Mapping[str, Column], style: Style = "each") -> None:
        """Compile everything that `run` needs, so that nothing compiles during play. Raises SystemCompileError."""
        if is_plain() or style == "plain":
            for system in self.systems:
                system.check(columns)
        elif style == "fused":
            self._fused_for(columns)
        else:
            for system in self.systems:
                system.kernel(columns)

    def stand_in(self, name: str, run: StandIn) -> None:
        """Let `run(view, serial)` do the work of a system in style "each", where `serial()` is the system itself.

        It must leave the same bits behind, and returns how long [ns] that took: it may do the work of systems that
        follow in one go and share out the time when their turn comes. Other styles call the system as it is. KeyError
        for an unknown name.
        """
        if name not in self._names:
            raise KeyError(f"no system named {name} in this schedule")
        self._stand_ins[name] = run
        self._bound["each"].clear()

    def _run_once(self, world: World, style: Style) -> None:
        calls = self._calls(world, style)
        laps: list[int] = []
        tick = int(world.view["tick"][0]) if world.lanes else 0
        index = 0
        # Plain integers may wrap and float32 may overflow exactly as compiled code does: no warnings about it.
        with np.errstate(all="ignore"):
            stamp = perf_counter_ns()
            try:
                for fn, arguments in calls:
                    took = fn(*arguments)
                    now = perf_counter_ns()
                    laps.append(now - stamp if took is None else took)
                    stamp = now
                    index += 1
            except Exception as error:
                raise SystemFailure(self.systems[index], tick, error) from error
        self.profile = profile_of_laps(tick, self._names, self._slots, laps)

    def _calls(self, world: World, style: Style) -> list[tuple[Callable[..., int | None], tuple[Any, ...]]]:
        bound = self._bound[style].get(world)
        if bound is None or bound.version != world.version:
            calls = [self._call(system, world, plain=style == "plain") for system in self.systems]
            bound = self._bound[style][world] = _Bound(world.version, calls)
        return bound.calls

    def _call(self, system: System, world: World, *, plain: bool) -> tuple[Callable[..., int | None], tuple[Any, ...]]:
        run = system.plain if plain else system.kernel(world.columns)
        arguments = bound_arguments(system, world, guard=plain or not system.is_compiled)
        stand_in = None if plain else self._stand_ins.get(system.name)
        if stand_in is None:
            return run, arguments
        return stand_in, (world.view, partial(run, *arguments))

    # --- the generated loop --------------------------------------------------------------------------------------

    def _fused_for(self, columns: Mapping[str, Column]) -> Fused:
        key = (self._every, tuple((name, column.dtype, column.axes) for name, column in columns.items()))
        if key not in _FUSED:
            while len(_FUSED) >= MOST_FUSED:
                del _FUSED[next(iter(_FUSED))]
            _FUSED[key] = build_fused(self._every, columns)
        return _FUSED[key]

    def _run_fused(self, world: World, ticks: int) -> int:
        bound = self._bound["fused"].get(world)
        if bound is None or bound.version != world.version:
            fused = self._fused_for(world.columns)
            bound = self._bound["fused"][world] = _Bound(world.version, [(fused.bound(world, self._asked), ())])
        ((run, _),) = bound.calls
        at = np.full(1, -1, np.int64)
        try:
            return run(ticks, events_of_one_tick(world), at) or 0
        except Exception as error:
            tick = int(world.view["tick"].max()) if world.lanes else 0
            raise SystemFailure(self._every[int(at[0])], tick, error) from error


def events_of_one_tick(world: World) -> int:
    """How much room the log must have before a tick starts: far more than rows can say in one tick."""
    return min(events_of_rows(world.rows), len(world.view["log_amount"]) // 2)


def events_of_rows(rows: int) -> int:
    """Far more events than so many rows can say in one tick."""
    return 64 + 4 * rows
