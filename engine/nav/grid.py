"""The navigation grid for tools and rules: paths, flow fields and reachability of a scene, without a running world."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nav.field import FlowField
from engine.nav.flow import downhill, fill_flow, fill_reached
from engine.nav.room import RoomGrid, make_room
from engine.nav.search import SEARCH_ALL, UNSEEN, room_with_walls, search
from engine.nav.walk import line_is_free, room_needed
from engine.nav.walls import Box, Walls, take_room, walls_of, walls_standing
from engine.physics.scene_obstacles import DEFAULT_RADIUS_M, ObstacleScene, scene_obstacles, transform_of
from engine.schema.components.barrier import Barrier
from engine.schema.components.health import Health
from engine.terrain.of_scene import dense_ground_of, landscape_of
from engine.world.system import static

Point = tuple[float, float]
NO_ROWS: NDArray[np.int32] = np.zeros(0, np.int32)
NO_PLACES: NDArray[np.float32] = np.zeros((0, 3), np.float32)
NO_PAIRS: NDArray[np.float32] = np.zeros((0, 2), np.float32)


@dataclass(frozen=True, eq=False)
class NavGrid:
    """A grid of free room with the questions that people and rules ask of it. Points are (x, z) [m]."""

    grid: RoomGrid

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)."""
        rows, columns = self.grid.room.shape
        return rows, columns

    def cell_of(self, point: Point) -> int:
        """Number of the cell that holds the point, clamped to the grid."""
        rows, columns = self.shape
        column = min(max(int((point[0] - self.grid.origin[0]) / self.grid.cell), 0), columns - 1)
        row = min(max(int((point[1] - self.grid.origin[1]) / self.grid.cell), 0), rows - 1)
        return row * columns + column

    def middle_of(self, cell: int) -> Point:
        """The middle of a cell."""
        row, column = divmod(cell, self.shape[1])
        step, origin = self.grid.cell, self.grid.origin
        return origin[0] + (column + 0.5) * step, origin[1] + (row + 0.5) * step

    def is_free(self, point: Point, radius: float = DEFAULT_RADIUS_M) -> bool:
        """Whether an actor of `radius` [m] can stand in the cell of the point."""
        return bool(self.grid.room.reshape(-1)[self.cell_of(point)] >= int(room_needed(np.float32(radius))))

    def sees(self, start: Point, goal: Point, radius: float = DEFAULT_RADIUS_M) -> bool:
        """Whether an actor can walk from one point to the other in a straight line."""
        f, need = np.float32, int(room_needed(np.float32(radius)))
        ends = (f(start[0]), f(start[1]), f(goal[0]), f(goal[1]))
        frame = self.grid.frame()
        return bool(line_is_free(*ends, need, self.grid.room, frame, 0, 0, NO_ROWS, NO_PLACES, NO_PAIRS, NO_PAIRS))

    def path(self, start: Point, goal: Point, radius: float = DEFAULT_RADIUS_M) -> list[Point] | None:
        """Corners of the shortest way, pulled straight, `start` and `goal` included; None when there is none."""
        rows, columns = self.shape
        wide = columns + 2
        first, last = (self.cell_of(point) + wide + 1 + 2 * (self.cell_of(point) // columns) for point in (start, goal))
        frame = self.grid.frame()
        need = int(room_needed(np.float32(radius)))
        no_walls = (0, 0, NO_ROWS, NO_PLACES, NO_PAIRS, NO_PAIRS)
        room = room_with_walls(0, 0, rows, columns, need, self.grid.room, frame, *no_walls)
        came_from = np.full(len(room), -1, np.int32)
        found = int(search(room, wide, first, last, need, SEARCH_ALL, came_from))
        if found != last:
            return None
        cells = [found]
        while cells[-1] != first:
            cells.append(int(came_from[cells[-1]]))
        cells = [(cell // wide - 1) * columns + cell % wide - 1 for cell in cells]
        points = [start, *(self.middle_of(cell) for cell in cells[-2:0:-1]), goal]
        return self._pulled(points, radius)

    def flow_field(self, goals: list[Point], radius: float = DEFAULT_RADIUS_M) -> NDArray[np.int32]:
        """(rows, columns) int32 cost to the nearest goal, 5 a straight and 7 a diagonal step; UNSEEN where none is."""
        rows, columns = self.shape
        cost = np.empty(rows * columns, np.int32)
        cells = np.array([self.cell_of(goal) for goal in goals], np.int32)
        fill_flow(cost, self._flat(), rows, columns, cells, int(room_needed(np.float32(radius))))
        return cost.reshape(rows, columns)

    def downhill(self, field: NDArray[np.int32], point: Point, radius: float = DEFAULT_RADIUS_M) -> Point:
        """The middle of the next cell on the way that a flow field shows; of the point's own cell at the goal."""
        rows, columns = self.shape
        need = int(room_needed(np.float32(radius)))
        cell = self.cell_of(point)
        return self.middle_of(int(downhill(field.reshape(-1), self._flat(), rows, columns, cell, need)))

    def reached_from(self, start: Point, radius: float = DEFAULT_RADIUS_M) -> NDArray[np.bool_]:
        """(rows, columns) bool: where an actor of `radius` [m] can walk to from `start`."""
        rows, columns = self.shape
        reached = np.empty(rows * columns, np.uint8)
        need = int(room_needed(np.float32(radius)))
        fill_reached(reached, self._flat(), rows, columns, self.cell_of(start), need)
        return reached.reshape(rows, columns).astype(np.bool_)

    def reachable(self, start: Point, goal: Point, radius: float = DEFAULT_RADIUS_M, within: float = 1.0) -> bool:
        """Whether an actor can walk from `start` to within `within` [m] of `goal`."""
        rows, columns = np.nonzero(self.reached_from(start, radius))
        x = self.grid.origin[0] + (columns + 0.5) * self.grid.cell
        z = self.grid.origin[1] + (rows + 0.5) * self.grid.cell
        slack = within + self.grid.cell
        return bool((np.hypot(x - goal[0], z - goal[1]) <= slack).any())

    def with_walls(self, walls: Walls) -> "NavGrid":
        """The grid on which these walls stand, too; this one stays as it is."""
        if not len(walls.position):
            return self
        room = self.grid.room.copy()
        take_room(room, self.grid.frame(), *walls)
        return NavGrid(RoomGrid(room, self.grid.origin, self.grid.cell))

    def with_boxes(self, boxes: Iterable[Box]) -> "NavGrid":
        """The grid as it would be if boxes (x, z, half width, half depth [m], yaw [rad]) stood here."""
        return self.with_walls(walls_of(boxes))

    def can_still_reach(
        self, start: Point, goal: Point, boxes: Iterable[Box], radius: float = DEFAULT_RADIUS_M, within: float = 1.0
    ) -> bool:
        """Whether somebody at `start` could still walk to within `within` [m] of `goal` if these boxes stood here.

        The question of a preview before anything is built; `radius` [m] is the widest of the party.
        """
        return self.with_boxes(boxes).reachable(start, goal, radius, within)

    def flow(self, goals: Sequence[Point], radius: float = DEFAULT_RADIUS_M) -> FlowField:
        """A flow field that walls may come to and go from."""
        return FlowField(self.grid, goals, radius)

    def _flat(self) -> NDArray[np.int32]:
        return self.grid.room.reshape(-1).astype(np.int32)

    def _pulled(self, points: list[Point], radius: float) -> list[Point]:
        """Leave out every point that the line between its neighbours makes needless."""
        pulled = [points[0]]
        at = 0
        while at < len(points) - 1:
            ahead = len(points) - 1
            while ahead > at + 1 and not self.sees(points[at], points[ahead], radius):
                ahead -= 1
            pulled.append(points[ahead])
            at = ahead
        return pulled


def nav_grid(scene: ObstacleScene) -> NavGrid:
    """The grid of a scene: its ground and its obstacles, before anybody builds anything.

    Of an endless world it covers the square of `size_m` round the origin, whose rim is none.
    """
    is_endless = scene.header.terrain.kind == "endless"
    ground = dense_ground_of(scene)
    things = scene_obstacles(scene, landscape_of(scene) if is_endless else ground)
    return NavGrid(make_room(ground, things, has_rim=not is_endless))


def running_grid(view: Mapping[str, Any], lane: int = 0) -> NavGrid:
    """The grid of a lane as it is now, with the walls that stand in it; `view` holds the columns of a world."""
    x, z, cell = (float(value) for value in view["nav_frame"])
    return NavGrid(RoomGrid(view["nav_room"], (x, z), cell)).with_walls(walls_standing(view, lane))


def barriers_of(scene: ObstacleScene) -> Walls:
    """The barriers that stand in a scene when it begins and can be broken: others come and go by rules of the game."""
    boxes: list[Box] = []
    for entity in scene.entities:
        barrier, health = entity.components.get("barrier"), entity.components.get("health")
        if isinstance(barrier, Barrier) and not (isinstance(health, Health) and health.armour >= 1.0):
            place = transform_of(entity)
            yaw = float(np.radians(place.rotation[1]))
            boxes.append((place.position[0], place.position[2], barrier.half_extent_x, barrier.half_extent_z, yaw))
    return walls_of(boxes)


@static(columns="nav_room nav_frame")
def nav_tables(scene: ObstacleScene, parts: Any) -> dict[str, NDArray[Any]]:
    """The grid of the scene as static columns."""
    made = nav_grid(scene).grid
    return {"nav_room": made.room, "nav_frame": made.frame()}


__all__ = ["UNSEEN", "NavGrid", "barriers_of", "nav_grid", "running_grid"]
