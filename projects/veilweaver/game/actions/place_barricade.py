"""Place barricade: put a fence in the way of an enemy that comes."""

from engine.ai.facts import ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.world.ids import RUNNING, UP

from ..abilities import BARRICADE
from ..facts import COVER_MISSING, COVER_TAKEN

PLACE_BARRICADE = Action(
    "place_barricade",
    "Put a barricade in the enemy's way.",
    needs=(ENEMY_SEEN, COVER_MISSING),
    gives=(COVER_TAKEN, ~COVER_MISSING),
    cost=1.0,
    capability="weave",
    skill="expert",
)


@performs(PLACE_BARRICADE, writes="wish wish_target")
def place_barricade(lane, outcome, life, action, act_place_barricade, target, wish, wish_target):
    """Reads the target, writes the wish for a barricade towards it."""
    for i in range(len(action)):
        if action[i] != act_place_barricade[0] or outcome[lane[i]] != RUNNING or life[i] != UP or target[i] < 0:
            continue
        wish[i] = BARRICADE
        wish_target[i] = target[i]
