"""How often the rules are wrong, and what they miss: measured on generated series, beside rules that dashboards use."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.benchmarks.regressions.change import Change
from engine.benchmarks.regressions.changes import find_changes
from engine.benchmarks.regressions.drift import newest_level
from engine.benchmarks.regressions.generated import Floats, scatter, series, with_step
from engine.benchmarks.regressions.nights import SAME_WITHIN, alarms

Rule = Callable[[Floats], list[int]]
"""The places at which a rule raises an alarm."""
LENGTH, STEP_AT = 300, 80
WITHIN = 5
LOOKS = 1.1


@dataclass(frozen=True)
class FalseAlarms:
    """Alarms of a rule in series where nothing changed."""

    rule: str
    alarms: int
    points: int

    @property
    def per_hundred(self) -> float:
        """Alarms in 100 points."""
        return 100.0 * self.alarms / self.points


@dataclass(frozen=True)
class Found:
    """Steps of one size in series of one class of scatter: how many were found in time, and placed within one run."""

    size: float
    cv_below: float
    steps: int
    found: int
    placed: int
    placed_later: int


def ours(values: Floats) -> list[int]:
    """Alarms as night after night judges all rows up to its own."""
    return [alarm.night for alarm in alarms(values)]


def above_previous(values: Floats) -> list[int]:
    """More than 10 % above the run before: the rule of most dashboards."""
    return (np.nonzero(values[1:] > LOOKS * values[:-1])[0] + 1).tolist()


def above_median(values: Floats) -> list[int]:
    """More than 10 % above the median of the ten runs before."""
    medians = np.median(np.lib.stride_tricks.sliding_window_view(values, 10), axis=1)[:-1]
    return (np.nonzero(values[10:] > LOOKS * medians)[0] + 10).tolist()


RULES: dict[str, Rule] = {"ours": ours, "previous run + 10 %": above_previous, "median of ten + 10 %": above_median}


def false_alarms(count: int = 400, seed: int = 1) -> list[FalseAlarms]:
    """Alarms of each rule in `count` series of 300 points in which nothing changes."""
    random = np.random.default_rng(seed)
    unchanged = [series(random, LENGTH) for _ in range(count)]
    points = sum(map(len, unchanged))
    return [FalseAlarms(name, sum(len(rule(each)) for each in unchanged), points) for name, rule in RULES.items()]


def steps_found(size: float, cv_below: float, count: int = 400, seed: int = 2) -> Found:
    """Put a step of `size` into `count` of the series whose scatter is below a limit, and look for it, night by night.

    It counts as found when one of the first five nights after it tells of a change for the worse that none before did
    and that lies within five runs of it: an alarm elsewhere, or for the better, finds nothing. Where it began is asked
    at that alarm, and again ten nights later; within one run is right.
    """
    random = np.random.default_rng(seed)
    found = placed = placed_later = 0
    for _ in range(count):
        values = with_step(series(random, STEP_AT + 20, scatter(random, cv_below)), STEP_AT, size)
        told = [each for each in alarms(values[: STEP_AT + WITHIN], STEP_AT) if _is_it(each.change)]
        if not told:
            continue
        found += 1
        placed += _is_there(told[0].change)
        placed_later += any(map(_is_there, find_changes(values[: told[0].night + 11])))
    return Found(size, cv_below, count, found, placed, placed_later)


@dataclass(frozen=True)
class Drifted:
    """Slow drifts of one size in series of one class of scatter: how many are an alert."""

    size: float
    cv_below: float
    drifts: int
    found: int


def drifts_found(size: float, cv_below: float, count: int = 400, seed: int = 5) -> Drifted:
    """Let `count` series become worse by `size`, over 60 to 200 runs, and judge them 50 runs after that.

    It counts as found when the newest level is more than 10 % above that before the first change for the worse.
    """
    random = np.random.default_rng(seed)
    found = 0
    for _ in range(count):
        runs = int(random.integers(60, 201))
        course = np.concatenate([np.ones(60), np.linspace(1.0, 1.0 + size, runs), np.full(50, 1.0 + size)])
        values = series(random, len(course), scatter(random, cv_below)) * course
        told = find_changes(values)
        first = next((change for change in told if change.size > 0.0), None)
        found += first is not None and newest_level(values, told[-1]) > LOOKS * first.before
    return Drifted(size, cv_below, count, found)


def _is_it(change: Change) -> bool:
    return change.size > 0.0 and abs(change.at - STEP_AT) <= SAME_WITHIN


def _is_there(change: Change) -> bool:
    return abs(change.at - STEP_AT) <= 1
