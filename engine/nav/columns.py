"""What others ask of steering, what steering remembers of a path, and the scene's grid of free room."""

from engine.world.columns import column

# Asked for, each tick, by whatever decides where an actor goes.
MOVE_GOAL = column("move_goal", "row", "f4", width=(2,), unit="m", doc="Where the actor wants to be, (x, z).")
MOVE_STOP = column("move_stop", "row", "f4", unit="m", doc="Near enough: it stops at this distance from the goal.")
MOVE_SPEED = column("move_speed", "row", "f4", unit="m/s", doc="How fast it wants to go; 0 stands.")

# Remembered between ticks, since a path is not searched anew each tick.
NAV_CORNER = column("nav_corner", "row", "f4", width=(2,), unit="m", doc="The next corner of the way round, (x, z).")
NAV_CORNER_GOAL = column("nav_corner_goal", "row", "f4", width=(2,), unit="m", doc="The goal that it was found for.")
NAV_CORNER_TICK = column("nav_corner_tick", "row", "i4", default=-1, unit="tick", doc="When it was found; -1 for none.")
NAV_REST = column("nav_rest", "row", "u1", doc="1 when that search found no better place than where it stands.")

# They find their own way (engine.play.systems.population.wander), so steering leaves them alone.
WANDERERS = column("wanderers", "lane", "i4", doc="How many of the lane's last rows are its population.")

# The lane's immovable rows, listed anew each tick.
NAV_WALL = column("nav_wall", "row", "i4", digest=False, doc="Rows of the lane's walls, at the end of its block.")
NAV_AXIS = column("nav_axis", "row", "f4", width=(2,), digest=False, doc="Cosine and sine of a wall's yaw.")

NAV_ROOM = column("nav_room", "static", "u1", ndim=2, unit="m/8", doc="Free room round each cell's middle, in eighths.")
NAV_FRAME = column("nav_frame", "static", "f4", unit="m", doc="Origin x, origin z and cell of the grid.")
