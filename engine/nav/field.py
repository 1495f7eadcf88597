"""A flow field that lives: it knows the walls that stand on its grid, and is repaired when one comes or goes."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# It calls compiled code, whose parameters have no types of their own.

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.nav.follow import follow_flow
from engine.nav.repair import fill_fenced, repair_flow
from engine.nav.room import RoomGrid
from engine.nav.walk import cell_line, room_needed
from engine.nav.walls import Walls, shut_cells

I32 = NDArray[np.int32]


class FlowField:
    """The cost of the cheapest way from each cell to the nearest goal, 5 a straight and 7 a diagonal step.

    `put` and `take` change the walls that stand on the grid; after each the field is the one that a fill over the same
    walls gives, to the last cell, whatever stood there in between. A goal stays one when a wall stands on it.
    """

    def __init__(self, grid: RoomGrid, goals: Sequence[tuple[float, float]], radius: float) -> None:
        """`goals` (x, z) [m], clamped to the grid; ways are for a body of `radius` [m]."""
        self.rows, self.columns = grid.room.shape
        self.wide = self.columns + 2
        self.frame = grid.frame()
        self.need = int(room_needed(np.float32(radius)))
        self._ground = np.zeros((self.rows + 2, self.wide), np.uint8)
        self._ground[1:-1, 1:-1] = grid.room >= self.need
        self._ground = self._ground.reshape(-1)
        self._covers = np.zeros(len(self._ground), np.int16)
        self._standing = Counter[bytes]()
        self._cells = np.empty(len(self._ground), np.int32)
        self.free = self._ground.copy()
        """(fenced cells,) u1: where a body can stand now. Fenced: (row + 1) * (columns + 2) + column + 1."""
        self.goals: I32 = np.array([self.cell_of(goal) for goal in goals], np.int32)
        self.best: I32 = np.empty(len(self.free), np.int32)
        """(fenced cells,) i4: the costs; UNSEEN where no way leads to a goal."""
        self.forgotten = 0
        """How many cells the last repair had to forget, or -1 when so many that the whole field was filled anew."""
        self.fill()

    @property
    def cost(self) -> I32:
        """(rows, columns) i4 view of the costs."""
        return self.best.reshape(-1, self.wide)[1:-1, 1:-1]

    def cell_of(self, point: tuple[float, float]) -> int:
        """Fenced number of the cell that holds the point (x, z) [m], clamped to the grid."""
        column, row = (
            int(cell_line(np.float32(point[axis]), self.frame[axis], self.frame[2], (self.columns, self.rows)[axis]))
            for axis in range(2)
        )
        return (row + 1) * self.wide + column + 1

    def fill(self) -> None:
        """Reckon the whole field anew, over the walls that stand."""
        fill_fenced(self.best, self.free, self.wide, self.goals)

    def put(self, walls: Walls) -> None:
        """Let walls come to stand."""
        self._change(walls, 1)

    def take(self, walls: Walls) -> None:
        """Let walls go that stood. ValueError, with nothing changed, when one of them never came."""
        self._change(walls, -1)

    def _change(self, walls: Walls, by: int) -> None:
        touched = [self._shut(wall, walls) for wall in range(len(walls.position))]
        if not touched:
            return
        standing = self._standing.copy()
        for wall in walls.each():
            standing[wall.key()] += by
            if standing[wall.key()] < 0:
                raise ValueError("a wall that does not stand on the grid can't be taken away: put it there first")
        covers = self._covers.copy()
        for cells in touched:
            covers[cells] += by
        cells = np.unique(np.concatenate(touched))
        self._covers, self._standing = covers, standing
        after = self._ground[cells] * (covers[cells] == 0)
        changed = cells[after != self.free[cells]]
        self.free[cells] = after
        self.forgotten = int(repair_flow(self.best, self.free, self.wide, self.goals, changed.astype(np.int32)))

    def _shut(self, wall: int, walls: Walls) -> I32:
        count = shut_cells(self._cells, self.frame, self.rows, self.columns, self.need, wall, *walls)
        return self._cells[:count].copy()

    def follow(self, places: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n, 2) f4 unit directions (x, z) in which bodies at `places` (n, 2) f4 [m] go on; 0 for who stays."""
        ways = np.empty((len(places), 2), np.float32)
        follow_flow(places, ways, self.best, self.free, self.rows, self.columns, self.frame)
        return ways
