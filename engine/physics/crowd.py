"""The crowd's three stages as systems: broad phase, narrow phase, integration; gathers only, no order to depend on."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.gather import copy_slots, gather_slots
from engine.physics.integrate import integrate_slots
from engine.physics.predict import list_walls, predict_rows
from engine.physics.sort import arrange_lane
from engine.world.ids import RUNNING
from engine.world.system import system


@system(
    slot="crowd",
    order=0,
    writes="crowd_order crowd_x crowd_z crowd_next_x crowd_next_z crowd_radius crowd_mass crowd_speed crowd_axis "
    "crowd_begin crowd_end crowd_cell crowd_cells crowd_count crowd_walls",
)
def broad_phase(
    first, outcome, life, immovable, position, velocity, desired_velocity, acceleration, radius, height, mass, yaw,
    half_extent, ground_height, ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start,
    obstacle_items, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass, crowd_speed,
    crowd_axis, crowd_begin, crowd_end, crowd_cell, crowd_cells, crowd_count, crowd_walls,
):  # fmt: skip
    """Predict every mover's place and find who can touch whom."""
    for L in range(len(outcome)):
        begin = first[L]
        end = first[L + 1]
        crowd_count[L] = 0
        crowd_walls[L] = 0
        if outcome[L] != RUNNING:
            continue
        walls = list_walls(begin, end, life, immovable, yaw, crowd_order, crowd_axis)
        predict_rows(
            begin, end, end - walls, end, life, immovable, position, velocity, desired_velocity, acceleration, radius,
            height, half_extent, ground_height, ground_frame, obstacle_box, obstacle_circle, obstacle_frame,
            obstacle_start, obstacle_items, crowd_order, crowd_axis, crowd_next_x, crowd_next_z, crowd_speed,
            crowd_cell,
        )  # fmt: skip
        crowd_walls[L] = walls
        crowd_count[L] = arrange_lane(
            begin, end, radius, mass, crowd_order, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius,
            crowd_mass, crowd_begin, crowd_end, crowd_cell, crowd_cells,
        )  # fmt: skip


@system(slot="crowd", order=1, writes="crowd_x crowd_z crowd_next_x crowd_next_z crowd_pairs")
def narrow_phase(
    first, outcome, solver_iterations, crowd_count, crowd_walls, position, height, half_extent, ground_height,
    ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_order,
    crowd_axis, crowd_radius, crowd_mass, crowd_begin, crowd_end, crowd_x, crowd_z, crowd_next_x, crowd_next_z,
    crowd_pairs,
):  # fmt: skip
    """Part overlapping movers and keep them out of obstacles; a lane stops early once a gather moves nobody."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        begin = first[L]
        end = begin + crowd_count[L]
        walls_end = first[L + 1]
        walls = walls_end - crowd_walls[L]
        crowd_pairs[L] = 0
        for iteration in range(solver_iterations[L]):
            overlaps, moved = gather_slots(
                begin, end, walls, walls_end, crowd_x, crowd_z, crowd_next_x, crowd_next_z, crowd_radius, crowd_mass,
                crowd_begin, crowd_end, crowd_order, crowd_axis, position, height, half_extent, ground_height,
                ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
            )  # fmt: skip
            if iteration == 0:
                crowd_pairs[L] = overlaps // 2
            if moved == 0:
                break
            copy_slots(begin, end, crowd_next_x, crowd_next_z, crowd_x, crowd_z)


@system(slot="crowd", order=2, writes="position velocity yaw")
def integration(
    first, outcome, crowd_count, crowd_order, crowd_x, crowd_z, crowd_speed, ground_height, ground_frame, position,
    velocity, yaw,
):  # fmt: skip
    """Give every mover its new place, velocity and heading."""
    for L in range(len(outcome)):
        if outcome[L] == RUNNING:
            begin = first[L]
            integrate_slots(
                begin, begin + crowd_count[L], position, velocity, yaw, crowd_order, crowd_x, crowd_z, crowd_speed,
                ground_height, ground_frame,
            )  # fmt: skip
