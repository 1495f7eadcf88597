"""Encounters that went out of tune: somewhere within reach of their numbers lies a point inside the bands."""

from collections.abc import Sequence

import numpy as np

from engine.balance.fair import Band, Measured, Move, Target
from engine.balance.fair.target import misses_of, variant_of
from engine.world.ids import SKILLS
from tests.engine.balance.analytic import Duel, number


def detuned(seed: int, *, numbers: int, skills: int, is_timed: bool, is_wild: bool) -> tuple[Duel, Target]:
    """A fight of some numbers, with bands around how it goes at a hidden point up to 3.3 times away along some axes."""
    random = np.random.default_rng(seed)
    those = [number(f"n{place}", 100.0) for place in range(numbers)]
    duel = Duel(
        those,
        {each.label: float(random.normal(0.0, 2.0)) for each in those},
        base=float(random.normal(-1.0, 1.5)),
        stretch={each.label: float(random.normal(0.0, 0.4)) for each in those},
        is_wild=is_wild,
    )
    moved = random.choice(numbers, int(random.integers(1, min(numbers, 3) + 1)), replace=False)
    hidden = variant_of(tuple(Move(those[place], 100.0 * float(np.exp(random.uniform(-1.2, 1.2)))) for place in moved))
    rates: dict[str, Band] = {}
    for skill in SKILLS[:skills]:
        width = random.uniform(0.1, 0.2)
        low = min(max(duel.rate(hidden, skill) - width * random.uniform(0.3, 0.7), 0.0), 1.0 - width)
        rates[skill] = Band(low, low + width)
    length = duel.length(hidden)
    return duel, Target(rates, Band(0.85 * length, 1.15 * length) if is_timed else None)


def is_truly_inside(duel: Duel, target: Target, moves: Sequence[Move]) -> bool:
    """Whether a million seeds would say so."""
    variant, runs = variant_of(tuple(moves)), 1_000_000
    wins = {skill: round(duel.rate(variant, skill) * runs) for skill in target.skills}
    return not misses_of(target, Measured(wins, runs, duel.length(variant), 0.0))
