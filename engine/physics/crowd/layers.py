"""Layers: neighbours at other heights, and friends who may overlap, are taken out of the lists of those who touch.

Only lanes in which somebody is off the terrain, or a team may overlap itself, need it; the others pay nothing.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.physics.crowd.limits import BLOCK, NEIGHBOURS, ZERO
from engine.world.ids import GROUP
from engine.world.kernel import helper
from engine.world.vectors import put, take


@helper
def part_layers(
    lane, begin, end, nobody, crowd_layered, overlap_teams, position, height, team, crowd_order, near_rounds, near_slot,
    near_reach,
):  # fmt: skip
    """Set the reach [m] between slots begin..end (as in `list_neighbours`) and who can't touch them to 0.

    Two don't touch when one's foot is above the other's head, or both are of one team that may overlap itself.
    """
    if crowd_layered[lane] == 0:
        return
    teams = int(overlap_teams[lane])
    entry = 0
    for group in range(begin, end, GROUP):
        if (group - begin) % BLOCK == 0:
            entry = group * NEIGHBOURS
        for _ in range(take(near_rounds, group)):
            for k in range(min(GROUP, end - group)):
                slot = take(near_slot, entry + k)
                if slot != nobody:
                    one = take(crowd_order, group + k)
                    other = take(crowd_order, slot)
                    foot = take(position, 3 * one + 1)
                    other_foot = take(position, 3 * other + 1)
                    is_apart = foot >= other_foot + take(height, other) or other_foot >= foot + take(height, one)
                    side = int(take(team, one))
                    if is_apart or (side == int(take(team, other)) and (teams >> side) & 1 != 0):
                        put(near_reach, entry + k, ZERO)
            entry += GROUP
