"""Within a tick: whoever was put somewhere else in it has ground under the feet before physics looks for it."""

# pyright: basic
# The types of the parameters are those of the columns, declared in the registry.

from engine.terrain.pinned.ground import pinned_of
from engine.world.columns import column
from engine.world.system import system

ENDLESS = column(
    "endless", "lane", "u1", digest=False, doc="1 where the ground is a world, of which only what is near is there."
)


@system(slot="crowd", order=-10, compiled=False, rows_with="endless", writes="")
def pin_ground(tick, first, outcome, life, position, previous_position, radius, ground_index):
    """Reads where everybody is; makes what ground is missing there, which writes no column."""
    pinned = pinned_of(ground_index)
    if pinned is not None:
        pinned.within_tick()
