"""Rooted: who is stunned, or in the middle of a blow or of an attack that it shows, stands still."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ZERO
from engine.ai.wish import BLOW
from engine.world.ids import RUNNING
from engine.world.system import system


@system(slot="steering", order=-50, writes="move_speed")
def rooted(lane, outcome, stun, cast, telegraph_whole, move_speed):
    """Reads stuns, casts and telegraphs; writes a `move_speed` of 0."""
    for i in range(len(stun)):
        if outcome[lane[i]] != RUNNING:
            continue
        if stun[i] > 0 or cast[i] == BLOW or telegraph_whole[i] > 0:
            move_speed[i] = ZERO
