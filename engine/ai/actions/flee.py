"""Flee: run from the enemies around and out of the arena; who stays out long enough has fled for good."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import NEARLY_FALLEN, OUT_OF_FIGHT
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ONE, TINY
from engine.ai.moves import go_to
from engine.ai.perception.crowding import pushed_away
from engine.world.ids import RUNNING, UP

FLEE = Action("flee", "Run for one's life.", needs=(NEARLY_FALLEN,), gives=(OUT_OF_FIGHT,), cost=1.0, capability="move")
STEP, OUTWARD = np.float32(5.0), np.float32(0.25)


@performs(FLEE, writes="move_goal move_stop move_speed")
def flee(
    lane, first, outcome, life, team, action, act_flee, arena, position, radius, side_rows, side_place, side_lane,
    speed, move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads where enemies stand (the near ones count most), decides on the way out, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_flee[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        x, z = pushed_away(i, L, first, life, team, position, radius, side_rows, side_place, side_lane)
        out_x = position[i, 0] - arena[0]
        out_z = position[i, 2] - arena[1]
        out = np.sqrt(out_x * out_x + out_z * out_z) + TINY
        x += OUTWARD * out_x / out
        z += OUTWARD * out_z / out
        length = np.sqrt(x * x + z * z) + TINY
        goal_x = position[i, 0] + x * (STEP / length)
        goal_z = position[i, 2] + z * (STEP / length)
        go_to(i, goal_x, goal_z, ONE, speed[i], move_goal, move_stop, move_speed)
