"""Columns of fighting: what an actor can do to others, what was done to it, and what it is in the middle of."""

from engine.world.columns import column

# What an actor is: filled from its components when the scene is compiled.
HEALTH = column("health", "row", "f4", unit="hp", doc="What is left.", is_carried=True)
HEALTH_MAX = column("health_max", "row", "f4", unit="hp", doc="What healing can restore.")
ARMOUR = column("armour", "row", "f4", doc="Share of harm that never arrives, 0..1.")
STAGGER_MAX = column("stagger_max", "row", "f4", doc="Stagger at which the actor is stunned; 0 = cannot be.")
MELEE_DAMAGE = column("melee_damage", "row", "f4", unit="hp", doc="Harm of one blow.")
MELEE_REACH = column("melee_reach", "row", "f4", unit="m", doc="Free ground that a blow bridges, body to body.")
MELEE_COOLDOWN = column("melee_cooldown", "row", "i4", unit="tick", doc="From one blow's beginning to the next.")
MELEE_WINDUP = column("melee_windup", "row", "i4", unit="tick", doc="From a blow's beginning until it lands.")
MELEE_STAGGER = column("melee_stagger", "row", "f4", doc="Stagger of one blow.")
RANGED_DAMAGE = column("ranged_damage", "row", "f4", unit="hp", doc="Harm of one shot.")
RANGED_RANGE = column("ranged_range", "row", "f4", unit="m", doc="How far a shot carries; 0 = cannot shoot.")
RANGED_COOLDOWN = column("ranged_cooldown", "row", "i4", unit="tick", doc="From one shot's beginning to the next.")
RANGED_WINDUP = column("ranged_windup", "row", "i4", unit="tick", doc="From a shot's beginning until it lands.")
RANGED_STAGGER = column("ranged_stagger", "row", "f4", doc="Stagger of one shot.")
AREA_DAMAGE = column("area_damage", "row", "f4", unit="hp", doc="Harm of the area attack to each enemy it reaches.")
AREA_RADIUS = column("area_radius", "row", "f4", unit="m", doc="Reach all round; 0 = has none.")
AREA_COOLDOWN = column("area_cooldown", "row", "i4", unit="tick", doc="From one area attack's beginning to the next.")
AREA_WINDUP = column("area_windup", "row", "i4", unit="tick", doc="From its beginning until it lands.")
HEAL_FRACTION = column("heal_fraction", "row", "f4", doc="Share of the friend's full health that one help restores.")
HEAL_TIME = column("heal_time", "row", "i4", unit="tick", doc="Over how long it is restored.")
HEAL_BELOW = column("heal_below", "row", "f4", doc="Friends under this share of their health are worth helping.")
SUPPORT_RANGE = column("support_range", "row", "f4", unit="m", doc="How far help reaches; 0 = cannot help.")
SUPPORT_COOLDOWN = column("support_cooldown", "row", "i4", unit="tick", doc="From one help to the next.")

# What an actor is in the middle of.
CAST = column("cast", "row", "i4", doc="Ability under way (engine.ai.wish), 0 for none.")
CAST_TICKS = column("cast_ticks", "row", "i4", unit="tick", doc="Until the ability under way lands.")
CAST_TARGET = column("cast_target", "row", "i4", default=-1, doc="Local id that it is aimed at, or -1.")
MELEE_READY = column("melee_ready", "row", "i4", unit="tick", doc="Until the next blow may begin.")
RANGED_READY = column("ranged_ready", "row", "i4", unit="tick", doc="Until the next shot may begin.")
AREA_READY = column("area_ready", "row", "i4", unit="tick", doc="Until the next area attack may begin.")
SUPPORT_READY = column("support_ready", "row", "i4", unit="tick", doc="Until the next help may begin.")
IS_GUARDING = column("is_guarding", "row", "u1", doc="1 while a guarding stance halves what arrives.")

# What it has done to others.
DEALT_NEAR = column("dealt_near", "row", "f4", unit="hp", doc="Harm by its own hand so far: blows, armour counted.")
DEALT_FAR = column("dealt_far", "row", "f4", unit="hp", doc="Harm by its shots so far, armour counted.")

# How it answers what is done to it.
SHOT_ARMOUR = column("shot_armour", "row", "f4", doc="Share of a shot's harm that never arrives, beside all armour.")
THORNS = column("thorns", "row", "f4", doc="Share of a blow's harm that comes back to who struck it.")

# What was done to it.
VULNERABILITY = column("vulnerability", "row", "f4", default=1.0, doc="Harm is multiplied by this; marks raise it.")
STAGGER = column("stagger", "row", "f4", doc="Stagger gathered so far; fades with time.")
STUN = column("stun", "row", "i4", unit="tick", doc="Until it can act again.")
SHOVE = column("shove", "row", "f4", width=(2,), unit="m/s", doc="Knock-back velocity in (x, z) that still carries it.")
MEND_TICKS = column("mend_ticks", "row", "i4", unit="tick", doc="Healing over time that is left.")
MEND_RATE = column("mend_rate", "row", "f4", unit="hp", doc="Health restored in each of those ticks.")
DOWNED_TICKS = column("downed_ticks", "row", "i4", unit="tick", doc="How long it has been down.")
REVIVE_TICKS = column("revive_ticks", "row", "i4", unit="tick", doc="How long a friend has been helping it up.")
FLIGHT_TICKS = column(
    "flight_ticks", "row", "i4", unit="tick", doc="How long a fleeing actor has been out of the arena."
)
LAST_HIT_BY = column("last_hit_by", "row", "i4", default=-1, doc="Local id of who harmed it last, or -1.")
LAST_HIT_TICKS = column("last_hit_ticks", "row", "i4", default=1_000_000, unit="tick", doc="Since it was last harmed.")

# What is on its way within one tick.
HARM = column("harm", "row", "f4", digest=False, unit="hp", doc="Harm that lands this tick, armour counted.")
STAGGER_IN = column("stagger_in", "row", "f4", digest=False, doc="Stagger that lands this tick.")

# What a run is judged by.
PARTY_DAMAGE = column("party_damage", "lane", "f4", unit="hp", doc="Harm done to hostiles so far.", is_carried=True)
HOSTILE_DAMAGE = column(
    "hostile_damage", "lane", "f4", unit="hp", doc="Harm done to the party so far.", is_carried=True
)
PARTY_DOWNS = column("party_downs", "lane", "i4", doc="How often somebody of the party went down.", is_carried=True)
HOSTILES_BEATEN = column("hostiles_beaten", "lane", "i4", doc="Hostiles that died or fled.", is_carried=True)
