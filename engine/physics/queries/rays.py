"""The first thing that a ray in space meets: obstacles by their lists, walls and actors of the lane, the ground.

A hit is (share, kind, which, normal x, y, z): share 0..1 of the ray's length, `which` an obstacle's index or a row.
Of two things met at one point the lower kind wins, then the lower index, whatever the order in which they are tried.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.obstacles import BURIED_M
from engine.physics.queries.cells import cells_on_line, is_beyond, is_listed, lines_beside, run_of_cells
from engine.physics.queries.ground_march import meet_ground
from engine.physics.queries.kinds import ACTOR, BOX, CIRCLE, GROUND, MARGIN, NOTHING, WALL
from engine.physics.queries.solids import is_somewhere, meet_box, meet_cylinder
from engine.terrain.sample import sample_slope
from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO, ONE, TWO, TINY = F32(0), F32(1), F32(2), F32(1e-9)
BURIED = F32(BURIED_M)
DEEP = F32(-1e9)  # m: circles of the scene reach down without end


@helper
def is_sooner(share, kind, which, hit):
    """Whether a meeting at `share` (-1 for none) comes before the hit so far."""
    if share < ZERO:
        return False
    if share != hit[0]:
        return share < hit[0]
    return kind < hit[1] or (kind == hit[1] and which < hit[2])


@helper
def tell_hit(q, hit, reach, first, kind, which, distance, normal):
    """Write the hit of query q, which looked `reach` [m] far from a lane that begins at row `first`."""
    kind[q] = hit[1]
    which[q] = hit[2]
    distance[q] = hit[0] * reach
    normal[q, 0], normal[q, 1], normal[q, 2] = hit[3], hit[4], hit[5]
    if hit[1] == NOTHING:
        which[q] = -1
        distance[q] = reach
    elif hit[1] == WALL or hit[1] == ACTOR:
        which[q] = hit[2] - first


@helper
def ray_to_obstacles(ax, ay, az, dx, dy, dz, kinds, hit, box, circle, frame, start, items):
    """The hit so far, or an obstacle of the scene that is met sooner. Only lists beside the ray are read."""
    columns, lines = int(frame[3]), int(frame[4])
    near, far = lines_beside(az, dz, MARGIN, frame[1], frame[2], lines)
    for step in range(far - near + 1):
        line = near + step if dz >= ZERO else far - step
        if is_beyond(line, az, dz, hit[0], ZERO, frame[1], frame[2]):
            break
        left, right = cells_on_line(line, ax, az, ax + dx, az + dz, ZERO, frame[0], frame[1], frame[2], columns)
        for side in range(right - left + 1):
            column = left + side if dx >= ZERO else right - side
            if is_beyond(column, ax, dx, hit[0], ZERO, frame[0], frame[2]):
                break
            low, high = start[line * columns + column], start[line * columns + column + 1]
            for at in range(low, high):
                item = items[at]
                if item >= 0:
                    share, x, y, z = meet_box(
                        ax, ay, az, dx, dy, dz, box[item, 0], box[item, 1], box[item, 2], box[item, 3], box[item, 4],
                        box[item, 5], box[item, 6], box[item, 7],
                    )  # fmt: skip
                    if is_sooner(share, BOX, item, hit) and kinds >> BOX & 1:
                        hit = share, BOX, item, x, y, z
                else:
                    item = -1 - item
                    share, x, y, z = meet_cylinder(
                        ax, ay, az, dx, dy, dz, circle[item, 0], circle[item, 1], circle[item, 2], DEEP, circle[item, 3]
                    )
                    if is_sooner(share, CIRCLE, item, hit) and kinds >> CIRCLE & 1:
                        hit = share, CIRCLE, item, x, y, z
    return hit


@helper
def ray_to_walls(
    ax, ay, az, dx, dy, dz, hit, wall_rows, walls, wall_axis, wall_round, position, half_extent, radius, height
):
    """The hit so far, or an immovable row that is met sooner; they reach half a metre below their feet."""
    for k in range(walls):
        row = wall_rows[k]
        foot = position[row, 1]
        if wall_round[row] != 0:
            share, x, y, z = meet_cylinder(
                ax, ay, az, dx, dy, dz, position[row, 0], position[row, 2], radius[row], foot - BURIED,
                foot + height[row],
            )  # fmt: skip
        else:
            share, x, y, z = meet_box(
                ax, ay, az, dx, dy, dz, position[row, 0], position[row, 2], half_extent[row, 0], half_extent[row, 1],
                wall_axis[k, 0], wall_axis[k, 1], foot - BURIED, foot + height[row],
            )  # fmt: skip
        if is_sooner(share, WALL, row, hit):
            hit = share, WALL, row, x, y, z
    return hit


@helper
def ray_to_actors(
    ax, ay, az, dx, dy, dz, hit, exclude, teams, lives, widest, team, life, position, immovable, radius, height, order,
    table, frame,
):  # fmt: skip
    """The hit so far, or a wanted row that is met sooner: upright cylinders from the foot to the head."""
    if frame[5] == ZERO:
        return hit
    columns, lines = int(frame[3]), int(frame[4])
    wide = widest + MARGIN
    near, far = lines_beside(az, dz, wide, frame[1], frame[2], lines)
    for step in range(far - near + 1):
        line = near + step if dz >= ZERO else far - step
        if is_beyond(line, az, dz, hit[0], widest, frame[1], frame[2]):
            break
        left, right = cells_on_line(line, ax, az, ax + dx, az + dz, widest, frame[0], frame[1], frame[2], columns)
        for side in range(right - left + 1):
            column = left + side if dx >= ZERO else right - side
            if is_beyond(column, ax, dx, hit[0], widest, frame[0], frame[2]):
                break
            low, high = run_of_cells(line, column, column, columns, 0, table, 0)
            for at in range(low, high):
                row = order[at]
                if row == exclude or immovable[row] != 0:
                    continue
                foot = position[row, 1]
                share, x, y, z = meet_cylinder(
                    ax, ay, az, dx, dy, dz, position[row, 0], position[row, 2], radius[row], foot, foot + height[row]
                )
                if is_sooner(share, ACTOR, row, hit) and is_listed(row, teams, lives, team, life, position):
                    hit = share, ACTOR, row, x, y, z
    return hit


@helper
def ray_to_ground(ax, ay, az, dx, dy, dz, hit, highest, ground_tiles, ground_index, ground_frame):
    """The hit so far, or the ground when the ray goes under it sooner."""
    share = meet_ground(ax, ay, az, dx, dy, dz, hit[0], highest, ground_tiles, ground_index, ground_frame)
    if not is_sooner(share, GROUND, 0, hit):
        return hit
    if share == ZERO:
        return share, GROUND, 0, ZERO, ZERO, ZERO
    slope_x, slope_z = sample_slope(ground_tiles, ground_index, ground_frame, ax + dx * share, az + dz * share)
    length = np.sqrt(slope_x * slope_x + slope_z * slope_z + ONE)
    return share, GROUND, 0, -slope_x / length, ONE / length, -slope_z / length


@kernel
def ray_batch(
    origins, directions, length, exclude, kinds, teams, lives, first, highest, widest, walls, team, life, position,
    immovable, half_extent, radius, height, wall_rows, wall_axis, wall_round, order, table, frame, box, circle,
    obstacle_frame, obstacle_start, obstacle_items, ground_tiles, ground_index, ground_frame, kind, which, distance,
    normal,
):  # fmt: skip
    """The first hit of each ray: origins (q, 3), directions (q, 3) of any length, length (q,) [m].

    Writes kind (q,), which (q,) an obstacle's index or a local id, distance (q,) [m] and normal (q, 3).
    """
    for q in range(len(origins)):
        reach = length[q]
        ax, ay, az = origins[q, 0], origins[q, 1], origins[q, 2]
        dx, dy, dz = directions[q, 0], directions[q, 1], directions[q, 2]
        long = np.sqrt(dx * dx + dy * dy + dz * dz)
        hit = TWO, NOTHING, 0, ZERO, ZERO, ZERO
        if long > TINY and reach >= ZERO:
            scale = reach / long
            dx, dy, dz = dx * scale, dy * scale, dz * scale
            if is_somewhere(ax, ay, az) and is_somewhere(ax + dx, ay + dy, az + dz):
                if kinds >> BOX & 1 or kinds >> CIRCLE & 1:
                    hit = ray_to_obstacles(
                        ax, ay, az, dx, dy, dz, kinds, hit, box, circle, obstacle_frame, obstacle_start,
                        obstacle_items,
                    )  # fmt: skip
                if kinds >> WALL & 1:
                    hit = ray_to_walls(
                        ax, ay, az, dx, dy, dz, hit, wall_rows, walls, wall_axis, wall_round, position, half_extent,
                        radius, height,
                    )  # fmt: skip
                if kinds >> ACTOR & 1:
                    hit = ray_to_actors(
                        ax, ay, az, dx, dy, dz, hit, first + exclude[q] if exclude[q] >= 0 else -1, teams, lives,
                        widest, team, life, position, immovable, radius, height, order, table, frame,
                    )  # fmt: skip
                if kinds >> GROUND & 1:
                    hit = ray_to_ground(ax, ay, az, dx, dy, dz, hit, highest, ground_tiles, ground_index, ground_frame)
        tell_hit(q, hit, reach, first, kind, which, distance, normal)
