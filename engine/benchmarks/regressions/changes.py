"""Finds the places where a series has changed: Mann-Whitney says that it has, E-divisive says where and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.benchmarks.regressions.change import Change, relative
from engine.benchmarks.regressions.drift import drifts
from engine.benchmarks.regressions.energy import SURE, best_split
from engine.benchmarks.regressions.rank_test import BEFORE, WINDOW, Floats, levels_at, rank_tests
from engine.benchmarks.regressions.scale import Linear, Logarithmic, scale_of

AFTER = 15
"""How many values after a change help to place it."""


@dataclass(frozen=True)
class Rule:
    """A change is believed when its rank test's p, its size and its size over the noise all pass."""

    p: float
    size: float
    noises: float


RULES = (Rule(p=0.002, size=0.065, noises=1.5), Rule(p=0.008, size=0.12, noises=1.65))
"""Chosen by `astraweave bench trust`, which measures false alarms and what is found, and where."""


def find_changes(values: Floats, rules: Sequence[Rule] = RULES, *, after: int = AFTER) -> list[Change]:
    """The changes of (n,) finite values, oldest first; none below 30. The same values give the same answer.

    A spike of one or two runs is none: the five newest values together have to lie elsewhere than the 25 before them.
    Between the steps that are found so, drifts are looked for, which are too slow for that.
    With `after=0` no later values are used than those that made it sure, as if each run were judged when it came.
    Where a value is 0 or less, as counts may be, there are no logarithms: differences then stand for ratios.
    """
    if len(values) < WINDOW:
        return []
    scale = scale_of(values)
    found: list[Change] = []
    nothing_before = 0
    for seen, p, direction in _candidates(scale, rules):
        if seen < nothing_before:
            continue
        change = _placed(scale, seen, p, found[-1].at if found else 0, after)
        if change is not None and change.size * direction > 0.0 and _is_large(change, p, rules):
            found.append(change)
            nothing_before = max(change.at + WINDOW // 2, seen + 1)
    starts = [0, *(change.at for change in found)]
    for start, end in pairwise([*starts, len(values)]):
        found += drifts(scale, start, end)
    return sorted(found, key=lambda change: change.at)


def _candidates(scale: Logarithmic | Linear, rules: Sequence[Rule]) -> list[tuple[int, float, float]]:
    """The places at which a rule is met, oldest first, with the rank test's p and which way it goes."""
    every_p = rank_tests(scale.scaled)
    places = np.nonzero(every_p <= max(rule.p for rule in rules))[0]
    p, levels = every_p[places], levels_at(scale.scaled, places)
    length = np.abs(levels.difference)
    is_met = np.zeros(len(places), np.bool_)
    for rule in rules:
        is_met |= (p <= rule.p) & (
            length >= np.maximum(scale.least(rule.size, levels.middle), rule.noises * levels.noise)
        )
    is_met &= length > 0.0
    found = (places[is_met] + WINDOW - 1, p[is_met], np.sign(levels.difference[is_met]))
    return list(zip(*(each.tolist() for each in found), strict=True))


def _placed(scale: Logarithmic | Linear, seen: int, p: float, last_change: int, after: int) -> Change | None:
    first = max(seen - WINDOW + 1, last_change)
    until = min(seen + after + 1, len(scale.values))
    split = best_split(scale.scaled[first:until], give_up=SURE)
    if split is None or split.p > SURE:
        return None
    at = first + split.at
    low = float(np.median(scale.values[max(first, at - BEFORE) : at]))
    high = float(np.median(scale.values[at : min(at + BEFORE, until)]))
    return Change(at, seen, relative(low, high), low, high, p, split.p)


def _is_large(change: Change, p: float, rules: Sequence[Rule]) -> bool:
    """Whether a change is as large where it was placed as a rule asks that its rank test meets."""
    share = max(change.size, -change.size / (1.0 + change.size)) if change.size > -1.0 else np.inf
    return any(p <= rule.p and share >= rule.size for rule in rules)
