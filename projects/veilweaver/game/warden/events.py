"""What the Warden's court writes into the event log; pylons, sigils and anchors are named by their number."""

from engine.world.events import FIRST_PROJECT_KIND

(
    WARDEN_PHASE,
    ANCHOR_TARGETED,
    ANCHOR_RUPTURED,
    RUPTURE_BROKEN,
    WARD_RAISED,
    WARD_BROKEN,
    SIGIL_BOON,
    PYLON_UNBOUND,
    WARDEN_ADAPTS,
    WARDEN_CALLS,
) = range(FIRST_PROJECT_KIND + 64, FIRST_PROJECT_KIND + 74)

EVENT_KINDS = {
    "warden_phase": WARDEN_PHASE,
    "anchor_targeted": ANCHOR_TARGETED,
    "anchor_ruptured": ANCHOR_RUPTURED,
    "rupture_broken": RUPTURE_BROKEN,
    "ward_raised": WARD_RAISED,
    "ward_broken": WARD_BROKEN,
    "sigil_boon": SIGIL_BOON,
    "pylon_unbound": PYLON_UNBOUND,
    "warden_adapts": WARDEN_ADAPTS,
    "warden_calls": WARDEN_CALLS,
}

# How the timeline tells them.
TOLD = {
    "warden_phase": ("enemies", "bad", "{source} comes to phase {amount}", "source"),
    "anchor_targeted": ("enemies", "bad", "{target} is aimed at", "target", "anchor"),
    "anchor_ruptured": ("enemies", "bad", "{target} is ruptured", "target", "anchor"),
    "rupture_broken": ("party", "good", "{target} is saved from the rupture", "target", "anchor"),
    "ward_raised": ("enemies", "plain", "{source} raises its ward", "source"),
    "ward_broken": ("party", "good", "{source} breaks the ward", "source"),
    "sigil_boon": ("party", "good", "{source} takes a sigil's boon", "source"),
    "pylon_unbound": ("party", "good", "{source} unbinds a pylon", "source"),
    "warden_adapts": ("enemies", "plain", "{source} adapts: share from afar {amount}", "source"),
    "warden_calls": ("enemies", "bad", "{source} calls for aid", "source"),
}
