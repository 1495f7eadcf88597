"""Crowds far from each other and far from the origin: a grid that stays small, and no error but float32's own."""

import numpy as np
import pytest

from engine.physics.crowd.limits import CELLS_PER_SLOT
from tests.engine.physics.crowds import square_crowd
from tests.engine.terrain.pinned.wilds import LAND, lane, run, world


def pushing(middles: np.ndarray, each: int = 300) -> np.ndarray:
    """Places of crowds of `each` around middles (n, 2), all of them alike."""
    return np.concatenate([square_crowd(each, 4, side=11.0) + middle for middle in middles.astype(np.float32)])


def overlaps(places: np.ndarray, radius: float) -> float:
    """Deepest overlap [m] of bodies at places (n, 2)."""
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    return float(2 * radius - apart.min())


def test_two_crowds_20_km_apart_push_themselves_apart_like_one():
    # given a dense crowd, and the same one twice, 20 km from each other
    both, ground = world(lane(pushing(np.array([[-2_000.0, 0.0], [12_000.0, 14_000.0]])), radius=0.4))
    one, other = world(lane(pushing(np.array([[-2_000.0, 0.0]])), radius=0.4))
    for _ in range(90):
        run(both, ground)
        run(one, other)
    ground.close()
    other.close()

    # then the tables of the grid hold it, and both are as loose as the one
    columns, lines = both.view["crowd_frame"][0, 4:6]
    assert columns * lines <= CELLS_PER_SLOT * 600
    places = both.view["position"][:, ::2].astype(np.float64)
    alone = overlaps(one.view["position"][:, ::2].astype(np.float64), 0.4)
    assert alone < 0.05
    assert overlaps(places[:300], 0.4) < alone + 0.01
    assert overlaps(places[300:], 0.4) < alone + 0.02
    assert ground.pool.used < 60


@pytest.mark.parametrize("middle", [0.0, 20_000.0, 65_000.0])
def test_a_walk_is_as_long_as_float32_can_tell(middle):
    # given who walks 3 m/s for ten seconds along both axes; at 65 km a place is a multiple of 1/256 m
    made, ground = world(lane(np.array([[middle, -middle]]), np.array([[2.4, -1.8]]), speed=3.0, acceleration=1e3))
    begin = made.view["position"][0, ::2].astype(np.float64)
    run(made, ground, 600)
    ground.close()
    ulp = max(float(np.spacing(np.float32(middle))), 1e-6)
    off = made.view["position"][0, ::2] - begin - (24.0, -18.0)
    assert np.abs(off).max() <= 600 * ulp / 2 + 0.1
    x, y, z = made.view["position"][0]
    assert y == LAND.height_at(x, z)
