"""Values that no loose body can have are counted and replaced; the process and the others go on."""

import numpy as np
import pytest

from engine.physics.crowd.limits import SMALLEST_BODY
from tests.engine.physics.rigid.yards import PARTS, crate, person, place, play, yard

NUMBER, BODY, PLACE = range(3)
NOWHERE = float("nan")


def one_crate_hits_another():
    made = yard([crate(0, 0, velocity=(4, 0)), crate(1.5, 0.2), person(4, 0, wants=(-2, 0))])
    return play(made, 2)


def refuse(column: str, value: float, *, style: str = "each") -> tuple[list[int], object]:
    """What was counted while the crate had that value, and the world half a second later."""
    made = one_crate_hits_another()
    made.view[column][0] = value
    for system in PARTS.systems:
        if system.name in {"rigid_contacts", "rigid_bodies"}:
            system.run(made, plain=style == "plain")
    counted = made.view["crowd_refused"][0].tolist()
    return counted, play(made, 30)


@pytest.mark.parametrize("value", [NOWHERE, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("column", ["velocity", "yaw", "spin", "impulse"])
def test_motion_that_is_no_number_counts_as_none(column, value):
    counted, after = refuse(column, value)
    assert counted == [1, 0, 0]
    for name in ("position", "velocity", "yaw", "spin"):
        assert np.isfinite(after.view[name]).all()


@pytest.mark.parametrize("value", [0.0, -1.0, NOWHERE, np.inf])
@pytest.mark.parametrize("column", ["radius", "mass", "height", "half_extent"])
def test_a_body_without_size_or_weight_gets_the_smallest(column, value):
    counted, after = refuse(column, value)
    assert counted == [0, 1, 0]
    assert (after.view[column][0] == SMALLEST_BODY).all()
    assert np.isfinite(after.view["position"]).all()


@pytest.mark.parametrize("value", [-1.0, NOWHERE, np.inf])
@pytest.mark.parametrize("column", ["rigid_bounce", "rigid_friction"])
def test_a_body_without_bounce_or_friction_has_none(column, value):
    counted, after = refuse(column, value)
    assert counted == [0, 1, 0]
    assert after.view[column][0] == 0
    assert np.isfinite(after.view["velocity"]).all()


@pytest.mark.parametrize("value", [NOWHERE, np.inf])
def test_a_place_that_is_no_number_is_the_last_good_one(value):
    made = one_crate_hits_another()
    before = place(made)
    counted, after = refuse("position", value)
    assert counted == [0, 0, 1]
    assert 0 < np.linalg.norm(place(after) - before) < 1


def test_sound_bodies_are_left_alone():
    made = play(one_crate_hits_another(), 30)
    assert made.view["crowd_refused"][0].tolist() == [0, 0, 0]
    assert place(made, 1)[0] > 1.6


@pytest.mark.parametrize(("column", "value"), [("mass", NOWHERE), ("half_extent", -1.0), ("yaw", np.inf)])
def test_a_refused_body_leaves_the_same_bits_compiled_and_plain(column, value):
    compiled, plain = (refuse(column, value, style=style)[1] for style in ("each", "plain"))
    assert compiled.digest() == plain.digest()
