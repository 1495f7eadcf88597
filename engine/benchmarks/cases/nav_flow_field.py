"""What a flow field over a whole grid costs."""

import numpy as np

from engine.benchmarks.benchmark import Case, benchmark
from engine.nav.grid import NavGrid
from engine.nav.room import make_room
from engine.physics.obstacles import make_obstacles
from engine.schema.files import TerrainSettings
from engine.terrain.height import make_patch


@benchmark(name="nav.flow_field", unit="ms", cases=[{"side": 128}, {"side": 256}])
def nav_flow_field(side: int) -> Case:
    """The cost to one goal from every cell of a grid with a box on every 16 m2."""
    size = side / 2
    random = np.random.default_rng(2)
    spots = random.uniform(-size / 2, size / 2, (int(size * size / 16), 2))
    boxes = [(x, z, *random.uniform(0.3, 1.2, 2), random.uniform(0, 3), -50.0, 50.0) for x, z in spots]
    ground = make_patch(TerrainSettings(seed=5, size_m=size, amplitude=1.0, path=False))
    grid = NavGrid(make_room(ground, make_obstacles(boxes)))

    def run() -> None:
        grid.flow_field([(0.0, 0.0)])

    return Case(run=run)
