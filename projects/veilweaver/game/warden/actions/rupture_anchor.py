"""Rupture anchor: tear an anchor that it has not gone for yet."""

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import RUPTURE
from ..facts import ANCHOR_UNMADE, CAN_RUPTURE

RUPTURE_ANCHOR = Action(
    "rupture_anchor",
    "Tear an anchor apart.",
    needs=(CAN_RUPTURE,),
    gives=(ANCHOR_UNMADE,),
    cost=1.0,
    capability="weave",
)


@performs(RUPTURE_ANCHOR, rows_with="is_warden", writes="wish")
def rupture_anchor(lane, outcome, life, action, act_rupture_anchor, wish):
    """Reads the action, decides to stand and gather the rupture, writes the wish for it."""
    for i in range(len(action)):
        if action[i] == act_rupture_anchor[0] and outcome[lane[i]] == RUNNING and life[i] == UP:
            wish[i] = RUPTURE
