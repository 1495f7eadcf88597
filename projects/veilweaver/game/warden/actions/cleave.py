"""Cleave: bring the blade down along a line before oneself."""

from engine.ai.facts import CAN_MELEE, ENEMY_HARMED, IN_MELEE_REACH
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import close_in
from engine.world.ids import RUNNING, UP

from ..abilities import CLEAVE as ABILITY

CLEAVE = Action(
    "cleave",
    "Cleave the ground before it.",
    needs=(CAN_MELEE, IN_MELEE_REACH),
    gives=(ENEMY_HARMED,),
    cost=1.2,
    capability="combat",
)


@performs(CLEAVE, rows_with="is_warden", writes="move_goal move_stop move_speed wish wish_target")
def cleave(
    lane, first, outcome, life, action, act_cleave, target, position, radius, melee_reach, speed, move_goal, move_stop,
    move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the target, decides to keep up with it and strike, writes the walk and the wish for a cleave."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_cleave[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        close_in(i, j, melee_reach[i], position, radius, speed[i], move_goal, move_stop, move_speed)
        wish[i] = ABILITY
        wish_target[i] = target[i]
