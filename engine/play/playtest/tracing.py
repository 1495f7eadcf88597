"""The ways that the party takes in some runs: places twice a second, thinned to a few dozen for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.packed import PackedStage, be_polite, compiled_of
from engine.play.playtest.request import AS_IT_IS, Variant
from engine.play.running.lanes import run_lanes
from engine.world.ids import DOWN, PARTY, UP
from engine.world.world import World

EVERY = 30
MOST_POINTS = 64
"""Places of one way; a longer one has fewer of them a second."""


class Trace(NamedTuple):
    """The way of one member of the party through one run: `points` (n, 2) f4 x, z [m], from where it begins."""

    seed: int
    who: str
    points: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Ways:
    """The ways through some runs, as one value."""

    traces: tuple[Trace, ...] = ()


class WayWatch:
    """Follows where the party is. A Watch; runs are called by their place in `seeds`."""

    every = EVERY

    def __init__(self, compiled: CompiledScene, seeds: Sequence[int]) -> None:
        self._compiled, self._seeds, self._reserve = compiled, tuple(seeds), compiled.reserve
        self._ways: dict[tuple[int, int], list[tuple[float, float]]] = {}
        life, team, place = (compiled.rows[name] for name in ("life", "team", "position"))
        for row in np.flatnonzero((team == PARTY) & ((life == UP) | (life == DOWN))).tolist():
            for run in range(len(self._seeds)):
                self._ways[run, row] = [(float(place[row, 0]), float(place[row, 2]))]

    def look(self, world: World, events: Any) -> None:
        """Take in where everybody is."""
        view = world.view
        life, team = (view[name].reshape(-1, self._reserve) for name in ("life", "team"))
        place = view["position"].reshape(-1, self._reserve, 3)
        runs: list[int] = view["run"].tolist()
        there = (team == PARTY) & ((life == UP) | (life == DOWN))
        for slot, row in np.argwhere(there[: len(runs)]).tolist():
            x, _, z = place[slot, row].tolist()
            way = self._ways.setdefault((runs[slot], row), [])
            if not way or way[-1] != (x, z):
                way.append((x, z))

    def traces(self) -> list[Trace]:
        """The ways, by seed and then by the order of the party."""
        return [
            Trace(self._seeds[run], self._compiled.entity_of_row[row][0], thinned(np.array(way, np.float32)))
            for (run, row), way in sorted(self._ways.items())
        ]


def thinned(points: NDArray[np.float32], most: int = MOST_POINTS) -> NDArray[np.float32]:
    """At most so many of the points (n, 2), evenly apart; the first and the last are among them."""
    if len(points) <= most:
        return points
    return points[np.round(np.linspace(0, len(points) - 1, most)).astype(int)]


def play_traced(compiled: CompiledScene, seeds: Sequence[int], skill: str) -> list[Trace]:
    """The ways of the party in the runs of some seeds, which end as they do in any playtest. CompileError."""
    watch = WayWatch(compiled, seeds)
    run_lanes(compiled, seeds, skill=skill, watch=watch)
    return watch.traces()


def play_traced_packed(stage: PackedStage, seeds: Sequence[int], skill: str, *, own_process: bool) -> list[Trace]:
    """The same as a worker does it. PlaytestError for what can't be compiled."""
    if own_process:
        be_polite()
    try:
        return play_traced(compiled_of(stage, Variant(AS_IT_IS)), seeds, skill)
    except CompileError as error:
        raise PlaytestError(str(error)) from None
