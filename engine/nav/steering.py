"""Steering: turns a wanted place into a desired velocity, straight where the ground is free, else round corners."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.nav.corner import next_corner
from engine.nav.walk import free_place_near, is_on_grid, line_is_free, room_needed
from engine.physics.crowd.predict import list_walls
from engine.world.ids import RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

F32 = np.float32
ZERO, TWO, TINY = F32(0), F32(2), F32(1e-6)
BRAKE = F32(0.5)  # share of its acceleration that an actor plans to stop with
ARRIVED_M = F32(0.35)  # a corner counts as reached this near
GOAL_MOVED_M = F32(1.0)  # a path is out of date when its goal has moved this far
PATH_TICKS = 45  # and after this long in any case
PATHS_PER_TICK = 2  # searches that a lane may make in one tick; the turn goes round on the lane's own clock
ROWS_PER_PATH = 64  # a large lane may make one for so many rows
SEARCH_LIMIT = 2048  # cells that one search may expand; beyond, the nearest cell found serves


@helper
def distance(ax, az, bx, bz):
    """Metres between two points, float32."""
    dx = bx - ax
    dz = bz - az
    return np.sqrt(dx * dx + dz * dz)


@system(
    slot="steering",
    writes="desired_velocity nav_corner nav_corner_goal nav_corner_tick nav_rest nav_wall nav_axis",
)
def steering(
    first, tick, outcome, autopilot, life, immovable, is_player, position, yaw, half_extent, radius, acceleration,
    move_goal, move_stop, move_speed, nav_room, nav_frame, nav_corner, nav_corner_goal, nav_corner_tick, nav_rest,
    nav_wall, nav_axis, wanderers, desired_velocity,
):  # fmt: skip
    """Lead each actor towards `move_goal` at `move_speed`, to rest `move_stop` from it, around what blocks the way.

    A player's row that a person controls is left alone while it asks for no move, so its velocity can be set directly.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        begin = first[L]
        end = first[L + 1]
        walls = end - list_walls(begin, end, life, immovable, position, yaw, radius, half_extent, nav_wall, nav_axis)
        searches = 0
        count = end - begin - wanderers[L]  # a population finds its own way, and takes no turn from anybody
        most = max(PATHS_PER_TICK, count // ROWS_PER_PATH)
        for turn in range(count):
            i = begin + (turn + tick[L]) % count
            if life[i] != UP or immovable[i] != 0 or move_speed[i] <= ZERO:
                if is_player[i] == 0 or autopilot[L] != 0 or life[i] != UP:
                    desired_velocity[i, 0] = ZERO
                    desired_velocity[i, 1] = ZERO
                continue
            x = position[i, 0]
            z = position[i, 2]
            to_x = move_goal[i, 0]
            to_z = move_goal[i, 1]
            left = distance(x, z, to_x, to_z) - move_stop[i]
            if left <= TINY:
                desired_velocity[i, 0] = ZERO
                desired_velocity[i, 1] = ZERO
                continue
            speed = move_speed[i]
            need = room_needed(radius[i])
            # Beyond the grid, of which an endless world has more, one walks straight.
            is_beyond = not is_on_grid(x, z, nav_room, nav_frame)
            if not is_beyond and is_on_grid(to_x, to_z, nav_room, nav_frame):
                to_x, to_z = free_place_near(
                    to_x, to_z, need, nav_room, nav_frame, walls, end, nav_wall, position, half_extent, nav_axis
                )
            if is_beyond or line_is_free(
                x, z, to_x, to_z, need, nav_room, nav_frame, walls, end, nav_wall, position, half_extent, nav_axis
            ):
                nav_corner_tick[i] = -1
                speed = min(speed, np.sqrt(TWO * BRAKE * acceleration[i] * left))
            else:
                fresh = (
                    nav_corner_tick[i] >= 0
                    and tick[L] - nav_corner_tick[i] < PATH_TICKS
                    and distance(nav_corner_goal[i, 0], nav_corner_goal[i, 1], to_x, to_z) < GOAL_MOVED_M
                    and (nav_rest[i] != 0 or distance(x, z, nav_corner[i, 0], nav_corner[i, 1]) > ARRIVED_M)
                )
                if not fresh and searches < most:
                    searches += 1
                    corner_x, corner_z = next_corner(
                        x, z, to_x, to_z, need, SEARCH_LIMIT, nav_room, nav_frame, walls, end, nav_wall, position,
                        half_extent, nav_axis,
                    )  # fmt: skip
                    nav_corner[i, 0] = corner_x
                    nav_corner[i, 1] = corner_z
                    nav_corner_goal[i, 0] = to_x
                    nav_corner_goal[i, 1] = to_z
                    nav_corner_tick[i] = tick[L]
                    nav_rest[i] = 1 if corner_x == x and corner_z == z else 0
                to_x = nav_corner[i, 0]
                to_z = nav_corner[i, 1]
                if nav_corner_tick[i] < 0 or nav_rest[i] != 0:
                    to_x = x  # no turn yet, or nowhere better to be
                    to_z = z
                elif not line_is_free(
                    x, z, to_x, to_z, need, nav_room, nav_frame, walls, end, nav_wall, position, half_extent, nav_axis
                ):
                    nav_corner_tick[i] = -1  # shut meanwhile: search again at the next turn, and stand until then
                    to_x = x
                    to_z = z
            gap = distance(x, z, to_x, to_z)
            if gap <= TINY:
                desired_velocity[i, 0] = ZERO
                desired_velocity[i, 1] = ZERO
            else:
                desired_velocity[i, 0] = (to_x - x) / gap * speed
                desired_velocity[i, 1] = (to_z - z) / gap * speed
