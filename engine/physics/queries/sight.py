"""Lines of sight: does a straight line between two points meet a box, a circle or one of the lane's immovable rows?"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.obstacles import BURIED_M
from engine.physics.queries.cells import cells_on_line, line_of_cells
from engine.physics.queries.ground_march import meet_ground
from engine.physics.queries.kinds import BOX, FARTHEST, GROUND, MARGIN, WALL
from engine.physics.queries.lines import is_crossed, line_meets_circle, line_through_box
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import UP
from engine.world.kernel import helper, kernel

F32 = np.float32
ZERO, ONE = F32(0), F32(1)
BURIED = F32(BURIED_M)


@helper
def line_of_sight(ax, ay, az, bx, by, bz, obstacle_box, obstacle_circle):
    """True when no static obstacle stands between the eye a and the point b (x, y, z [m]); low ones are looked over."""
    for k in range(obstacle_box.shape[0]):
        enter, leave = line_through_box(
            ax, az, bx, bz, obstacle_box[k, 0], obstacle_box[k, 1], obstacle_box[k, 2], obstacle_box[k, 3],
            obstacle_box[k, 4], obstacle_box[k, 5],
        )  # fmt: skip
        if enter >= ZERO and is_crossed(
            ay + (by - ay) * enter, ay + (by - ay) * leave, obstacle_box[k, 6], obstacle_box[k, 7]
        ):
            return False
    for k in range(obstacle_circle.shape[0]):
        share = line_meets_circle(ax, az, bx, bz, obstacle_circle[k, 0], obstacle_circle[k, 1], obstacle_circle[k, 2])
        if share >= ZERO and ay + (by - ay) * share < obstacle_circle[k, 3]:
            return False
    return True


@helper
def is_line_clear(
    ax, ay, az, bx, by, bz, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items
):  # fmt: skip
    """`line_of_sight` with the same answer for any line, for scenes with many obstacles: only lists beside it are read.

    The heights count at which the line enters and leaves a box, and where it comes nearest to a circle's centre.
    """
    if not (abs(ax) <= FARTHEST and abs(az) <= FARTHEST and abs(bx) <= FARTHEST and abs(bz) <= FARTHEST):
        return True
    columns, lines = int(obstacle_frame[3]), int(obstacle_frame[4])
    near = line_of_cells(min(az, bz) - MARGIN - obstacle_frame[1], obstacle_frame[2], lines)
    far = line_of_cells(max(az, bz) + MARGIN - obstacle_frame[1], obstacle_frame[2], lines)
    for line in range(near, far + 1):
        left, right = cells_on_line(
            line, ax, az, bx, bz, ZERO, obstacle_frame[0], obstacle_frame[1], obstacle_frame[2], columns
        )
        if left > right:
            continue
        for at in range(obstacle_start[line * columns + left], obstacle_start[line * columns + right + 1]):
            item = obstacle_items[at]
            if item >= 0:
                enter, leave = line_through_box(
                    ax, az, bx, bz, obstacle_box[item, 0], obstacle_box[item, 1], obstacle_box[item, 2],
                    obstacle_box[item, 3], obstacle_box[item, 4], obstacle_box[item, 5],
                )  # fmt: skip
                if enter >= ZERO and is_crossed(
                    ay + (by - ay) * enter, ay + (by - ay) * leave, obstacle_box[item, 6], obstacle_box[item, 7]
                ):
                    return False
            else:
                item = -1 - item
                share = line_meets_circle(
                    ax, az, bx, bz, obstacle_circle[item, 0], obstacle_circle[item, 1], obstacle_circle[item, 2]
                )
                if share >= ZERO and ay + (by - ay) * share < obstacle_circle[item, 3]:
                    return False
    return True


@helper
def line_meets_wall(ax, az, bx, bz, wall, position, half_extent, radius, yaw):
    """Where on the line a..b (0..1) it enters and leaves an immovable row's box, or (-1, -1).

    One without a box is a circle, which counts where the line comes nearest to its middle.
    """
    if half_extent[wall, 0] == ZERO and half_extent[wall, 1] == ZERO:
        share = line_meets_circle(ax, az, bx, bz, position[wall, 0], position[wall, 2], radius[wall])
        return share, share
    return line_through_box(
        ax, az, bx, bz, position[wall, 0], position[wall, 2], half_extent[wall, 0], half_extent[wall, 1],
        cosine(yaw[wall]), sine(yaw[wall]),
    )  # fmt: skip


@helper
def wall_is_crossed(ax, ay, az, bx, by, bz, wall, position, half_extent, radius, height, yaw):
    """Whether the line a..b goes through an immovable row, which reaches half a metre below its foot."""
    enter, leave = line_meets_wall(ax, az, bx, bz, wall, position, half_extent, radius, yaw)
    if enter < ZERO:
        return False
    foot = position[wall, 1]
    return is_crossed(ay + (by - ay) * enter, ay + (by - ay) * leave, foot - BURIED, foot + height[wall])


@helper
def walls_block_sight(ax, ay, az, bx, by, bz, begin, end, life, immovable, position, half_extent, radius, height, yaw):
    """True when an immovable row of the block begin..end stands between the eye a and the point b (x, y, z [m])."""
    for wall in range(begin, end):
        if immovable[wall] == 0 or life[wall] != UP:
            continue
        if wall_is_crossed(ax, ay, az, bx, by, bz, wall, position, half_extent, radius, height, yaw):
            return True
    return False


@helper
def walls_hide(ax, ay, az, bx, by, bz, wall_rows, begin, end, position, half_extent, radius, height, yaw):
    """`walls_block_sight` for a list: whether one of the rows `wall_rows`[begin..end] stands between a and b."""
    for k in range(begin, end):
        wall = wall_rows[k]
        if wall_is_crossed(ax, ay, az, bx, by, bz, wall, position, half_extent, radius, height, yaw):
            return True
    return False


@kernel
def sight_batch(
    eyes, points, kinds, highest, walls, position, half_extent, radius, height, yaw, wall_rows, box, circle,
    obstacle_frame, obstacle_start, obstacle_items, ground_tiles, ground_index, ground_frame, clear,
):  # fmt: skip
    """Clear (q,) = 1 where nothing of the given kinds hides `points` (q, 3) from `eyes` (q, 3), else 0."""
    for q in range(len(eyes)):
        ax, ay, az = eyes[q, 0], eyes[q, 1], eyes[q, 2]
        bx, by, bz = points[q, 0], points[q, 1], points[q, 2]
        hidden = not (is_somewhere(ax, ay, az) and is_somewhere(bx, by, bz))
        if not hidden and kinds >> BOX & 1:
            hidden = not is_line_clear(
                ax, ay, az, bx, by, bz, box, circle, obstacle_frame, obstacle_start, obstacle_items
            )
        if not hidden and kinds >> WALL & 1:
            hidden = walls_hide(ax, ay, az, bx, by, bz, wall_rows, 0, walls, position, half_extent, radius, height, yaw)
        if not hidden and kinds >> GROUND & 1:
            hidden = (
                meet_ground(
                    ax, ay, az, bx - ax, by - ay, bz - az, ONE, highest, ground_tiles, ground_index, ground_frame
                )
                >= ZERO
            )
        clear[q] = 0 if hidden else 1
