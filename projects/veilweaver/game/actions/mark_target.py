"""Mark target: an arrow that makes everybody's blows on it count for more."""

from engine.ai.facts import ENEMY_HARMED, ENEMY_SEEN, PLAYER_PROTECTED
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import MARK
from ..facts import CAN_MARK, ENEMY_MARKED

MARK_TARGET = Action(
    "mark_target",
    "Mark the target for everybody.",
    needs=(ENEMY_SEEN, CAN_MARK, ~ENEMY_MARKED),
    gives=(ENEMY_MARKED, ENEMY_HARMED, PLAYER_PROTECTED),
    cost=1.0,
    capability="combat",
)


@performs(MARK_TARGET, writes="wish wish_target")
def mark_target(lane, outcome, life, action, act_mark_target, target, wish, wish_target):
    """Reads the target, writes the wish for a mark on it."""
    for i in range(len(action)):
        if action[i] != act_mark_target[0] or outcome[lane[i]] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        wish[i] = MARK
        wish_target[i] = target[i]
