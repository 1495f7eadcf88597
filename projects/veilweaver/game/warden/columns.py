"""Columns of the Warden and of its court: its strikes, phases and ward, and how pylons and sigils stand in a lane."""

from engine.world.columns import column

# What it is: from its component when the scene is compiled.
IS_WARDEN = column("is_warden", "row", "u1", doc="1 for a Warden.")
WARDEN_HIDE = column("warden_hide", "row", "f4", doc="Armour of its own; storm, pylons and ward come on top.")
CLEAVE_LENGTH = column("cleave_length", "row", "f4", unit="m", doc="How far before it a cleave strikes.")
LASH_DAMAGE = column("lash_damage", "row", "f4", unit="hp", doc="Harm of a lash to each enemy in it.")
LASH_REACH = column("lash_reach", "row", "f4", unit="m", doc="How far a lash strikes.")
LASH_WINDUP = column("lash_windup", "row", "i4", unit="tick", doc="From its beginning until it lands.")
LASH_COOLDOWN = column("lash_cooldown", "row", "i4", unit="tick", doc="From one lash's beginning to the next.")
RUPTURE_DAMAGE = column("rupture_damage", "row", "f4", unit="hp", doc="Harm to each enemy around the anchor.")
RUPTURE_RADIUS = column("rupture_radius", "row", "f4", unit="m", doc="How far around the anchor.")
RUPTURE_LOSS = column("rupture_loss", "row", "f4", doc="Stability that the anchor loses.")
RUPTURE_WINDUP = column("rupture_windup", "row", "i4", unit="tick", doc="From its beginning until it lands.")
RUPTURE_WAIT = column("rupture_wait", "row", "i4", unit="tick", doc="From the beginning of a phase to its rupture.")
WARD_STOPS = column("ward_stops", "row", "f4", doc="Share of harm that a ward stops.")
WARD_COOLDOWN = column("ward_cooldown", "row", "i4", unit="tick", doc="From a ward's fall until the next.")
LASH_READY = column("lash_ready", "row", "i4", unit="tick", doc="Until the next lash may begin.")

# How the fight stands.
WARDEN_PHASE = column(
    "warden_phase", "lane", "i4", doc="0 no Warden yet, 1 Assessment, 2 Fulcrum Shift, 3 Directive Override."
)
WARDEN_WARD = column("warden_ward", "lane", "i4", doc="1 while a ward protects the Warden.")
WARD_READY = column("ward_ready", "lane", "i4", unit="tick", doc="Until the next ward may be raised.")
RUPTURE_READY = column("rupture_ready", "lane", "i4", unit="tick", doc="Until the phase's rupture may begin.")
RUPTURE_ANCHOR = column("rupture_anchor", "lane", "i4", default=-1, doc="Anchor that is being ruptured, or -1.")
RUPTURE_TAKEN = column("rupture_taken", "lane", "u1", width=("anchors",), doc="1 for an anchor that it has gone for.")

# The court.
PYLON_PLACE = column("pylon_place", "static", "f4", ndim=2, unit="m", doc="(pylons, 4) x, z, reach, ticks to unbind.")
PYLON_FEEDS = column("pylon_feeds", "static", "f4", doc="(pylons,) share of harm that each stops while it stands.")
PYLON_STANDS = column("pylon_stands", "lane", "u1", width=("pylons",), doc="1 until it is unbound.")
PYLON_WORK = column("pylon_work", "lane", "i4", width=("pylons",), unit="tick", doc="How long it has been worked on.")
SIGIL_PLACE = column("sigil_place", "static", "f4", ndim=2, unit="m", doc="(sigils, 4) x, z, radius, share healed.")
SIGIL_TIME = column("sigil_time", "static", "i4", ndim=2, unit="tick", doc="(sigils, 2) to stand on it, and to rest.")
SIGIL_COUNT = column("sigil_count", "lane", "i4", doc="How many sigils the scene has.")
SIGIL_STOOD = column("sigil_stood", "lane", "i4", width=("sigils",), unit="tick", doc="How long somebody stands on it.")
SIGIL_REST = column("sigil_rest", "lane", "i4", width=("sigils",), unit="tick", doc="Until it is lit again.")
