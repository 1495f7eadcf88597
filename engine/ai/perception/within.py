"""The distances and shares that perception counts by, and how fast is loud."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.world.kernel import helper

CLOSE_M, NEAR_M = np.float32(4.0), np.float32(8.0)
THREAT_M = np.float32(5.0)
LOUD_SPEED = np.float32(1.5)
"""Whoever moves faster than this [m/s] can be heard, and so can whoever is using an ability."""
HURT_SHARE = np.float32(0.5)
"""For an agent that cannot heal, a friend below this share of health counts as hurt."""


@helper
def hurt_below(heal_below):
    """The share of health below which a friend counts as hurt, for who heals below `heal_below` (0: never)."""
    return heal_below if heal_below > ZERO else HURT_SHARE


@helper
def notice_reach(sight_range, hearing_range):
    """Metres within which the nearest enemy is known: as far as it sees or hears, and what is near in any case."""
    return max(sight_range, hearing_range, NEAR_M)
