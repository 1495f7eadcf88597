"""What a designer wants of a fight, how far a measured fight is from it, and what the search answers."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.balance.properties import Property
from engine.play.playtest.request import Change, Variant

Point = tuple[float, ...]
"""A place on the axis of each number that may move: 0 is its value, -1 and 1 the ends of what is tried."""
SECONDS = "seconds"
"""The name of the band of how long the fight lasts, beside those of skills."""


@dataclass(frozen=True)
class Band:
    """From where to where a value should be."""

    low: float
    high: float

    def __post_init__(self) -> None:
        """ValueError for a band that holds nothing."""
        if not self.low < self.high:
            raise ValueError(f"A band goes from {self.low:g} to {self.high:g}; expected the greater number last.")

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.high - self.low

    def miss(self, value: float, margin: float = 0.0) -> float:
        """How far a value has to go up (above 0) or down (below 0) to lie inside by `margin`; 0 where it does."""
        if value < self.low + margin:
            return self.low + margin - value
        return min(0.0, self.high - margin - value)


@dataclass(frozen=True)
class Target:
    """For each skill that is asked about a band of its win rate; and one of how long the fight lasts [s].

    The fight's length is the mean over those skills.
    """

    rates: Mapping[str, Band]
    seconds: Band | None = None

    def __post_init__(self) -> None:
        """ValueError for a target without a skill: nobody would play."""
        if not self.rates:
            raise ValueError("The target names no skill; expected a band of the win rate of at least one.")

    @property
    def skills(self) -> tuple[str, ...]:
        """Who has to play."""
        return tuple(self.rates)

    def bands(self) -> Iterator[tuple[str, Band]]:
        """Every band by the skill whose win rate it is, then that of the seconds."""
        yield from self.rates.items()
        if self.seconds is not None:
            yield SECONDS, self.seconds


@dataclass(frozen=True)
class Measured:
    """How a fight went: for each skill the wins of its runs; how long runs take, and how much that scatters."""

    wins: Mapping[str, int]
    runs: int
    """Of each skill."""
    seconds: float
    scatter: float
    """The standard error of the seconds."""

    def value(self, name: str) -> float:
        """The win rate of a skill, or the seconds."""
        return self.seconds if name == SECONDS else self.wins[name] / self.runs

    def error(self, name: str) -> float:
        """The standard error of that value; of a win rate never 0, since a rate of 0 may be a small one."""
        if name == SECONDS:
            return self.scatter
        rate = (self.wins[name] + 1.0) / (self.runs + 2.0)
        return math.sqrt(rate * (1.0 - rate) / (self.runs + 2.0))


@dataclass(frozen=True)
class Miss:
    """What of a target is missed: the win rate of a skill, or the seconds."""

    name: str
    value: float
    band: Band


@dataclass(frozen=True)
class Move:
    """A number and its new value."""

    number: Property
    value: float


@dataclass(frozen=True)
class Fair:
    """The answer: whether values were found, and if not the nearest ones with what they miss."""

    is_found: bool
    """Whether fresh seeds say that every value is inside its band."""
    moves: tuple[Move, ...]
    measured: Measured
    """With fresh seeds where it was found, or where those denied it; else with those that were searched on."""
    misses: tuple[Miss, ...]
    """Empty also where nothing is missed but something lies too near to an end of its band to be sure."""
    runs: int
    """How many were played."""
    is_cancelled: bool = False
    is_spent: bool = False
    """Whether the search ended because its runs were used up."""
    seeds: range = field(default=range(0))
    """Those that `measured` rests on."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What brings the fight there."""
        return tuple(change for move in self.moves for change in move.number.changes(move.value))


def variant_of(moves: tuple[Move, ...]) -> Variant:
    """The encounter with some numbers moved, under a name that says which."""
    name = ", ".join(f"{move.number.path} = {move.value:.17g}" for move in moves)
    return Variant(name or "unmoved", tuple(change for move in moves for change in move.number.changes(move.value)))


def misses_of(target: Target, measured: Measured) -> tuple[Miss, ...]:
    """The bands that a measured fight lies outside of."""
    values = ((name, measured.value(name), band) for name, band in target.bands())
    return tuple(Miss(name, value, band) for name, value, band in values if band.miss(value))


def loss(target: Target, measured: Measured, tight: float) -> float:
    """How far a fight is from its bands, all narrowed by a share of their width; 0 inside. Of seconds in parts."""
    return sum(
        abs(band.miss(measured.value(name), tight * band.width)) / (band.high if name == SECONDS else 1.0)
        for name, band in target.bands()
    )
