"""Rays and lines of sight over an endless world meet the landscape, also where no tile is."""

import numpy as np
import pytest

from engine.physics.queries.grid import QueryGrid
from engine.physics.queries.kinds import GROUND, bits
from tests.engine.terrain.pinned.wilds import LAND, lane, world


def test_rays_find_the_ground_wherever_they_go_and_leave_the_pool_as_it_is():
    # given somebody at the origin, and rays straight down up to 3 km away
    made, ground = world(lane(np.array([[0.0, 0.0]])))
    ground.before_tick(made)
    used, rng = ground.pool.used, np.random.default_rng(3)
    places = rng.uniform(-3_000, 3_000, (40, 2)).astype(np.float32)
    height = LAND.heights_at(places[:, 0], places[:, 1])
    origins = np.column_stack([places[:, 0], height + np.float32(50), places[:, 1]])

    # then each meets the landscape below it
    found = QueryGrid(made.view).ray(origins, np.tile([0.0, -1.0, 0.0], (40, 1)), 100.0, kinds=bits(GROUND))
    ground.close()
    assert (found.kind == GROUND).all()
    assert found.distance == pytest.approx(np.full(40, 50.0), abs=0.02)
    assert ground.pool.used == used


def test_a_hill_hides_who_is_behind_it():
    # given the eye and a point 1 km apart, once both near the ground and once both far above it
    made, ground = world(lane(np.array([[0.0, 0.0]])))
    ground.before_tick(made)
    ends = np.float32([[-1_500, 0.0, 700], [2_500, 0.0, 300]])
    foot = LAND.heights_at(ends[:, 0], ends[:, 2])
    along = np.linspace(0, 1, 4_001)[:, None]
    line = (ends[0] + (ends[1] - ends[0]) * along).astype(np.float32)
    over = LAND.heights_at(line[:, 0], line[:, 2]) - (foot[0] + 0.3 + (foot[1] - foot[0]) * along[:, 0])
    assert over.max() > 1.0
    low, high = ends.copy(), ends.copy()
    low[:, 1], high[:, 1] = foot + 0.3, foot + 0.3 + over.max() + 1.0
    seen = QueryGrid(made.view).line_of_sight([low[0], high[0]], [low[1], high[1]])
    ground.close()
    assert seen.tolist() == [0, 1]
