"""Hold position: go back to one's post and stand there."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.facts import POST_HELD
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import ONE
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

HOLD_ONES_POSITION = Action("hold_position", "Stand at one's post.", gives=(POST_HELD,), cost=1.0, capability="move")


@performs(HOLD_ONES_POSITION, writes="move_goal move_stop move_speed")
def hold_position(lane, outcome, life, action, act_hold_position, post, speed, move_goal, move_stop, move_speed):
    """Reads the post, decides to stand there, writes the walk back."""
    for i in range(len(action)):
        if action[i] != act_hold_position[0] or outcome[lane[i]] != RUNNING or life[i] != UP:
            continue
        go_to(i, post[i, 0], post[i, 1], ONE, speed[i], move_goal, move_stop, move_speed)
