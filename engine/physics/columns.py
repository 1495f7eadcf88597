"""The crowd's columns: scratch that lives within one tick, the obstacles of the scene, and the solver's setting."""

from engine.physics.limits import CELLS_PER_ROW, ITERATIONS
from engine.world.columns import column

# Slots: the movers of a lane, packed and sorted in space, at the front of the lane's block of rows.
CROWD_ORDER = column("crowd_order", "row", "i4", digest=False, doc="Slot -> row; immovable rows at the block's end.")
CROWD_X = column("crowd_x", "row", "f4", digest=False, unit="m", doc="x by slot: predicted, then solved.")
CROWD_Z = column("crowd_z", "row", "f4", digest=False, unit="m", doc="z by slot: predicted, then solved.")
CROWD_NEXT_X = column("crowd_next_x", "row", "f4", digest=False, unit="m", doc="x by slot, the gather's other buffer.")
CROWD_NEXT_Z = column("crowd_next_z", "row", "f4", digest=False, unit="m", doc="z by slot, the gather's other buffer.")
CROWD_RADIUS = column("crowd_radius", "row", "f4", digest=False, unit="m", doc="Radius by slot.")
CROWD_MASS = column("crowd_mass", "row", "f4", digest=False, unit="kg", doc="Mass by slot.")
CROWD_SPEED = column("crowd_speed", "row", "f4", digest=False, unit="m/s", doc="Speed before contacts, by row.")
CROWD_AXIS = column("crowd_axis", "row", "f4", width=(2,), digest=False, doc="Cos and sin of an immovable row's yaw.")
CROWD_BEGIN = column("crowd_begin", "row", "i4", width=(3,), digest=False, doc="First slot of each neighbour range.")
CROWD_END = column("crowd_end", "row", "i4", width=(3,), digest=False, doc="Slot after each neighbour range.")
CROWD_CELL = column("crowd_cell", "row", "i4", digest=False, doc="Grid cell by row, -1 for what does not move.")
CROWD_CELLS = column("crowd_cells", "row", "i4", width=(CELLS_PER_ROW,), digest=False, doc="The lane's cell table.")

CROWD_COUNT = column("crowd_count", "lane", "i4", digest=False, doc="Movers of the lane in this tick.")
CROWD_WALLS = column("crowd_walls", "lane", "i4", digest=False, doc="Immovable rows of the lane in this tick.")
CROWD_PAIRS = column("crowd_pairs", "lane", "i4", digest=False, doc="Pairs that overlapped before the first gather.")
SOLVER_ITERATIONS = column("solver_iterations", "lane", "i4", default=ITERATIONS, doc="Gathers in each tick.")

OBSTACLE_BOX = column(
    "obstacle_box", "static", "f4", ndim=2, unit="m", doc="(k, 8) centre x, z, half x, z, cos, sin of yaw, bottom, top."
)
OBSTACLE_CIRCLE = column("obstacle_circle", "static", "f4", ndim=2, unit="m", doc="(k, 4) centre x, z, radius, top.")
OBSTACLE_FRAME = column("obstacle_frame", "static", "f4", unit="m", doc="Origin x, z, cell, columns, rows of lists.")
OBSTACLE_START = column("obstacle_start", "static", "i4", doc="Where each cell's list begins; one more ends the last.")
OBSTACLE_ITEMS = column("obstacle_items", "static", "i4", doc="Boxes by index, circles as -1 - index, cell by cell.")
