"""Finds the places where a series has changed: Mann-Whitney says that it has, E-divisive says where and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.benchmarks.regressions.energy import best_split
from engine.benchmarks.regressions.rank_test import BEFORE, WINDOW, Floats, compare_ranks

AFTER = 15
"""How many values after a change help to place it."""


@dataclass(frozen=True)
class Rule:
    """A change is believed when its rank test's p, its size and its size over the noise all pass."""

    p: float
    size: float
    noises: float


RULES = (Rule(p=0.002, size=0.06, noises=1.5), Rule(p=0.008, size=0.12, noises=1.6))
"""Chosen by `astraweave bench trust`, which measures false alarms and what is found, and where."""
SURE = 0.05
"""Greatest p of E-divisive."""


@dataclass(frozen=True)
class Change:
    """A step in a series: the first value after it, as a place in the series, and what it is between.

    `size` is the relative change of the median, `p` that of the rank test, `split_p` that of E-divisive, and `seen` the
    place of the value that made it sure. `first_bad` are the places that may be the first of the new level.
    """

    at: int
    seen: int
    size: float
    before: float
    after: float
    p: float
    split_p: float

    @property
    def first_bad(self) -> tuple[int, int]:
        """Where the new level begins, give or take one run."""
        return max(0, self.at - 1), self.at + 1


def find_changes(values: Floats, rules: Sequence[Rule] = RULES, *, after: int = AFTER) -> list[Change]:
    """The changes of (n,) positive values, oldest first; none below 30 values. The same values give the same answer.

    A spike of one or two runs is none: the five newest values together have to lie elsewhere than the 25 before them.
    With `after=0` no later values are used than those that made it sure, as if each run were judged when it came.
    """
    if len(values) < WINDOW or not (values > 0.0).all():
        return []
    logs = np.log(values)
    found: list[Change] = []
    nothing_before = 0
    for seen, p in _candidates(logs, rules):
        if seen < nothing_before:
            continue
        change = _placed(logs, seen, p, found[-1].at if found else 0, after)
        if change is not None:
            found.append(change)
            nothing_before = max(change.at + WINDOW // 2, seen + 1)
    return found


def _candidates(logs: Floats, rules: Sequence[Rule]) -> list[tuple[int, float]]:
    """The places at which a rule is met, oldest first, with the rank test's p."""
    test = compare_ranks(logs)
    places = np.nonzero(test.p <= max(rule.p for rule in rules))[0]
    p, middle, size = test.p[places], test.middle[places], test.difference[places]
    before = np.lib.stride_tricks.sliding_window_view(logs, BEFORE)[places]
    noise = 1.4826 * np.median(np.abs(before - middle[:, None]), axis=1)
    is_met = np.zeros(len(places), np.bool_)
    for rule in rules:
        is_met |= (p <= rule.p) & (size >= np.maximum(np.log1p(rule.size), rule.noises * noise))
    return list(zip((places[is_met] + WINDOW - 1).tolist(), p[is_met].tolist(), strict=True))


def _placed(logs: Floats, seen: int, p: float, last_change: int, after: int) -> Change | None:
    first = max(seen - WINDOW + 1, last_change)
    until = min(seen + after + 1, len(logs))
    split = best_split(logs[first:until], give_up=SURE)
    if split is None or split.p > SURE:
        return None
    at = first + split.at
    low = float(np.median(logs[max(first, at - BEFORE) : at]))
    high = float(np.median(logs[at : min(at + BEFORE, until)]))
    return Change(at, seen, float(np.expm1(high - low)), float(np.exp(low)), float(np.exp(high)), p, split.p)
