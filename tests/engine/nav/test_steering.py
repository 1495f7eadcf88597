"""Steering: straight when free, round the corner when not, at once when something is built, and never into a wall."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.nav.walk import room_needed
from engine.world.ids import DEAD, DOWN, UP
from engine.world.schedule import Schedule
from tests.engine.nav.fields import CLOSED_ROOM, LONG_WALL, PARTS, grid, scattered, walkers, world
from tests.engine.physics.crowds import places

SCHEDULE = Schedule(PARTS.systems)
STEERING = next(system for system in PARTS.systems if system.name == "steering")


def drift(made, ticks):
    """Move every actor exactly as steering asks, without a crowd; yields after each tick."""
    for _ in range(ticks):
        STEERING.run(made)
        yield made
        made.view["position"][:, [0, 2]] += made.view["desired_velocity"] / np.float32(60)
        made.view["tick"] += 1


def test_on_open_ground_the_way_is_straight_and_ends_at_the_stop_distance():
    made = world(walkers([(0, 0)], [(6, 0)], move_stop=1.5))
    SCHEDULE.run(made, 240)
    assert places(made)[0] == pytest.approx((4.5, 0.0), abs=0.12)
    assert np.abs(made.view["velocity"][0]).max() < 0.05


def test_a_wall_is_walked_around():
    made = world(walkers([(0, -3)], [(0, 3)]), obstacles=LONG_WALL)
    SCHEDULE.run(made, 360)
    assert places(made)[0] == pytest.approx((0.0, 3.0), abs=0.3)


def test_who_asks_for_no_move_stands():
    made = world(walkers([(0, 0), (5, 0), (9, 0)], [(9, 9)] * 3, life=[UP, DOWN, DEAD], desired_velocity=(3, 3)))
    made.view["move_speed"][0] = 0.0
    STEERING.run(made)
    assert not made.view["desired_velocity"].any()


def test_a_person_steers_the_player_directly():
    made = world(walkers([(0, 0)], [(9, 9)], is_player=1, desired_velocity=(1, 2)))
    made.view["move_speed"][0] = 0.0
    STEERING.run(made)
    assert made.view["desired_velocity"][0].tolist() == [1, 2]

    made.view["autopilot"][0] = 2
    STEERING.run(made)
    assert made.view["desired_velocity"][0].tolist() == [0, 0]


def test_a_barricade_changes_the_way_at_once():
    # given someone on its way through open ground, and a reserved barricade of 8 m across it
    spec = walkers([(0, -5), (0, 0)], [(0, 5), (0, 0)], immovable=[0, 1], half_extent=[(0, 0), (4.0, 0.3)])
    spec.rows["life"] = np.array([UP, 0], np.int32)
    made = world(spec)
    STEERING.run(made)
    assert made.view["desired_velocity"][0, 0] == 0

    # when it is put up, then in the very next tick the way leads aside
    made.view["life"][1] = UP
    STEERING.run(made)
    assert abs(made.view["desired_velocity"][0, 0]) > 1.0


def test_a_place_that_cannot_be_reached_is_approached_and_not_searched_again_each_tick():
    made = world(walkers([(-10, 0.3)], [(0, 0)]), obstacles=CLOSED_ROOM)
    SCHEDULE.run(made, 300)
    assert 4.8 < np.abs(places(made)[0]).max() < 5.8
    assert made.view["nav_rest"][0] == 1
    assert np.abs(made.view["velocity"][0]).max() < 0.05
    found = set()
    for _ in range(90):
        SCHEDULE.run(made)
        found.add(int(made.view["nav_corner_tick"][0]))
    assert len(found) <= 3


def test_many_searches_are_spread_over_ticks():
    starts = [(x, -3) for x in np.linspace(-4, 4, 20)]
    made = world(walkers(starts, [(0, 3)] * 20), obstacles=LONG_WALL)
    STEERING.run(made)
    assert (made.view["nav_corner_tick"] >= 0).sum() == 2
    for _ in drift(made, 12):
        pass
    assert (made.view["nav_corner_tick"] >= 0).all()


def room_beside(made, barricade, half):
    """(cells,) room [m/8] of each cell, with what an unturned barricade leaves of it."""
    rows, columns = made.shape
    x, z = np.array([made.middle_of(cell) for cell in range(rows * columns)]).T
    right, ahead = np.abs(x - barricade[0]) - half[0], np.abs(z - barricade[1]) - half[1]
    beside = np.floor(np.hypot(np.maximum(right, 0), np.maximum(ahead, 0)) * 8).astype(int)
    return np.minimum(made.grid.room.reshape(-1), beside)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
@example(5469)  # somebody begins beside the barricade, where it alone is in the way
def test_nobody_ever_steps_into_a_cell_that_is_not_walkable(seed):
    # given any obstacles, a barricade and walkers of several sizes with goals anywhere
    rng = np.random.default_rng(seed)
    things = scattered(seed)
    made_grid = grid(things)
    count = 6
    radius = rng.uniform(0.3, 0.9, count + 1).astype(np.float32)
    starts = rng.uniform(-15, 15, (count + 1, 2))
    spec = walkers(starts, rng.uniform(-15, 15, (count + 1, 2)), radius=radius)
    spec.rows["immovable"] = np.array([0] * count + [1], np.uint8)
    spec.rows["half_extent"] = np.array([(0.0, 0.0)] * count + [(2.0, 0.3)], np.float32)
    made = world(spec, obstacles=things)
    room = room_beside(made_grid, tuple(starts[count]), (2.0, 0.3))
    cells = lambda: [made_grid.cell_of(tuple(p)) for p in places(made)[:count]]  # noqa: E731

    # when they walk for a while, then each new cell is free for its size, or freer than the one left
    before = cells()
    for _ in drift(made, 150):
        after = cells()
        for i, (old, new) in enumerate(zip(before, after, strict=True)):
            assert old == new or room[new] >= room_needed(radius[i]) or room[new] > room[old]
        before = after


def test_compiled_and_plain_steering_agree():
    things = scattered(3)
    rng = np.random.default_rng(3)
    starts, goals = rng.uniform(-12, 12, (8, 2)), rng.uniform(-12, 12, (8, 2))
    compiled, plain = (world(walkers(starts, goals), obstacles=things) for _ in range(2))
    for _ in range(12):
        SCHEDULE.run(compiled)
        SCHEDULE.run(plain, style="plain")
    assert compiled.digest() == plain.digest()
