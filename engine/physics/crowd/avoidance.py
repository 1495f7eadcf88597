"""Local avoidance: with `physics.avoidance` on, who is about to run into somebody steps aside before they touch.

After the predictive model of Karamouzas, Heil, van Beek and Overmars ("A predictive collision avoidance model for
pedestrian simulation", MIG 2009): for everybody near it is foretold when and how near the two will pass, and who would
pass too near is steered away from where the other will be. As in ORCA (van den Berg et al. 2011) each does half of what
it takes. Both keep to their right, so that two who meet head-on do not dance. Only wishes are changed: contacts,
obstacles and knocks stay the crowd's.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.limits import LARGEST, ONE, ZERO
from engine.physics.crowd.sort import first_slot
from engine.physics.queries.cells import line_of_cells, run_of_cells, sort_rows
from engine.physics.queries.kinds import EVERYBODY, bits
from engine.world.columns import column
from engine.world.ids import DOWN, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

F32 = np.float32
REACH = F32(2.5)  # m: nobody farther away is stepped aside for
HORIZON = F32(2)  # s: nor anybody who is met later
SOONEST = F32(0.3)  # s: what is left to do is not hurried more than this
ROOM = F32(0.15)  # m between two who pass
KEEP_RIGHT = F32(0.25)  # m: to which side others pass is decided as if they came so much farther to the left
SLOWEST = F32(0.1)  # m/s: who wishes for less is standing
SHARE = F32(0.8)  # of what the other does not do yet; with all of it two would overdo it by turns
MOST_ASIDE = F32(0.8)  # of the wished speed that avoidance may change
PRESENT = bits(UP, DOWN)

AVOIDANCE = column(
    "avoidance", "lane", "u1", digest=False, doc="1 when everybody who walks steps aside for others (project.toml)."
)
AVOID_ORDER = column("avoid_order", "slot", "i4", doc="Rows by cell.")
AVOID_CELLS = column("avoid_cells", "slot", "i4", doc="Cell of the lane's first row, second row, ...")
AVOID_TABLE = column("avoid_table", "slot", "i4", doc="Where each cell ends in `avoid_order`.")
AVOID_FRAME = column(
    "avoid_frame", "lane", "f4", width=(6,), digest=False, doc="Low x, z, cell [m], columns, lines, n."
)


@helper
def step_aside(dx, dz, speed_x, speed_z, ahead_x, ahead_z, reach):
    """Change of velocity (x, z) [m/s] for one other: at (dx, dz) [m], nearing by (speed_x, speed_z) [m/s].

    (ahead_x, ahead_z) is the direction that is wished for, `reach` [m] how near the two may pass.
    """
    closing = speed_x * speed_x + speed_z * speed_z
    if not (SLOWEST * SLOWEST < closing <= LARGEST):
        return ZERO, ZERO
    time = -(dx * speed_x + dz * speed_z) / closing
    if time <= ZERO or time >= HORIZON:
        return ZERO, ZERO
    # Where the other will be when it is nearest; right of (ahead_x, ahead_z) is (ahead_z, -ahead_x).
    near_x = dx + speed_x * time
    near_z = dz + speed_z * time
    missed = near_x * near_x + near_z * near_z
    if missed >= reach * reach:
        return ZERO, ZERO
    until = max(time - np.sqrt((reach * reach - missed) / closing), SOONEST)
    way_x = near_x - ahead_z * KEEP_RIGHT
    way_z = near_z + ahead_x * KEEP_RIGHT
    way = np.sqrt(way_x * way_x + way_z * way_z)
    if way <= ZERO:
        return ZERO, ZERO
    push = SHARE * (reach - np.sqrt(missed)) / until / way
    return -way_x * push, -way_z * push


@helper
def aside_of_all(
    i, wish_x, wish_z, wish, overlapping, team, position, velocity, radius, height, order, table, slot, frame
):
    """Sum of what row i steps aside for everybody near who is ahead of it, in the order of the cells."""
    ahead_x = wish_x / wish
    ahead_z = wish_z / wish
    x = position[i, 0]
    y = position[i, 1]
    z = position[i, 2]
    columns = int(frame[3])
    lines = int(frame[4])
    left = line_of_cells(x - REACH - frame[0], frame[2], columns)
    right = line_of_cells(x + REACH - frame[0], frame[2], columns)
    near = line_of_cells(z - REACH - frame[1], frame[2], lines)
    far = line_of_cells(z + REACH - frame[1], frame[2], lines)
    may_overlap = (overlapping >> int(team[i])) & 1
    sum_x = ZERO
    sum_z = ZERO
    for line in range(near, far + 1):
        low, high = run_of_cells(line, left, right, columns, slot, table, slot)
        for at in range(low, high):
            j = order[at]
            dx = position[j, 0] - x
            dz = position[j, 2] - z
            if j == i or dx * dx + dz * dz > REACH * REACH or dx * ahead_x + dz * ahead_z <= ZERO:
                continue
            if y >= position[j, 1] + height[j] or position[j, 1] >= y + height[i]:
                continue
            if may_overlap != 0 and team[j] == team[i]:
                continue
            aside_x, aside_z = step_aside(
                dx, dz, velocity[j, 0] - wish_x, velocity[j, 2] - wish_z, ahead_x, ahead_z, radius[i] + radius[j] + ROOM
            )
            sum_x = sum_x + aside_x
            sum_z = sum_z + aside_z
    return sum_x, sum_z


@system(
    slot="steering",
    order=80,
    rows_with="avoidance",
    writes="desired_velocity avoid_order avoid_cells avoid_table avoid_frame",
)
def step_aside_for_others(
    first, outcome, avoidance, autopilot, overlap_teams, is_player, team, life, immovable, position, velocity, radius,
    height, desired_velocity, avoid_order, avoid_cells, avoid_table, avoid_frame,
):  # fmt: skip
    """Turn or slow the wish of everybody who would run into somebody; nobody becomes faster than they wished.

    Reads the places and velocities that the last tick left and writes each one's own wish, so no order matters. The
    player is left alone while a person plays. What carries bodies against their will comes later and is not changed.
    """
    for L in range(len(outcome)):
        if outcome[L] != RUNNING or avoidance[L] == 0:
            continue
        begin = first[L]
        slot = first_slot(first, L)
        frame = avoid_frame[L]
        sort_rows(
            begin, first[L + 1], slot, EVERYBODY, PRESENT, team, life, position, avoid_order, avoid_cells, slot,
            avoid_table, slot, frame,
        )  # fmt: skip
        for i in range(begin, first[L + 1]):
            if life[i] != UP or immovable[i] != 0 or (is_player[i] != 0 and autopilot[L] == 0):
                continue
            wish_x = desired_velocity[i, 0]
            wish_z = desired_velocity[i, 1]
            wish = np.sqrt(wish_x * wish_x + wish_z * wish_z)
            if not (SLOWEST < wish <= LARGEST) or avoid_cells[slot + i - begin] < 0:
                continue
            aside_x, aside_z = aside_of_all(
                i, wish_x, wish_z, wish, int(overlap_teams[L]), team, position, velocity, radius, height, avoid_order,
                avoid_table, slot, frame,
            )  # fmt: skip
            aside = np.sqrt(aside_x * aside_x + aside_z * aside_z)
            if not (ZERO < aside <= LARGEST):
                continue
            share = min(ONE, MOST_ASIDE * wish / aside)
            wish_x = wish_x + aside_x * share
            wish_z = wish_z + aside_z * share
            speed = np.sqrt(wish_x * wish_x + wish_z * wish_z)
            if speed > wish:
                wish_x = wish_x * (wish / speed)
                wish_z = wish_z * (wish / speed)
            desired_velocity[i, 0] = wish_x
            desired_velocity[i, 1] = wish_z
