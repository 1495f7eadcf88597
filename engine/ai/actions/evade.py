"""Evade: run out of the radius of an area attack that is being gathered."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import IN_BLAST, OUT_OF_BLAST
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ground_distance
from engine.ai.moves import go_away
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
MARGIN, STEP = np.float32(1.0), np.float32(5.0)


@performs(EVADE_BLAST, writes="move_goal move_stop move_speed")
def evade(
    lane, first, outcome, life, team, action, act_evade, cast, area_radius, position, speed, move_goal, move_stop,
    move_speed,
):  # fmt: skip
    """Reads who gathers a shockwave nearby, decides to run straight away from them, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_evade[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        for j in range(first[L], first[L + 1]):
            if life[j] != UP or team[j] == team[i] or cast[j] != SHOCKWAVE:
                continue
            if ground_distance(position, i, j) <= area_radius[j] + MARGIN:
                go_away(i, j, position, STEP, speed[i], move_goal, move_stop, move_speed)
                break
