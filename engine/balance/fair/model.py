"""A guess at how a fight answers to its numbers, from what was played: straight lines near the best point so far."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from engine.balance.fair.target import SECONDS, Measured, Point, Target

Floats = NDArray[np.float64]
RIDGE = 4.0
"""How many runs a slope of nothing weighs."""
EDGE = 100.0
"""What a miss of 100 % costs, where moving a number as far as it goes costs 1."""
A_MOVE = 0.3
"""What it costs to move one more number."""
MOST_TOGETHER, MOST_TRIED = 3, 6


class Model:
    """Win rates as logits and seconds as logarithms, each a straight line in the places of the numbers."""

    def __init__(
        self, target: Target, played: Sequence[tuple[Point, Measured]], around: Point, reach: float, tight: float
    ) -> None:
        """`played` points weigh by their runs and, within `reach`, by how near they lie to `around`."""
        self._bands = [(name, band, tight * band.width) for name, band in target.bands()]
        places = np.array([point for point, _ in played], np.float64)
        apart = ((places - np.array(around)) ** 2).sum(axis=1)
        weights = np.array([measured.runs for _, measured in played]) * np.exp(-apart / (2.0 * reach * reach))
        design = np.hstack([np.ones((len(places), 1)), places])
        goals = np.array([[_linked(name, measured) for name, _, _ in self._bands] for _, measured in played])
        penalty = RIDGE * np.eye(design.shape[1])
        penalty[0, 0] = 1e-6
        weighted = design * weights[:, None]
        self._lines: Floats = np.linalg.solve(design.T @ weighted + penalty, weighted.T @ goals)

    def loss(self, point: Point) -> float:
        """How far a point would be from the bands; 0 inside."""
        total = 0.0
        guessed = self._lines[0] + np.array(point) @ self._lines[1:]
        for guess, (name, band, margin) in zip(guessed.tolist(), self._bands, strict=True):
            is_time = name == SECONDS
            value = math.exp(min(guess, 30.0)) if is_time else 1.0 / (1.0 + math.exp(-max(min(guess, 30.0), -30.0)))
            total += abs(band.miss(value, margin)) / (band.high if is_time else 1.0)
        return total

    def best(self, snap: Callable[[int, float], float]) -> Point:
        """The point that would be inside with the fewest and the least moves, or nearest to it.

        `snap(axis, place)` gives the nearest place that a number can be at. Those that change most are tried alone,
        then by two and three, then all.
        """
        count = len(self._lines) - 1
        strength = np.abs(self._lines[1:]).sum(axis=1)
        order: list[int] = np.argsort(-strength, kind="stable").tolist()
        few = order[:MOST_TRIED]
        groups: Iterable[tuple[int, ...]] = [
            group for many in range(1, min(MOST_TOGETHER, len(few)) + 1) for group in combinations(few, many)
        ]
        tried = [self._search(group, count, snap) for group in [*groups, tuple(order)]]
        return min(tried)[1]

    def _search(self, group: tuple[int, ...], count: int, snap: Callable[[int, float], float]) -> tuple[float, Point]:
        """Pattern search over some axes (Hooke and Jeeves, 1961): steps along each, halved where none helps."""
        here: Point = (0.0,) * count
        cost = self._cost(here)
        step = 0.5
        while step > 0.01:
            is_better = False
            for axis in group:
                for way in (step, -step):
                    place = snap(axis, here[axis] + way)
                    there = (*here[:axis], place, *here[axis + 1 :])
                    other = self._cost(there)
                    if other < cost:
                        here, cost, is_better = there, other, True
                        break
            if not is_better:
                step /= 2.0
        return cost, here

    def _cost(self, point: Point) -> float:
        return EDGE * self.loss(point) + sum(abs(place) + A_MOVE for place in point if place)


def _linked(name: str, measured: Measured) -> float:
    if name == SECONDS:
        return math.log(max(measured.seconds, 1e-3))
    return math.log((measured.wins[name] + 0.5) / (measured.runs - measured.wins[name] + 0.5))
