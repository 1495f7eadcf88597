"""The tick's blank page: nobody wishes for anything and nobody walks until an action says so."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import ZERO
from engine.ai.wish import NOTHING
from engine.world.ids import RUNNING
from engine.world.system import system


@system(slot="actions", order=-100, writes="wish wish_target move_speed is_guarding")
def intent_reset(lane, outcome, wish, wish_target, move_speed, is_guarding):
    """Reads nothing but who still plays; empties `wish`, `wish_target`, `move_speed` and the guarding stance."""
    for i in range(len(wish)):
        if outcome[lane[i]] != RUNNING:
            continue
        wish[i] = NOTHING
        wish_target[i] = -1
        move_speed[i] = ZERO
        is_guarding[i] = 0
