"""Combo: break the target's stance with a chain of blows."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_SEEN, PLAYER_PROTECTED, STAGGER_EXPLOITED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import close_in
from engine.world.ids import RUNNING, UP

from ..abilities import COMBO as ABILITY
from ..facts import CAN_COMBO

COMBO = Action(
    "combo",
    "Break the target's stance.",
    needs=(ENEMY_SEEN, CAN_COMBO),
    gives=(ENEMY_HARMED, STAGGER_EXPLOITED, PLAYER_PROTECTED),
    cost=1.5,
    capability="combat",
)


@performs(COMBO, writes="move_goal move_stop move_speed wish wish_target")
def combo(
    lane, first, outcome, life, action, act_combo, target, position, radius, combo_reach, speed, move_goal, move_stop,
    move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the target, decides to close in and strike, writes the walk and the wish for a combo."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_combo[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        close_in(i, j, combo_reach[i], position, radius, speed[i], move_goal, move_stop, move_speed)
        wish[i] = ABILITY
        wish_target[i] = target[i]
