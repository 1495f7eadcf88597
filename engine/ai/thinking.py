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
def first_turn(tick):
    """The lowest local id whose turn is this tick; every THINK_TICKS-th after it has its turn as well.

    Rows of a lane lie in the order of their local ids, so a system that only those who think need steps through
    `range(first[L] + first_turn(tick[L]), first[L + 1], THINK_TICKS)` and does not look at anybody else.
    """
    return -tick % THINK_TICKS
