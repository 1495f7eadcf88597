"""Looks of the particles that every game has: hits, help, falls, dust."""

from engine.present.sparks import Look

HIT = Look(count=12, life_s=0.42, speed=(2.0, 6.5), spread=0.55, gravity=9.0, size=(0.09, 0.03), trail_s=0.035)
HURT = Look(
    count=12, life_s=0.42, speed=(2.0, 6.0), spread=0.6, gravity=9.0, size=(0.09, 0.03), colour="#ff8a6a",
    end_colour="#c01f3a", trail_s=0.035,
)  # fmt: skip
FLARE = Look(
    count=1, life_s=0.14, speed=(0.0, 0.0), gravity=0.0, size=(0.9, 0.25), colour="#fff1cc", end_colour="#ffb060",
    strength=0.9, trail_s=0.0, around=0.0,
)  # fmt: skip
SPLINTERS = Look(
    count=14, life_s=0.7, speed=(1.0, 4.0), spread=0.8, gravity=8.0, size=(0.16, 0.08), colour="#7a5f48",
    end_colour="#3d3026", strength=0.5, cover=0.8, trail_s=0.0, around=0.5,
)  # fmt: skip
DUST = Look(
    count=10, life_s=0.7, speed=(0.2, 0.7), spread=0.8, gravity=-0.3, drag=0.8, size=(0.16, 0.62), colour="#8a7a6a",
    end_colour="#6a6058", strength=0.42, cover=0.28, trail_s=0.0, around=0.12,
)  # fmt: skip
SHOCK = Look(
    count=44, life_s=0.8, speed=(4.0, 9.0), spread=0.25, gravity=3.0, drag=0.7, size=(0.30, 0.75), colour="#a08468",
    end_colour="#6a5a4c", strength=0.5, cover=0.35, trail_s=0.02, around=0.6,
)  # fmt: skip
HELP = Look(
    life_s=1.1, speed=(0.3, 0.9), spread=0.25, gravity=-0.4, size=(0.10, 0.03), colour="#a8ffb0", end_colour="#4fe3dc",
    strength=0.9, trail_s=0.0, around=0.5, swirl=0.12,
)  # fmt: skip
STARS = Look(
    life_s=0.9, speed=(0.0, 0.1), spread=1.0, gravity=0.0, size=(0.15, 0.06), colour="#ffe9a0", end_colour="#ffc667",
    strength=1.2, trail_s=0.0, around=0.05, swirl=0.42,
)  # fmt: skip
DISSOLVE = Look(
    life_s=1.5, speed=(0.3, 1.2), spread=0.5, gravity=-0.9, drag=0.3, size=(0.12, 0.02), colour="#e0496a",
    end_colour="#5a3a8a", strength=1.0, trail_s=0.03, around=0.7, swirl=0.1,
)  # fmt: skip
RISE = Look(
    count=26, life_s=1.1, speed=(0.5, 1.8), spread=0.35, gravity=-0.6, size=(0.11, 0.03), colour="#ffe3a8",
    end_colour="#ffc667", strength=1.0, trail_s=0.02, around=0.5,
)  # fmt: skip
