"""The chance to win over a run as a value: what futures said at some ticks, and where it turned."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.balance.intervals import growing

if TYPE_CHECKING:
    from engine.play.past.chronicle import Mark

STAGES = (16, 64)
"""Futures of each tick: fewer first, so that the whole curve stands soon."""
FIRST_SEED = 0
MOST_SWINGS, LEAST_SWING = 3, 0.2
"""So many turns are marked, and only those that change the chance by so much."""
MOST_TOLD = 3
BEST_FIRST = {True: ("good", "plain", "bad"), False: ("bad", "plain", "good")}


@dataclass(frozen=True)
class Chance:
    """The chance to win at a tick. `counts` are (wins, futures) after each stage; none where the run had ended."""

    tick: int
    counts: tuple[tuple[int, int], ...]
    end: float | None = None
    """1 or 0 where the run ended so."""

    @property
    def wins(self) -> int:
        """Futures that were won."""
        return self.counts[-1][0] if self.counts else 0

    @property
    def runs(self) -> int:
        """Futures that were played."""
        return self.counts[-1][1] if self.counts else 0

    @property
    def rate(self) -> float:
        """The share that was won, 0 to 1."""
        return self.wins / self.runs if self.runs else self.end or 0.0

    @cached_property
    def interval(self) -> tuple[float, float]:
        """What the chance may be, with 95 %."""
        return growing(self.counts) if self.runs else (self.rate, self.rate)

    @property
    def reach(self) -> float:
        """Half of the interval's width."""
        low, high = self.interval
        return (high - low) / 2.0


@dataclass(frozen=True)
class Swing:
    """Where the chance turned: between two ticks, by how much (-1 to 1), and what is told of that time."""

    first: int
    last: int
    change: float
    told: "tuple[Mark, ...]"


def next_piece(ticks: Sequence[int], played: Mapping[int, int], *, newest_first: bool) -> tuple[int, range] | None:
    """The tick whose futures are played next, and their seeds; None when all are known.

    Every tick gets the first stage before any gets the next. While a run goes on its newest tick comes first; else the
    one that is farthest from all that are known.
    """
    for stage in STAGES:
        missing = [tick for tick in ticks if played.get(tick, 0) < stage]
        if not missing:
            continue
        known = [tick for tick in ticks if played.get(tick, 0) >= stage]
        if newest_first or not known:
            tick = missing[-1]
        else:
            tick = max(missing, key=lambda each: min(abs(each - other) for other in known))
        return tick, range(FIRST_SEED + played.get(tick, 0), FIRST_SEED + stage)
    return None


def swings_of(chances: Sequence[Chance], ticks: Sequence[int], marks: "Sequence[Mark]") -> tuple[Swing, ...]:
    """The largest turns of a curve in the order of their ticks, each beyond what the futures leave open.

    `ticks` are all that the curve will have: between two that are not neighbours nothing is said yet.
    """
    place = {tick: number for number, tick in enumerate(ticks)}
    found: list[Swing] = []
    for one, other in pairwise(chances):
        change = other.rate - one.rate
        is_near = place.get(other.tick, -1) - place.get(one.tick, -1) == 1
        if is_near and abs(change) >= LEAST_SWING and abs(change) > math.hypot(one.reach, other.reach):
            found.append(Swing(one.tick, other.tick, change, _told(marks, one.tick, other.tick, change > 0)))
    largest = sorted(found, key=lambda swing: -abs(swing.change))[:MOST_SWINGS]
    return tuple(sorted(largest, key=lambda swing: swing.first))


def _told(marks: "Sequence[Mark]", first: int, last: int, is_good: bool) -> "tuple[Mark, ...]":
    """What happened from one tick to another, what explains the change best first."""
    between = [mark for mark in marks if first <= mark.tick < last]
    return tuple(sorted(between, key=lambda mark: BEST_FIRST[is_good].index(mark.tone))[:MOST_TOLD])
