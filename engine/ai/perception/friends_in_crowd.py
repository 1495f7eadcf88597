"""What one agent knows of its own side in a large lane, where looking at every row would take too long."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.ai.ground_plane import FAR, ZERO, gap_between
from engine.ai.perception.sides import (
    BY_CELL,
    DOWN_GROUP,
    FACTS,
    HURT,
    HURT_GROUP,
    HURT_TABLE,
    LISTED,
    MODE,
    ORDER,
    OTHERS,
    PLAYERS,
    TABLE,
    WIDEST,
    unread_from,
)
from engine.ai.perception.within import NEAR_M, THREAT_M
from engine.physics.queries.cells import line_of_cells, parts_of_ring, run_of_cells, run_of_ring
from engine.physics.queries.kinds import MARGIN
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.kernel import helper


@helper
def friends_in_crowd(
    i, L, first, local_id, life, team, is_player, position, radius, sight_range, health, health_max, worst, side_rows,
    side_place, side_lane,
):  # fmt: skip
    """(nearest, its gap, how many near, hurt, its gap, down, its gap, player, its gap), as every row would give.

    `worst` is the share of health below which a friend counts as hurt. In cells, those who are near, the nearest, the
    one who is down and the one who is hurt are each looked for where only such people are listed.
    """
    nearest, nearest_gap, near = -1, FAR, 0
    hurt, hurt_gap = -1, FAR
    down, down_gap = -1, FAR
    player, player_gap = -1, FAR
    mode = int(side_lane[L, FACTS, MODE])
    slot = first[L]
    if team[i] == NEUTRAL or not is_somewhere(position[i, 0], position[i, 1], position[i, 2]):
        if mode == BY_CELL and team[i] != NEUTRAL:
            player, player_gap = player_of_side(i, L, local_id, team, position, radius, side_lane)
        return nearest, nearest_gap, near, hurt, hurt_gap, down, down_gap, player, player_gap
    if mode != BY_CELL:
        for at in range(slot, slot + int(side_lane[L, FACTS, LISTED])):
            j = side_rows[at, ORDER]
            if j == i or team[j] != team[i]:
                continue
            gap = gap_between(position, radius, i, j)
            if life[j] == DOWN and gap < down_gap:
                down, down_gap = local_id[j], gap
            if life[j] != UP:
                continue
            if gap < nearest_gap:
                nearest, nearest_gap = local_id[j], gap
            if gap <= NEAR_M:
                near += 1
            if gap <= sight_range[i] and health_max[j] > ZERO and health[j] / health_max[j] < worst:
                worst = health[j] / health_max[j]
                hurt, hurt_gap = local_id[j], gap
            if is_player[j] != 0:
                player, player_gap = local_id[j], gap
        return nearest, nearest_gap, near, hurt, hurt_gap, down, down_gap, player, player_gap
    group = team[i]
    player, player_gap = player_of_side(i, L, local_id, team, position, radius, side_lane)
    hurt_slot, down_slot = slot, slot + int(side_lane[L, 0, 5]) + int(side_lane[L, 1, 5])
    if group == 1:
        slot += int(side_lane[L, 0, 5])
        down_slot += int(side_lane[L, DOWN_GROUP, 5])
        hurt_slot += int(side_lane[L, HURT_GROUP, 5])
    low_line, high_line, left, right = lines_around(i, NEAR_M, position, radius, side_lane[L, group])
    for line in range(low_line, high_line):
        low, high = run_of_cells(
            line, left, right, int(side_lane[L, group, 3]), slot, side_rows[:, TABLE], slot
        )  # fmt: skip
        for at in range(low, high):
            dx, dz = side_place[at, 0] - position[i, 0], side_place[at, 1] - position[i, 2]
            gap = max(np.sqrt(dx * dx + dz * dz) - radius[i] - side_place[at, 2], ZERO)
            near += 1 if gap <= NEAR_M else 0
            if gap <= nearest_gap and side_rows[at, ORDER] != i:
                if gap < nearest_gap or local_id[side_rows[at, ORDER]] < nearest:
                    nearest, nearest_gap = local_id[side_rows[at, ORDER]], gap
    near -= 1  # itself
    for lives in range(group, DOWN_GROUP + group + 1, DOWN_GROUP):  # one call, as it is compiled as often as written
        is_up = lives == group
        if (is_up and nearest_gap <= NEAR_M) or side_lane[L, lives, 5] == ZERO:
            continue
        found, found_gap = nearest_in_rings(
            i, slot if is_up else down_slot, local_id, position, radius, side_rows, side_place, side_lane[L, lives]
        )
        if is_up:
            nearest, nearest_gap = found, found_gap
        else:
            down, down_gap = found, found_gap
    low_line, high_line, left, right = lines_around(
        i, sight_range[i], position, radius, side_lane[L, HURT_GROUP + group]
    )
    for line in range(low_line, high_line):
        low, high = run_of_cells(
            line, left, right, int(side_lane[L, HURT_GROUP + group, 3]), hurt_slot, side_rows[:, HURT_TABLE], hurt_slot
        )
        for at in range(low, high):
            j = side_rows[at, HURT]
            share = health[j] / health_max[j]
            if j != i and (share < worst or (share == worst and local_id[j] < hurt)):
                gap = gap_between(position, radius, i, j)
                if gap <= sight_range[i]:
                    worst = share
                    hurt, hurt_gap = local_id[j], gap
    return nearest, nearest_gap, near, hurt, hurt_gap, down, down_gap, player, player_gap


@helper
def player_of_side(i, L, local_id, team, position, radius, side_lane):
    """(local id, gap) of the last player of i's side who is up, i itself not counted; (-1, FAR) for none."""
    player = int(side_lane[L, FACTS, PLAYERS + team[i]])
    if player == i:
        player = int(side_lane[L, FACTS, OTHERS + team[i]])
    if player < 0:
        return -1, FAR
    return int(local_id[player]), gap_between(position, radius, i, player)


@helper
def lines_around(i, reach, position, radius, frame):
    """(line, line after the last, left, right) of the cells that hold everybody within `reach` [m] of body i."""
    if frame[5] == ZERO:
        return 0, 0, 0, 0
    columns, lines = int(frame[3]), int(frame[4])
    wide = reach + radius[i] + frame[WIDEST] + MARGIN
    x, z = position[i, 0] - frame[0], position[i, 2] - frame[1]
    if x + wide < ZERO or z + wide < ZERO or x - wide > frame[3] * frame[2] or z - wide > frame[4] * frame[2]:
        return 0, 0, 0, 0
    left, right = line_of_cells(x - wide, frame[2], columns), line_of_cells(x + wide, frame[2], columns)
    return line_of_cells(z - wide, frame[2], lines), line_of_cells(z + wide, frame[2], lines) + 1, left, right


@helper
def nearest_in_rings(i, slot, local_id, position, radius, side_rows, side_place, frame):
    """(local id, gap) of the nearest row but i of a group of cells from `slot` on; (-1, FAR) for none."""
    nearest, nearest_gap = -1, FAR
    x, z = position[i, 0], position[i, 2]
    column = line_of_cells(x - frame[0], frame[2], int(frame[3]))
    line = line_of_cells(z - frame[1], frame[2], int(frame[4]))
    ring = 0
    unread = ZERO
    while unread <= nearest_gap and unread < FAR:
        for part in range(parts_of_ring(ring)):
            low, high = run_of_ring(part, ring, column, line, slot, side_rows[:, TABLE], slot, frame)
            for at in range(low, high):
                dx, dz = side_place[at, 0] - x, side_place[at, 1] - z
                gap = max(np.sqrt(dx * dx + dz * dz) - radius[i] - side_place[at, 2], ZERO)
                if gap > nearest_gap or side_rows[at, ORDER] == i:
                    continue
                if gap < nearest_gap or local_id[side_rows[at, ORDER]] < nearest:
                    nearest, nearest_gap = local_id[side_rows[at, ORDER]], gap
        unread = unread_from(x, z, ring, column, line, frame) - radius[i] - frame[WIDEST]
        ring += 1
    return nearest, nearest_gap


@helper
def threat_in_crowd(
    k, L, first, local_id, life, team, position, radius, side_rows, side_lane
):  # fmt: skip
    """The enemy nearest to row k within the distance at which it threatens, -1 for none."""
    mode = int(side_lane[L, FACTS, MODE])
    until = first[L] + int(side_lane[L, FACTS, LISTED])
    threat, column, line = -1, 0, 0
    threat_gap = THREAT_M
    slot, near_line, end_line, group = first[L], 0, 1, 0
    if mode == BY_CELL:
        group = 1 - team[k]
        if group == 1:
            slot += int(side_lane[L, 0, 5])
        near_line, end_line, column, line = lines_around(k, THREAT_M, position, radius, side_lane[L, group])
    for at_line in range(near_line, end_line):
        low, high = slot, until
        if mode == BY_CELL:
            low, high = run_of_cells(
                at_line, column, line, int(side_lane[L, group, 3]), slot, side_rows[:, TABLE], slot
            )
        for at in range(low, high):
            j = side_rows[at, ORDER]
            if life[j] == UP and team[j] != team[k] and team[j] != NEUTRAL:
                gap = gap_between(position, radius, k, j)
                if gap < threat_gap or (gap == threat_gap and (threat < 0 or local_id[j] < threat)):
                    threat, threat_gap = local_id[j], gap
    return threat
