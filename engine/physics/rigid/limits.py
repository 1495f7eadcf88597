"""The constants of rigid bodies, each with its reason."""

DT = 1.0 / 60.0
GRAVITY = 9.81
TRACTION = 0.8
"""Share of its weight with which a character can push: shoes on dry ground."""
TOUCH_M = 0.06
"""A character this close to a body leans on it: the crowd leaves them apart by less."""
NEAR_M = 0.25
"""Beyond what both move in a tick, how far ahead neighbours are looked for."""
STEP_M = 0.1
"""A body slides onto what is at most this much higher than its foot; anything higher stops it."""
RESTS_M = 0.02
"""Height above its support up to which a body counts as standing on it."""

TOP_SPEED = 20.0
TOP_SPIN = 20.0
"""m/s and rad/s. With the sub-steps these keep a move well below half the thinnest wall that a level needs."""
SUBSTEP_M = 0.04
MOST_SUBSTEPS = 8
ITERATIONS = 20
"""Solver passes of a sub-step; every tick starts without remembered contacts, so more than pymunk's own 10."""
SLOP_M = 0.005
BIAS = (1.0 - 0.3) ** 60
"""Overlap left after a second when a sixtieth of it takes off 30 %."""

SLEEP_SPEED = 0.05
SLEEP_SPIN = 0.1
SLEEP_TICKS = 30
NUDGE = 0.5
"""m/s below which a character that is touched by a moving body is not knocked: the crowd moves it aside."""
KNOCK_SPEED = 1.5
"""m/s of sudden change that take a character off its feet."""
KNOCKED_TICKS_A_SPEED = 20
MOST_KNOCKED_TICKS = 90
SLAB_M = 0.25
SLABS = 32
"""Heights are told apart by slabs, one bit each: two bodies that share none pass above each other."""
