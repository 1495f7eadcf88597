"""Search: walk towards an enemy that was heard but cannot be seen."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import ENEMY_NOTICED, ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ONE
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

SEARCH = Action(
    "search",
    "Walk towards the noise.",
    needs=(ENEMY_NOTICED, ~ENEMY_SEEN),
    gives=(ENEMY_SEEN,),
    cost=3.0,
    capability="move",
)


@performs(SEARCH, writes="move_goal move_stop move_speed")
def search(lane, first, outcome, life, action, act_search, heard, position, speed, move_goal, move_stop, move_speed):
    """Reads whom the agent hears (`heard`), decides to go there, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_search[0] or outcome[L] != RUNNING or life[i] != UP or heard[i] < 0:
            continue
        j = first[L] + heard[i]
        go_to(i, position[j, 0], position[j, 2], ONE, speed[i], move_goal, move_stop, move_speed)
