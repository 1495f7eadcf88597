"""The crowd's columns: how a body moves, scratch that lives within one tick, the scene's obstacles, the settings."""

from engine.physics.limits import CELLS_PER_ROW, ITERATIONS
from engine.world.columns import column

# How a body moves. Anybody may ask for a jump or add an impulse before the crowd's slot; the crowd consumes both.
STEP_HEIGHT = column("step_height", "row", "f4", default=0.35, unit="m", doc="Highest edge that it walks up or down.")
CLIMB_LIMIT = column("climb_limit", "row", "f4", default=1.0, doc="Tangent of the steepest ground that it stands on.")
JUMP_HEIGHT = column("jump_height", "row", "f4", unit="m", doc="How high a jump lifts its foot; 0 can't jump.")
WANTS_JUMP = column("wants_jump", "row", "u1", doc="1 asks for a jump in this tick.")
JUMP_BUFFER = column("jump_buffer", "row", "i4", unit="tick", doc="How long an asked jump still waits for ground.")
AIR_TICKS = column("air_ticks", "row", "i4", unit="tick", doc="How long it has been in the air; 0 stands.")
IMPULSE = column("impulse", "row", "f4", width=(3,), unit="N s", doc="What knocks it in this tick; shared out by mass.")
KNOCKED_TICKS = column("knocked_ticks", "row", "i4", unit="tick", doc="While above 0 it slides and does not steer.")
CROWD_LEVEL = column("crowd_level", "row", "u1", doc="What it stands on: 0 the terrain, 1 the top of a thing.")

# Slots: the movers of a lane, packed and sorted in space, at the front of the lane's block of rows.
CROWD_ORDER = column("crowd_order", "row", "i4", digest=False, doc="Slot -> row; immovable rows at the block's end.")
CROWD_X = column("crowd_x", "row", "f4", digest=False, unit="m", doc="x by slot: predicted, then solved.")
CROWD_Z = column("crowd_z", "row", "f4", digest=False, unit="m", doc="z by slot: predicted, then solved.")
CROWD_NEXT_X = column("crowd_next_x", "row", "f4", digest=False, unit="m", doc="x by slot, the gather's other buffer.")
CROWD_NEXT_Z = column("crowd_next_z", "row", "f4", digest=False, unit="m", doc="z by slot, the gather's other buffer.")
CROWD_RADIUS = column("crowd_radius", "row", "f4", digest=False, unit="m", doc="Radius by slot.")
CROWD_MASS = column("crowd_mass", "row", "f4", digest=False, unit="kg", doc="Mass by slot.")
CROWD_FOOT = column("crowd_foot", "row", "f4", digest=False, unit="m", doc="Foot by slot, where a lane has layers.")
CROWD_TOP = column("crowd_top", "row", "f4", digest=False, unit="m", doc="Head by slot, where a lane has layers.")
CROWD_ODD = column("crowd_odd", "row", "u1", digest=False, doc="What is unusual about a row in this tick, as bits.")
CROWD_SPEED = column("crowd_speed", "row", "f4", digest=False, unit="m/s", doc="Speed before contacts, by row.")
CROWD_AXIS = column("crowd_axis", "row", "f4", width=(2,), digest=False, doc="Cos and sin of an immovable row's yaw.")
CROWD_BEGIN = column("crowd_begin", "row", "i4", width=(3,), digest=False, doc="First slot of each neighbour range.")
CROWD_END = column("crowd_end", "row", "i4", width=(3,), digest=False, doc="Slot after each neighbour range.")
CROWD_CELL = column("crowd_cell", "row", "i4", digest=False, doc="Grid cell by row, -1 for what does not move.")
CROWD_CELLS = column("crowd_cells", "row", "i4", width=(CELLS_PER_ROW,), digest=False, doc="The lane's cell table.")

CROWD_COUNT = column("crowd_count", "lane", "i4", digest=False, doc="Movers of the lane in this tick.")
CROWD_WALLS = column("crowd_walls", "lane", "i4", digest=False, doc="Immovable rows of the lane in this tick.")
CROWD_PAIRS = column("crowd_pairs", "lane", "i4", digest=False, doc="Pairs that overlapped before the first gather.")
CROWD_LAYERED = column(
    "crowd_layered", "lane", "u1", digest=False, doc="1 when somebody is off the terrain or a team may overlap itself."
)
CROWD_REFUSED = column(
    "crowd_refused", "lane", "i4", width=(3,), digest=False,
    doc="Rows of this tick with a value that is no number, a body without size or weight, a place off the ground.",
)  # fmt: skip
OVERLAP_TEAMS = column("overlap_teams", "lane", "i4", doc="Teams whose members may overlap each other, as bits.")
AVOIDANCE = column("avoidance", "lane", "u1", doc="1 lets movers step aside before they touch.")
SOLVER_ITERATIONS = column("solver_iterations", "lane", "i4", default=ITERATIONS, doc="Gathers in each tick.")

OBSTACLE_BOX = column(
    "obstacle_box", "static", "f4", ndim=2, unit="m", doc="(k, 8) centre x, z, half x, z, cos, sin of yaw, bottom, top."
)
OBSTACLE_CIRCLE = column("obstacle_circle", "static", "f4", ndim=2, unit="m", doc="(k, 4) centre x, z, radius, top.")
OBSTACLE_FRAME = column("obstacle_frame", "static", "f4", unit="m", doc="Origin x, z, cell, columns, rows of lists.")
OBSTACLE_START = column("obstacle_start", "static", "i4", doc="Where each cell's list begins; one more ends the last.")
OBSTACLE_ITEMS = column("obstacle_items", "static", "i4", doc="Boxes by index, circles as -1 - index, cell by cell.")
