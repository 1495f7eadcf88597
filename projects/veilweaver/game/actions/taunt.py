"""Taunt: draw enemies away from friends."""

from engine.ai.facts import ENEMY_SEEN, PLAYER_PROTECTED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import TAUNT as ABILITY
from ..facts import CAN_TAUNT

TAUNT = Action(
    "taunt",
    "Challenge every enemy around.",
    needs=(ENEMY_SEEN, CAN_TAUNT),
    gives=(PLAYER_PROTECTED,),
    cost=1.0,
    capability="combat",
)


@performs(TAUNT, writes="wish")
def taunt(lane, outcome, life, action, act_taunt, wish):
    """Reads the action, writes the wish for a taunt."""
    for i in range(len(action)):
        if action[i] == act_taunt[0] and outcome[lane[i]] == RUNNING and life[i] == UP:
            wish[i] = ABILITY
