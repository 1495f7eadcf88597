"""Perception of danger: whose attack is about to land on an agent, and whose could strike those who help a friend.

An attack that is shown before it lands (`engine.ai.perception.telegraph`) is a danger on the ground that it shows. Who
can make one, and who is up or down on each side, is gathered once a lane and tick; a large lane is looked through in
the cells around the agent.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.ai.perception.friends_in_crowd import lines_around
from engine.ai.perception.sides import BY_CELL, FACTS, MODE, ORDER, TABLE
from engine.ai.perception.telegraph import is_under, reach_from
from engine.ai.thinking import THINK_TICKS, first_turn
from engine.physics.queries.cells import run_of_cells
from engine.physics.queries.solids import is_somewhere
from engine.world.columns import column
from engine.world.ids import DOWN, NEUTRAL, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

MARGIN = np.float32(1.0)
"""Metres beyond its ground within which an attack is thought dangerous."""
FEW_AREAS = 16
"""Up to so many who can make an area attack, trying all of them is faster than looking round in cells."""

BLAST_FROM = column(
    "blast_from", "row", "i4", default=-1, doc="The enemy whose attack, shown before it lands, would reach it."
)
HELP_RISK = column(
    "help_risk", "row", "i4", default=-1, doc="An enemy whose area attack could strike who helps the downed friend."
)
AREA_ROWS = column(
    "area_rows", "row", "i4", digest=False, doc="Rows of the lane that can make an area attack or show one."
)
SIDE_UP = column("side_up", "lane", "i4", width=(3,), digest=False, doc="By side, how many are up.")
SIDE_PLAYER_DOWN = column("side_player_down", "lane", "i4", width=(3,), digest=False, doc="By side, players down.")


@system(slot="perception", order=20, writes="blast_from help_risk area_rows side_up side_player_down")
def notice_danger(
    first, outcome, tick, local_id, life, team, is_player, agent_profile, position, radius, telegraph, telegraph_shape,
    telegraph_place, area_radius, ally_down, side_rows, side_place, side_lane, blast_from, help_risk, area_rows,
    side_up, side_player_down,
):  # fmt: skip
    """Each agent whose turn it is looks for area attacks around itself and its downed friend; the lower id is told."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        areas, gathered, widest = 0, 0, ZERO
        side_up[L, :] = 0
        side_player_down[L, :] = 0
        for j in range(first[L], first[L + 1]):
            if life[j] == DOWN and is_player[j] != 0:
                side_player_down[L, team[j]] += 1
            if life[j] != UP:
                continue
            side_up[L, team[j]] += 1
            if (area_radius[j] > ZERO or telegraph[j] > 0) and team[j] != NEUTRAL:
                area_rows[first[L] + areas] = j
                areas += 1
                widest = max(widest, area_radius[j])
                if telegraph[j] > 0:
                    gathered += 1
                    widest = max(widest, reach_from(j, position, telegraph_place[j]))
        by_cell = side_lane[L, FACTS, MODE] == BY_CELL and areas > FEW_AREAS
        for i in range(first[L] + first_turn(tick[L], THINK_TICKS), first[L + 1], THINK_TICKS):
            if life[i] != UP or agent_profile[i] < 0:
                continue
            blast, risk = -1, -1
            if by_cell and team[i] != NEUTRAL:
                for question in range(2):  # one call, since it is compiled as often as it is written
                    at = i if question == 0 else first[L] + ally_down[i]
                    if gathered > 0 if question == 0 else ally_down[i] >= 0:
                        found = danger_in_cells(
                            at, L, 1 - team[i], widest, question == 0, first, position, radius, telegraph,
                            telegraph_shape, telegraph_place, area_radius, side_rows, side_place, side_lane,
                        )  # fmt: skip
                        blast, risk = (found, risk) if question == 0 else (blast, found)
            elif gathered > 0 or ally_down[i] >= 0:
                helped = i
                if ally_down[i] >= 0:
                    helped = first[L] + ally_down[i]
                for at in range(first[L] + areas - 1, first[L] - 1, -1):
                    j = area_rows[at]
                    if team[j] == team[i]:
                        continue
                    if telegraph[j] > 0 and is_under(
                        position[i, 0], position[i, 2], telegraph_shape[j], telegraph_place[j], MARGIN
                    ):
                        blast = j
                    if helped != i and is_in_area(position[helped, 0], position[helped, 2], j, position, area_radius):
                        risk = j
            blast_from[i] = local_id[blast] if blast >= 0 else -1
            help_risk[i] = local_id[risk] if risk >= 0 else -1


@helper
def is_in_area(x, z, j, position, area_radius):
    """Whether row j has an area attack that would be a danger at (x, z)."""
    dx, dz = position[j, 0] - x, position[j, 2] - z
    return area_radius[j] > ZERO and np.sqrt(dx * dx + dz * dz) <= area_radius[j] + MARGIN


@helper
def danger_in_cells(
    i, L, group, widest, is_gathered, first, position, radius, telegraph, telegraph_shape, telegraph_place, area_radius,
    side_rows, side_place, side_lane,
):  # fmt: skip
    """The lowest row of a side whose attack (one that is shown, or any round itself) would be a danger to row i."""
    found = -1
    x, z = position[i, 0], position[i, 2]
    if not is_somewhere(x, position[i, 1], z):
        return found
    slot = first[L]
    if group == 1:
        slot += int(side_lane[L, 0, 5])
    low_line, high_line, left, right = lines_around(i, widest + MARGIN, position, radius, side_lane[L, group])
    for line in range(low_line, high_line):
        low, high = run_of_cells(line, left, right, int(side_lane[L, group, 3]), slot, side_rows[:, TABLE], slot)
        for at in range(low, high):
            dx, dz = side_place[at, 0] - x, side_place[at, 1] - z
            apart = np.sqrt(dx * dx + dz * dz)
            if apart > widest + MARGIN:
                continue
            j = side_rows[at, ORDER]
            if is_gathered:
                if telegraph[j] == 0 or not is_under(x, z, telegraph_shape[j], telegraph_place[j], MARGIN):
                    continue
            elif area_radius[j] <= ZERO or apart > area_radius[j] + MARGIN:
                continue
            if found < 0 or j < found:
                found = j
    return found
