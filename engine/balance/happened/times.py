"""How long wins take, as a histogram of all skills over the same round stretches of time."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.play.playtest.outcomes import Outcomes

MOST_BINS = 24
WIDTHS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)


@dataclass(frozen=True)
class Times:
    """Wins by how long they took: of each skill the counts from `first` [s] on, in stretches of `width` [s].

    A win of exactly the end of a stretch counts in the next one. `medians` [s] are of the skills that won at all.
    """

    first: int = 0
    width: int = 1
    counts: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    medians: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def middles(self) -> NDArray[np.float64]:
        """The middle of each stretch [s], (n,)."""
        number = len(next(iter(self.counts.values()), ()))
        return np.asarray(self.first + self.width * (np.arange(number) + 0.5), np.float64)

    @property
    def total(self) -> int:
        """Wins of all skills."""
        return sum(map(sum, self.counts.values()))


def times_to_win(outcomes: Mapping[str, Outcomes]) -> Times:
    """The wins of each skill by how long they took; without a win there are no stretches."""
    seconds = {skill: each.seconds[each.won] for skill, each in outcomes.items()}
    every = np.concatenate([*seconds.values(), np.zeros(0)])
    if not len(every):
        return Times(counts=dict.fromkeys(outcomes, ()))
    low, high = float(every.min()), float(every.max())

    def number(width: int) -> int:
        return math.floor(high / width) - math.floor(low / width) + 1

    width = next((each for each in WIDTHS_S if number(each) <= MOST_BINS), math.ceil((high - low) / (MOST_BINS - 1)))
    start = math.floor(low / width)
    counts = {
        skill: tuple(np.bincount(np.floor(each / width).astype(int) - start, minlength=number(width)).tolist())
        for skill, each in seconds.items()
    }
    medians = {skill: float(np.median(each)) for skill, each in seconds.items() if len(each)}
    return Times(start * width, width, counts, medians)
