"""Properties of contact: no speed carries anybody through a wall, and nobody ends inside anything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.crowd.contact import push_out_of_box, push_out_of_circle
from engine.physics.crowd.limits import DEEPEST
from engine.physics.obstacles import Obstacles, bounds_of, make_obstacles
from engine.world.kernel import plain_twin
from tests.engine.physics.crowds import lane, places, run, square_crowd, world

F32 = np.float32
seeds = st.integers(0, 100_000)
#: How deep an actor may end inside an obstacle that stands apart from others [m].
FREE_STANDING_M = 0.002
#: The same in a wedge of two obstacles, which three passes leave in part [m]: the stated bound, and rounding.
WEDGE_M = float(DEEPEST) + 1e-4


def depths(made, things: Obstacles) -> np.ndarray:
    """(rows, obstacles) how deep each actor is inside each obstacle [m]; negative outside."""
    p, r = places(made), made.view["radius"].astype(np.float64)[:, None]
    b, c = things.boxes.astype(np.float64), things.circles.astype(np.float64)
    dx, dz = p[:, :1] - b[None, :, 0], p[:, 1:] - b[None, :, 1]
    right = np.abs(dx * b[:, 4] - dz * b[:, 5]) - b[:, 2]
    ahead = np.abs(dx * b[:, 5] + dz * b[:, 4]) - b[:, 3]
    outside = np.hypot(np.maximum(right, 0), np.maximum(ahead, 0))
    in_boxes = r - np.where((right < 0) & (ahead < 0), np.maximum(right, ahead), outside)
    in_circles = r + c[None, :, 2] - np.hypot(p[:, :1] - c[None, :, 0], p[:, 1:] - c[None, :, 1])
    return np.concatenate([in_boxes, in_circles], axis=1)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_nobody_tunnels_through_a_thin_wall_at_twenty_metres_a_second(seed):
    # given a wall 4 cm thin at any angle, and actors of many sizes who run at it at 20 m/s from anywhere
    rng = np.random.default_rng(seed)
    yaw = rng.uniform(-np.pi, np.pi)
    wall = make_obstacles([(0, 0, 28, 0.02, yaw, -1, 3)])
    normal = np.array([np.sin(yaw), np.cos(yaw)])
    along = np.array([normal[1], -normal[0]])
    starts = [normal * rng.uniform(1.0, 6.0) + along * rng.uniform(-8, 8) for _ in range(12)]
    heading = rng.uniform(-0.8, 0.8, 12)
    push = [(-normal * np.cos(a) + along * np.sin(a)) * 20 for a in heading]
    radius = rng.uniform(0.1, 0.9, 12)
    made = world(
        lane(starts, desired_velocity=push, velocity=[(x, 0, z) for x, z in push], radius=radius), obstacles=wall
    )

    # when a second passes, then all are still on their side
    for _ in range(60):
        run(made)
        assert (places(made) @ normal > 0).all()
    assert depths(made, wall).max() < FREE_STANDING_M


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nobody_is_pressed_through_a_wall_by_a_crowd(seed):
    made = world(
        lane(square_crowd(60, seed, side=5.0) + np.array([0, -3.5]), desired_velocity=(0, 5)),
        obstacles=(wall := make_obstacles([(0, 0, 29, 0.1, 0, -1, 3)])),
    )
    run(made, 120)
    assert (places(made)[:, 1] < 0).all()
    assert depths(made, wall).max() < FREE_STANDING_M


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_nobody_ends_inside_an_obstacle_that_stands_apart(seed):
    # given obstacles on a lattice with room between them, and a crowd that is anywhere, even inside them
    rng = np.random.default_rng(seed)
    spots = [(x, z) for x in (-9, -3, 3, 9) for z in (-9, -3, 3, 9)]
    boxes = [(x, z, *rng.uniform(0.2, 1.2, 2), rng.uniform(0, 3), -1, 3) for x, z in spots[::2]]
    things = make_obstacles(boxes, [(x, z, rng.uniform(0.3, 1.2), 3) for x, z in spots[1::2]])
    radius = rng.uniform(0.2, 0.5, 80)
    made = world(
        lane(square_crowd(80, seed, side=20), radius=radius, desired_velocity=rng.uniform(-5, 5, (80, 2))),
        obstacles=things,
    )
    for _ in range(40):
        run(made)
        assert depths(made, things).max() < FREE_STANDING_M


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_a_wedge_of_two_walls_holds(seed):
    # given two walls that meet at any angle of at least 50 degrees, and someone who runs into the corner
    rng = np.random.default_rng(seed)
    half = rng.uniform(np.radians(25), np.radians(80))
    arm = lambda yaw: (4 * np.sin(yaw), 4 * np.cos(yaw), 0.1, 4.0, yaw, -1, 3)  # noqa: E731
    wedge = make_obstacles([arm(half), arm(-half)])
    made = world(lane([(0, 6)], desired_velocity=(0, -5)), obstacles=wedge)
    run(made, 180)
    assert places(made)[0, 1] > 0.3
    assert depths(made, wedge).max() < WEDGE_M


numbers = st.floats(-4, 4, width=32)
sizes = st.floats(0.125, 2, width=32)


@settings(max_examples=200, deadline=None)
@given(numbers, numbers, sizes, sizes, sizes, st.floats(-3, 3, width=32))
def test_pushed_out_of_a_box_one_touches_it_and_went_the_short_way(x, z, radius, half_x, half_z, yaw):
    arguments = [F32(v) for v in (x, z, radius, 0.5, -0.25, half_x, half_z, np.cos(yaw), np.sin(yaw))]
    found = push_out_of_box(*arguments)
    assert tuple(map(F32, found)) == plain_twin(push_out_of_box)(*arguments)

    made = type("Made", (), {"view": {"position": np.array([[found[0], 0, found[1]]]), "radius": np.array([radius])}})
    box = make_obstacles([(0.5, -0.25, half_x, half_z, yaw, -1, 3)])
    depth = depths(made, box).max()
    assert depth < 1e-4
    if found != (x, z):
        assert depth > -1e-4
        assert np.hypot(found[0] - x, found[1] - z) <= radius + min(half_x, half_z) + 1e-4


@settings(max_examples=100, deadline=None)
@given(numbers, numbers, sizes)
def test_pushed_out_of_a_circle_one_touches_it(x, z, reach):
    found = push_out_of_circle(F32(x), F32(z), F32(reach), F32(0.5), F32(0))
    assert tuple(map(F32, found)) == plain_twin(push_out_of_circle)(F32(x), F32(z), F32(reach), F32(0.5), F32(0))
    assert np.hypot(found[0] - 0.5, found[1]) >= reach - 1e-4


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_the_lists_by_cell_name_every_obstacle_within_reach(seed):
    rng = np.random.default_rng(seed)
    boxes = [(*rng.uniform(-20, 20, 2), *rng.uniform(0.1, 4, 2), rng.uniform(0, 3), -1, 3) for _ in range(12)]
    things = make_obstacles(boxes, [(*rng.uniform(-20, 20, 2), rng.uniform(0.1, 2), 3) for _ in range(12)])
    tables = things.tables(0.5)
    frame, start, items = (tables[f"obstacle_{name}"] for name in ("frame", "start", "items"))
    bounds = bounds_of(things)
    for x, z in rng.uniform(-30, 30, (60, 2)):
        column = int(min(max((x - frame[0]) / frame[2], 0), frame[3] - 1))
        row = int(min(max((z - frame[1]) / frame[2], 0), frame[4] - 1))
        cell = row * int(frame[3]) + column
        listed = {int(i) if i >= 0 else 11 - int(i) for i in items[start[cell] : start[cell + 1]]}
        gap = np.maximum(bounds[:, :2] - (x, z), (x, z) - bounds[:, 2:]).max(axis=1)
        assert set(np.flatnonzero(gap < 0.5 + 0.2)) <= listed


def test_a_scene_without_obstacles_has_one_empty_list():
    tables = make_obstacles().tables(0.5)
    assert tables["obstacle_start"].tolist() == [0, 0]
    assert tables["obstacle_box"].shape == (0, 8)


@pytest.mark.parametrize("count", [30, 90])
def test_a_dense_crowd_relaxes_to_shallow_overlaps(count):
    made = world(lane(square_crowd(count, 3, side=np.sqrt(count) * 0.9)))
    run(made, 300)
    p = places(made)
    gap = np.linalg.norm(p[:, None] - p[None], axis=2) + np.eye(count) * 9
    assert gap.min() > 0.8 - 0.02
