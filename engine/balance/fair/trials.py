"""The runs of a search: points played on the same seeds, and claims put to seeds that were never played before."""

from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np

from engine.balance.asking import Play, Progress, Tally
from engine.balance.fair.axis import Axis
from engine.balance.fair.target import Fair, Measured, Move, Point, Target, loss, misses_of, variant_of
from engine.balance.properties import Property

STUDY = 256
"""Seeds a skill after which a point is believed to be inside, so that it is worth fresh ones."""
CONFIRM = ((1024, 2.0), (4096, 1.0))
"""Fresh seeds a skill, and how many standard errors inside its band each value has to be with so many; a quarter of the
band is enough."""
MOST_FRESH, CLAIMS = 4096, 6
FRESH = 1 << 20
"""How far the fresh seeds lie behind those that are searched on."""
TIGHT = 0.25
"""The search aims at the band less this share at either side."""


class StoppedError(Exception):
    """The runs are used up, or somebody cancelled."""


class Trials:
    """What was played so far, and how more is: points of a search on one set of seeds, claims on fresh ones."""

    def __init__(
        self,
        play: Play,
        target: Target,
        numbers: Sequence[Property],
        first_seed: int,
        budget: int,
        progress: Progress,
        cancelled: Callable[[], bool],
    ) -> None:
        self.target = target
        self.axes = [Axis(number) for number in numbers]
        self.start: Point = (0.0,) * len(numbers)
        self._seeds = range(first_seed, first_seed + STUDY)
        self._play, self._first = play, first_seed
        self._tallies = {skill: Tally(play, skill, self._seeds) for skill in target.skills}
        self._budget, self._progress, self._cancelled = budget, progress, cancelled
        self._runs = 0
        self.is_spent = self.is_cancelled = False
        self.played: dict[Point, Measured] = {}
        self._fresh: dict[Point, tuple[Measured, range]] = {}
        self._claims = 0

    def measure(self, point: Point, count: int) -> Measured:
        """How the fight goes at a point, with so many seeds a skill or more."""
        known = self.played.get(point)
        if known is None or known.runs < count:
            self.played[point] = known = self._measured(self._tallies, point, count)
        return known

    def loss(self, point: Point, count: int, tight: float = TIGHT) -> float:
        """How far a point is from the tightened bands, with so many seeds a skill or more."""
        return loss(self.target, self.measure(point, count), tight)

    def snap(self, axis: int, place: float) -> float:
        """The nearest place that a number can be at."""
        return self.axes[axis].snapped(place)

    def moved(self, point: Point, axis: int, place: float) -> Point:
        """A point with one number elsewhere."""
        return (*point[:axis], self.snap(axis, place), *point[axis + 1 :])

    def confirms(self, point: Point) -> bool:
        """Whether fresh seeds, never played before, say that a point is inside; else they count as played."""
        return self._claims < CLAIMS and self._claimed(point)

    def confirms_at_last(self, point: Point) -> bool:
        """The same for the answer of a search that found nothing; no where its runs are used up."""
        try:
            return point not in self._fresh and self._claimed(point)
        except StoppedError:
            return False

    def _claimed(self, point: Point) -> bool:
        first = self._first + FRESH + self._claims * MOST_FRESH
        self._claims += 1
        seeds = range(first, first + MOST_FRESH)
        tallies = {skill: Tally(self._play, skill, seeds) for skill in self.target.skills}
        for count, sure in CONFIRM:
            found = self._measured(tallies, point, count)
            self._fresh[point] = found, seeds[:count]
            known = self.played.get(point)
            if known is None or known.runs < found.runs:
                self.played[point] = found
            if misses_of(self.target, found):
                return False
            if all(
                band.miss(found.value(name), min(sure * found.error(name), TIGHT * band.width)) == 0.0
                for name, band in self.target.bands()
            ):
                return True
        return False

    def nearest(self) -> Point:
        """Of what was played the point that misses least; what has more seeds is believed more."""
        return min(
            self.played,
            key=lambda point: (
                loss(self.target, self.played[point], 0.0) + 0.5 / sqrt(self.played[point].runs),
                sum(map(abs, point)),
            ),
            default=self.start,
        )

    def answer(self, point: Point, *, is_found: bool) -> Fair:
        """The search's answer."""
        nothing = Measured(dict.fromkeys(self.target.skills, 0), 0, 0.0, 0.0)
        measured, seeds = self._fresh.get(point) or (self.played.get(point, nothing), self._seeds)
        return Fair(
            is_found,
            self._moves(point),
            measured,
            misses_of(self.target, measured) if measured.runs else (),
            self._runs,
            self.is_cancelled,
            self.is_spent,
            seeds[: measured.runs],
        )

    def _moves(self, point: Point) -> tuple[Move, ...]:
        values = ((axis.number, axis.value(place)) for axis, place in zip(self.axes, point, strict=True))
        return tuple(Move(number, value) for number, value in values if value != number.value)

    def _measured(self, tallies: dict[str, Tally], point: Point, count: int) -> Measured:
        variant = variant_of(self._moves(point))
        want = sum(max(0, count - tally.count(variant)) for tally in tallies.values())
        self.is_cancelled = self.is_cancelled or self._cancelled()
        self.is_spent = not self.is_cancelled and self._runs + want > self._budget
        if self.is_cancelled or self.is_spent:
            raise StoppedError
        self._progress(self._runs / self._budget, f"{self._runs:,} runs")
        for tally in tallies.values():
            tally.grow([variant], count)
        self._runs += want
        runs = tallies[self.target.skills[0]].count(variant)
        seconds = np.concatenate([tally.seconds(variant) for tally in tallies.values()])
        return Measured(
            {skill: int(tally.won(variant).sum()) for skill, tally in tallies.items()},
            runs,
            float(seconds.mean()),
            float(seconds.std() / sqrt(len(seconds))),
        )
