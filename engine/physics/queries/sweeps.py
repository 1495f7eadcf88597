"""The first thing that an upright cylinder meets as it moves straight over the ground: what the crowd would stop at.

Hits are as those of rays. Things at another height than the cylinder's foot..head are passed over or under.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.queries.cells import cells_on_line, is_beyond, is_listed, lines_beside, run_of_cells
from engine.physics.queries.kinds import ACTOR, BOX, CIRCLE, MARGIN, NOTHING, WALL
from engine.physics.queries.rays import BURIED, is_sooner, tell_hit
from engine.physics.queries.solids import is_somewhere, meet_cylinder, sweep_box
from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO, ONE, TWO, TINY = F32(0), F32(1), F32(2), F32(1e-9)
TOUCH = F32(1e-6)  # m: what is no higher than the foot by more than this is stood upon, not met; as in the crowd


@helper
def sweep_circle(ax, az, dx, dz, reach, x, z):
    """A point that moves from (ax, az) by (dx, dz) against a circle of radius `reach` [m] at (x, z)."""
    return meet_cylinder(ax, ZERO, az, dx, ZERO, dz, x, z, reach, -ONE, ONE)


@helper
def sweep_to_obstacles(ax, az, dx, dz, radius, foot, head, kinds, hit, box, circle, frame, start, items):
    """The hit so far, or an obstacle of the scene that is met sooner."""
    columns, lines = int(frame[3]), int(frame[4])
    wide = radius + MARGIN
    near, far = lines_beside(az, dz, wide, frame[1], frame[2], lines)
    for step in range(far - near + 1):
        line = near + step if dz >= ZERO else far - step
        if is_beyond(line, az, dz, hit[0], radius, frame[1], frame[2]):
            break
        left, right = cells_on_line(line, ax, az, ax + dx, az + dz, radius, frame[0], frame[1], frame[2], columns)
        for side in range(right - left + 1):
            column = left + side if dx >= ZERO else right - side
            if is_beyond(column, ax, dx, hit[0], radius, frame[0], frame[2]):
                break
            low, high = start[line * columns + column], start[line * columns + column + 1]
            for at in range(low, high):
                item = items[at]
                if item >= 0:
                    if foot < box[item, 7] - TOUCH and head > box[item, 6] and kinds >> BOX & 1:
                        share, x, y, z = sweep_box(
                            ax, az, dx, dz, radius, box[item, 0], box[item, 1], box[item, 2], box[item, 3],
                            box[item, 4], box[item, 5],
                        )  # fmt: skip
                        if is_sooner(share, BOX, item, hit):
                            hit = share, BOX, item, x, y, z
                else:
                    item = -1 - item
                    if foot < circle[item, 3] - TOUCH and kinds >> CIRCLE & 1:
                        share, x, y, z = sweep_circle(
                            ax, az, dx, dz, radius + circle[item, 2], circle[item, 0], circle[item, 1]
                        )
                        if is_sooner(share, CIRCLE, item, hit):
                            hit = share, CIRCLE, item, x, y, z
    return hit


@helper
def sweep_to_walls(
    ax, az, dx, dz, reach, foot, head, hit, wall_rows, walls, wall_axis, wall_round, position, half_extent, radius,
    height,
):  # fmt: skip
    """The hit so far, or an immovable row that is met sooner."""
    for k in range(walls):
        row = wall_rows[k]
        if foot >= position[row, 1] + height[row] - TOUCH or head <= position[row, 1] - BURIED:
            continue
        if wall_round[row] != 0:
            share, x, y, z = sweep_circle(
                ax, az, dx, dz, reach + radius[row], position[row, 0], position[row, 2]
            )  # fmt: skip
        else:
            share, x, y, z = sweep_box(
                ax, az, dx, dz, reach, position[row, 0], position[row, 2], half_extent[row, 0], half_extent[row, 1],
                wall_axis[k, 0], wall_axis[k, 1],
            )  # fmt: skip
        if is_sooner(share, WALL, row, hit):
            hit = share, WALL, row, x, y, z
    return hit


@helper
def sweep_to_actors(
    ax, az, dx, dz, reach, foot, head, hit, exclude, teams, lives, widest, team, life, position, immovable, radius,
    height, order, table, frame,
):  # fmt: skip
    """The hit so far, or a wanted row that is met sooner."""
    if frame[5] == ZERO:
        return hit
    columns, lines = int(frame[3]), int(frame[4])
    far_reach = reach + widest
    wide = far_reach + MARGIN
    near, far = lines_beside(az, dz, wide, frame[1], frame[2], lines)
    for step in range(far - near + 1):
        line = near + step if dz >= ZERO else far - step
        if is_beyond(line, az, dz, hit[0], far_reach, frame[1], frame[2]):
            break
        left, right = cells_on_line(line, ax, az, ax + dx, az + dz, far_reach, frame[0], frame[1], frame[2], columns)
        for side in range(right - left + 1):
            column = left + side if dx >= ZERO else right - side
            if is_beyond(column, ax, dx, hit[0], far_reach, frame[0], frame[2]):
                break
            low, high = run_of_cells(line, column, column, columns, 0, table, 0)
            for at in range(low, high):
                row = order[at]
                if row == exclude or immovable[row] != 0:
                    continue
                if foot >= position[row, 1] + height[row] or head <= position[row, 1]:
                    continue
                share, x, y, z = sweep_circle(
                    ax, az, dx, dz, reach + radius[row], position[row, 0], position[row, 2]
                )  # fmt: skip
                if is_sooner(share, ACTOR, row, hit) and is_listed(row, teams, lives, team, life, position):
                    hit = share, ACTOR, row, x, y, z
    return hit


@kernel
def sweep_batch(
    origins, directions, length, reach, tall, exclude, kinds, teams, lives, first, widest, walls, team, life, position,
    immovable, half_extent, radius, height, wall_rows, wall_axis, wall_round, order, table, frame, box, circle,
    obstacle_frame, obstacle_start, obstacle_items, kind, which, distance, normal,
):  # fmt: skip
    """The first hit of each moving cylinder: foot at origins (q, 3), of radius `reach` (q,) and height `tall` (q,) [m].

    It moves level along the (x, z) of `directions` (q, 3) for `length` (q,) [m]. Writes as `ray_batch` does.
    """
    for q in range(len(origins)):
        far = length[q]
        ax, foot, az = origins[q, 0], origins[q, 1], origins[q, 2]
        head = foot + tall[q]
        dx, dz = directions[q, 0], directions[q, 2]
        long = np.sqrt(dx * dx + dz * dz)
        hit = TWO, NOTHING, 0, ZERO, ZERO, ZERO
        if long > TINY and far >= ZERO and reach[q] >= ZERO:
            dx, dz = dx * (far / long), dz * (far / long)
            if is_somewhere(ax, foot, az) and is_somewhere(ax + dx, head, az + dz):
                if kinds >> BOX & 1 or kinds >> CIRCLE & 1:
                    hit = sweep_to_obstacles(
                        ax, az, dx, dz, reach[q], foot, head, kinds, hit, box, circle, obstacle_frame, obstacle_start,
                        obstacle_items,
                    )  # fmt: skip
                if kinds >> WALL & 1:
                    hit = sweep_to_walls(
                        ax, az, dx, dz, reach[q], foot, head, hit, wall_rows, walls, wall_axis, wall_round, position,
                        half_extent, radius, height,
                    )  # fmt: skip
                if kinds >> ACTOR & 1:
                    hit = sweep_to_actors(
                        ax, az, dx, dz, reach[q], foot, head, hit, first + exclude[q] if exclude[q] >= 0 else -1,
                        teams, lives, widest, team, life, position, immovable, radius, height, order, table, frame,
                    )  # fmt: skip
        tell_hit(q, hit, far, first, kind, which, distance, normal)
