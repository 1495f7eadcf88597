"""Echo dash: rush through the target."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_SEEN, PLAYER_PROTECTED, STAGGER_EXPLOITED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import DASH
from ..facts import CAN_DASH

ECHO_DASH = Action(
    "echo_dash",
    "Dash through the target.",
    needs=(ENEMY_SEEN, CAN_DASH),
    gives=(ENEMY_HARMED, STAGGER_EXPLOITED, PLAYER_PROTECTED),
    cost=1.2,
    capability="combat",
    skill="average",
)


@performs(ECHO_DASH, writes="wish wish_target")
def echo_dash(lane, outcome, life, action, act_echo_dash, target, wish, wish_target):
    """Reads the target, writes the wish for a dash at it."""
    for i in range(len(action)):
        if action[i] != act_echo_dash[0] or outcome[lane[i]] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        wish[i] = DASH
        wish_target[i] = target[i]
