"""Free places for many: clear of what stands there, of each other and of who was there before; no more than fit."""

import numpy as np
import pytest

from engine.nav.places import ELBOW_M, Floor, Overfull, free_places
from engine.nav.room import EIGHTHS, RoomGrid

SIDE_M, CELL_M, RADIUS_M = 20.0, 0.5, 0.25
ROCK, ROCK_M = np.array([3.0, -2.0]), 2.6


@pytest.fixture
def floor():
    """20 m by 20 m round the origin with one round rock; every cell counts, so that only room keeps people off it."""
    middle = -SIDE_M / 2 + (np.arange(int(SIDE_M / CELL_M)) + 0.5) * CELL_M
    x, z = np.meshgrid(middle, middle)
    rim = np.minimum(SIDE_M / 2 - np.abs(x), SIDE_M / 2 - np.abs(z))
    room = np.minimum(rim, np.hypot(x - ROCK[0], z - ROCK[1]) - ROCK_M)
    cells = np.clip(np.floor(room * EIGHTHS), 0, 255).astype(np.uint8)
    grid = RoomGrid(cells, (-SIDE_M / 2, -SIDE_M / 2), CELL_M)
    standing = np.array([[-4.0, 4.0, 1.5], [0.0, 0.0, 0.4]], np.float32)
    return Floor(grid, np.ones(cells.shape, bool), standing)


@pytest.mark.parametrize("count", [1, 40, 300, 600])
def test_nobody_touches_anything(floor, count):
    places = free_places(floor, count, RADIUS_M, seed=count)
    assert places.shape == (count, 2)
    assert (np.hypot(*(places - ROCK).T) - ROCK_M).min() >= RADIUS_M
    assert np.abs(places).max() <= SIDE_M / 2 - RADIUS_M
    for x, z, reach in floor.standing.tolist():
        assert np.hypot(places[:, 0] - x, places[:, 1] - z).min() >= reach + RADIUS_M + ELBOW_M - 1e-5
    if count > 1:
        gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + np.eye(count) * 9.0
        assert gaps.min() >= 2 * RADIUS_M + ELBOW_M - 1e-5


def test_the_same_wish_gives_the_same_places(floor):
    assert np.array_equal(free_places(floor, 90, RADIUS_M, 4), free_places(floor, 90, RADIUS_M, 4))
    assert not np.array_equal(free_places(floor, 90, RADIUS_M, 4), free_places(floor, 90, RADIUS_M, 5))


def test_who_begins_at_a_point_stands_round_it(floor):
    near = free_places(floor, 30, RADIUS_M, 1, near=(-6.0, -6.0))
    assert np.hypot(*(near + 6.0).T).max() < 3.5


def test_a_full_floor_says_how_many_fit(floor):
    with pytest.raises(Overfull) as caught:
        free_places(floor, 5_000, RADIUS_M, 1)
    fits = caught.value.capacity
    assert 700 < fits < SIDE_M * SIDE_M / (2 * RADIUS_M) ** 2
    assert len(free_places(floor, fits, RADIUS_M, 1)) == fits
