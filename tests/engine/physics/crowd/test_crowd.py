"""How one actor and a few of them move: walking, walls, hills, shoving, and what the crowd leaves alone."""

import numpy as np
import pytest

from engine.physics.obstacles import make_obstacles
from engine.terrain.height import make_patch
from engine.world.ids import DEAD, DOWN, FLED, FREE, UP, VICTORY
from tests.engine.physics.crowds import PARTS, Ground, lane, overlaps, places, run, world


def test_an_actor_speeds_up_no_faster_than_its_acceleration():
    made = world(lane([(0, 0)], desired_velocity=(3.0, 0.0), acceleration=12.0))
    speeds = [float(run(made).view["velocity"][0, 0]) for _ in range(30)]

    assert speeds[0] == pytest.approx(12 / 60, rel=1e-3)
    assert np.diff(speeds).max() <= 12 / 60 + 1e-3
    assert speeds[-1] == pytest.approx(3.0, rel=1e-3)


def test_velocity_is_what_really_happened():
    # given a wall right ahead, when an actor walks into it, then its velocity says that it stands
    made = world(lane([(0, 0)], desired_velocity=(0.0, 3.0)), obstacles=make_obstacles([(0, 1.5, 3, 0.5, 0, -1, 3)]))
    before = places(run(made, 60))
    run(made)

    assert np.allclose(made.view["velocity"][0, [0, 2]], (places(made) - before)[0] * 60, atol=1e-3)
    assert abs(made.view["velocity"][0, 2]) < 0.05
    assert places(made)[0, 1] == pytest.approx(1.0 - 0.4, abs=0.01)


def test_an_actor_slides_along_a_wall():
    made = world(lane([(0, 0)], desired_velocity=(2.0, 2.0)), obstacles=make_obstacles([(0, 1.5, 30, 0.5, 0, -1, 3)]))
    run(made, 120)
    assert places(made)[0, 0] > 3.0
    assert places(made)[0, 1] <= 0.61


def test_a_turned_box_blocks_where_it_is_drawn():
    # given a long thin wall that looks along yaw 45 degrees, when someone walks at its broad side
    wall = make_obstacles([(0, 0, 0.2, 4, np.pi / 4, -1, 3)])
    made = world(lane([(1.5, -1.5)], desired_velocity=(-2.0, 2.0)), obstacles=wall)
    run(made, 120)

    # then it stops in front of it: half a thickness and its own radius away
    away = places(made)[0] @ np.array([1.0, -1.0]) / np.sqrt(2)
    assert away == pytest.approx(0.6, abs=0.01)


def test_a_low_obstacle_is_no_obstacle_to_what_stands_above_it():
    made = world(lane([(0, 0)], desired_velocity=(0.0, 3.0)), obstacles=make_obstacles([(0, 1.5, 3, 0.5, 0, -3, -1)]))
    run(made, 60)
    assert places(made)[0, 1] > 2.0


def test_feet_stay_on_the_ground_and_the_body_turns_where_it_walks():
    made = world(lane([(2, 2)], desired_velocity=(-3.0, 0.0)), ground=Ground())
    run(made, 90)

    x, z = places(made)[0]
    assert made.view["position"][0, 1] == pytest.approx(make_patch(Ground()).height_at(x, z), abs=1e-5)
    assert made.view["yaw"][0] == pytest.approx(-np.pi / 2, abs=1e-3)


def test_a_body_turns_at_a_limited_rate():
    made = world(lane([(0, 0)], desired_velocity=(0.0, -3.0)))
    run(made, 12)
    assert 0 < abs(made.view["yaw"][0]) < np.pi - 0.5


def test_ground_too_steep_is_not_climbed():
    # given hills of 60 m, when someone walks at the valley's wall for ten seconds, then it does not get up there
    made = world(lane([(0, 0)], desired_velocity=(5.0, 0.0)), ground=Ground(amplitude=60.0))
    assert places(run(made, 600))[0, 0] < 25.0


def test_nobody_leaves_the_ground():
    made = world(lane([(28, 0)], desired_velocity=(20.0, 0.0)))
    assert places(run(made, 120))[0, 0] == pytest.approx(30.0 - 0.4, abs=1e-3)


def test_two_in_one_place_part_without_being_thrown():
    made = world(lane([(0, 0), (0, 0)]))
    fastest = max(float(np.abs(run(made).view["velocity"]).max()) for _ in range(60))
    assert overlaps(made).max(initial=0.0) < 1e-3
    assert fastest < 1.5
    assert np.abs(places(made)).max() < 1.0


def test_the_heavier_one_yields_less():
    made = world(lane([(-0.2, 0), (0.2, 0)], mass=[75.0, 750.0]))
    start = places(made)
    moved = np.abs(places(run(made, 30)) - start)[:, 0]
    assert moved[0] > 5 * moved[1]


def test_an_immovable_row_is_a_turned_box_that_nobody_moves():
    # given a barricade turned by a quarter, when someone walks at it, then its narrow side is 3 m nearer
    barricade = {"immovable": [1, 0], "half_extent": [(3.0, 0.3), (0, 0)], "yaw": [np.pi / 2, 0.0]}
    made = world(lane([(0, 0), (0, -5)], desired_velocity=[(1, 1), (0, 3)], **barricade))
    run(made, 180)

    assert places(made)[0].tolist() == [0, 0]
    assert places(made)[1, 1] == pytest.approx(-3.4, abs=0.01)


@pytest.mark.parametrize("life", [FREE, DEAD, FLED])
def test_who_is_not_in_play_neither_moves_nor_blocks(life):
    made = world(lane([(0, 0), (0, 1)], life=[life, UP], desired_velocity=[(1, 0), (0, -2)]))
    run(made, 60)
    assert places(made)[0].tolist() == [0, 0]
    assert places(made)[1, 1] < -0.5
    assert abs(places(made)[1, 0]) < 1e-6


def test_who_is_down_stays_but_can_be_pushed():
    made = world(lane([(0, 0), (0, -1.5)], life=[DOWN, UP], desired_velocity=[(5, 0), (0, 2)]))
    run(made, 60)
    assert places(made)[0, 1] > 0.0
    assert abs(places(made)[0, 0]) < 1.0


def test_a_finished_lane_is_frozen_in_every_digest_column():
    made = world(lane([(0, 0), (0.1, 0)], desired_velocity=(2, 1), velocity=(1, 0, 1), lane_outcome=VICTORY))
    before = made.digest()
    for stage in PARTS.systems:
        if stage.slot == "crowd":
            stage.run(made)
    assert made.digest() == before


def test_a_pile_up_settles():
    # given forty in one square metre, when they are left alone, then they come to rest side by side
    rng = np.random.default_rng(4)
    made = world(lane(rng.uniform(-0.5, 0.5, (40, 2))))
    run(made, 240)
    assert overlaps(made).max(initial=0.0) < 0.02
    assert np.linalg.norm(made.view["velocity"], axis=1).max() < 0.05
    assert np.abs(places(made)).max() < 6.0


def test_everyone_to_one_point_stays_a_crowd_and_not_a_mush():
    rng = np.random.default_rng(5)
    made = world(lane(rng.uniform(-8, 8, (120, 2))))
    for _ in range(600):
        made.view["desired_velocity"][:] = np.clip(-places(made), -2, 2)
        run(made)
    depth = overlaps(made)
    assert np.percentile(depth, 99) < 0.4
    assert len(depth) < 120 * 6
