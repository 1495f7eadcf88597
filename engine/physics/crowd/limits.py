"""The constants of the crowd, each with its reason; all float32, so that compiled and plain code agree to the bit."""

import numpy as np

F32 = np.float32

DT = F32(1 / 60)
RATE = F32(60)
ITERATIONS = 4
SMALL_LANE = 36  # rows: up to here testing everyone against everyone is faster than sorting into cells
CELLS_PER_SLOT = 4  # size of a lane's cell table; the grid grows its cells rather than outgrow this
MOST_CHUNKS = (
    16  # parts that a lane's rows can be counted in at once; the grid has no more lines than that leaves room for
)
BLOCK = 64  # slots that are worked on together: chunks of slots begin at multiples of it
NEIGHBOURS = 32  # that eight movers can have at a time each; of more, the first count until some have moved away
ALL = 255  # a bit for each of a group of eight
RUNS = 5  # numbers that its neighbours' slots are found by: begin and end of two runs, and bits
THINGS = 8  # obstacles and walls that are listed for one mover; with more around it looks through all of them

CLIMB_LIMIT = F32(1)  # tangent of 45 degrees: steeper ground is no way for anybody who plans one
SHAPE = 7  # values of a thing: centre x, z, half x, z, cos, sin of yaw, and the reach of the mover round it

STRIDE = F32(0.5)  # in radii: longer moves are made in parts, so that no wall is jumped over
LONGEST_STRIDES = 64
PUSH_LIMIT = F32(0.5)  # in radii: what one gather may move an actor, for the same reason
CONTACT_SPEED = F32(0.5)  # m/s that contacts may add; without it two that appear in one place would fly apart
SKIN = F32(0.1)  # m beyond contact within which neighbours are listed, since gathers move actors after that
GRID_ROOM = F32(1.01)  # by which cells are larger than needed, so that rounding never hides a neighbour
OBSTACLE_REACH = F32(0.25)  # m beyond its radius within which an obstacle is listed: as far as one push may move
WALL = 1 << 29  # added to the row of an immovable one where things are listed by number
WALL_RELAXATIONS = 3  # passes over obstacles after a gather: a corner of two needs more than one

WALK_SPEED = F32(0.3)  # m/s below which an actor keeps its heading
TURN_STEP = F32(8 / 60)  # rad a tick that a body turns towards its movement

ZERO, HALF, ONE, TWO = F32(0), F32(0.5), F32(1), F32(2)
COINCIDENT = F32(1e-8)  # m2: closer than this there is no direction to push in
SPREAD = F32(1e-3)  # m
FARTHEST = F32(1e15)  # m: beyond every place; its square is still a float32

GRAVITY = F32(9.81)  # m/s2
FALL = F32(9.81 / 60)  # m/s that a tick of falling adds
DROP = F32(9.81 / 7200)  # m that the first tick of a fall goes
TERMINAL_SPEED = F32(50)  # m/s: nobody falls faster
AIR_CONTROL = F32(0.3)  # share of its acceleration that a body steers with in the air
COYOTE_TICKS = 6  # after leaving an edge a jump is still given: 0.1 s, about a person's slack
BUFFER_TICKS = 6  # and this long before landing it may be asked for
SLIDE_FRICTION = F32(9)  # m/s2 that stops who has been knocked off its feet
KNOCK_SPEED = F32(0.5)  # m/s that a blow must give to take the steering away
KNOCK_LONGEST = F32(120)  # ticks: whoever slides longer gets up again
SLIDE_SPEED = F32(10)  # m/s: sliding down a steep slope becomes no faster
SURE_FOOTED = F32(0.05)  # m that any standing body follows the ground down in one tick
SLACK = F32(1e-3)  # m that a knee or a head may be in a thing before it blocks: heights are rounded
DEEPEST = F32(0.01)  # m that a body may be in a thing after a tick; deeper, it stays where it was
SMALLEST_BODY = F32(0.05)  # m, kg: what a body without size or weight is given instead
LARGEST = F32(1e6)  # beyond, a value counts as none

OFF_GROUND, BAD_NUMBER, BAD_BODY, BAD_PLACE = 1, 2, 4, 8  # bits of `crowd_odd`
