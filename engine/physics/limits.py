"""The constants of the crowd, each with its reason; all float32, so that compiled and plain code agree to the bit."""

import numpy as np

F32 = np.float32

DT = F32(1 / 60)
RATE = F32(60)
ITERATIONS = 4
SMALL_LANE = 36  # rows: up to here testing everyone against everyone is faster than sorting into cells
CELLS_PER_ROW = 4  # size of a lane's cell table; the grid grows its cells rather than outgrow this

CLIMB_LIMIT = F32(1)  # tangent of 45 degrees: steeper ground is not walked up
STRIDE = F32(0.5)  # in radii: longer moves are made in parts, so that no wall is jumped over
LONGEST_STRIDES = 64
PUSH_LIMIT = F32(0.5)  # in radii: what one gather may move an actor, for the same reason
CONTACT_SPEED = F32(0.5)  # m/s that contacts may add; without it two that appear in one place would fly apart
SKIN = F32(0.1)  # m that neighbours are found ahead, since gathers move actors after the sort
OBSTACLE_REACH = F32(0.25)  # m beyond its radius within which an obstacle is listed: as far as one push may move
WALL_RELAXATIONS = 3  # passes over obstacles after a gather: a corner of two needs more than one

WALK_SPEED = F32(0.3)  # m/s below which an actor keeps its heading
TURN_STEP = F32(8 / 60)  # rad a tick that a body turns towards its movement

ZERO, HALF, ONE, TWO = F32(0), F32(0.5), F32(1), F32(2)
TINY = F32(1e-6)
COINCIDENT = F32(1e-8)  # m2: closer than this there is no direction to push in
SPREAD = F32(1e-3)  # m
