"""Memory: who noticed an enemy and lost sight of it knows for a while who it was, and where it was noticed last.

An agent remembers for `memory_ticks` from the last tick in which it noticed the enemy, seen or heard, on the lane's own
clock. It forgets sooner when it sees that the enemy has fallen or fled, and when it stands where the enemy was and
finds nobody.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import gap_between
from engine.ai.perception.sides import BY_ROW, FACTS, MODE, WALLS
from engine.ai.perception.sight import EYE_SHARE, is_in_view, listed_walls_hide
from engine.ai.thinking import thinks
from engine.physics.queries.sight import is_line_clear, walls_block_sight
from engine.world.ids import RUNNING, UP
from engine.world.system import system

THERE_M = np.float32(1.5)
"""This near to the place it has been reached: a search stops a metre from it."""
LOOK_TICKS = 60
"""An enemy that slips away at arm's length is looked for at least this long."""


@system(slot="perception", order=60, writes="remembered last_seen last_seen_tick")
def remember_enemies(
    first, tick, outcome, local_id, life, team, agent_profile, position, yaw, radius, height, sight_range,
    sight_cos, memory_ticks, target, heard, immovable, half_extent, obstacle_box, obstacle_circle, obstacle_frame,
    obstacle_start, obstacle_items, side_rows, side_lane, remembered, last_seen, last_seen_tick,
):  # fmt: skip
    """Reads `target` and `heard` when everything that turns attention has had its say; writes what stays of them."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        for i in range(first[L], first[L + 1]):
            if agent_profile[i] < 0:
                continue
            # In every tick and not only in the agent's own, so that nobody remembers longer than it can.
            if remembered[i] >= 0 and tick[L] - last_seen_tick[i] > memory_ticks[i]:
                remembered[i] = -1
            if life[i] != UP or not thinks(tick[L], local_id[i]):
                continue
            noticed = target[i]
            if noticed < 0:
                noticed = heard[i]
            if noticed >= 0:
                j = first[L] + noticed
                remembered[i], last_seen_tick[i] = noticed, tick[L]
                last_seen[i, 0], last_seen[i, 1] = position[j, 0], position[j, 2]
                continue
            if remembered[i] < 0:
                continue
            j = first[L] + remembered[i]
            if life[j] == UP and team[j] != team[i]:
                dx, dz = position[i, 0] - last_seen[i, 0], position[i, 2] - last_seen[i, 1]
                if dx * dx + dz * dz <= THERE_M * THERE_M and tick[L] - last_seen_tick[i] >= LOOK_TICKS:
                    remembered[i] = -1
            elif gap_between(position, radius, i, j) <= sight_range[i] and is_in_view(
                position, yaw, i, j, sight_cos[i]
            ):
                ax, ay, az = position[i, 0], position[i, 1] + height[i] * EYE_SHARE, position[i, 2]
                bx, by, bz = position[j, 0], position[j, 1] + height[j] * EYE_SHARE, position[j, 2]
                if not is_line_clear(
                    ax, ay, az, bx, by, bz, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
                    obstacle_items,
                ):  # fmt: skip
                    continue
                if side_lane[L, FACTS, MODE] == BY_ROW:
                    is_hidden = walls_block_sight(
                        ax, ay, az, bx, by, bz, first[L], first[L + 1], life, immovable, position, half_extent, radius,
                        height, yaw,
                    )  # fmt: skip
                else:
                    is_hidden = listed_walls_hide(
                        ax, ay, az, bx, by, bz, first[L], int(side_lane[L, FACTS, WALLS]), side_rows, life, immovable,
                        position, half_extent, radius, height, yaw,
                    )  # fmt: skip
                if not is_hidden:
                    remembered[i] = -1
