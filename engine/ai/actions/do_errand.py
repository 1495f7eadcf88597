"""Do an errand: use or weave what is there, or just be there."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.errand_columns import USE_THERE, WEAVE_THERE
from engine.ai.facts import AT_ERRAND, ERRAND_AHEAD, ERRAND_DONE
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.wish import USING, WEAVING
from engine.world.ids import RUNNING, UP

DO_ERRAND = Action(
    "do_errand",
    "See to what has to be done here.",
    needs=(ERRAND_AHEAD, AT_ERRAND),
    gives=(ERRAND_DONE,),
    cost=1.0,
    capability="move",
)


@performs(DO_ERRAND, writes="wish", rows_with="errand_objective")
def do_errand(
    lane, outcome, life, stun, action, act_do_errand, is_player, errand_kind, errand_place, errand_near, position, wish
):
    """Reads what is asked here, decides to do it, writes the wish; to be here is all that other errands ask."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_do_errand[0] or outcome[L] != RUNNING or life[i] != UP or stun[i] > 0 or is_player[i] == 0:
            continue
        # The errand may have changed since the agent last thought: nothing is woven on the way to the next place.
        x, z = errand_place[L, 0] - position[i, 0], errand_place[L, 1] - position[i, 2]
        if x * x + z * z > errand_near[L] * errand_near[L]:
            continue
        if errand_kind[L] == USE_THERE:
            wish[i] = USING
        elif errand_kind[L] == WEAVE_THERE:
            wish[i] = WEAVING
