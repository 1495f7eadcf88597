"""How runs are asked for: by a callable that plays somewhere, and what of its answers grows with the seeds."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.play.playtest.request import Variant

Flags = NDArray[np.bool_]
Seconds = NDArray[np.float64]


class Runs(Protocol):
    """The runs of one variant and skill, in the order of their seeds."""

    @property
    def won(self) -> Flags:
        """Whether each run was won, (n,)."""
        ...

    @property
    def seconds(self) -> Seconds:
        """How long each run took [s], (n,)."""
        ...


class Play(Protocol):
    """Plays every variant with every seed and gives its runs by the variant's name; the same for a seed each time."""

    def __call__(self, variants: Sequence[Variant], skill: str, seeds: Sequence[int]) -> Mapping[str, Runs]:
        """Play them all to their ends."""
        ...


class Progress(Protocol):
    """Told how far the work is: a fraction 0 to 1 (None: unknown) and a short text such as "5 of 8"."""

    def __call__(self, fraction: float | None, text: str = "") -> None:
        """Tell how far the work is."""
        ...


def unheard(fraction: float | None, text: str = "") -> None:
    """Progress that nobody follows."""


def never() -> bool:
    """Work that nobody cancels."""
    return False


class Tally:
    """The runs of one skill so far, by variant: each variant has been played with the first so many of the seeds."""

    def __init__(self, play: Play, skill: str, seeds: Sequence[int]) -> None:
        """`seeds` are those that may be played, in the order in which they are."""
        self._play = play
        self._skill = skill
        self._seeds = seeds
        self._won: dict[str, Flags] = {}
        self._seconds: dict[str, Seconds] = {}
        self.played = 0
        """Runs of all variants together."""

    def grow(self, variants: Sequence[Variant], count: int) -> None:
        """Play those of the first `count` seeds that each variant has not been played with."""
        behind: dict[int, list[Variant]] = {}
        for variant in variants:
            behind.setdefault(self.count(variant), []).append(variant)
        for start, late in behind.items():
            seeds = self._seeds[start:count]
            if not len(seeds):
                continue
            found = self._play(late, self._skill, seeds)
            for variant in late:
                name, runs = variant.name, found[variant.name]
                self._won[name] = np.append(self.won(variant), runs.won)
                self._seconds[name] = np.append(self.seconds(variant), runs.seconds)
                self.played += len(seeds)

    def count(self, variant: Variant) -> int:
        """How many of the seeds a variant has been played with."""
        return len(self._won.get(variant.name, ()))

    def won(self, variant: Variant) -> Flags:
        """Whether each of its runs was won, (n,)."""
        return self._won.get(variant.name, np.zeros(0, np.bool_))

    def seconds(self, variant: Variant) -> Seconds:
        """How long each of its runs took [s], (n,)."""
        return self._seconds.get(variant.name, np.zeros(0))
