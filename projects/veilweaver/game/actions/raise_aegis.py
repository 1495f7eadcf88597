"""Raise aegis: put a barrier of light about the player when somebody presses them."""

from engine.ai.facts import PLAYER_PROTECTED, PLAYER_THREATENED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..minds.aegis import AEGIS_ABILITY, CAN_AEGIS

RAISE_AEGIS = Action(
    "raise_aegis",
    "Raise a barrier about the player.",
    needs=(CAN_AEGIS, PLAYER_THREATENED),
    gives=(PLAYER_PROTECTED,),
    cost=0.8,
    capability="support",
)


@performs(RAISE_AEGIS, rows_with="aegis_amount", writes="wish wish_target")
def raise_aegis(lane, outcome, life, action, act_raise_aegis, player_friend, wish, wish_target):
    """Reads the friendly player, writes the wish for a barrier about them."""
    for i in range(len(action)):
        if action[i] != act_raise_aegis[0] or outcome[lane[i]] != RUNNING or life[i] != UP or player_friend[i] < 0:
            continue
        wish[i] = AEGIS_ABILITY
        wish_target[i] = player_friend[i]
