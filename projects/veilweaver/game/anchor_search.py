"""Which anchor an agent means: the nearest frayed one, the most urgent one, or the one that is worst off."""

import numpy as np

from engine.ai.ground_plane import FAR
from engine.world.kernel import helper

from .anchor_states import STABLE_FROM, UNSTABLE_FROM


@helper
def anchor_distance(i, a, position, anchor_place):
    """Metres from row i to anchor a, seen from above."""
    x = anchor_place[a, 0] - position[i, 0]
    z = anchor_place[a, 1] - position[i, 2]
    return np.sqrt(x * x + z * z)


@helper
def nearest_frayed(i, position, anchor_place, stability, below):
    """Number of the nearest anchor whose `stability` (anchors,) is under `below`, or -1."""
    best = -1
    best_distance = FAR
    for a in range(len(stability)):
        if stability[a] < below:
            apart = anchor_distance(i, a, position, anchor_place)
            if apart < best_distance:
                best = a
                best_distance = apart
    return best


@helper
def most_urgent(i, position, anchor_place, stability):
    """Number of the nearest critical anchor, else of the nearest that is less than stable, else -1."""
    critical = nearest_frayed(i, position, anchor_place, stability, UNSTABLE_FROM)
    if critical >= 0:
        return critical
    return nearest_frayed(i, position, anchor_place, stability, STABLE_FROM)


@helper
def worst_of(stability):
    """Number of the anchor with the least `stability` (anchors,), or -1 when there is none."""
    best = -1
    for a in range(len(stability)):
        if best < 0 or stability[a] < stability[best]:
            best = a
    return best
