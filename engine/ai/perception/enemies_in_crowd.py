"""What one agent sees and hears of its enemies in a large lane, where looking at every row would take too long."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import FAR, gap_between
from engine.ai.perception.sides import BY_CELL, FACTS, LISTED, MODE, ORDER, TABLE, WALLS, WIDEST
from engine.ai.perception.sight import EYE_SHARE, FEW_OBSTACLES, is_in_view, listed_walls_hide
from engine.ai.perception.within import CLOSE_M, LOUD_SPEED, NEAR_M
from engine.physics.queries.cells import line_of_cells, parts_of_ring, run_of_ring, unseen_from
from engine.physics.queries.sight import is_line_clear, line_of_sight
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import NEUTRAL, UP
from engine.world.kernel import helper


@helper
def enemies_in_crowd(
    i, L, first, local_id, life, team, position, velocity, yaw, radius, height, sight_range, sight_cos, hearing_range,
    cast, immovable, half_extent, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
    side_rows, side_lane,
):  # fmt: skip
    """(seen, its gap, heard, nearest, its gap, how many close, how many near), as looking at every row would find.

    Cells are read in rings around the agent until no row outside them can change any of these.
    """
    mode = int(side_lane[L, FACTS, MODE])
    slot = first[L]
    until = slot + int(side_lane[L, FACTS, LISTED])
    walls = int(side_lane[L, FACTS, WALLS])
    has_few = len(obstacle_box) + len(obstacle_circle) <= FEW_OBSTACLES
    group, column, line = 0, 0, 0
    if mode == BY_CELL and team[i] != NEUTRAL:
        group = 1 - team[i]
        if group == 1:
            slot += int(side_lane[L, 0, 5])
        column = line_of_cells(
            position[i, 0] - side_lane[L, group, 0], side_lane[L, group, 2], int(side_lane[L, group, 3])
        )
        line = line_of_cells(
            position[i, 2] - side_lane[L, group, 1], side_lane[L, group, 2], int(side_lane[L, group, 4])
        )
    seen, seen_gap = -1, FAR
    noise, noise_gap = -1, FAR
    nearest, nearest_gap = -1, FAR
    close, near = 0, 0
    ring = 0
    is_open = (
        team[i] != NEUTRAL
        and is_somewhere(position[i, 0], position[i, 1], position[i, 2])
        and (mode != BY_CELL or side_lane[L, group, 5] > 0)
    )
    while is_open:
        for part in range(parts_of_ring(ring)):
            low, high = slot, until
            if mode == BY_CELL:
                low, high = run_of_ring(part, ring, column, line, slot, side_rows[:, TABLE], slot, side_lane[L, group])
            for at in range(low, high):
                j = side_rows[at, ORDER]
                if life[j] != UP or team[j] == team[i] or team[j] == NEUTRAL:
                    continue
                gap = gap_between(position, radius, i, j)
                if gap < nearest_gap or (gap == nearest_gap and local_id[j] < nearest):
                    nearest, nearest_gap = local_id[j], gap
                if gap <= CLOSE_M:
                    close += 1
                if gap <= NEAR_M:
                    near += 1
                if gap <= hearing_range[i] and (gap < noise_gap or (gap == noise_gap and local_id[j] < noise)):
                    pace = velocity[j, 0] * velocity[j, 0] + velocity[j, 2] * velocity[j, 2]
                    if cast[j] != 0 or pace > LOUD_SPEED * LOUD_SPEED:
                        noise, noise_gap = local_id[j], gap
                if gap > sight_range[i] or gap > seen_gap or (gap == seen_gap and local_id[j] > seen):
                    continue
                if not is_in_view(position, yaw, i, j, sight_cos[i]):
                    continue
                ay, by = position[i, 1] + height[i] * EYE_SHARE, position[j, 1] + height[j] * EYE_SHARE
                # Lists by cell are worth their arrays only where there are many obstacles.
                if has_few:
                    is_clear = line_of_sight(
                        position[i, 0], ay, position[i, 2], position[j, 0], by, position[j, 2], obstacle_box,
                        obstacle_circle,
                    )  # fmt: skip
                else:
                    is_clear = is_line_clear(
                        position[i, 0], ay, position[i, 2], position[j, 0], by, position[j, 2], obstacle_box,
                        obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
                    )  # fmt: skip
                if is_clear and walls > 0:
                    is_clear = not listed_walls_hide(
                        position[i, 0], ay, position[i, 2], position[j, 0], by, position[j, 2], first[L], walls,
                        side_rows, life, immovable, position, half_extent, radius, height, yaw,
                    )  # fmt: skip
                if is_clear:
                    seen, seen_gap = local_id[j], gap
        is_open = False
        if mode == BY_CELL:
            # Nobody in the cells that are left is nearer than this.
            left = unseen_from(position[i, 0], position[i, 2], ring, column, line, side_lane[L, group])
            left = left - radius[i] - side_lane[L, group, WIDEST]
            is_open = left < FAR and (
                left <= nearest_gap
                or left <= NEAR_M
                or (left <= hearing_range[i] and left <= noise_gap)
                or (left <= sight_range[i] and left <= seen_gap)
            )
            ring += 1
    return seen, seen_gap, noise, nearest, nearest_gap, close, near
