"""Attack: strike the target in reach."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import CAN_MELEE, ENEMY_HARMED, IN_MELEE_REACH, PLAYER_PROTECTED, STAGGER_EXPLOITED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.moves import close_in
from engine.ai.wish import BLOW
from engine.world.ids import RUNNING, UP

ATTACK = Action(
    "attack",
    "Strike the target.",
    needs=(CAN_MELEE, IN_MELEE_REACH),
    gives=(ENEMY_HARMED, STAGGER_EXPLOITED, PLAYER_PROTECTED),
    cost=2.0,
    capability="combat",
)


@performs(ATTACK, writes="move_goal move_stop move_speed wish wish_target")
def attack(
    lane, first, outcome, life, action, act_attack, target, position, radius, melee_reach, speed, move_goal, move_stop,
    move_speed, wish, wish_target,
):  # fmt: skip
    """Reads the target, decides to keep up with it and strike, writes the walk and the wish for a blow."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_attack[0] or outcome[L] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        j = first[L] + target[i]
        close_in(i, j, melee_reach[i], position, radius, speed[i], move_goal, move_stop, move_speed)
        wish[i] = BLOW
        wish_target[i] = target[i]
