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
