"""Raise ward: gather a ward about oneself."""

from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import WARDING
from ..facts import CAN_WARD, IS_WARDED

RAISE_WARD = Action("raise_ward", "Raise a ward.", needs=(CAN_WARD,), gives=(IS_WARDED,), cost=1.0, capability="weave")


@performs(RAISE_WARD, rows_with="is_warden", writes="wish")
def raise_ward(lane, outcome, life, action, act_raise_ward, wish):
    """Reads the action, decides to stand and raise the ward, writes the wish for it."""
    for i in range(len(action)):
        if action[i] == act_raise_ward[0] and outcome[lane[i]] == RUNNING and life[i] == UP:
            wish[i] = WARDING
