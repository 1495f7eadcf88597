"""What the Warden wants beyond harming its enemies, and what the party wants of its court."""

from engine.ai.goap.vocabulary import Goal

from .facts import (
    ANCHOR_UNMADE,
    CAN_RUPTURE,
    CAN_WARD,
    FEED_IS_CUT,
    IS_WARDED,
    PYLON_FEEDS,
    WARD_IS_BROKEN,
    WARD_IS_UP,
)

UNMAKE_THREADS = Goal(
    "unmake_threads", "Rupture an anchor.", wants=(ANCHOR_UNMADE,), condition=(CAN_RUPTURE,), weight=2.6, commitment=0.5
)
WARD_ITSELF = Goal("ward_itself", "Raise a ward.", wants=(IS_WARDED,), condition=(CAN_WARD,), weight=2.8)
CUT_THE_FEED = Goal(
    "cut_the_feed", "Unbind the pylons.", wants=(FEED_IS_CUT,), condition=(PYLON_FEEDS,), weight=2.1, commitment=0.4
)
BREAK_THE_WARD = Goal(
    "break_the_ward",
    "Break the Warden's ward.",
    wants=(WARD_IS_BROKEN,),
    condition=(WARD_IS_UP,),
    weight=2.3,
    commitment=0.4,
)
