"""The win rate over the range of one number: which values are played, and in what order they can be shown."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from engine.balance.asking import Play, Progress, Tally, never, unheard
from engine.balance.intervals import calibrated
from engine.balance.paired import Difference, difference
from engine.balance.properties import Property
from engine.play.playtest.request import Variant

VALUES = 7
STAGES = ((3, 16), (VALUES, 16), (VALUES, 64))
"""How many of the values, with how many seeds each: the ends first, then all of them, then surely."""
LEAST, MOST = 0.25, 2.0
"""How much of the current value is played where its field's range is open or wide."""
NARROW, NARROW_NOTCHES = 8.0, 40.0
"""A field's whole range is played where it is at most so many times the value, or so many notches, wide."""
TINY = 1e-9
"""A value that is nearer to 0 is played as 0 is: a share of it would be nothing."""
NOTCHES = 12.0
"""How many notches are played around 0, where 0 is the value and nothing says how much would be much."""


@dataclass(frozen=True)
class Point:
    """How often one value wins."""

    value: float
    wins: int
    runs: int
    against: Difference
    """What it changes against the current value, on the same seeds."""
    seconds: float
    """How long a run takes on average [s]."""

    @property
    def rate(self) -> float:
        """Share of the runs that were won."""
        return self.wins / self.runs

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the win rate. Not corrected for the number of points: each stands for itself."""
        return calibrated(self.wins, self.runs)


@dataclass(frozen=True)
class Curve:
    """The win rate over a number's range as far as it is known, values ascending."""

    number: Property
    skill: str
    points: tuple[Point, ...]
    is_complete: bool


def span(number: Property) -> tuple[float, float]:
    """From where to where a number is played: its field's range where that is narrow, else around the current value."""
    value, reach = number.value, number.high - number.low
    if reach <= NARROW * abs(value) or (number.step and reach <= NARROW_NOTCHES * number.step):
        return min(number.low, value), max(number.high, value)
    if abs(value) >= TINY:
        low, high = sorted((value * LEAST, value * MOST))
    else:
        scale = abs(number.usual) or NOTCHES * (number.step or 1.0)
        low, high = -scale, scale
    if number.is_whole and high - low < VALUES - 1:
        low, high = math.floor(low), math.floor(low) + VALUES - 1
    return min(number.held(low), value), max(number.held(high), value)


def values(number: Property, count: int = VALUES) -> tuple[float, ...]:
    """The values to play, coarse first: the current one, then always what lies farthest from all before.

    At most `count`, fewer where a whole number's range has no more.
    """
    low, high = span(number)
    evenly = (low + (high - low) * place / (count - 1) for place in range(count))
    waiting = set(map(number.held, evenly)) - {number.value}
    if len(waiting) >= count:
        # The current value takes the place of its neighbour, but never that of an end.
        waiting.remove(min(waiting - {min(waiting), max(waiting)}, key=lambda each: abs(each - number.value)))
    chosen = [number.value]
    while waiting:
        found = max(sorted(waiting), key=lambda each: min(abs(each - other) for other in chosen))
        waiting.remove(found)
        chosen.append(found)
    return tuple(chosen)


def curve(
    play: Play,
    number: Property,
    skill: str,
    seeds: Sequence[int],
    *,
    stages: Sequence[tuple[int, int]] = STAGES,
    progress: Progress = unheard,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Curve]:
    """The curve as it becomes known, one stage after another; every value has the same seeds within a stage.

    Args:
        play: What plays.
        number: Whose range it is.
        skill: Who plays.
        seeds: At least as many as the last stage wants; those of a stage are the first of them.
        stages: (values, seeds) of each stage, growing.
        progress: Told after each stage.
        cancelled: Asked before each stage; then the curve ends where it is.
    """
    chosen = values(number)
    variants = {value: _variant(number, value) for value in chosen}
    now = variants[number.value]
    tally = Tally(play, skill, seeds)
    total = sum(count for _, count in stages)
    for stage, (many, count) in enumerate(stages):
        if cancelled():
            return
        shown = chosen[:many]
        tally.grow([variants[value] for value in shown], count)
        points = [_point(tally, variants[value], now, value) for value in sorted(shown)]
        progress(sum(each for _, each in stages[: stage + 1]) / total, f"{len(points)} values, {count} seeds")
        yield Curve(number, skill, tuple(points), stage == len(stages) - 1)


def _variant(number: Property, value: float) -> Variant:
    return Variant(f"{number.path} = {value:.17g}", () if value == number.value else number.changes(value))


def _point(tally: Tally, variant: Variant, now: Variant, value: float) -> Point:
    won = tally.won(variant)
    against = difference(tally.won(now)[: len(won)], won[: tally.count(now)])
    return Point(value, int(won.sum()), len(won), against, float(tally.seconds(variant).mean()))
