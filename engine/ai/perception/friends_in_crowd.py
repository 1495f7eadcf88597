"""What one agent knows of its own side in a large lane, where looking at every row would take too long."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

from engine.ai.ground_plane import FAR, ZERO, gap_between
from engine.ai.perception.sides import BY_CELL, FACTS, LISTED, MODE, ORDER, OTHERS, PLAYERS, SIDES, TABLE, WIDEST
from engine.ai.perception.within import NEAR_M, THREAT_M
from engine.physics.queries.cells import line_of_cells, parts_of_ring, run_of_cells, run_of_ring, unseen_from
from engine.physics.queries.kinds import MARGIN
from engine.physics.queries.solids import is_somewhere
from engine.world.ids import DOWN, NEUTRAL, UP
from engine.world.kernel import helper


@helper
def friends_in_crowd(
    i, L, first, local_id, life, team, is_player, position, radius, sight_range, health, health_max, worst, side_rows,
    side_lane,
):  # fmt: skip
    """(nearest, its gap, how many near, hurt, its gap, down, its gap, player, its gap), as every row would give.

    `worst` is the share of health below which a friend counts as hurt. Cells are read in rings around the agent until
    no row outside them can change any of these.
    """
    nearest, nearest_gap, near = -1, FAR, 0
    hurt, hurt_gap = -1, FAR
    down, down_gap = -1, FAR
    player, player_gap = -1, FAR
    mode = int(side_lane[L, FACTS, MODE])
    slot = first[L]
    until = slot + int(side_lane[L, FACTS, LISTED])
    group, column, line = team[i], 0, 0
    if mode == BY_CELL and team[i] != NEUTRAL:
        player = int(side_lane[L, FACTS, PLAYERS + team[i]])
        if player == i:
            player = int(side_lane[L, FACTS, OTHERS + team[i]])
        if player >= 0:
            player_gap = gap_between(position, radius, i, player)
            player = local_id[player]
        # The few who are down stand at the end of the list, the party's before the hostile ones.
        lying = slot + int(side_lane[L, 0, 5]) + int(side_lane[L, 1, 5])
        if group == 1:
            slot += int(side_lane[L, 0, 5])
            lying += int(side_lane[L, 2, 5])
        for at in range(lying, lying + int(side_lane[L, SIDES + group, 5])):
            gap = gap_between(position, radius, i, side_rows[at, ORDER])
            if gap < down_gap or (gap == down_gap and local_id[side_rows[at, ORDER]] < down):
                down, down_gap = local_id[side_rows[at, ORDER]], gap
        column = line_of_cells(
            position[i, 0] - side_lane[L, group, 0], side_lane[L, group, 2], int(side_lane[L, group, 3])
        )
        line = line_of_cells(
            position[i, 2] - side_lane[L, group, 1], side_lane[L, group, 2], int(side_lane[L, group, 4])
        )
    ring = 0
    is_open = team[i] != NEUTRAL and is_somewhere(position[i, 0], position[i, 1], position[i, 2])
    while is_open:
        for part in range(parts_of_ring(ring)):
            low, high = slot, until
            if mode == BY_CELL:
                low, high = run_of_ring(part, ring, column, line, slot, side_rows[:, TABLE], slot, side_lane[L, group])
            for at in range(low, high):
                j = side_rows[at, ORDER]
                if j == i or team[j] != team[i]:
                    continue
                gap = gap_between(position, radius, i, j)
                if life[j] == DOWN and gap < down_gap:
                    down, down_gap = local_id[j], gap
                if life[j] != UP:
                    continue
                if gap < nearest_gap or (gap == nearest_gap and local_id[j] < nearest):
                    nearest, nearest_gap = local_id[j], gap
                if gap <= NEAR_M:
                    near += 1
                if gap <= sight_range[i] and health_max[j] > ZERO:
                    share = health[j] / health_max[j]
                    if share < worst or (share == worst and local_id[j] < hurt):
                        worst = share
                        hurt, hurt_gap = local_id[j], gap
                if mode != BY_CELL and is_player[j] != 0:
                    player, player_gap = local_id[j], gap
        is_open = False
        if mode == BY_CELL:
            # Nobody in the cells that are left is nearer than this.
            left = unseen_from(position[i, 0], position[i, 2], ring, column, line, side_lane[L, group])
            left = left - radius[i] - side_lane[L, group, WIDEST]
            is_open = left < FAR and (left <= nearest_gap or left <= NEAR_M or left <= sight_range[i])
            ring += 1
    return nearest, nearest_gap, near, hurt, hurt_gap, down, down_gap, player, player_gap


@helper
def threat_in_crowd(
    k, L, first, local_id, life, team, position, radius, side_rows, side_lane
):  # fmt: skip
    """The enemy nearest to row k within the distance at which it threatens, -1 for none."""
    mode = int(side_lane[L, FACTS, MODE])
    until = first[L] + int(side_lane[L, FACTS, LISTED])
    threat, column, line = -1, 0, 0
    threat_gap = THREAT_M
    slot, near_line, far_line = first[L], 0, 0
    if mode == BY_CELL:
        group = 1 - team[k]
        if group == 1:
            slot += int(side_lane[L, 0, 5])
        reach = THREAT_M + radius[k] + side_lane[L, group, WIDEST] + MARGIN
        lines = int(side_lane[L, group, 4])
        column = line_of_cells(
            position[k, 0] - reach - side_lane[L, group, 0], side_lane[L, group, 2],
            int(side_lane[L, group, 3]),
        )  # fmt: skip
        line = line_of_cells(
            position[k, 0] + reach - side_lane[L, group, 0], side_lane[L, group, 2],
            int(side_lane[L, group, 3]),
        )  # fmt: skip
        near_line = line_of_cells(position[k, 2] - reach - side_lane[L, group, 1], side_lane[L, group, 2], lines)
        far_line = line_of_cells(position[k, 2] + reach - side_lane[L, group, 1], side_lane[L, group, 2], lines)
        if side_lane[L, group, 5] == ZERO:
            far_line = near_line - 1
    for at_line in range(near_line, far_line + 1):
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
