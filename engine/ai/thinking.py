"""When an agent thinks: ten times a second, staggered over agents, on the lane's own clock."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.world.kernel import helper

THINK_TICKS = 6


@helper
def thinks(tick, local_id):
    """Whether the agent's turn to perceive, believe and plan is this tick."""
    return (tick + local_id) % THINK_TICKS == 0
