"""Evade: run out of the radius of an area attack that is being gathered."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import IN_BLAST, OUT_OF_BLAST
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import go_away
from engine.ai.perception.danger import is_in_area
from engine.ai.wish import SHOCKWAVE
from engine.world.ids import RUNNING, UP

EVADE_BLAST = Action(
    "evade",
    "Run out of an area attack.",
    needs=(IN_BLAST,),
    gives=(OUT_OF_BLAST,),
    cost=1.0,
    capability="move",
    skill="average",
)
STEP = np.float32(5.0)


@performs(EVADE_BLAST, writes="move_goal move_stop move_speed")
def evade(
    lane, first, outcome, life, action, act_evade, blast_from, cast, area_radius, position, speed, move_goal, move_stop,
    move_speed,
):  # fmt: skip
    """Reads whose shockwave the agent is in, decides to run straight away from them, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_evade[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        if blast_from[i] < 0:
            continue
        j = first[L] + blast_from[i]
        if (
            life[j] == UP
            and cast[j] == SHOCKWAVE
            and is_in_area(position[i, 0], position[i, 2], j, position, area_radius)
        ):
            go_away(i, j, position, STEP, speed[i], move_goal, move_stop, move_speed)
