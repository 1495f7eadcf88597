"""Search: walk to where an enemy was noticed last that cannot be seen now."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import ENEMY_REMEMBERED, ENEMY_SEEN
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ONE
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

SEARCH = Action(
    "search",
    "Look for an enemy where it was noticed last.",
    needs=(ENEMY_REMEMBERED, ~ENEMY_SEEN),
    gives=(ENEMY_SEEN,),
    cost=3.0,
    capability="move",
)


@performs(SEARCH, writes="move_goal move_stop move_speed")
def search(
    lane, outcome, life, action, act_search, remembered, last_seen, speed, move_goal, move_stop, move_speed,
):  # fmt: skip
    """Reads where the enemy was that is remembered, decides to go there, writes the walk."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_search[0] or outcome[L] != RUNNING or life[i] != UP or remembered[i] < 0:
            continue
        go_to(i, last_seen[i, 0], last_seen[i, 1], ONE, speed[i], move_goal, move_stop, move_speed)
