"""Facts that any project's agents may know or bring about; ids are given by sorted name when a scene is compiled."""

from engine.ai.goap.vocabulary import Fact

# What the senses tell.
ENEMY_SEEN = Fact("enemy_seen", "An enemy is in sight: near enough, in the field of view, with nothing in between.")
ENEMY_NOTICED = Fact("enemy_noticed", "An enemy is in sight or within hearing.")
ENEMY_REMEMBERED = Fact(
    "enemy_remembered",
    "An enemy is noticed, or was lately and has not been seen to fall: the agent knows where.",
)
ENEMY_LOOKS_AWAY = Fact("enemy_looks_away", "The target's own attention is on somebody else.")
ENEMY_STAGGERED = Fact("enemy_staggered", "The target is stunned and cannot act.")
BEHIND_ENEMY = Fact("behind_enemy", "The agent stands in the rear arc of its target, within 4 m.")
SURROUNDED = Fact("surrounded", "Two or more enemies stand within 4 m.")
OUTNUMBERED = Fact("outnumbered", "More enemies than friends, the agent included, stand within 8 m.")
ALLY_NEAR = Fact("ally_near", "A friend who is up stands within 4 m.")
HAS_FRIENDS = Fact("has_friends", "A friend is up, wherever they stand.")
ALLY_HURT = Fact("ally_hurt", "A friend is hurt enough to be worth helping.")
IN_SUPPORT_RANGE = Fact("in_support_range", "The hurt friend is within the agent's support range.")
ALLY_DOWN = Fact("ally_down", "A friend is down and can be revived.")
AT_DOWNED_ALLY = Fact("at_downed_ally", "The downed friend is within 2 m.")
PLAYER_THREATENED = Fact("player_threatened", "An enemy stands within 5 m of the friendly player.")
NEAR_PLAYER = Fact("near_player", "The friendly player is within 6 m.")
AT_POST = Fact("at_post", "The agent stands within 2 m of where it first stood.")
PLAYER_DOWN = Fact("player_down", "The friendly player is down.")
IN_BLAST = Fact("in_blast", "An enemy gathers an area attack and the agent stands within its radius.")
HELP_IS_RISKY = Fact("help_is_risky", "An enemy with an area attack could strike who helps the downed friend.")
ERRAND_AHEAD = Fact("errand_ahead", "The party has something to see to at some place.")
AT_ERRAND = Fact("at_errand", "The agent leads the party and stands where there is something to see to.")

# What the agent's own body and abilities tell.
IS_HURT = Fact("is_hurt", "Health is below a third.")
NEARLY_FALLEN = Fact("nearly_fallen", "Health is below 20 hp.")
CAN_MELEE = Fact("can_melee", "The agent has a melee attack and it is off cooldown.")
CAN_SHOOT = Fact("can_shoot", "The agent has a ranged attack and it is off cooldown.")
CAN_AREA = Fact("can_area", "The agent has an area attack and it is off cooldown.")
CAN_SUPPORT = Fact("can_support", "The agent has a support ability and it is off cooldown.")
IN_MELEE_REACH = Fact("in_melee_reach", "The target is within melee reach, body to body.")
IN_SHOT = Fact("in_shot", "The target is in sight and within ranged range.")
IN_AREA_REACH = Fact("in_area_reach", "An enemy is within the radius of the area attack.")
TOO_CLOSE = Fact("too_close", "An enemy is within 4 m of an agent that has a ranged attack.")

# Outcomes: only plans bring them about.
ENEMY_HARMED = Fact("enemy_harmed", "An enemy takes harm.", observed=False)
STAGGER_EXPLOITED = Fact("stagger_exploited", "A staggered enemy takes harm.", observed=False)
OUT_OF_BLAST = Fact("out_of_blast", "The agent is out of the way of an area attack.", observed=False)
IS_SAFE = Fact("is_safe", "The agent is out of danger.", observed=False)
ALLY_HEALED = Fact("ally_healed", "A friend is healed.", observed=False)
ALLY_REVIVED = Fact("ally_revived", "A friend stands again.", observed=False)
PLAYER_PROTECTED = Fact("player_protected", "Whoever threatens the player is dealt with.", observed=False)
POST_HELD = Fact("post_held", "The agent holds its post.", observed=False)
OUT_OF_FIGHT = Fact("out_of_fight", "The agent has left the fight for good.", observed=False)
ERRAND_DONE = Fact("errand_done", "What the party had to see to is seen to.", observed=False)
LEADER_FOLLOWED = Fact("leader_followed", "The agent stays with the friendly player.", observed=False)
