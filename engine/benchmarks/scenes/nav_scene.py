"""The ground on which finding the way is measured: a square full of boxes."""

import numpy as np

from engine.nav.room import RoomGrid, make_room
from engine.physics.obstacles import make_obstacles
from engine.schema.files import TerrainSettings
from engine.terrain.height import make_patch


def nav_scene(side: int) -> RoomGrid:
    """A grid of `side` by `side` cells of half a metre with a box on every 16 m2."""
    size = side / 2
    random = np.random.default_rng(2)
    spots = random.uniform(-size / 2, size / 2, (int(size * size / 16), 2))
    boxes = [(x, z, *random.uniform(0.3, 1.2, 2), random.uniform(0, 3), -50.0, 50.0) for x, z in spots]
    ground = make_patch(TerrainSettings(seed=5, size_m=size, amplitude=1.0, path=False))
    return make_room(ground, make_obstacles(boxes))
