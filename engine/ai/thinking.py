"""When an agent thinks: ten times a second, staggered over agents, on the lane's own clock."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.kernel import helper

THINK_TICKS = 6


@helper
def thinks(tick, local_id):
    """Whether the agent's turn to perceive, believe and plan is this tick."""
    return (tick + local_id) % THINK_TICKS == 0


@helper
def first_turn(tick, step):
    """The lowest local id whose turn is this tick; every `step`-th after it has its turn as well.

    Rows of a lane lie in the order of their local ids. So a system for those who think goes over
    `range(first[L] + first_turn(tick[L], think_step[0]), first[L + 1], think_step[0])` and never looks at anybody else.
    `think_step` is THINK_TICKS, or 1 where everybody thinks in each tick.
    """
    return -tick % THINK_TICKS if step == THINK_TICKS else 0
