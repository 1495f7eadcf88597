"""Bridges and stairs: ways lead over the tops of what is marked as walkable, bodies really get there, ledges hold."""

from itertools import pairwise

import numpy as np
import pytest

from engine.nav.grid import nav_grid
from engine.nav.room import make_room
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.scene_obstacles import scene_obstacles
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform
from engine.terrain.height import make_patch
from engine.world.schedule import Schedule
from tests.engine.nav.fields import PARTS, grid, walkers, world
from tests.engine.nav.test_endless import Scene, Thing
from tests.engine.physics.crowds import FLAT, places

# A wall of 1 m across the whole ground, and over it a bridge of 3 m with three steps at either end.
WALL = (0, 0, 40, 1.0, 0, -1, 1.0)
STEPS = [(0, side * (3.9 - 0.8 * k), 1.5, 0.4, 0, -1, 0.3 * (k + 1)) for side in (-1, 1) for k in range(3)]
DECK = (0, 0, 1.5, 1.9, 0, 1.0, 1.2)


def crossing(*, walkable: bool = True, steps: list | None = None) -> Obstacles:
    boxes = [WALL, *(STEPS if steps is None else steps), DECK]
    return make_obstacles(boxes, floors=range(1, len(boxes)) if walkable else ())


def test_a_bridge_leads_over_what_blocks_the_way():
    assert not grid(crossing(walkable=False)).reachable((0, -8), (0, 8))
    made = grid(crossing())
    path = made.path((8.0, -8.0), (8.0, 8.0))
    assert path is not None
    (ax, az), (bx, bz) = next((a, b) for a, b in pairwise(path) if a[1] < 0 < b[1])
    assert abs(ax - az * (bx - ax) / (bz - az)) < 1.5


def test_a_bridge_without_steps_cannot_be_climbed():
    assert not grid(crossing(steps=[])).reachable((0, -8), (0, 8))
    assert not grid(crossing(steps=STEPS[:3])).reachable((0, -8), (0, 8))


def test_nobody_is_led_off_the_side_of_a_bridge():
    # given a bridge over nothing but flat ground, then its sides are ledges and its ends are open
    made = grid(make_obstacles([*STEPS, DECK], floors=range(7)))
    assert made.sees((0.0, -6.0), (0.0, 6.0))
    assert not made.sees((0.0, 0.0), (5.0, 0.0))
    assert not made.is_free((1.4, 0.0))
    assert made.is_free((3.0, 0.0))


def test_who_walks_by_the_grid_crosses_the_bridge_on_foot():
    made = world(walkers([(6.0, -7.0)], [(6.0, 7.0)]), obstacles=crossing())
    schedule, highest = Schedule(PARTS.systems), 0.0
    for _ in range(500):
        schedule.run(made, 1)
        highest = max(highest, float(made.view["position"][0, 1]))
    assert places(made)[0] == pytest.approx((6.0, 7.0), abs=0.3)
    assert highest == pytest.approx(1.2, abs=0.05)


@pytest.mark.parametrize("walkable", [True, False])
def test_a_box_is_walked_over_when_its_component_says_so(walkable):
    sizes = [(0.0, 1.1, 2.0), *((s * (1.4 + 0.8 * k), 0.9 - 0.3 * k, 0.8) for s in (-1, 1) for k in range(3))]
    boxes = [
        Thing(
            {"transform": Transform(position=(0, 0, z)), "obstacle": Obstacle(size=(3, tall, deep), walkable=walkable)}
        )
        for z, tall, deep in sizes
    ]
    across = Thing({"transform": Transform(), "obstacle": Obstacle(size=(60.0, 1.0, 2.0))})
    things = scene_obstacles(Scene([across, *boxes]), Flat())
    assert grid(things).reachable((0.0, -6.0), (0.0, 6.0)) is walkable


class Flat:
    """Ground of height 0."""

    def height_at(self, x: float, z: float) -> float:
        return 0.0


def test_ledges_are_looked_for_only_where_floors_are():
    plain = make_obstacles([WALL])
    assert np.array_equal(grid(plain).grid.room, make_room(make_patch(FLAT), Obstacles(plain.boxes)).room)
    assert nav_grid(Scene()).grid.room.max() == 255
