"""Time passes: cooldowns run down, stagger fades, stuns wear off, and a stunned actor loses what it was doing."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.ai.wish import NOTHING
from engine.world.ids import RUNNING, UP
from engine.world.system import system

CALM = np.float32(0.1)
"""Stagger that fades in one tick: 6 a second."""
LONG_AGO = 1_000_000


@system(
    slot="abilities",
    order=-50,
    writes="melee_ready ranged_ready area_ready support_ready stun cast cast_ticks stagger last_hit_ticks",
)
def cooldowns(
    lane, outcome, life, melee_ready, ranged_ready, area_ready, support_ready, stun, cast, cast_ticks, stagger,
    last_hit_ticks,
):  # fmt: skip
    """Reads who stands; lowers every timer by one tick; a stun ends the cast under way."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING:
            continue
        last_hit_ticks[i] = min(last_hit_ticks[i] + 1, LONG_AGO)
        if life[i] != UP:
            continue
        melee_ready[i] = max(melee_ready[i] - 1, 0)
        ranged_ready[i] = max(ranged_ready[i] - 1, 0)
        area_ready[i] = max(area_ready[i] - 1, 0)
        support_ready[i] = max(support_ready[i] - 1, 0)
        stagger[i] = max(stagger[i] - CALM, ZERO)
        if stun[i] > 0:
            stun[i] -= 1
            cast[i] = NOTHING
            cast_ticks[i] = 0
