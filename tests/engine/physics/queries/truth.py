"""What spatial queries must answer, found the slow way with plain NumPy: everybody against everybody."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.physics.obstacles import Obstacles, make_obstacles
from tests.engine.physics.crowds import Ground, lane, world

HILLS = Ground(seed=3, size_m=50.0, amplitude=3.0, path=False)


def random_world(seed: int, *, actors: int = 60, obstacles: int = 14, lanes: int = 2, side: float = 30.0):
    """(world of `lanes` lanes with actors of both teams, walls and fallen ones; its obstacles)."""
    rng = np.random.default_rng(seed)
    boxes = [
        (*rng.uniform(-side / 2, side / 2, 2), *rng.uniform(0.05, 2.5, 2), rng.uniform(-3, 3), low, low + tall)
        for low, tall in zip(rng.uniform(-2, 2, obstacles), rng.uniform(0.3, 5, obstacles), strict=True)
    ]
    circles = [(*rng.uniform(-side / 2, side / 2, 2), rng.uniform(0.1, 1.5), rng.uniform(-1, 5)) for _ in boxes]
    things = make_obstacles(boxes, circles)
    blocks = []
    for _ in range(lanes):
        count = int(rng.integers(0, actors + 1))
        places = rng.uniform(-side / 2, side / 2, (count, 2)).astype(np.float32)
        if count > 3:
            places[1] = places[0]  # ties
            places[2] = places[0] + np.float32(1)
            places[3] = places[0] - np.float32(1)
        blocks.append(
            lane(
                places,
                life=rng.integers(0, 5, count),
                team=rng.integers(0, 3, count),
                radius=rng.uniform(0.2, 0.8, count),
                height=rng.uniform(0.5, 2.5, count),
                yaw=rng.uniform(-3, 3, count),
                immovable=rng.random(count) < 0.15,
                half_extent=rng.uniform(0.2, 1.5, (count, 2)),
            )
        )
    made = world(*blocks, obstacles=things, ground=HILLS)
    made.view["position"][:, 1] = rng.uniform(-1, 3, made.rows).astype(np.float32)
    return made, things, rng


def wanted(view: Any, begin: int, end: int, teams: int, lives: int) -> np.ndarray:
    """Rows of begin..end that count."""
    rows = np.arange(begin, end)
    keep = ((teams >> view["team"][rows].astype(int)) & 1 == 1) & ((lives >> view["life"][rows].astype(int)) & 1 == 1)
    return rows[keep & (view["life"][rows] != 0)]


def near(view: Any, rows: np.ndarray, point: np.ndarray) -> list[tuple[np.float32, int]]:
    """(distance, row) of the rows, nearest first, then by row."""
    dx = view["position"][rows, 0] - np.float32(point[0])
    dz = view["position"][rows, 2] - np.float32(point[1])
    distance = np.sqrt(dx * dx + dz * dz)
    return sorted(zip(distance.tolist(), rows.tolist(), strict=True))


@dataclass
class Solid:
    """A box or a circle with straight sides, in double precision."""

    kind: int
    which: int
    centre: tuple[float, float]
    half: tuple[float, float] = (0.0, 0.0)
    yaw: tuple[float, float] = (1.0, 0.0)
    radius: float = -1.0
    bottom: float = -1e9
    top: float = 1e9

    def depth(self, points: np.ndarray, grown: float = 0.0) -> np.ndarray:
        """How deep points (n, 3) are inside, from above, with the outline moved out by `grown`; negative outside."""
        dx, dz = points[:, 0] - self.centre[0], points[:, 2] - self.centre[1]
        if self.radius >= 0:
            return self.radius + grown - np.hypot(dx, dz)
        cos, sin = self.yaw
        right, ahead = np.abs(dx * cos - dz * sin) - self.half[0], np.abs(dx * sin + dz * cos) - self.half[1]
        outside = np.hypot(np.maximum(right, 0), np.maximum(ahead, 0))
        return grown - np.where((right < 0) & (ahead < 0), np.maximum(right, ahead), outside)


def solids(things: Obstacles) -> list[Solid]:
    """All obstacles of a scene."""
    boxes = [
        Solid(1, k, (b[0], b[1]), (b[2], b[3]), (b[4], b[5]), -1.0, b[6], b[7])
        for k, b in enumerate(things.boxes.astype(float).tolist())
    ]
    circles = [
        Solid(2, k, (c[0], c[1]), radius=c[2], top=c[3]) for k, c in enumerate(things.circles.astype(float).tolist())
    ]
    return boxes + circles


def solids_of_rows(view: Any, rows: np.ndarray, first: int, buried: float = 0.5) -> list[Solid]:
    """Walls as boxes and everybody else as cylinders; `which` is the local id."""
    found: list[Solid] = []
    for row in rows.tolist():
        x, y, z = (float(v) for v in view["position"][row])
        tall, yaw = float(view["height"][row]), float(view["yaw"][row])
        if view["immovable"][row]:
            half = (float(view["half_extent"][row, 0]), float(view["half_extent"][row, 1]))
            found.append(Solid(3, row - first, (x, z), half, (np.cos(yaw), np.sin(yaw)), -1.0, y - buried, y + tall))
        else:
            radius = float(view["radius"][row])
            found.append(Solid(4, row - first, (x, z), radius=radius, bottom=y, top=y + tall))
    return found
