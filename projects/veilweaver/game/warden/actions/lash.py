"""Lash: sweep a quarter of a circle with the chain."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import LASH as ABILITY
from ..facts import CAN_LASH, IN_LASH_REACH

LASH = Action(
    "lash",
    "Lash a quarter of a circle.",
    needs=(ENEMY_SEEN, CAN_LASH, IN_LASH_REACH),
    gives=(ENEMY_HARMED,),
    cost=1.0,
    capability="combat",
)


@performs(LASH, rows_with="is_warden", writes="wish wish_target")
def lash(lane, outcome, life, action, act_lash, target, wish, wish_target):
    """Reads the target, decides to stand and sweep, writes the wish for a lash."""
    for i in range(len(action)):
        if action[i] != act_lash[0] or outcome[lane[i]] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        wish[i] = ABILITY
        wish_target[i] = target[i]
