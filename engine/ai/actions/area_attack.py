"""Area attack: a shockwave that reaches every enemy all round."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import CAN_AREA, ENEMY_HARMED, IN_AREA_REACH, PLAYER_PROTECTED, STAGGER_EXPLOITED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.wish import SHOCKWAVE
from engine.world.ids import RUNNING, UP

AREA_ATTACK = Action(
    "area_attack",
    "Strike everybody around.",
    needs=(CAN_AREA, IN_AREA_REACH),
    gives=(ENEMY_HARMED, STAGGER_EXPLOITED, PLAYER_PROTECTED),
    cost=1.0,
    capability="combat",
)


@performs(AREA_ATTACK, writes="wish wish_target")
def area_attack(lane, outcome, life, action, act_area_attack, target, wish, wish_target):
    """Reads the action, decides to stand and gather the shockwave, writes the wish for it."""
    for i in range(len(action)):
        if action[i] != act_area_attack[0] or outcome[lane[i]] != RUNNING or life[i] != UP:
            continue
        wish[i] = SHOCKWAVE
        wish_target[i] = target[i]
