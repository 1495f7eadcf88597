"""Columns of the senses. Others are named by local id, and -1 is nobody."""

from engine.world.columns import column

# How well it sees and hears, from the perception component.
SIGHT_RANGE = column("sight_range", "row", "f4", default=25.0, unit="m", doc="How far it sees.")
SIGHT_COS = column("sight_cos", "row", "f4", default=-1.0, doc="Cosine of half its field of view; -1 sees all round.")
HEARING_RANGE = column("hearing_range", "row", "f4", default=15.0, unit="m", doc="How far it hears a fight or a run.")
MEMORY_TICKS = column("memory_ticks", "row", "i4", default=360, unit="tick", doc="How long it remembers an enemy.")

# Enemies.
TARGET = column("target", "row", "i4", default=-1, doc="The nearest enemy in sight.")
TARGET_DISTANCE = column("target_distance", "row", "f4", unit="m", doc="Free ground between it and the target.")
HEARD = column("heard", "row", "i4", default=-1, doc="The nearest enemy that it hears, in sight or not.")
NEAREST_ENEMY = column(
    "nearest_enemy", "row", "i4", default=-1, doc="The nearest enemy within sight or hearing range, noticed or not."
)
NEAREST_ENEMY_DISTANCE = column("nearest_enemy_distance", "row", "f4", unit="m", doc="Free ground up to that enemy.")
ENEMIES_CLOSE = column("enemies_close", "row", "i4", doc="Enemies within 4 m.")
ENEMIES_NEAR = column("enemies_near", "row", "i4", doc="Enemies within 8 m.")
REMEMBERED = column("remembered", "row", "i4", default=-1, doc="The enemy that it noticed last and has not forgotten.")
LAST_SEEN = column("last_seen", "row", "f4", width=(2,), unit="m", doc="Where an enemy was last noticed, (x, z).")
LAST_SEEN_TICK = column("last_seen_tick", "row", "i4", default=-1, unit="tick", doc="When that was, -1 never.")

# Friends.
NEAREST_ALLY = column("nearest_ally", "row", "i4", default=-1, doc="The nearest friend who is up.")
NEAREST_ALLY_DISTANCE = column("nearest_ally_distance", "row", "f4", unit="m", doc="Free ground up to that friend.")
ALLIES_NEAR = column("allies_near", "row", "i4", doc="Friends within 8 m who are up, itself not counted.")
ALLY_HURT = column(
    "ally_hurt", "row", "i4", default=-1, doc="The friend in sight range with the least share of health."
)
ALLY_HURT_DISTANCE = column("ally_hurt_distance", "row", "f4", unit="m", doc="Free ground up to that friend.")
ALLY_DOWN = column("ally_down", "row", "i4", default=-1, doc="The nearest friend who is down.")
ALLY_DOWN_DISTANCE = column("ally_down_distance", "row", "f4", unit="m", doc="Free ground up to that friend.")
PLAYER_FRIEND = column("player_friend", "row", "i4", default=-1, doc="The player, when up and on its side.")
PLAYER_DISTANCE = column("player_distance", "row", "f4", unit="m", doc="Free ground up to the friendly player.")
PLAYER_THREAT = column("player_threat", "row", "i4", default=-1, doc="Enemy nearest to that player, within 5 m of it.")

# Its place.
POST = column("post", "row", "f4", width=(2,), unit="m", doc="Where it stood when it first thought, (x, z).")
POST_TICK = column("post_tick", "row", "i4", default=-1, unit="tick", doc="When that was, -1 not yet.")
