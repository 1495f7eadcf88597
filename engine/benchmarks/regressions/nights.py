"""What each night would have said of a series: its rows up to that night are judged anew, by the rule of all nights."""

from dataclasses import dataclass

import numpy as np

from engine.benchmarks.regressions.change import Change
from engine.benchmarks.regressions.changes import AFTER, RULES, find_changes
from engine.benchmarks.regressions.drift import may_tell
from engine.benchmarks.regressions.rank_test import WINDOW, Floats, rank_tests

SAME_WITHIN = 5
"""A change that a later night places so many runs away is the same one, better placed."""


@dataclass(frozen=True)
class Alarm:
    """A change that a night tells, and none before it did."""

    night: int
    change: Change


def alarms(values: Floats, first: int = 0) -> list[Alarm]:
    """The alarms of (n,) positive values from the night `first` on, in their order.

    A night judges all rows up to its own: one may tell of a change that lies some runs back, since what came after it
    makes it surer, and place an older one anew. What one told before `first` is no alarm any more.
    """
    found: list[Alarm] = []
    known = [change.at for change in find_changes(values[:first])]
    for night in _telling(values):
        if night < first:
            continue
        for change in find_changes(values[: night + 1]):
            if all(abs(change.at - at) > SAME_WITHIN for at in known):
                found.append(Alarm(night, change))
            known.append(change.at)
    return found


def _telling(values: Floats) -> list[int]:
    """The nights that may tell anything else than the one before: a rank test is met, or was of late, or a drift shows.

    All others have the same places to look at, and of each the same values.
    """
    if len(values) < WINDOW:
        return []
    is_met = rank_tests(np.log(values)) <= max(rule.p for rule in RULES)
    nights = np.convolve(is_met, np.ones(AFTER + 1))[: len(is_met)] > 0.0
    told = set((np.nonzero(nights)[0] + WINDOW - 1).tolist())
    return sorted(told.union(may_tell(np.log(values))))
