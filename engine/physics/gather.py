"""The narrow phase: every mover gathers the pushes of its neighbours and then leaves the obstacles, K times over.

A Jacobi step: all read the last positions and each writes only its own, so the answer cannot depend on who goes first.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.contact import keep_on_ground, obstacle_cell, push_out_of_things, shortened
from engine.physics.limits import COINCIDENT, HALF, PUSH_LIMIT, SPREAD, ZERO
from engine.world.kernel import kernel


@kernel
def gather_slots(
    begin, end, wall_begin, wall_end, from_x, from_z, to_x, to_z, crowd_radius, crowd_mass, crowd_begin, crowd_end,
    crowd_order, crowd_axis, position, height, half_extent, ground_height, ground_frame, obstacle_box,
    obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
):  # fmt: skip
    """One gather for slots begin..end: reads `from_x`, `from_z`, writes `to_x`, `to_z`.

    Two that overlap part by the depth, the lighter one by more. Returns (overlaps seen, slots moved); each overlapping
    pair is seen twice.
    """
    overlaps = 0
    moved = 0
    for slot in range(begin, end):
        x = from_x[slot]
        z = from_z[slot]
        radius = crowd_radius[slot]
        mass = crowd_mass[slot]
        row = crowd_order[slot]
        push_x = ZERO
        push_z = ZERO
        for k in range(3):
            for other in range(crowd_begin[slot, k], crowd_end[slot, k]):
                dx = x - from_x[other]
                dz = z - from_z[other]
                reach = radius + crowd_radius[other]
                squared = dx * dx + dz * dz
                if squared < reach * reach and other != slot:
                    overlaps += 1
                    if squared < COINCIDENT:  # no direction: the earlier row goes one way, the later one the other
                        dx = SPREAD if row < crowd_order[other] else -SPREAD
                        dz = dx * HALF
                        squared = dx * dx + dz * dz
                    distance = np.sqrt(squared)
                    share = crowd_mass[other] / (mass + crowd_mass[other])
                    scale = share * (reach - distance) / distance
                    push_x += dx * scale
                    push_z += dz * scale
        push_x, push_z = shortened(push_x, push_z, PUSH_LIMIT * radius)
        new_x = x + push_x
        new_z = z + push_z
        # Most actors stand near nothing: finding that out here saves a call with two dozen arguments.
        cell = obstacle_cell(new_x, new_z, obstacle_frame)
        is_near = obstacle_start[cell] < obstacle_start[cell + 1]
        for k in range(wall_begin, wall_end):
            wall = crowd_order[k]
            reach = half_extent[wall, 0] + half_extent[wall, 1] + radius
            dx = new_x - position[wall, 0]
            dz = new_z - position[wall, 2]
            is_near = is_near or dx * dx + dz * dz < reach * reach
        if is_near:
            new_x, new_z = push_out_of_things(
                new_x, new_z, radius, position[row, 1], position[row, 1] + height[row], obstacle_box,
                obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, wall_begin, wall_end, crowd_order,
                position, half_extent, crowd_axis,
            )  # fmt: skip
        new_x, new_z = keep_on_ground(new_x, new_z, radius, ground_height, ground_frame)
        if new_x != x or new_z != z:
            moved += 1
        to_x[slot] = new_x
        to_z[slot] = new_z
    return overlaps, moved


@kernel
def copy_slots(begin, end, from_x, from_z, to_x, to_z):
    """Copy positions of slots begin..end from one buffer to the other."""
    for slot in range(begin, end):
        to_x[slot] = from_x[slot]
        to_z[slot] = from_z[slot]
