"""The crowd's columns: how a body moves, scratch that lives within one tick, the scene's obstacles, the settings."""

from engine.physics.crowd.limits import CELLS_PER_SLOT, ITERATIONS, NEIGHBOURS, RUNS, SHAPE, THINGS
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

# By row.
CROWD_AHEAD = column("crowd_ahead", "row", "f4", width=(2,), digest=False, unit="m", doc="Predicted x, z.")
CROWD_SPEED = column("crowd_speed", "row", "f4", digest=False, unit="m/s", doc="Speed before contacts.")
CROWD_ODD = column("crowd_odd", "row", "u1", digest=False, doc="What is unusual about a row in this tick, as bits.")
CROWD_AXIS = column("crowd_axis", "row", "f4", width=(2,), digest=False, doc="Cos and sin of an immovable row's yaw.")
CROWD_WALL = column("crowd_wall", "row", "i4", digest=False, doc="Immovable rows, at the end of the lane's block.")
CROWD_LINE = column("crowd_line", "row", "i4", digest=False, doc="Grid line, -1 for what does not move.")

# Slots: the movers of a lane, packed and sorted in space, in the lane's own stretch.
CROWD_ORDER = column("crowd_order", "slot", "i4", doc="Slot -> row.")
CROWD_UNSORTED = column("crowd_unsorted", "slot", "i4", doc="Rows by grid line, in row order.")
CROWD_PLACE = column("crowd_place", "slot", "f4", width=(2,), unit="m", doc="x, z: predicted, then solved.")
CROWD_NEXT = column("crowd_next", "slot", "f4", width=(2,), unit="m", doc="x, z: the gather's other buffer.")
CROWD_HOME = column("crowd_home", "slot", "f4", width=(2,), unit="m", doc="x, z where neighbours were listed.")
CROWD_BODY = column("crowd_body", "slot", "f4", width=(2,), doc="Radius [m] and mass [kg].")
CROWD_LINES = column("crowd_lines", "slot", "i4", width=(CELLS_PER_SLOT,), doc="Where chunks' parts of lines end.")
CROWD_CELLS = column("crowd_cells", "slot", "i4", width=(CELLS_PER_SLOT,), doc="First slot, then each cell's end.")

# Neighbours, in groups of eight slots, round by round: a block of 64 slots has those from its first * NEIGHBOURS.
NEAR_RUNS = column("near_runs", "slot", "i4", width=(RUNS,), doc="Begins and ends of two runs of slots, and bits.")
NEAR_ROUNDS = column("near_rounds", "slot", "i4", doc="At the first slot of a group: most neighbours of one of it.")
NEAR_SLOT = column("near_slot", "slot", "i4", width=(NEIGHBOURS,), doc="The neighbour's slot.")
NEAR_REACH = column("near_reach", "slot", "f4", width=(NEIGHBOURS,), unit="m", doc="Distance at which they touch.")
NEAR_SHARE = column("near_share", "slot", "f4", width=(NEIGHBOURS,), doc="Part of an overlap that the slot yields.")
# Things, in blocks of 64 slots. Value p of thing k of the eight near slots that begin with entry s of thing_slots is at
# s * SHAPE * THINGS + 8 * (SHAPE * k + p) + lane.
THING_NOTE = column("thing_note", "slot", "u1", doc="1 where more than the terrain may carry or catch it.")
THING_SLOTS = column("thing_slots", "slot", "i4", doc="Slots of a block that stand near things, packed at its front.")
THING_COUNT = column("thing_count", "slot", "i4", width=(2,), doc="Near slots, by block; things, by near slot.")
THING_ROUNDS = column("thing_rounds", "slot", "i4", doc="Most things near one of eight near slots.")
THING_ITEM = column("thing_item", "slot", "i4", width=(THINGS,), doc="Row of obstacle_shape, or WALL + immovable row.")
THING_SHAPE = column("thing_shape", "slot", "f4", width=(SHAPE * THINGS,), doc="Seven values that make a rounded box.")

CROWD_FRAME = column(
    "crowd_frame", "lane", "f4", width=(7,), digest=False,
    doc="The grid: low x, z [m], 1 / width, 1 / height of cells [1/m], columns, lines, 1 where it is folded.",
)  # fmt: skip
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
SOLVER_ITERATIONS = column("solver_iterations", "lane", "i4", default=ITERATIONS, doc="Gathers in each tick.")

OBSTACLE_BOX = column(
    "obstacle_box", "static", "f4", ndim=2, unit="m", doc="(k, 8) centre x, z, half x, z, cos, sin of yaw, bottom, top."
)
OBSTACLE_CIRCLE = column("obstacle_circle", "static", "f4", ndim=2, unit="m", doc="(k, 4) centre x, z, radius, top.")
OBSTACLE_SHAPE = column(
    "obstacle_shape", "static", "f4", ndim=2, unit="m",
    doc="(k, 9) boxes, then circles: centre x, z, half x, z, cos, sin of yaw, rounding, bottom, top.",
)  # fmt: skip
OBSTACLE_FRAME = column("obstacle_frame", "static", "f4", unit="m", doc="Origin x, z, cell, columns, rows of lists.")
OBSTACLE_START = column("obstacle_start", "static", "i4", doc="Where each cell's list begins; one more ends the last.")
OBSTACLE_ITEMS = column("obstacle_items", "static", "i4", doc="Boxes by index, circles as -1 - index, cell by cell.")
