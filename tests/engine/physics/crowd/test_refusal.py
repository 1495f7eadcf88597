"""Values that no body can have are counted and replaced; neighbours and the digest never notice."""

import numpy as np
import pytest

from engine.physics.crowd.limits import BAD_BODY, SMALLEST_BODY
from engine.physics.obstacles import Obstacles
from tests.engine.physics.crowds import lane, places, run, square_crowd, world

NUMBER, BODY, PLACE = range(3)
NOWHERE = float("nan")


def crowd():
    return world(lane(square_crowd(40, 2), desired_velocity=(1.0, 0.5)))


@pytest.mark.parametrize("value", [NOWHERE, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("column", ["velocity", "desired_velocity", "impulse"])
def test_motion_that_is_no_number_counts_as_none(column, value):
    made = crowd()
    made.view[column][7] = value
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [1, 0, 0]
    run(made, 30)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]
    for name in ("position", "velocity", "yaw", "desired_velocity", "impulse"):
        assert np.isfinite(made.view[name]).all()


@pytest.mark.parametrize("value", [NOWHERE, np.inf, 1e6])
def test_a_heading_that_is_no_number_becomes_one(value):
    made = crowd()
    made.view["yaw"][7] = value
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [1, 0, 0]
    run(made, 30)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]
    assert np.isfinite(made.view["yaw"]).all()


@pytest.mark.parametrize(
    ("column", "value", "becomes"),
    [
        ("step_height", NOWHERE, 0.0),
        ("step_height", np.inf, 0.0),
        ("jump_height", NOWHERE, 0.0),
        ("jump_height", 3e38, 0.0),
        ("climb_limit", NOWHERE, 1.0),
        ("climb_limit", -1.0, 1.0),
    ],
)
@pytest.mark.parametrize("count", [40, 7])  # in eights, and each alone
def test_a_body_whose_legs_are_no_number_is_told_and_mended(column, value, becomes, count):
    made = world(lane(square_crowd(count, 2), desired_velocity=(1.0, 0.5)))
    made.view[column][6] = value
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 1, 0]
    assert made.view[column][6] == becomes
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]


def test_a_high_step_and_a_high_jump_are_none_too_many():
    made = crowd()
    made.view["step_height"][7] = made.view["jump_height"][7] = 6e5
    run(made, 2)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]


def test_any_slope_may_be_climbed_by_who_has_no_limit():
    made = crowd()
    made.view["climb_limit"][7] = np.inf
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]


def test_nobody_walks_through_a_box_with_a_step_that_is_no_number():
    walls = Obstacles(boxes=np.float32([[2.0, 0.0, 0.5, 5.0, 1.0, 0.0, -0.5, 2.0]]))
    made = world(lane([(0.0, 0.0)], desired_velocity=(3.0, 0.0), step_height=NOWHERE), obstacles=walls)
    run(made, 180)
    assert places(made)[0, 0] < 1.5


@pytest.mark.parametrize("style", ["each", "plain"])
@pytest.mark.parametrize("value", [NOWHERE, np.inf])
@pytest.mark.parametrize("column", ["half_extent", "yaw", "radius", "position"])
def test_a_wall_that_is_nowhere_is_left_out_and_told(column, value, style):
    around = np.vstack([square_crowd(40, 2), [[0.1, 0.1]]])
    made = world(lane(around, desired_velocity=(1.0, 0.5), immovable=[0] * 40 + [1]))
    if column != "radius":  # without a box it is a circle
        made.view["half_extent"][40] = 0.7
    made.view[column][40] = value
    run(made, 4, style=style)
    assert made.view["crowd_refused"][0].tolist() == [0, 1, 0]
    assert made.view["crowd_odd"][40] == BAD_BODY
    assert made.view["crowd_walls"][0] == 0
    assert np.isfinite(made.view["position"][:40]).all()
    assert np.isfinite(made.view["velocity"][:40]).all()


@pytest.mark.parametrize("value", [0.0, -1.0, NOWHERE, np.inf])
@pytest.mark.parametrize("column", ["radius", "mass", "height"])
def test_a_body_without_size_or_weight_gets_the_smallest(column, value):
    made = crowd()
    made.view[column][7] = value
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 1, 0]
    assert made.view[column][7] == SMALLEST_BODY
    assert np.isfinite(run(made, 30).view["position"]).all()


def test_a_place_that_is_no_number_is_the_last_good_one():
    made = crowd()
    run(made, 5)
    before = places(made)[7]
    # a system before the crowd would store it after the tick has remembered where everybody was
    made.view["previous_position"][:] = made.view["position"]
    made.view["position"][7] = NOWHERE
    from tests.engine.physics.crowds import PARTS

    for stage in PARTS.systems:
        if stage.slot == "crowd":
            stage.run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 1]
    assert np.hypot(*(places(made)[7] - before)) < 0.2


def test_a_place_off_the_ground_is_brought_back_to_its_rim():
    made = crowd()
    made.view["position"][7] = (500.0, 0.0, 0.0)
    run(made)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 1]
    assert abs(places(made)[7, 0] - 30.0) < 0.5


def test_a_refused_row_leaves_the_same_bits_each_time_compiled_and_plain():
    found = []
    for style in ("each", "each", "plain"):
        made = crowd()
        made.view["velocity"][3] = NOWHERE
        made.view["radius"][4] = -1.0
        made.view["position"][5] = np.inf
        found.append(run(made, 4, style=style).digest())
    assert len(set(found)) == 1
