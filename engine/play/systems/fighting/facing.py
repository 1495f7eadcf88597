"""Facing: who strikes, shoots or helps looks at whom it is aimed at; a person's player looks where they aim."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.wish import NOTHING
from engine.physics.angles import heading, turn_towards
from engine.physics.crowd.limits import TURN_STEP
from engine.world.ids import RUNNING, UP
from engine.world.system import system


@system(slot="rigid", order=-50, writes="yaw")
def facing(
    lane, first, outcome, autopilot, input_aim, is_player, life, stun, cast, cast_target, wish_target, position, yaw,
):  # fmt: skip
    """Reads casts and wishes, after the crowd has turned bodies along their walk; writes `yaw` towards the target."""
    for i in range(len(life)):
        L = lane[i]
        if outcome[L] != RUNNING or life[i] != UP or stun[i] > 0:
            continue
        if is_player[i] != 0 and autopilot[L] == 0:
            x = input_aim[L, 0] - position[i, 0]
            z = input_aim[L, 1] - position[i, 2]
        else:
            who = wish_target[i]
            if cast[i] != NOTHING:
                who = cast_target[i]
            if who < 0:
                continue
            x = position[first[L] + who, 0] - position[i, 0]
            z = position[first[L] + who, 2] - position[i, 2]
        yaw[i] = turn_towards(yaw[i], heading(x, z), TURN_STEP + TURN_STEP)
