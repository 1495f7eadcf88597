"""Facts that only Veilweaver's agents know or bring about."""

from engine.ai.goap.vocabulary import Fact

# What agents see of this game.
THREADS_FRAYED = Fact("threads_frayed", "An anchor is below stable.")
ENEMY_MARKED = Fact("enemy_marked", "The target wears a mark.")
COVER_MISSING = Fact("cover_missing", "A barricade and Echo to spare are left, and an enemy comes from 5 to 12 m away.")

# What their own abilities allow.
CAN_DASH = Fact("can_dash", "A dash is ready and paid for, and two enemies are close or the target is stunned.")
CAN_TAUNT = Fact("can_taunt", "A taunt is ready and an enemy is within its radius.")
CAN_COMBO = Fact("can_combo", "The combo is ready.")
CAN_MARK = Fact("can_mark", "A mark is ready and the target is within its range.")
CAN_PULSE = Fact("can_pulse", "The stability pulse is ready.")
CAN_MEND = Fact("can_mend", "There is Echo for mending the anchor that is worst off, or it is paid for already.")

# Outcomes: only plans bring them about.
THREADS_STEADIED = Fact("threads_steadied", "An anchor gains stability.", observed=False)
COVER_TAKEN = Fact("cover_taken", "A barricade stands between friend and enemy.", observed=False)
