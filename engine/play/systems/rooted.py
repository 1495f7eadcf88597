"""Rooted: who is stunned, or in the middle of a blow or a shockwave, stands still."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ZERO
from engine.ai.wish import BLOW, SHOCKWAVE
from engine.world.ids import RUNNING
from engine.world.system import system


@system(slot="steering", order=-50, writes="move_speed")
def rooted(lane, outcome, stun, cast, move_speed):
    """Reads stuns and casts; writes a `move_speed` of 0."""
    for i in range(len(stun)):
        if outcome[lane[i]] != RUNNING:
            continue
        if stun[i] > 0 or cast[i] == BLOW or cast[i] == SHOCKWAVE:
            move_speed[i] = ZERO
