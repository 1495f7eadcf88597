"""Finds what changes too slowly for a step: the newest 25 runs beside the first 25 after the change before."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from engine.benchmarks.regressions.change import Change, relative
from engine.benchmarks.regressions.energy import SURE, best_split
from engine.benchmarks.regressions.rank_test import Floats, rank_test
from engine.benchmarks.regressions.scale import Linear, Logarithmic

LEVEL = 25
"""Runs whose median is a level."""
EVERY = 5
"""Looked for so many runs apart: what is slow waits, and each look is one more chance to be wrong."""
P, SIZE, NOISES = 1e-6, 0.08, 1.5
"""A drift's greatest p, its least size and its least size over the scatter; `astraweave bench trust` measures them."""
SURELY_ELSEWHERE = 0.002
"""Greatest p at which the newest runs are no longer at the level that a change led to."""


def drifts(scale: Logarithmic | Linear, start: int, end: int) -> Iterator[Change]:
    """The drifts within a stretch that no step divides, oldest first.

    The first runs of a stretch are what all later ones are compared with, however slow it goes, until a drift is found;
    those that showed it are the next to compare with.
    """
    while start + 2 * LEVEL <= end:
        change = _first(scale, start, end)
        if change is None:
            return
        yield change
        start = change.at


def newest_level(values: Floats, last: Change) -> float:
    """Where a series is after its last change: at the level that it led to, until the newest runs surely left that.

    Then at their median. They are compared with the first 25 after the change.
    """
    if last.at + 2 * LEVEL > len(values):
        return last.after
    newest = values[-LEVEL:]
    has_left = rank_test(values[last.at : last.at + LEVEL], newest) <= SURELY_ELSEWHERE
    return float(np.median(newest)) if has_left else last.after


def drifted_before(values: Floats, start: int, change: Change) -> Change:
    """The change together with what its stretch, which begins at `start`, surely drifted its way before it.

    The newest 25 values before it are compared with the first 25 of the stretch.
    """
    if change.begun is not None or start + 2 * LEVEL > change.at:
        return change
    first = values[start : start + LEVEL]
    if rank_test(first, values[change.at - LEVEL : change.at]) > SURELY_ELSEWHERE:
        return change
    before = float(np.median(first))
    if (change.before - before) * change.size <= 0.0:
        return change
    return replace(change, before=before, size=relative(before, change.after), begun=start + LEVEL - 1)


def level_since(values: Floats, start: int, change: Change, since: int) -> float:
    """The level before a change and what drifted its way before it, of that which the values from `since` on show.

    Of a drift that began before then, what had come by then is left out: its level is that of the first 25 since.
    """
    if change.begun is None:
        return drifted_before(values, max(start, since), change).before
    if since <= start:
        return change.before
    place = min(since, len(values) - LEVEL)
    return float(np.median(values[place : place + LEVEL]))


def first_newest(values: Floats, last: Change, is_far: Callable[[float], bool]) -> int | None:
    """The place of the first value at which `newest_level` had left that of the last change and was far; None so far.

    Later values change nothing about it.
    """
    beside = values[last.at : last.at + LEVEL]
    if last.at + 2 * LEVEL > len(values):
        return None
    windows = np.lib.stride_tricks.sliding_window_view(values[last.at + LEVEL :], LEVEL)
    levels: list[float] = np.median(windows, axis=1).tolist()
    for place, level in enumerate(levels):
        if is_far(level) and rank_test(beside, windows[place]) <= SURELY_ELSEWHERE:
            return last.at + 2 * LEVEL + place - 1
    return None


def may_tell(scaled: Floats) -> list[int]:
    """The places at which a drift may be seen in logarithms, wherever the stretch begins; none is seen elsewhere."""
    if len(scaled) < 2 * LEVEL:
        return []
    windows = np.lib.stride_tricks.sliding_window_view(scaled, LEVEL)
    middles = np.median(windows, axis=1)
    scatters = 1.4826 * np.median(np.abs(windows - middles[:, None]), axis=1)
    least = np.maximum(np.log1p(SIZE), NOISES * scatters)
    is_far = np.abs(middles[:, None] - middles) >= np.maximum(least[:, None], least)
    is_later = np.arange(len(middles))[:, None] >= np.arange(len(middles)) + LEVEL
    return (np.nonzero((is_far & is_later).any(axis=1))[0] + LEVEL - 1).tolist()


def _first(scale: Logarithmic | Linear, start: int, end: int) -> Change | None:
    scaled = scale.scaled
    before = scaled[start : start + LEVEL]
    middle = np.array(np.median(before))
    places = np.arange(start + LEVEL, end - LEVEL + 1, EVERY)
    windows = np.lib.stride_tricks.sliding_window_view(scaled, LEVEL)[places]
    length = np.abs(np.median(windows, axis=1) - middle)
    is_far = (length > 0.0) & (length >= np.maximum(scale.least(SIZE, middle), NOISES * _scatter(before)))
    for place in places[is_far].tolist():
        newest = scaled[place : place + LEVEL]
        p = rank_test(before, newest)
        if p > P or abs(np.median(newest) - middle) < NOISES * _scatter(newest):
            continue
        split = best_split(np.concatenate([before, newest]), give_up=SURE)
        if split is None or split.p > SURE:
            continue
        values = scale.values
        low = float(np.median(values[start : start + LEVEL]))
        high = float(np.median(values[place : place + LEVEL]))
        return Change(place, place + LEVEL - 1, relative(low, high), low, high, p, split.p, start + LEVEL - 1)
    return None


def _scatter(values: Floats) -> float:
    return float(1.4826 * np.median(np.abs(values - np.median(values))))
