"""What steep ground does to a wish, in plain Python: who stands on it slides, who comes to it is held at its foot."""

import numpy as np
import pytest

from engine.physics.crowd.limits import DT, GRAVITY, SLIDE_SPEED
from engine.physics.crowd.slopes import on_slope
from engine.terrain.height import Heightfield
from engine.world.kernel import plain_twin

F32 = np.float32
SLOPE = plain_twin(on_slope)
LATTICE = np.arange(33) * 0.5 - 8.0
X, Z = np.meshgrid(LATTICE, LATTICE)
#: Heights of a plane that rises along both axes, and of a plain that ends at a slope of 2 along z.
PLANE, FOOT_OF_SLOPE = 1.5 * X + 2.0 * Z, 2.0 * np.maximum(Z, 0.0)


def allowed(
    heights: np.ndarray,
    speed: tuple[float, float],
    limit: float = 1.0,
    *,
    at: tuple[float, float, float] = (0.0, 0.0, 0.0),
    velocity: tuple[float, float, float] = (0.0, 0.0, 0.0),
    is_flying: bool = False,
) -> tuple[float, float]:
    """What is left of a wished speed of the second of two bodies."""
    tables = Heightfield(heights.astype(F32), (-8.0, -8.0), 0.5).tables()
    ground = (tables["ground_tiles"], tables["ground_index"], tables["ground_frame"])
    position, speeds = np.array([(7, 99, 7), at], F32), np.array([(9, 9, 9), velocity], F32)
    return SLOPE(1, F32(speed[0]), F32(speed[1]), F32(limit), is_flying, position, speeds, *ground)


def test_as_steep_as_the_limit_is_walked_up():
    assert allowed(PLANE, (1.0, 2.0), 2.5) == (1, 2)
    assert allowed(PLANE, (1.0, 2.0), 2.4) != (1, 2)


def test_who_stands_on_steeper_ground_slides_down_without_friction():
    gain = float(GRAVITY * DT) / (1 + 2.5**2)
    assert allowed(PLANE, (1.0, 2.0)) == pytest.approx((-1.5 * gain, -2.0 * gain))
    moving = allowed(PLANE, (5.0, 5.0), velocity=(0.5, 9.0, -0.25))
    assert moving == pytest.approx((0.5 - 1.5 * gain, -0.25 - 2.0 * gain))
    fast = allowed(PLANE, (0.0, 0.0), velocity=(-30.0, 0.0, -40.0))
    assert np.hypot(*fast) == pytest.approx(SLIDE_SPEED)


def test_who_comes_to_steep_ground_keeps_what_leads_along_it():
    assert allowed(FOOT_OF_SLOPE, (1.0, 3.0), at=(0.0, 0.0, -0.01)) == (1, 0)
    assert allowed(FOOT_OF_SLOPE, (1.0, 3.0), at=(0.0, 0.0, -0.06)) == (1, 3)  # not there yet
    assert allowed(FOOT_OF_SLOPE, (1.0, 3.0), 2.0, at=(0.0, 0.0, -0.01)) == (1, 3)
    # from the slope's own edge down to the plain
    assert allowed(FOOT_OF_SLOPE, (0.0, -3.0), at=(0.0, 0.0, -0.01)) == (0, -3)


def test_ground_just_as_steep_as_the_limit_is_not_slid_down():
    # given a slope of 1 that becomes one of 3 ahead: it is held, and does not slide
    heights = np.maximum(Z, 3 * Z)
    x, z = allowed(heights, (1.0, 3.0), 1.0, at=(0.0, -0.01, -0.01), velocity=(1.0, 0.0, 3.0))
    assert (x, z) == pytest.approx((1.0, 0.0), abs=1e-6)


@pytest.mark.parametrize(("height", "is_held"), [(0.07, True), (0.09, False)])
def test_who_flies_passes_over_what_is_below_the_foot(height, is_held):
    # at 1.2 and 1.2 m/s the ground ahead is 0.07 m higher in the next tick
    speed = (1.2, 1.2)
    found = allowed(PLANE, speed, at=(0.0, height, 0.0), velocity=(1.2, 0.0, 1.2), is_flying=True)
    share = (1.5 * 1.2 + 2.0 * 1.2) / 6.25
    assert found == pytest.approx((1.2 - 1.5 * share, 1.2 - 2.0 * share) if is_held else speed, abs=1e-6)


def test_who_flies_exactly_as_high_as_the_ground_ahead_is_held():
    assert allowed(PLANE, (0.0, 0.0), at=(0.0, 0.0, 0.0), is_flying=True) == (0, 0)
    found = allowed(PLANE, (2.0, -1.5), at=(0.0, 0.0, 0.0), is_flying=True)
    assert found == pytest.approx((2.0, -1.5), abs=1e-6)  # along the level
    flat_after = allowed(FOOT_OF_SLOPE, (0.0, 30.0), at=(0.0, 1.0, 0.0), is_flying=True)
    assert flat_after == (0, 0)  # it comes to the height of 1 m in just this tick


def test_who_flies_downhill_is_not_held():
    assert allowed(PLANE, (-1.0, -1.0), at=(0.0, -3.0, 0.0), is_flying=True) == (-1, -1)
