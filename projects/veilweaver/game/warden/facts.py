"""Facts about the Warden's court: what its own mind knows, and what the party knows about it."""

from engine.ai.goap.vocabulary import Fact

# What the Warden knows.
CAN_LASH = Fact("can_lash", "A lash is ready.")
IN_LASH_REACH = Fact("in_lash_reach", "The target is within reach of a lash.")
CAN_RUPTURE = Fact("can_rupture", "This phase's rupture is due, and an anchor is left that it has not gone for.")
CAN_WARD = Fact("can_ward", "It is the last phase, and a ward may be raised.")

# What the party knows.
PYLON_FEEDS = Fact("pylon_feeds", "A pylon feeds the Warden.")
WARD_IS_UP = Fact("ward_is_up", "A ward protects the Warden, and a sigil is lit.")
SIGIL_IS_LIT = Fact("sigil_is_lit", "A sigil is lit and would heal who stands on it.")

# Outcomes: only plans bring them about.
ANCHOR_UNMADE = Fact("anchor_unmade", "An anchor is ruptured.", observed=False)
IS_WARDED = Fact("is_warded", "A ward protects the agent.", observed=False)
FEED_IS_CUT = Fact("feed_is_cut", "A pylon is unbound.", observed=False)
WARD_IS_BROKEN = Fact("ward_is_broken", "The Warden's ward is broken.", observed=False)
