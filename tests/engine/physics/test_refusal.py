"""Values that no body can have are counted and replaced; neighbours and the digest never notice."""

import numpy as np
import pytest

from engine.physics.limits import SMALLEST_BODY
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
