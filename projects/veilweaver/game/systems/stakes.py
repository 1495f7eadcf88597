"""Stakes: the fight is not won while an anchor is critical, and lost when every anchor is broken."""

from engine.world.ids import RUNNING
from engine.world.system import system

from ..anchor_states import CRITICAL_FROM, UNSTABLE_FROM


@system(slot="weaving", order=20, writes="victory_hold defeat_call")
def stakes(outcome, anchor_stability, victory_hold, defeat_call):
    """Reads the anchors' stability; writes the lane's `victory_hold` and `defeat_call`."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        frail, broken = 0, 0
        count = anchor_stability.shape[1]
        for a in range(count):
            if anchor_stability[L, a] < UNSTABLE_FROM:
                frail += 1
            if anchor_stability[L, a] < CRITICAL_FROM:
                broken += 1
        victory_hold[L] = frail
        defeat_call[L] = 0
        if count > 0 and broken == count:
            defeat_call[L] = 1
