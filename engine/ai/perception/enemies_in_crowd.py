"""What one agent sees and hears of its enemies in a large lane, where looking at every row would take too long."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import FAR, ZERO
from engine.ai.perception.sides import (
    BY_CELL,
    FACTS,
    LISTED,
    MODE,
    ORDER,
    TABLE,
    WALLS,
    WIDEST,
    outside_of,
    unread_from,
)
from engine.ai.perception.sight import EYE_SHARE, FEW_OBSTACLES, is_ahead, listed_walls_hide
from engine.ai.perception.within import CLOSE_M, LOUD_SPEED, NEAR_M
from engine.physics.angles import cosine, sine
from engine.physics.queries.cells import line_of_cells, parts_of_ring, run_of_ring
from engine.physics.queries.kinds import MARGIN
from engine.physics.queries.sight import is_line_clear, line_of_sight
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import NEUTRAL, UP
from engine.world.kernel import helper


@helper
def enemies_in_crowd(
    i, L, reach, first, local_id, life, team, position, velocity, yaw, radius, height, sight_range, sight_cos,
    hearing_range, cast, immovable, half_extent, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
    obstacle_items, side_rows, side_place, side_lane,
):  # fmt: skip
    """(seen, its gap, heard, nearest, its gap, how many close, how many near), as looking at every row would find.

    Cells are read in rings around the agent until no row outside them can change any of these; the nearest come first,
    so that few lines of sight are looked along.
    """
    mode = int(side_lane[L, FACTS, MODE])
    slot = first[L]
    walls = int(side_lane[L, FACTS, WALLS])
    has_few = len(obstacle_box) + len(obstacle_circle) <= FEW_OBSTACLES
    x, z, wide = position[i, 0], position[i, 2], radius[i]
    is_open = team[i] != NEUTRAL and is_somewhere(x, position[i, 1], z)
    group, column, line, ring = 0, 0, 0, 0
    if mode == BY_CELL and is_open:
        group = 1 - team[i]
        if group == 1:
            slot += int(side_lane[L, 0, 5])
        frame = side_lane[L, group]
        is_open = frame[5] > ZERO  # an empty frame has no cells to divide by
        if is_open:
            wide += frame[WIDEST]
            out_x, out_z = outside_of(x, z, frame)
            is_open = np.sqrt(out_x * out_x + out_z * out_z) - wide - MARGIN <= reach
            column = line_of_cells(x - frame[0], frame[2], int(frame[3]))
            line = line_of_cells(z - frame[1], frame[2], int(frame[4]))
    facing_x, facing_z = sine(yaw[i]), cosine(yaw[i])
    limit = reach  # whoever is farther than this changes nothing but counts
    seen, seen_gap = -1, FAR
    noise, noise_gap = -1, FAR
    nearest, nearest_gap = -1, FAR
    close, near = 0, 0
    while is_open:
        for part in range(parts_of_ring(ring)):
            if mode != BY_CELL:
                low, high = slot, slot + int(side_lane[L, FACTS, LISTED])
            else:
                low, high = run_of_ring(part, ring, column, line, slot, side_rows[:, TABLE], slot, side_lane[L, group])
            for at in range(low, high):
                dx, dz = side_place[at, 0] - x, side_place[at, 1] - z
                gap = max(np.sqrt(dx * dx + dz * dz) - radius[i] - side_place[at, 2], ZERO)
                is_enemy = True
                if mode != BY_CELL:
                    j = side_rows[at, ORDER]
                    is_enemy = life[j] == UP and team[j] != team[i] and team[j] != NEUTRAL
                close += 1 if is_enemy and gap <= CLOSE_M else 0
                near += 1 if is_enemy and gap <= NEAR_M else 0
                if gap > limit or not is_enemy:
                    continue
                j = side_rows[at, ORDER]
                if gap < nearest_gap or (gap == nearest_gap and local_id[j] < nearest):
                    nearest, nearest_gap = local_id[j], gap
                if gap <= hearing_range[i] and (gap < noise_gap or (gap == noise_gap and local_id[j] < noise)):
                    pace = velocity[j, 0] * velocity[j, 0] + velocity[j, 2] * velocity[j, 2]
                    if cast[j] != 0 or pace > LOUD_SPEED * LOUD_SPEED:
                        noise, noise_gap = local_id[j], gap
                limit = max(min(nearest_gap, reach), min(noise_gap, hearing_range[i]), min(seen_gap, sight_range[i]))
                if gap > sight_range[i] or gap > seen_gap or (gap == seen_gap and local_id[j] > seen):
                    continue
                if not is_ahead(dx, dz, facing_x, facing_z, sight_cos[i]):
                    continue
                ay, by = position[i, 1] + height[i] * EYE_SHARE, position[j, 1] + height[j] * EYE_SHARE
                # Lists by cell are worth their arrays only where there are many obstacles.
                if has_few:
                    is_clear = line_of_sight(
                        x, ay, z, position[j, 0], by, position[j, 2], obstacle_box, obstacle_circle
                    )
                else:
                    is_clear = is_line_clear(
                        x, ay, z, position[j, 0], by, position[j, 2], obstacle_box, obstacle_circle, obstacle_frame,
                        obstacle_start, obstacle_items,
                    )  # fmt: skip
                if is_clear and walls > 0:
                    is_clear = not listed_walls_hide(
                        x, ay, z, position[j, 0], by, position[j, 2], first[L], walls, side_rows, life, immovable,
                        position, half_extent, radius, height, yaw,
                    )  # fmt: skip
                if is_clear:
                    seen, seen_gap = local_id[j], gap
        is_open = False
        if mode == BY_CELL:
            # Nobody in the cells that are left is nearer than this.
            unread = unread_from(x, z, ring, column, line, side_lane[L, group]) - wide
            is_open = unread < FAR and (
                unread <= NEAR_M
                or (unread <= reach and unread <= nearest_gap)
                or (unread <= hearing_range[i] and unread <= noise_gap)
                or (unread <= sight_range[i] and unread <= seen_gap)
            )
            ring += 1
    return seen, seen_gap, noise, nearest, nearest_gap, close, near
