"""The crowd's three stages as systems: broad phase, narrow phase, integration; gathers only, no order to depend on.

Each is a loop over lanes over functions that work on a chunk of rows or of slots and write nothing outside it, so that
one large lane can be cut among threads (`engine.physics.scheduler`).
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.gather import copy_slots, gather_slots
from engine.physics.crowd.integrate import integrate_slots
from engine.physics.crowd.layers import part_layers
from engine.physics.crowd.neighbours import list_neighbours
from engine.physics.crowd.predict import bound_rows, list_walls, predict_rows
from engine.physics.crowd.refusal import note_odd
from engine.physics.crowd.sort import (
    add_lines,
    close_lane,
    count_lines,
    first_slot,
    frame_lane,
    scatter_lines,
    sort_lines,
)
from engine.physics.crowd.things import leave_things, list_things
from engine.world.ids import RUNNING
from engine.world.system import system


@system(
    slot="crowd",
    order=0,
    writes="position velocity desired_velocity acceleration radius height mass yaw step_height climb_limit "
    "jump_height wants_jump jump_buffer air_ticks impulse knocked_ticks crowd_odd crowd_layered crowd_refused "
    "crowd_wall crowd_axis crowd_ahead crowd_speed crowd_line crowd_frame crowd_lines crowd_unsorted crowd_cells "
    "crowd_order crowd_place crowd_next crowd_body crowd_home near_runs near_rounds near_slot near_reach near_share "
    "thing_note thing_slots thing_count thing_rounds thing_item thing_shape crowd_count crowd_walls",
)
def broad_phase(
    first, outcome, overlap_teams, life, immovable, team, position, previous_position, velocity, desired_velocity,
    acceleration, radius, height, mass, yaw, half_extent, step_height, climb_limit, jump_height, wants_jump,
    jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level, crowd_odd, crowd_layered, crowd_refused, ground_tiles,
    ground_index, ground_frame, obstacle_box, obstacle_circle, obstacle_shape, obstacle_frame, obstacle_start,
    obstacle_items, crowd_wall, crowd_axis, crowd_ahead, crowd_speed, crowd_line, crowd_frame, crowd_lines,
    crowd_unsorted, crowd_cells, crowd_order, crowd_place, crowd_next, crowd_body, crowd_home, near_runs, near_rounds,
    near_slot, near_reach, near_share, thing_note, thing_slots, thing_count, thing_rounds, thing_item, thing_shape,
    crowd_count, crowd_walls,
):  # fmt: skip
    """Predict every mover's place and list whom and what it can touch."""
    for L in range(len(outcome)):
        begin = first[L]
        end = first[L + 1]
        base = first_slot(first, L)
        crowd_count[L] = 0
        crowd_walls[L] = 0
        if outcome[L] != RUNNING:
            continue
        walls = list_walls(begin, end, life, immovable, position, yaw, radius, half_extent, crowd_wall, crowd_axis)
        predict_rows(
            begin, end, end - walls, end, life, immovable, position, previous_position, velocity, desired_velocity,
            acceleration, radius, height, mass, yaw, half_extent, step_height, climb_limit, jump_height, wants_jump,
            jump_buffer, air_ticks, impulse, knocked_ticks, crowd_level, ground_tiles, ground_index, ground_frame,
            obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis,
            crowd_ahead, crowd_speed, crowd_line, crowd_odd,
        )  # fmt: skip
        note_odd(begin, end, L, crowd_odd, overlap_teams, crowd_layered, crowd_refused)
        low_x, low_z, high_x, high_z, widest = bound_rows(begin, end, radius, crowd_ahead, crowd_line)
        frame_lane(L, end - begin, low_x, low_z, high_x, high_z, widest, crowd_frame)
        count_lines(L, begin, end, 0, 1, base, crowd_frame, crowd_ahead, crowd_line, crowd_lines)
        count = add_lines(L, 1, base, crowd_frame, crowd_lines)
        crowd_walls[L] = walls
        crowd_count[L] = count
        if count == 0:
            continue
        scatter_lines(begin, end, 0, 1, base, crowd_line, crowd_lines, crowd_unsorted)
        sort_lines(
            L, 0, int(crowd_frame[L, 5]), 1, base, radius, mass, crowd_frame, crowd_lines, crowd_unsorted,
            crowd_ahead, crowd_order, crowd_place, crowd_body, crowd_cells,
        )  # fmt: skip
        nobody = close_lane(base, count, crowd_order, crowd_place, crowd_next, crowd_body)
        list_neighbours(
            L, base, base + count, base, nobody, crowd_frame, crowd_cells, crowd_place, crowd_body, near_runs,
            near_rounds, near_slot, near_reach, near_share,
        )  # fmt: skip
        part_layers(
            L, base, base + count, nobody, crowd_layered, overlap_teams, position, height, team, crowd_order,
            near_rounds, near_slot, near_reach,
        )  # fmt: skip
        list_things(
            base, base + count, end - walls, end, position, radius, height, half_extent, step_height, obstacle_box,
            obstacle_shape, obstacle_frame, obstacle_start, obstacle_items, crowd_wall, crowd_axis, crowd_order,
            crowd_place, crowd_body, crowd_home, thing_note, thing_slots, thing_count, thing_rounds, thing_item,
            thing_shape,
        )  # fmt: skip


@system(slot="crowd", order=1, writes="crowd_place crowd_next crowd_pairs thing_note")
def narrow_phase(
    first, outcome, solver_iterations, crowd_count, crowd_walls, position, radius, height, half_extent, step_height,
    ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
    crowd_wall, crowd_axis, crowd_order, crowd_body, crowd_home, near_rounds, near_slot, near_reach, near_share,
    thing_note, thing_slots, thing_count, thing_rounds, thing_shape, crowd_place, crowd_next, crowd_pairs,
):  # fmt: skip
    """Part overlapping movers and keep them out of obstacles; a lane stops early once a gather moves nobody."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        begin = first_slot(first, L)
        end = begin + crowd_count[L]
        walls_end = first[L + 1]
        walls = walls_end - crowd_walls[L]
        crowd_pairs[L] = 0
        place_from = crowd_place
        place_to = crowd_next
        for iteration in range(solver_iterations[L]):
            overlaps, moved = gather_slots(
                begin, end, place_from, place_to, crowd_body, near_rounds, near_slot, near_reach, near_share,
                ground_frame,
            )  # fmt: skip
            moved += leave_things(
                begin, end, walls, walls_end, position, radius, height, half_extent, step_height,
                ground_frame, obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, crowd_wall,
                crowd_axis, crowd_order, crowd_body, crowd_home, thing_note, thing_slots, thing_count, thing_rounds,
                thing_shape, place_from, place_to,
            )  # fmt: skip
            if iteration == 0:
                crowd_pairs[L] = overlaps // 2
            place_from, place_to = place_to, place_from
            if moved == 0:
                break
            if iteration + 1 == solver_iterations[L] and iteration % 2 == 0:
                copy_slots(begin, end, crowd_next, crowd_place)


@system(slot="crowd", order=2, writes="position velocity yaw air_ticks crowd_level")
def integration(
    first, outcome, crowd_count, crowd_walls, radius, height, half_extent, step_height, crowd_odd, crowd_wall,
    crowd_axis, crowd_order, crowd_place, crowd_home, crowd_speed, thing_note, ground_tiles, ground_index, ground_frame,
    obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, position, velocity, yaw, air_ticks,
    crowd_level,
):  # fmt: skip
    """Give every mover its new place, footing, velocity and heading."""
    for L in range(len(outcome)):
        if outcome[L] == RUNNING:
            begin = first_slot(first, L)
            end = first[L + 1]
            integrate_slots(
                begin, begin + crowd_count[L], end - crowd_walls[L], end, position, velocity, yaw, radius, height,
                half_extent, step_height, air_ticks, crowd_level, crowd_odd, crowd_wall, crowd_axis, crowd_order,
                crowd_place, crowd_home, crowd_speed, thing_note, ground_tiles, ground_index, ground_frame,
                obstacle_box, obstacle_circle, obstacle_frame, obstacle_start, obstacle_items,
            )  # fmt: skip
