"""Evade: run off the ground that an attack under way is going to strike."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import IN_BLAST, OUT_OF_BLAST
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import HALF, ONE, TINY, ZERO
from engine.ai.moves import go_to
from engine.ai.perception.danger import MARGIN
from engine.ai.perception.telegraph import CIRCLE, YAW, X, Z, along_and_aside, is_under
from engine.physics.angles import cosine, sine
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
    lane, first, outcome, life, action, act_evade, blast_from, telegraph, telegraph_shape, telegraph_place, position,
    speed, move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads whose attack is shown where the agent stands, decides to run off that ground, writes the walk.

    From a circle it runs straight away from the middle; from a cone or a line to the side on which it stands.
    """
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_evade[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        if blast_from[i] < 0:
            continue
        j = first[L] + blast_from[i]
        place = telegraph_place[j]
        if life[j] != UP or telegraph[j] == 0:
            continue
        if not is_under(position[i, 0], position[i, 2], telegraph_shape[j], place, MARGIN):
            continue
        x, z = position[i, 0] - place[X], position[i, 2] - place[Z]
        if telegraph_shape[j] != CIRCLE:
            _, aside = along_and_aside(position[i, 0], position[i, 2], place)
            side = -ONE if aside < ZERO else ONE
            x, z = cosine(place[YAW]) * side, -sine(place[YAW]) * side
        share = STEP / (np.sqrt(x * x + z * z) + TINY)
        goal_x, goal_z = position[i, 0] + x * share, position[i, 2] + z * share
        go_to(i, goal_x, goal_z, HALF, speed[i], move_goal, move_stop, move_speed)
