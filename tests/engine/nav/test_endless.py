"""Ways in an endless world: planned on the grid round the origin, which ends without a rim, straight beyond it."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from engine.nav.grid import nav_grid, nav_tables
from engine.physics.scene_obstacles import obstacles
from engine.schema.components.obstacle import Obstacle
from engine.schema.components.transform import Transform
from engine.terrain.pinned.ground import PinnedGround
from engine.world.registry import collect, walk
from engine.world.schedule import Schedule
from engine.world.world import World
from tests.engine.terrain.pinned.wilds import LAND, Wild, lane

EVERYTHING = collect(walk("engine.world", "engine.terrain", "engine.physics", "engine.nav"))
PARTS = replace(EVERYTHING, systems=EVERYTHING.needed_by({"endless": 1}))
SIZE_M = 60.0


@dataclass
class Head:
    terrain: Wild = field(default_factory=lambda: Wild(size_m=SIZE_M))


@dataclass
class Thing:
    components: dict


@dataclass
class Scene:
    entities: list = field(default_factory=list)
    header: Head = field(default_factory=Head)
    prefabs: dict = field(default_factory=dict)


def wall(x: float, z: float, width: float) -> Thing:
    return Thing({"transform": Transform(position=(x, 0.0, z)), "obstacle": Obstacle(size=(width, 9.0, 1.0))})


def walked(start, goal, *things: Thing, ticks: int = 1500) -> np.ndarray:
    """(ticks, 2) where somebody comes by who wants to be at the goal."""
    scene = Scene(list(things))
    ground = PinnedGround(LAND)
    statics = {**ground.tables(), **nav_tables.build(scene, None), **obstacles.build(scene, None)}
    made = World(PARTS.columns, rows=1, statics=statics)
    made.add_lanes([lane(np.array([start]), move_goal=goal, move_speed=5.0, acceleration=30.0)])
    schedule, way = Schedule(PARTS.systems), []
    for _ in range(ticks):
        ground.before_tick(made)
        schedule.run(made, 1)
        way.append(made.view["position"][0, ::2].copy())
    ground.close()
    return np.array(way)


def test_the_grid_covers_the_play_area_and_ends_without_a_rim():
    grid = nav_grid(Scene()).grid
    assert grid.origin == (-SIZE_M / 2, -SIZE_M / 2)
    assert grid.room.shape == (120, 120)
    assert grid.room[0, 0] == grid.room[60, 60] == 255


@pytest.mark.parametrize(
    ("start", "goal"),
    [
        ((0.0, 0.0), (90.0, 40.0)),
        ((80.0, -70.0), (0.0, 5.0)),
        ((70.0, 50.0), (75.0, -60.0)),
        ((-60.0, 0.0), (60.0, 3.0)),
    ],
)
def test_who_goes_or_comes_from_beyond_the_grid_goes_straight(start, goal):
    way = walked(start, goal)
    assert np.hypot(*(way[-1] - goal)) < 1.0
    towards = np.subtract(goal, start) / np.hypot(*np.subtract(goal, start))
    aside = np.abs((way - start) @ np.array([-towards[1], towards[0]]))
    assert aside.max() < 1.0


def test_on_the_way_out_of_the_grid_one_goes_round_a_wall():
    way = walked((0.0, 0.0), (0.0, 60.0), wall(0.0, 8.0, 20.0))
    assert np.hypot(*(way[-1] - (0.0, 60.0))) < 1.0
    assert np.abs(way[:, 0]).max() > 10.0


def test_a_wall_beyond_the_grid_still_stops_a_body():
    way = walked((0.0, 50.0), (0.0, 90.0), wall(0.0, 70.0, 20.0), ticks=600)
    assert way[:, 1].max() < 70.0
