"""What matters: how far the win rate goes when each number of an encounter is a fifth less, and a fifth more."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.balance.asking import Play, Progress, Tally, never, unheard
from engine.balance.paired import Difference, difference
from engine.balance.properties import Property
from engine.balance.several import each_of, holm
from engine.play.playtest.request import AS_IT_IS, Variant

SHARE = 0.2
STAGES = ((1.0, 16), (0.5, 64), (0.2, 256))
"""Which share of the numbers, those that may matter most, is played with how many seeds."""
AT_ONCE = 16
"""Variants that are asked for at a time: between two such requests the work can be cancelled."""


@dataclass(frozen=True)
class Nudge:
    """What one other value of a number changes."""

    value: float
    difference: Difference
    interval: tuple[float, float]
    """Of the change of the win rate; those of all bars and looks hold at once, 95 times in 100."""
    p_value: float
    """Of the change, adjusted for all bars and looks (Holm)."""

    @property
    def is_sure(self) -> bool:
        """Whether the win rate surely changes."""
        return not self.interval[0] <= 0.0 <= self.interval[1]


@dataclass(frozen=True)
class Bar:
    """What a number matters: what less of it changes and what more of it does; None where it can go no further."""

    number: Property
    less: Nudge | None
    more: Nudge | None

    @property
    def nudges(self) -> tuple[Nudge, ...]:
        """Those that there are."""
        return tuple(each for each in (self.less, self.more) if each is not None)

    @property
    def change(self) -> float:
        """The change of the win rate that is farther from none, 0 to 1."""
        return max((abs(each.difference.value) for each in self.nudges), default=0.0)

    @property
    def is_sure(self) -> bool:
        """Whether the number surely matters."""
        return any(each.is_sure for each in self.nudges)


@dataclass(frozen=True)
class Ranking:
    """The numbers by how much they matter, the most first, as far as that is known."""

    skill: str
    wins: int
    runs: int
    """Of the encounter as it is, with as many seeds as any number was played with."""
    bars: tuple[Bar, ...]
    is_complete: bool


def nudged(number: Property, share: float = SHARE) -> tuple[float | None, float | None]:
    """The number less a share of it and more by as much, within its field's limits; None where it can go no further.

    Whole numbers go by one at least. Of 0 the share is that of what the field usually holds, of its whole range, or
    of ten notches, whichever is known first.
    """
    reach = number.high - number.low
    scale = abs(number.value) or abs(number.usual) or (reach if np.isfinite(reach) else 10.0 * (number.step or 1.0))
    step = max(1.0, float(round(scale * share))) if number.is_whole else scale * share
    less, more = number.held(number.value - step), number.held(number.value + step)
    return (less if less < number.value else None), (more if more > number.value else None)


def what_matters(
    play: Play,
    numbers: Sequence[Property],
    skill: str,
    seeds: Sequence[int],
    *,
    share: float = SHARE,
    stages: Sequence[tuple[float, int]] = STAGES,
    progress: Progress = unheard,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Ranking]:
    """The ranking as it becomes known: few seeds for all numbers, more for those that may matter.

    Each stage keeps the numbers that changed most so far (sequential halving: Z. Karnin, T. Koren and O. Somekh,
    "Almost optimal exploration in multi-armed bandits", ICML 2013); one whose runs all ended as they did without it is
    never kept. A ranking is given after each request of some variants, and a last one when all is done.

    Args:
        play: What plays.
        numbers: Those that are asked about.
        skill: Who plays.
        seeds: At least as many as the last stage wants; those of a stage are the first of them.
        share: How much less and more.
        stages: (share of the numbers, seeds) of each stage.
        progress: Told after each request.
        cancelled: Asked before each request; then the ranking ends where it is.
    """
    work = _Work(play, numbers, skill, seeds, share, len(stages))
    kept = list(numbers)
    planned = [max(1, round(part * len(numbers))) if numbers else 0 for part, _ in stages]
    before = [0, *(count for _, count in stages)]
    total = sum(many * (count - less) for many, (_, count), less in zip(planned, stages, before, strict=False)) or 1
    done = 0
    for many, (_, count), less in zip(planned, stages, before, strict=False):
        kept = [each for each in work.ranked(kept) if not less or work.stirs(each)][:many]
        for start in range(0, len(kept), AT_ONCE // 2):
            if cancelled():
                return
            now = kept[start : start + AT_ONCE // 2]
            work.grow(now, count)
            done += len(now) * (count - less)
            progress(done / total, f"{min(start + len(now), len(kept))} of {len(kept)}, {count} seeds")
            yield work.ranking(is_complete=False)
    yield work.ranking(is_complete=True)


class _Work:
    """The runs of all nudges so far."""

    def __init__(
        self, play: Play, numbers: Sequence[Property], skill: str, seeds: Sequence[int], share: float, looks: int
    ) -> None:
        self._tally = Tally(play, skill, seeds)
        self._skill = skill
        self._numbers = numbers
        self._now = Variant(AS_IT_IS)
        self._looks = looks
        self._nudges = {each.path: _variants(each, share) for each in numbers}
        self._bars = max(1, sum(variant is not None for pair in self._nudges.values() for variant, _ in pair))

    def grow(self, numbers: Sequence[Property], count: int) -> None:
        """Play the nudges of some numbers up to so many seeds, and the encounter as it is on the same."""
        variants = [variant for each in numbers for variant, _ in self._nudges[each.path] if variant is not None]
        self._tally.grow([self._now, *variants], count)

    def stirs(self, number: Property) -> bool:
        """Whether any run of a number's nudges ended otherwise or at another time."""
        return self._stir(number) > (0.0, 0.0)

    def ranked(self, numbers: Sequence[Property]) -> list[Property]:
        """By the change of the win rate; where it is the same, by that of how long runs take."""
        return sorted(numbers, key=self._stir, reverse=True)

    def ranking(self, *, is_complete: bool) -> Ranking:
        """What is known so far."""
        order = self.ranked([each for each in self._numbers if self._is_known(each)])
        sides = [(each, side) for each in order for side in self._nudges[each.path] if side[0] is not None]
        found = [self._difference(variant) for _, (variant, _) in sides if variant is not None]
        adjusted = holm([min(1.0, self._looks * each.p_value) for each in found])
        confidence = each_of(self._bars * self._looks)
        nudges: dict[tuple[str, float], Nudge] = {}
        for (number, (_, value)), each, p_value in zip(sides, found, adjusted, strict=True):
            nudges[number.path, value] = Nudge(value, each, each.interval(confidence), p_value)
        bars: list[Bar] = []
        for number in order:
            (_, less), (_, more) = self._nudges[number.path]
            bars.append(Bar(number, nudges.get((number.path, less)), nudges.get((number.path, more))))
        won = self._tally.won(self._now)
        return Ranking(self._skill, int(won.sum()), len(won), tuple(bars), is_complete)

    def _is_known(self, number: Property) -> bool:
        return any(variant is not None and self._tally.count(variant) for variant, _ in self._nudges[number.path])

    def _stir(self, number: Property) -> tuple[float, float]:
        rates, times = [0.0], [0.0]
        for variant, _ in self._nudges[number.path]:
            if variant is not None and (count := self._tally.count(variant)):
                rates.append(abs(self._difference(variant).value))
                apart = self._tally.seconds(variant) - self._tally.seconds(self._now)[:count]
                times.append(float(np.abs(apart).mean()))
        return max(rates), max(times)

    def _difference(self, variant: Variant) -> Difference:
        won = self._tally.won(variant)
        return difference(self._tally.won(self._now)[: len(won)], won)


_Side = tuple[Variant | None, float]


def _variants(number: Property, share: float) -> tuple[_Side, _Side]:
    """The variants of less and of more, each with its value."""
    less, more = nudged(number, share)
    return _side(number, less), _side(number, more)


def _side(number: Property, value: float | None) -> _Side:
    if value is None:
        return None, number.value
    return Variant(f"{number.path} = {value:.17g}", number.changes(value)), value
