"""Who is on which side, and where: what perception of a large lane looks through instead of all its rows.

A lane is looked through row by row, unless it is large: then a neutral crowd is left out by a list of those on a side,
and where these are many and several look at once, each side is sorted into cells. All ways give the same answers.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import ZERO
from engine.ai.perception.within import hurt_below
from engine.ai.thinking import thinks
from engine.physics.queries.cells import sort_rows
from engine.physics.queries.kinds import MARGIN, bits
from engine.world.columns import column
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.kernel import helper

BY_ROW, BY_LIST, BY_CELL = range(3)
ORDER, CELL, TABLE, WALL, KIND, HURT, HURT_TABLE = range(7)
"""Entries of `side_rows`."""
STANDING, LYING, HURTING = 1, 2, 3
"""KIND of a row: 0 nobody to be listed; HURTING is up and so hurt that some friend may care."""
DOWN_GROUP, HURT_GROUP, FACTS = 2, 4, 6
MODE, LISTED, WALLS, PLAYERS, OTHERS = 0, 1, 2, 3, 5
"""The last part of `side_lane` and its entries; the other parts are frames of cells.

PLAYERS: the row of either side's last player; OTHERS: that of the one before, if there are two.
"""
LARGE_LANE = 128
"""Rows up to which a lane is never listed."""
FEW_LISTED, FEW_LOOKING = 400, 3
"""Up to so many on a side, or so few who look in this tick, a list is faster than cells."""
SIDES, WIDEST = 2, 6
UP_KINDS, DOWN_KINDS, HURT_KINDS = bits(STANDING, HURTING), bits(LYING), bits(HURTING)
INFINITE = np.float32(np.inf)

SIDE_ROWS = column(
    "side_rows", "row", "i4", width=(7,), digest=False,
    doc="Rows on a side by group and cell; a row's cell; where each cell's rows end; walls; kinds; the hurt by cell.",
)  # fmt: skip
SIDE_PLACE = column(
    "side_place", "row", "f4", width=(3,), unit="m", digest=False,
    doc="x, z and radius of the listed rows, in the order of the list: whoever looks through it reads side by side.",
)  # fmt: skip
SIDE_LANE = column(
    "side_lane", "lane", "f4", width=(7, 7), digest=False,
    doc="By group, party and hostile up, down, hurt: low x, z, cell [m], columns, lines, rows, widest [m]; then facts.",
)  # fmt: skip


@helper
def list_sides(
    L, begin, end, tick, local_id, life, team, agent_profile, is_player, position, radius, immovable, health,
    health_max, heal_below, side_rows, side_place, side_lane,
):  # fmt: skip
    """List the rows begin..end of lane L that are on a side, or sort them, whichever serves those who look now."""
    looking, listed, walls = 0, 0, 0
    for k in range(PLAYERS, OTHERS + SIDES):
        side_lane[L, FACTS, k] = -1
    widest, worst = ZERO, ZERO
    for i in range(begin, end):
        side_rows[i, KIND] = 0
        if life[i] != UP and life[i] != DOWN:
            continue
        if life[i] == UP:
            if immovable[i] != 0:
                side_rows[begin + walls, WALL] = i
                walls += 1
            if agent_profile[i] >= 0 and thinks(tick[L], local_id[i]):
                looking += 1
                worst = max(worst, hurt_below(heal_below[i]))
        if team[i] != NEUTRAL:
            side_rows[begin + listed, ORDER] = i
            side_rows[i, KIND] = STANDING if life[i] == UP else LYING
            listed += 1
            widest = max(widest, radius[i])
            if is_player[i] != 0 and life[i] == UP:
                side_lane[L, FACTS, OTHERS + team[i]] = side_lane[L, FACTS, PLAYERS + team[i]]
                side_lane[L, FACTS, PLAYERS + team[i]] = i
    side_lane[L, FACTS, LISTED], side_lane[L, FACTS, WALLS] = listed, walls
    if listed <= FEW_LISTED or looking <= FEW_LOOKING:
        side_lane[L, FACTS, MODE] = BY_LIST if 2 * listed <= end - begin else BY_ROW
        put_places(begin, begin + listed, position, radius, side_rows, side_place)
        return
    side_lane[L, FACTS, MODE] = BY_CELL
    for i in range(begin, end):
        if side_rows[i, KIND] == STANDING and health_max[i] > ZERO and health[i] / health_max[i] < worst:
            side_rows[i, KIND] = HURTING
    slot, hurt_slot = begin, begin
    for group in range(HURT_GROUP + SIDES):
        side = 1 << (group % SIDES)
        if group < HURT_GROUP:
            kinds = UP_KINDS if group < DOWN_GROUP else DOWN_KINDS
            slot += sort_rows(
                begin, end, slot, side, kinds, team, side_rows[:, KIND], position, side_rows[:, ORDER],
                side_rows[:, CELL], begin, side_rows[:, TABLE], slot, side_lane[L, group],
            )  # fmt: skip
        else:
            hurt_slot += sort_rows(
                begin, end, hurt_slot, side, HURT_KINDS, team, side_rows[:, KIND], position, side_rows[:, HURT],
                side_rows[:, CELL], begin, side_rows[:, HURT_TABLE], hurt_slot, side_lane[L, group],
            )  # fmt: skip
        side_lane[L, group, WIDEST] = widest
    put_places(begin, slot, position, radius, side_rows, side_place)


@helper
def put_places(begin, end, position, radius, side_rows, side_place):
    """Copy places and radii of the listed rows begin..end into the order of the list."""
    for at in range(begin, end):
        i = side_rows[at, ORDER]
        side_place[at, 0], side_place[at, 1], side_place[at, 2] = position[i, 0], position[i, 2], radius[i]


@helper
def outside_of(x, z, frame):
    """(metres along x, along z) from (x, z) to the rectangle of a frame's cells, 0 inside."""
    out_x = max(frame[0] - x, x - (frame[0] + frame[3] * frame[2]), ZERO)
    out_z = max(frame[1] - z, z - (frame[1] + frame[4] * frame[2]), ZERO)
    return out_x, out_z


@helper
def unread_from(x, z, ring, column, line, frame):
    """Metres within which rings 0..ring have shown every row around (x, z), which may lie far outside of the cells."""
    out_x, out_z = outside_of(x, z, frame)
    cell = frame[2]
    nearest = INFINITE
    if column - ring > 0:
        side = max(x - (frame[0] + np.float32(column - ring) * cell), ZERO)
        nearest = min(nearest, side * side + out_z * out_z)
    if column + ring < int(frame[3]) - 1:
        side = max(frame[0] + np.float32(column + ring + 1) * cell - x, ZERO)
        nearest = min(nearest, side * side + out_z * out_z)
    if line - ring > 0:
        side = max(z - (frame[1] + np.float32(line - ring) * cell), ZERO)
        nearest = min(nearest, side * side + out_x * out_x)
    if line + ring < int(frame[4]) - 1:
        side = max(frame[1] + np.float32(line + ring + 1) * cell - z, ZERO)
        nearest = min(nearest, side * side + out_x * out_x)
    return np.sqrt(nearest) - MARGIN
