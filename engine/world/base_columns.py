"""The columns that every world has, whatever is played in it."""

from engine.world.columns import column

# --- one entry per actor -----------------------------------------------------------------------------------------
LOCAL_ID = column("local_id", "row", "i4", doc="The actor's number within its lane; how actors refer to each other.")
LANE = column("lane", "row", "i4", digest=False, doc="Slot of the lane that the row is in; derived, never remembered.")
LIFE = column("life", "row", "i4", doc="FREE, UP, DOWN, DEAD or FLED.")
POSITION = column("position", "row", "f4", width=(3,), unit="m", doc="Where the actor's foot stands: x, y up, z.")
PREVIOUS_POSITION = column(
    "previous_position", "row", "f4", width=(3,), digest=False, unit="m", doc="Position one tick ago, for drawing."
)
STEPS = column(
    "steps",
    "row",
    "f4",
    digest=False,
    unit="turn",
    doc="How far its legs are in their stride, 0..1, one tick ago; for drawing.",
)
VELOCITY = column("velocity", "row", "f4", width=(3,), unit="m/s", doc="What the crowd step really moved it by.")
YAW = column("yaw", "row", "f4", unit="rad", doc="Heading: 0 looks towards +z, growing towards +x.")
DESIRED_VELOCITY = column("desired_velocity", "row", "f4", width=(2,), unit="m/s", doc="Wanted velocity in (x, z).")
RADIUS = column("radius", "row", "f4", default=0.4, unit="m", doc="Radius of the standing circle.")
HEIGHT = column("height", "row", "f4", default=1.8, unit="m", doc="Height above the foot.")
MASS = column("mass", "row", "f4", default=75.0, unit="kg", doc="Weight when bodies push each other.")
SPEED = column("speed", "row", "f4", unit="m/s", doc="Greatest speed on foot.")
ACCELERATION = column("acceleration", "row", "f4", default=20.0, unit="m/s2", doc="Greatest change of velocity.")
TEAM = column("team", "row", "i4", default=2, doc="PARTY, HOSTILE or NEUTRAL.")
PROTOTYPE = column("prototype", "row", "i4", doc="Index into the compiled scene's prototypes: mesh and name.")
IS_PLAYER = column("is_player", "row", "u1", doc="1 for the actor that the player controls.")
IMMOVABLE = column(
    "immovable",
    "row",
    "u1",
    doc="1: the crowd walks around it, never moves it. 2: the crowd neither moves nor sees it.",
)
HALF_EXTENT = column("half_extent", "row", "f4", width=(2,), unit="m", doc="Half size in (x, z) of an immovable box.")

# --- one entry per lane ------------------------------------------------------------------------------------------
TICK = column("tick", "lane", "i4", unit="tick", doc="The lane's own clock.")
SEED = column("seed", "lane", "i8", doc="What the lane's random numbers grow from.")
RUN = column("run", "lane", "i8", digest=False, doc="Stable name of the run, for events and results.")
OUTCOME = column("outcome", "lane", "i4", doc="RUNNING, VICTORY, DEFEAT or TIMEOUT; a finished lane is frozen.")
TICK_LIMIT = column("tick_limit", "lane", "i4", default=36_000, unit="tick", doc="At this tick the lane times out.")
AUTOPILOT = column("autopilot", "lane", "i4", doc="0 a person plays; 1 novice, 2 average, 3 expert.")
INPUT_MOVE = column("input_move", "lane", "f4", width=(2,), doc="Wanted walk in world (x, z), length at most 1.")
INPUT_AIM = column("input_aim", "lane", "f4", width=(2,), unit="m", doc="Point on the ground that is aimed at, (x, z).")
INPUT_BUTTONS = column("input_buttons", "lane", "i4", doc="Buttons held this tick, as bits.")
CHAPTER = column("chapter", "lane", "i4", doc="Number of the chapter of the slice that is played, from 0.")
CHAPTER_BEGAN = column("chapter_began", "lane", "i4", unit="tick", doc="When the present try at the chapter began.")
ATTEMPT = column("attempt", "lane", "i4", doc="How often the present chapter was begun anew; another chance each time.")
RETRIES = column("retries", "lane", "i4", doc="How often any chapter of the run was begun anew.")

# --- lane blocks and the event log -------------------------------------------------------------------------------
FIRST = column("first", "first", "i4", doc="Row where each lane's block begins; one more entry closes the last block.")
LOG_COUNT = column("log_count", "queue", "i4", doc="(2,) events in the log, and events that found it full.")
LOG_DATA = column("log_data", "queue", "i4", ndim=2, doc="(capacity, 5) run, tick, kind, source, target.")
LOG_AMOUNT = column("log_amount", "queue", "f4", doc="(capacity,) how much, in the kind's unit.")
