"""Mending: health comes back little by little, never above the maximum."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.ids import RUNNING, UP
from engine.world.system import system


@system(slot="combat", order=10, writes="health mend_ticks")
def mending(lane, outcome, life, health_max, mend_rate, health, mend_ticks):
    """Reads the healing that is left; raises `health`, lowers `mend_ticks`."""
    for i in range(len(life)):
        if outcome[lane[i]] != RUNNING or life[i] != UP or mend_ticks[i] <= 0:
            continue
        mend_ticks[i] -= 1
        health[i] = min(health[i] + mend_rate[i], health_max[i])
