"""Flank: get behind the target by going round it at 4 m."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.facts import BEHIND_ENEMY, ENEMY_SEEN, IN_MELEE_REACH
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import HALF, ONE, ZERO
from engine.ai.moves import chosen_side, go_to
from engine.nav.walk import cell_line, is_on_grid, room_needed
from engine.physics.angles import cosine, sine
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper

FLANK = Action(
    "flank",
    "Go round behind the target.",
    needs=(ENEMY_SEEN, ~BEHIND_ENEMY),
    gives=(BEHIND_ENEMY, IN_MELEE_REACH),
    cost=1.5,
    capability="move",
)
WIDE, NEAR_ENOUGH, ABREAST = np.float32(4.0), np.float32(0.6), np.float32(0.3)


@helper
def has_room(j, side, ahead_x, ahead_z, radius, position, nav_room, nav_frame):
    """Whether a body of `radius` [m] can pass row j on that side; beyond the grid it can."""
    x = position[j, 0] - ahead_x * HALF + ahead_z * WIDE * side
    z = position[j, 2] - ahead_z * HALF - ahead_x * WIDE * side
    if not is_on_grid(x, z, nav_room, nav_frame):
        return True
    rows, columns = nav_room.shape
    row = cell_line(z, nav_frame[1], nav_frame[2], rows)
    column = cell_line(x, nav_frame[0], nav_frame[2], columns)
    return int(nav_room[row, column]) >= room_needed(radius)


@performs(FLANK, writes="move_goal move_stop move_speed")
def flank(
    lane, first, outcome, life, action, act_flank, target, seed, tick, local_id, position, yaw, radius, melee_reach,
    speed, nav_room, nav_frame, move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads where the target looks and its open side, decides to pass there at 4 m, then to close in, writes it."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_flank[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        ahead_x, ahead_z = sine(yaw[j]), cosine(yaw[j])
        x = position[i, 0] - position[j, 0]
        z = position[i, 2] - position[j, 2]
        before = x * ahead_x + z * ahead_z
        aside = x * ahead_z - z * ahead_x
        side = chosen_side(seed[L], tick[L], local_id[i])
        if aside > ONE:
            side = ONE
        elif aside < -ONE:
            side = -ONE
        else:
            # Not into a rock or up a slope when the other side is open; with both shut, as chance decides.
            for _ in range(2):
                if has_room(j, side, ahead_x, ahead_z, radius[i], position, nav_room, nav_frame):
                    break
                side = -side
        back = radius[i] + radius[j] + melee_reach[i] * NEAR_ENOUGH
        out = ZERO
        if before > -ABREAST:
            out = WIDE * side
            back = HALF
        goal_x = position[j, 0] - ahead_x * back + ahead_z * out
        goal_z = position[j, 2] - ahead_z * back - ahead_x * out
        go_to(i, goal_x, goal_z, ABREAST, speed[i], move_goal, move_stop, move_speed)
