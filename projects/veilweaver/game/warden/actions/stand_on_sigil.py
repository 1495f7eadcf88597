"""Stand on sigil: go to the nearest sigil that is lit and wait for its answer."""

from engine.ai.facts import IS_SAFE
from engine.ai.goap.performs import performs
from engine.ai.goap.vocabulary import Action
from engine.ai.ground_plane import FAR, HALF
from engine.ai.moves import go_to
from engine.world.ids import RUNNING, UP

from ..facts import SIGIL_IS_LIT, WARD_IS_BROKEN

STAND_ON_SIGIL = Action(
    "stand_on_sigil",
    "Stand on a lit sigil.",
    needs=(SIGIL_IS_LIT,),
    gives=(WARD_IS_BROKEN, IS_SAFE),
    cost=1.2,
    capability="move",
    skill="average",
)


@performs(STAND_ON_SIGIL, rows_with="sigil_count", writes="move_goal move_stop move_speed")
def stand_on_sigil(
    lane, outcome, life, action, act_stand_on_sigil, sigil_place, sigil_rest, position, speed, move_goal, move_stop,
    move_speed,
):  # fmt: skip
    """Reads which sigils are lit, decides on the nearest, writes the walk to its middle."""
    for i in range(len(action)):
        L = lane[i]
        if action[i] != act_stand_on_sigil[0] or outcome[L] != RUNNING or life[i] != UP:
            continue
        best = -1
        best_distance = FAR
        for s in range(len(sigil_place)):
            x, z = position[i, 0] - sigil_place[s, 0], position[i, 2] - sigil_place[s, 1]
            if sigil_rest[L, s] == 0 and x * x + z * z < best_distance:
                best, best_distance = s, x * x + z * z
        if best >= 0:
            go_to(i, sigil_place[best, 0], sigil_place[best, 1], HALF, speed[i], move_goal, move_stop, move_speed)
