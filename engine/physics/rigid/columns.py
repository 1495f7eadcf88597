"""The columns of rigid bodies and projectiles: their whole state, so that a restored snapshot goes on exactly."""

from engine.world.columns import column

RIGID = column("rigid", "row", "u1", doc="1 for a loose body that the rigid solver moves.")
RIGID_ROUND = column("rigid_round", "row", "u1", doc="1 when its outline is a circle of `radius`, 0 for a turned box.")
RIGID_FRICTION = column("rigid_friction", "row", "f4", default=0.5, doc="Friction with the ground, of its weight.")
RIGID_BOUNCE = column("rigid_bounce", "row", "f4", default=0.1, doc="Share of the speed that a blow gives back.")
SPIN = column("spin", "row", "f4", unit="rad/s", doc="How fast its yaw grows.")
AWAKE = column("awake", "row", "u1", doc="1 while a body moves or may be moved; asleep it costs nothing.")
STILL_TICKS = column("still_ticks", "row", "i4", unit="tick", doc="Ticks for which an awake body has hardly moved.")
RIGID_IN_PLAY = column("rigid_in_play", "lane", "i4", doc="Loose bodies in play; all wake when their number changes.")

# Scratch of one tick: loose bodies in a grid of the lane, and whom they may meet.
RIGID_HEAD = column("rigid_head", "row", "i4", digest=False, doc="First entry of each grid cell, -1 for none.")
RIGID_NEXT = column(
    "rigid_next", "row", "i4", width=(4,), digest=False, doc="Next entry: row * 4 + which of its cells."
)
RIGID_NEAR = column("rigid_near", "row", "u1", digest=False, doc="1 for a character within reach of a loose body.")
RIGID_AWAKE = column("rigid_awake", "lane", "i4", digest=False, doc="Loose bodies of the lane that are awake.")

PROJECTILE = column("projectile", "row", "u1", doc="1 for a ball that can be thrown.")
PROJECTILE_LIFETIME = column("projectile_lifetime", "row", "i4", unit="tick", doc="Ticks in play after a throw.")
PROJECTILE_TICKS = column("projectile_ticks", "row", "i4", unit="tick", doc="Ticks left; 0: it was not thrown.")
PROJECTILE_OWNER = column("projectile_owner", "row", "i4", default=-1, doc="Local id of who threw it, -1 for nobody.")
PROJECTILE_NEAR = column("projectile_near", "row", "i4", digest=False, doc="Rows that a ball may meet in this tick.")
