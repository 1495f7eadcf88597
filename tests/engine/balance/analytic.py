"""An encounter whose win rate is known: a logistic function of its numbers, drawn from the seed alone."""

import math
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.balance.properties import Property
from engine.play.playtest.request import Variant

SKILL_AID = {"novice": 0.0, "average": 1.0, "expert": 2.0}
"""How much skill adds to the logit of winning."""


def number(name: str, value: float, low: float = 0.0, high: float = math.inf, **more) -> Property:
    """A number of the encounter."""
    return Property(f"encounters/duel/entities/{name}/health/maximum", name, value, low, high, **more)


@dataclass(frozen=True)
class Played:
    """The runs of one variant."""

    won: np.ndarray
    seconds: np.ndarray


@dataclass
class Duel:
    """The logit of winning is `base`, plus a slope times how far each number is from its value, plus the skill's aid.

    Slopes are per value's own size. A run lasts `seconds`, stretched by the same distances. Where chance is wild, the
    smallest change gives each seed other luck, as in a fight where one blow leads to another. `asked` counts runs.
    """

    numbers: Sequence[Property]
    slopes: Mapping[str, float]
    base: float = 0.0
    aid: Mapping[str, float] = field(default_factory=lambda: SKILL_AID)
    seconds: float = 60.0
    stretch: Mapping[str, float] = field(default_factory=dict)
    is_wild: bool = False
    asked: int = 0
    requests: list[tuple[tuple[str, ...], str, tuple[int, ...]]] = field(default_factory=list)

    def far(self, variant: Variant) -> dict[str, float]:
        """How far each number is from its value, in parts of that."""
        said = {change.path: change.value for change in variant.changes}
        return {
            each.label: (said.get(each.path, each.value) - each.value) / (abs(each.value) or 1.0)
            for each in self.numbers
        }

    def rate(self, variant: Variant, skill: str) -> float:
        """The true win rate."""
        logit = self.base + self.aid[skill]
        logit += sum(self.slopes.get(name, 0.0) * far for name, far in self.far(variant).items())
        return 1.0 / (1.0 + math.exp(-logit))

    def length(self, variant: Variant) -> float:
        """The true mean of how long a run takes [s]."""
        return self.seconds * math.exp(
            sum(self.stretch.get(name, 0.0) * far for name, far in self.far(variant).items())
        )

    def __call__(self, variants: Sequence[Variant], skill: str, seeds: Sequence[int]) -> dict[str, Played]:
        """Play them all to their ends; each seed has luck of its own."""
        self.requests.append((tuple(each.name for each in variants), skill, tuple(seeds)))
        self.asked += len(variants) * len(seeds)
        return {each.name: self._played(each, skill, seeds) for each in variants}

    def _played(self, variant: Variant, skill: str, seeds: Sequence[int]) -> Played:
        stream = 2 * zlib.crc32(f"{variant.name} {skill}".encode()) if self.is_wild else 0
        times = self.length(variant) * (0.8 + 0.4 * drawn(seeds, stream + 1))
        return Played(drawn(seeds, stream) < self.rate(variant, skill), times)


def drawn(seeds: Sequence[int], stream: int) -> np.ndarray:
    """A number from 0 to 1 for each seed (Steele, Lea and Flood's SplitMix64)."""
    state = np.array(seeds, np.uint64) + np.uint64(stream * 0x2545F4914F6CDD1D % 2**64)
    state = state * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (state ^ (state >> np.uint64(31))).astype(np.float64) / 2.0**64
