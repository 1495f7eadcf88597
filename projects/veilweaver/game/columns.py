"""Columns that Veilweaver adds: its abilities, its marks, its Echo and its anchors."""

from engine.world.columns import column

# Echo dash.
DASH_LENGTH = column("dash_length", "row", "f4", unit="m", doc="How far a dash carries; 0 = cannot dash.")
DASH_DAMAGE = column("dash_damage", "row", "f4", unit="hp", doc="Harm to each enemy in the way.")
DASH_COOLDOWN = column("dash_cooldown", "row", "i4", unit="tick", doc="From one dash to the next.")
DASH_COST = column("dash_cost", "row", "i4", doc="Echo that a dash costs.")
DASH_READY = column("dash_ready", "row", "i4", unit="tick", doc="Until the next dash may begin.")
DASH_TICKS = column("dash_ticks", "row", "i4", unit="tick", doc="What is left of the dash under way.")
DASH_WAY = column("dash_way", "row", "f4", width=(2,), doc="Direction of the dash under way, (x, z), length 1.")
DASH_STRUCK = column("dash_struck", "row", "u1", doc="1 for an enemy that the dash under way has struck already.")

# Taunt.
TAUNT_RADIUS = column("taunt_radius", "row", "f4", unit="m", doc="How far a taunt carries; 0 = cannot taunt.")
TAUNT_TIME = column("taunt_time", "row", "i4", unit="tick", doc="How long enemies heed it.")
TAUNT_COOLDOWN = column("taunt_cooldown", "row", "i4", unit="tick", doc="From one taunt to the next.")
TAUNT_READY = column("taunt_ready", "row", "i4", unit="tick", doc="Until the next taunt may begin.")
TAUNTED_BY = column("taunted_by", "row", "i4", default=-1, doc="Local id of who draws its attention, or -1.")
TAUNT_LEFT = column("taunt_left", "row", "i4", unit="tick", doc="How long it still heeds the taunt.")

# Combo.
COMBO_DAMAGE = column("combo_damage", "row", "f4", unit="hp", doc="Harm of the whole chain.")
COMBO_STAGGER = column("combo_stagger", "row", "f4", doc="Stagger of the whole chain; 0 = has no combo.")
COMBO_REACH = column("combo_reach", "row", "f4", unit="m", doc="Free ground that it bridges.")
COMBO_COOLDOWN = column("combo_cooldown", "row", "i4", unit="tick", doc="From one combo to the next.")
COMBO_WINDUP = column("combo_windup", "row", "i4", unit="tick", doc="Until the last blow lands.")
COMBO_READY = column("combo_ready", "row", "i4", unit="tick", doc="Until the next combo may begin.")

# Mark.
MARK_BONUS = column("mark_bonus", "row", "f4", doc="Share of extra harm that its marks add; 0 = cannot mark.")
MARK_TIME = column("mark_time", "row", "i4", unit="tick", doc="How long its marks last.")
MARK_RANGE = column("mark_range", "row", "f4", unit="m", doc="How far its marks carry.")
MARK_COOLDOWN = column("mark_cooldown", "row", "i4", unit="tick", doc="From one mark to the next.")
MARK_READY = column("mark_ready", "row", "i4", unit="tick", doc="Until the next mark may begin.")
MARK_LEFT = column("mark_left", "row", "i4", unit="tick", doc="How long a mark on it still lasts.")

# Stability pulse.
PULSE_AMOUNT = column("pulse_amount", "row", "f4", doc="Stability that a pulse gives back; 0 = has none.")
PULSE_RANGE = column("pulse_range", "row", "f4", unit="m", doc="How near the anchor must be.")
PULSE_COOLDOWN = column("pulse_cooldown", "row", "i4", unit="tick", doc="From one pulse to the next.")
PULSE_READY = column("pulse_ready", "row", "i4", unit="tick", doc="Until the next pulse may begin.")

# Barricades.
BARRICADE_READY = column("barricade_ready", "row", "i4", unit="tick", doc="Until the player may place the next one.")
IS_BARRICADE_SPARE = column(
    "is_barricade_spare", "row", "u1", doc="1 for a row that waits to be placed as a barricade."
)

# Echo.
ECHO = column("echo", "lane", "i4", doc="What the party may spend.", is_carried=True)
ECHO_EARNED = column("echo_earned", "lane", "i4", doc="Echo earned in this run.", is_carried=True)
ECHO_SPENT = column("echo_spent", "lane", "i4", doc="Echo spent in this run.", is_carried=True)
ECHO_REWARD = column("echo_reward", "row", "i4", doc="Echo that its fall earns; 0 once it has been paid.")
HAS_BOSS_BAR = column("has_boss_bar", "row", "u1", doc="1 when its health stands at the top of the screen.")

# Anchors: what the scene says, and how each fares in a lane.
ANCHOR_PLACE = column("anchor_place", "static", "f4", ndim=2, unit="m", doc="(anchors, 2) x, z.")
ANCHOR_RULE = column(
    "anchor_rule",
    "static",
    "f4",
    ndim=2,
    doc="(anchors, 6) decay a tick, loss of a fight, its radius [m], repair, ticks of a repair, its radius [m].",
)
ANCHOR_STABILITY = column("anchor_stability", "lane", "f4", width=("anchors",), doc="0..1; below 0.1 it is broken.")
ANCHOR_QUIET = column("anchor_quiet", "lane", "i4", width=("anchors",), unit="tick", doc="Until a fight counts again.")
ANCHOR_MENDING = column("anchor_mending", "lane", "i4", width=("anchors",), unit="tick", doc="Left of a paid mending.")
ANCHOR_STATE = column("anchor_state", "lane", "i4", width=("anchors",), doc="0 broken ... 4 perfect, as last told.")
