"""A tick in plain Python at the limits of its stages: who touches, how fast contacts make a body, who turns."""

from typing import Any

import numpy as np
import pytest

from engine.physics.crowd.gather import gather_slots
from engine.physics.crowd.limits import CONTACT_SPEED, OBSTACLE_REACH, SKIN, TURN_STEP, WALK_SPEED
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.terrain.height import Heightfield
from engine.world.kernel import plain_twin
from engine.world.world import World
from tests.engine.physics.crowd.test_neighbours import BROAD, lists_hold_those_within_reach
from tests.engine.physics.crowds import PARTS, lane, places, run, world

F32 = np.float32
GATHER = plain_twin(gather_slots)


def after_a_tick(spots: list[tuple[float, float]], things: Obstacles | None = None, **columns: Any) -> World:
    """Who stood there, a tick later."""
    return run(world(lane(spots, **columns), obstacles=things), style="plain")


# --- who touches ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("apart", "pairs"), [(0.75, 0), (float(np.nextafter(F32(0.75), F32(0))), 1), (0.8, 0)])
def test_who_just_touches_does_not_overlap(apart, pairs):
    made = after_a_tick([(0, 0), (apart, 0)], radius=0.375)
    assert made.view["crowd_pairs"][0] == pairs
    assert (places(made)[0, 0] < 0) == (pairs > 0)


def test_each_overlapping_pair_is_counted_once_and_before_anybody_is_parted():
    made = after_a_tick([(0, 0), (0.5, 0), (0.25, 0.4), (9, 9)], radius=0.4)
    assert made.view["crowd_pairs"][0] == 3


def test_two_in_one_place_part_along_one_line_the_earlier_one_first():
    made = after_a_tick([(3, 3), (3, 3)], radius=0.4, lane_solver_iterations=1)
    first, second = places(made) - 3
    assert second[0] < 0 < first[0]
    assert first == pytest.approx(-second, abs=1e-6)
    # by half of the depth or a part of the radius, whichever is less
    assert np.hypot(*first) == pytest.approx(0.2, abs=1e-3)
    assert first[1] / first[0] == pytest.approx(0.5, abs=1e-3)


def test_two_in_one_place_at_different_heights_stay_where_they_are():
    spec = lane([(3, 3), (3, 3)], radius=0.4, height=1.75, air_ticks=[0, 1])
    spec.rows["position"][1, 1] = 5.0
    made = run(world(spec), style="plain")
    assert made.view["crowd_pairs"][0] == 0
    assert places(made).tolist() == [[3, 3], [3, 3]]


def test_the_heavy_one_yields_in_the_share_of_the_other_ones_mass():
    made = after_a_tick([(0, 0), (0.7, 0)], radius=0.4, mass=[30.0, 90.0], lane_solver_iterations=1)
    moved = places(made)[:, 0] - (0, 0.7)
    assert moved == pytest.approx([-0.075, 0.025], abs=1e-6)


def test_a_gather_moves_nobody_by_more_than_half_its_radius():
    made = after_a_tick([(0, 0), (0.1, 0), (0.1, 0.01), (0.1, -0.01)], radius=0.4, mass=80.0, lane_solver_iterations=1)
    assert places(made)[0] == pytest.approx([-0.2, 0.0], abs=1e-6)


def test_a_gather_keeps_everybody_on_the_ground():
    spots = [(29.6, 29.6), (29.5, 29.5), (-29.6, -29.6), (-29.5, -29.5)]
    made = after_a_tick(spots, radius=0.4, lane_solver_iterations=1)
    assert places(made)[[0, 2]] == pytest.approx(np.array([(29.6, 29.6), (-29.6, -29.6)]), abs=1e-6)
    assert (np.abs(places(made)[[1, 3]]) < 29.5).all()


def test_a_gather_tells_how_many_it_has_moved_whatever_the_direction():
    # given four pairs, two apart along each axis, and eight who touch nobody
    pairs = [(0, 0), (0.6, 0), (5, 0), (5.6, 0), (0, 5), (0, 5.6), (5, 5), (5, 5.6)]
    made = world(lane([*pairs, *((3.0 * k, -9) for k in range(8))], radius=0.4))
    BROAD.run(made, plain=True)
    names = ("crowd_place", "crowd_next", "crowd_body", "near_rounds", "near_slot", "near_reach", "near_share")
    with np.errstate(all="ignore"):
        told = GATHER(0, 16, *(made.view[name] for name in names), made.view["ground_frame"])
    assert told == (8, 8)


# --- who is listed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", [0, 1])
def test_in_a_grid_folded_along_one_axis_nobody_is_listed_twice(axis):
    # given two groups in a file, a kilometre from each other
    rng = np.random.default_rng(2)
    spots = rng.uniform(0, 0.1, (50, 2))
    spots[:, axis] = rng.uniform(0, 2, 50) + np.where(np.arange(50) % 2, 900.0, -500.0)
    plain = Heightfield(np.zeros((65, 65), np.float32), (-1024.0, -1024.0), 32.0)
    made = World(PARTS.columns, rows=50, lanes=1, statics={**plain.tables(), **Obstacles().tables(1.0)})
    made.add_lanes([lane(spots, radius=0.05)])
    made.view["near_slot"][:] = made.view["near_runs"][:] = np.iinfo(np.int32).max
    BROAD.run(made, plain=True)
    assert made.view["crowd_frame"][0, 6] == 1
    lists_hold_those_within_reach(made)


@pytest.mark.parametrize(("apart", "is_listed"), [(0.8 + float(SKIN) - 1e-3, True), (0.8 + float(SKIN) + 1e-3, False)])
def test_who_could_be_pushed_into_contact_is_listed(apart, is_listed):
    made = world(lane([(0, 0), (apart, 0)], radius=0.4))
    BROAD.run(made, plain=True)
    assert (made.view["near_rounds"][0] == 1) == is_listed


# --- where the tick leaves them ------------------------------------------------------------------------------------


def test_whoever_is_pushed_beyond_the_lists_stands_on_what_is_there():
    # given a step just too far from a large body to be listed, and another one that pushes it onto that step
    away = float(OBSTACLE_REACH) + 0.05
    step = make_obstacles([(0.2 + 1.0 + away + 2.0, 0, 2.0, 4.0, 0, -1, 0.3)])
    for others in (0, 6):  # alone, or with others of whom nothing special is to be said
        spots = [(-0.2, 0), (0.2, 0), *((-20.0, 3.0 * k) for k in range(others))]
        made = after_a_tick(spots, step, radius=1.0)
        assert places(made)[1, 0] > 0.2 + float(OBSTACLE_REACH)
        assert made.view["position"][:2, 1].tolist() == [0, pytest.approx(0.3)]
        assert made.view["crowd_level"][:2].tolist() == [0, 1]


@pytest.mark.parametrize("count", [2, 8])
def test_being_pushed_out_of_an_overlap_is_no_throw(count):
    spots = [(0, 0), (0.1, 0), *((9.0, 3.0 * k) for k in range(count - 2))]
    made = after_a_tick(spots, radius=0.4, velocity=(0.25, 0, 0), desired_velocity=(0.25, 0))
    moved = places(made)[:, 0] - [x for x, _ in spots]
    speed = made.view["velocity"][:, 0]
    assert np.abs(moved[:2]).min() * 60 > 2
    assert np.abs(speed[:2]) == pytest.approx([0.25 + CONTACT_SPEED] * 2, abs=1e-4)
    assert np.sign(speed[:2]).tolist() == [-1, 1]


@pytest.mark.parametrize("count", [1, 8])
@pytest.mark.parametrize(("speed", "is_turned"), [(float(WALK_SPEED) - 0.01, False), (float(WALK_SPEED) + 0.01, True)])
def test_who_hardly_moves_keeps_its_heading(count, speed, is_turned):
    spots = [(2.0 * k, 0) for k in range(count)]
    made = after_a_tick(spots, velocity=(speed, 0, 0), desired_velocity=(speed, 0), yaw=0.5)
    assert made.view["yaw"] == pytest.approx(np.full(count, 0.5 + (float(TURN_STEP) if is_turned else 0)), abs=1e-6)


@pytest.mark.parametrize("count", [1, 3, 8, 11])
def test_the_last_of_an_incomplete_group_falls_as_any_other(count):
    spec = lane([(3.0 * k, 0) for k in range(count)], air_ticks=[0] * (count - 1) + [1])
    spec.rows["position"][-1, 1] = 4.0
    made = run(world(spec), style="plain")
    heights = made.view["position"][:, 1]
    assert (heights[:-1] == 0).all()
    assert 3.9 < heights[-1] < 4.0
    assert made.view["velocity"][-1, 1] < 0
    assert made.view["air_ticks"].tolist() == [0] * (count - 1) + [2]


@pytest.mark.parametrize("count", [1, 8])
def test_who_walks_off_an_edge_higher_than_its_step_begins_to_fall(count):
    spec = lane([(3.0 * k, 0) for k in range(count)], step_height=0.5)
    spec.rows["position"][:, 1] = 0.6
    spec.rows["position"][0, 1] = 0.5
    made = run(world(spec), style="plain")
    assert made.view["position"][0, 1] == 0
    assert (made.view["position"][1:, 1] > 0.59).all()
    assert made.view["air_ticks"].tolist() == [0] + [1] * (count - 1)


@pytest.mark.parametrize("count", [1, 8])
def test_who_has_no_step_follows_the_ground_for_a_little_and_then_falls(count):
    spec = lane([(3.0 * k, 0) for k in range(count)], step_height=0.0)
    spec.rows["position"][:, 1] = 0.06
    spec.rows["position"][0, 1] = 0.049
    made = run(world(spec), style="plain")
    assert made.view["air_ticks"].tolist() == [0] + [1] * (count - 1)
