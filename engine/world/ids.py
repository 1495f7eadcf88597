"""Small integers that systems share: life, outcome, team, skill and button codes."""

# How a row lives. A FREE row is reserved but not in play; DOWN can be revived.
FREE, UP, DOWN, DEAD, FLED = range(5)

# How a lane stands.
RUNNING, VICTORY, DEFEAT, TIMEOUT = range(4)
OUTCOME_NAMES = ("running", "victory", "defeat", "timeout")

# Whose side a row is on.
PARTY, HOSTILE, NEUTRAL = range(3)
TEAM_NAMES = ("party", "hostile", "neutral")

# Who plays the player's row.
SKILL_NAMES = ("none", "novice", "average", "expert")
SKILLS = SKILL_NAMES[1:]  # from the least to the most able
NO_SKILL, NOVICE, AVERAGE, EXPERT = range(4)

# Bits of `input_buttons`.
MELEE, RANGED, DASH, BARRICADE, REVIVE, GUARD, JUMP, WEAVE = 1, 2, 4, 8, 16, 32, 64, 128
USE = REVIVE
BUTTON_NAMES = {
    "none": 0,
    "melee": MELEE,
    "ranged": RANGED,
    "dash": DASH,
    "barricade": BARRICADE,
    "revive": REVIVE,
    "guard": GUARD,
    "jump": JUMP,
    "weave": WEAVE,
}

# Columns by slot: slots are worked on eight at a time, and every lane has some more of them than rows.
GROUP = 8
SLOT_ROOM = 16  # to fill the last group, for a slot that is nobody, and for a stretch to begin at a multiple of 8

TICKS_PER_SECOND = 60
TICK_SECONDS = 1.0 / TICKS_PER_SECOND
