"""Who is on which side, and where: what perception of a large lane looks through instead of all its rows.

A lane is looked through row by row, unless it is large: then a neutral crowd is left out by a list of those on a side,
and where these are many and several look at once, each side is sorted into cells. All ways give the same answers.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.thinking import thinks
from engine.physics.queries.cells import sort_rows
from engine.physics.queries.kinds import bits
from engine.world.columns import column
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.kernel import helper

BY_ROW, BY_LIST, BY_CELL = range(3)
ORDER, CELL, TABLE, WALL = range(4)
"""Entries of `side_rows`."""
FACTS = 4
MODE, LISTED, WALLS, PLAYERS, OTHERS = 0, 1, 2, 3, 5
"""The last part of `side_lane` and its entries; the other parts are frames of cells.

PLAYERS: the row of either side's last player; OTHERS: that of the one before, if there are two.
"""
LARGE_LANE = 128
"""Rows up to which a lane is never listed."""
FEW_LISTED, FEW_LOOKING = 400, 3
"""Up to so many on a side, or so few who look in this tick, a list is faster than cells."""
SIDES, WIDEST = 2, 6
LIVES_UP, LIVES_DOWN = bits(UP), bits(DOWN)

SIDE_ROWS = column(
    "side_rows", "row", "i4", width=(4,), digest=False,
    doc="Rows on a side by group and cell; a row's cell; where each cell's rows end; walls.",
)  # fmt: skip
SIDE_LANE = column(
    "side_lane", "lane", "f4", width=(5, 7), digest=False,
    doc="By group, party up, hostile up, then down: low x, z, cell [m], columns, lines, rows, widest [m]; then facts.",
)  # fmt: skip


@helper
def list_sides(
    L, begin, end, tick, local_id, life, team, agent_profile, is_player, position, radius, immovable, side_rows,
    side_lane,
):  # fmt: skip
    """List the rows begin..end of lane L that are on a side, or sort them, whichever serves those who look now."""
    looking, listed, walls = 0, 0, 0
    for k in range(PLAYERS, OTHERS + SIDES):
        side_lane[L, FACTS, k] = -1
    widest = np.float32(0)
    for i in range(begin, end):
        if life[i] != UP and life[i] != DOWN:
            continue
        if life[i] == UP:
            if immovable[i] != 0:
                side_rows[begin + walls, WALL] = i
                walls += 1
            if agent_profile[i] >= 0 and thinks(tick[L], local_id[i]):
                looking += 1
        if team[i] != NEUTRAL:
            side_rows[begin + listed, ORDER] = i
            listed += 1
            widest = max(widest, radius[i])
            if is_player[i] != 0 and life[i] == UP:
                side_lane[L, FACTS, OTHERS + team[i]] = side_lane[L, FACTS, PLAYERS + team[i]]
                side_lane[L, FACTS, PLAYERS + team[i]] = i
    side_lane[L, FACTS, LISTED], side_lane[L, FACTS, WALLS] = listed, walls
    if listed <= FEW_LISTED or looking <= FEW_LOOKING:
        side_lane[L, FACTS, MODE] = BY_LIST if 2 * listed <= end - begin else BY_ROW
        return
    side_lane[L, FACTS, MODE] = BY_CELL
    slot = begin
    for group in range(2 * SIDES):
        lives = LIVES_UP if group < SIDES else LIVES_DOWN
        slot += sort_rows(
            begin, end, slot, 1 << (group % SIDES), lives, team, life, position, side_rows[:, ORDER],
            side_rows[:, CELL], begin, side_rows[:, TABLE], slot, side_lane[L, group],
        )  # fmt: skip
        side_lane[L, group, WIDEST] = widest
