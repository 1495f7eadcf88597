"""Walk to an errand: lead the party to where something has to be seen to, round whatever is in the way."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import AT_ERRAND, ERRAND_AHEAD
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ZERO
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

WALK_TO_ERRAND = Action(
    "walk_to_errand",
    "Walk to where something has to be seen to.",
    needs=(ERRAND_AHEAD, ~AT_ERRAND),
    gives=(AT_ERRAND,),
    cost=1.0,
    capability="move",
)


@performs(WALK_TO_ERRAND, writes="move_goal move_stop move_speed", rows_with="errand_objective")
def walk_to_errand(
    lane, outcome, life, action, act_walk_to_errand, errand_kind, errand_next, speed, move_goal, move_stop, move_speed
):
    """Reads the next stretch of the way, decides to walk it, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_walk_to_errand[0] or outcome[L] != RUNNING or life[i] != UP or errand_kind[L] == 0:
            continue
        go_to(i, errand_next[L, 0], errand_next[L, 1], ZERO, speed[i], move_goal, move_stop, move_speed)
