"""Ground, walls and walkers for the navigation tests."""

import numpy as np

from engine.nav.grid import NavGrid
from engine.nav.room import make_room
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.terrain.height import make_patch
from engine.world.registry import collect, walk
from engine.world.world import LaneSpec, World
from tests.engine.physics.crowds import FLAT, Ground, lane

PARTS = collect(walk("engine.world", "engine.terrain", "engine.physics", "engine.nav"))

# A wall of 12 m across the middle, open at both ends.
LONG_WALL = make_obstacles([(0, 0, 6, 0.5, 0, -1, 3)])
# A square room of 8 m with no door.
CLOSED_ROOM = make_obstacles(
    [(0, 4, 4.5, 0.5, 0, -1, 3), (0, -4, 4.5, 0.5, 0, -1, 3), (4, 0, 0.5, 4, 0, -1, 3), (-4, 0, 0.5, 4, 0, -1, 3)]
)


def grid(obstacles: Obstacles | None = None, ground: Ground = FLAT) -> NavGrid:
    return NavGrid(make_room(make_patch(ground), obstacles or Obstacles()))


def world(*lanes: LaneSpec, obstacles: Obstacles | None = None, ground: Ground = FLAT) -> World:
    patch, things = make_patch(ground), obstacles or Obstacles()
    made = make_room(patch, things)
    statics = {
        **patch.tables(),
        "nav_room": made.room,
        "nav_frame": made.frame(),
        **things.tables(1.0),
    }
    fresh = World(PARTS.columns, rows=sum(spec.count for spec in lanes), lanes=len(lanes), statics=statics)
    fresh.add_lanes(lanes)
    return fresh


def walkers(starts: np.ndarray | list, goals: np.ndarray | list, **columns: object) -> LaneSpec:
    return lane(starts, move_goal=np.asarray(goals, np.float32), move_speed=4.0, **columns)


def scattered(seed: int, count: int = 40, half: float = 14.0) -> Obstacles:
    """Boxes at any angle and circles, thick enough to be hard and thin enough to be passed."""
    rng = np.random.default_rng(seed)
    spot = lambda: rng.uniform(-half, half, 2)  # noqa: E731
    boxes = [(*spot(), *rng.uniform(0.3, 2.0, 2), rng.uniform(0, 3.1), -1, 3) for _ in range(count // 2)]
    circles = [(*spot(), rng.uniform(0.3, 1.5), 3) for _ in range(count // 2)]
    return make_obstacles(boxes, circles)
