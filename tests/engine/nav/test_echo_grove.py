"""Echo Grove as physics and navigation see it: solid where it looks solid, walkable where the fight takes place."""

import numpy as np
import pytest

from engine.benchmarks.demo import compile_demo
from engine.nav.grid import nav_grid
from engine.physics.scene_obstacles import scene_obstacles, widest_body


@pytest.fixture(scope="module")
def grove():
    return compile_demo()


def test_everybody_stands_on_free_ground_and_can_walk_to_the_player(grove):
    grid = nav_grid(grove.view)
    places = {
        entity.name: entity.components["transform"].position
        for entity in grove.view.entities
        if "body" in entity.components and "transform" in entity.components
    }
    assert len(places) >= 4
    player = next(e for e in grove.view.entities if "player" in e.components).components["transform"].position
    for name, (x, _, z) in places.items():
        assert grid.is_free((x, z)), name
        assert grid.reachable((x, z), (player[0], player[2])), name


def test_whatever_is_solid_has_its_place_in_the_tables(grove):
    solid = [entity for entity in grove.view.entities if "obstacle" in entity.components]
    found = scene_obstacles(grove.view)
    assert len(found.boxes) + len(found.circles) == len(solid) > 20
    assert np.array_equal(grove.statics["obstacle_box"], found.boxes)
    assert (found.boxes[:, 7] > found.boxes[:, 6]).all()


def test_a_standing_stone_is_solid_where_it_stands(grove):
    grid = nav_grid(grove.view)
    stone = next(e for e in grove.view.entities if e.id == "stone_1").components["transform"].position
    assert not grid.is_free((stone[0], stone[2]))
    assert not grid.reachable((0.0, 0.0), (0.0, 400.0))


def test_the_lists_are_wide_enough_for_the_sentinel(grove):
    sentinel = grove.view.prefabs["echo_sentinel"].components["body"].radius
    assert widest_body(grove.view) >= sentinel
