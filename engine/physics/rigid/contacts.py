"""Who may meet whom: impulses reach loose bodies, touch wakes them, and characters near them are marked.

Compiled, and all that a tick costs in a lane where everything sleeps. A grid over the lane's bodies lies in its own
rows; each body stands in the cells (at most four) within whose reach it is, so that a character looks into one cell.
"""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.crowd.contact import push_out_of_box, push_out_of_circle
from engine.physics.rigid import limits
from engine.physics.rigid.repair import repair_body
from engine.world.ids import DOWN, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

F32 = np.float32
ZERO, TWO, GROW, LARGEST = F32(0), F32(2), F32(1.25), F32(30000)
DT = F32(limits.DT)
TOUCH, NEAR, STEP = F32(limits.TOUCH_M), F32(limits.NEAR_M), F32(limits.STEP_M)
LEANS = F32(0.1)
"""m/s that a character must want to go into a body to wake it."""
FASTEST_WALK = F32(20.0)


@helper
def repair_lane(
    begin, end, L, life, rigid, position, previous_position, velocity, yaw, spin, impulse, rigid_round, radius,
    half_extent, height, mass, rigid_friction, rigid_bounce, crowd_odd, crowd_refused,
):  # fmt: skip
    """Replace what no loose body of the block can have."""
    for row in range(begin, end):
        if rigid[row] != 0 and life[row] == UP:
            repair_body(
                row, L, position, previous_position, velocity, yaw, spin, impulse, rigid_round, radius, half_extent,
                height, mass, rigid_friction, rigid_bounce, crowd_odd, crowd_refused,
            )  # fmt: skip


@helper
def wake_lane(begin, end, life, rigid, mass, radius, rigid_in_play, L, impulse, velocity, awake, still_ticks):
    """Give bodies their impulses; all wake when one came or went. Returns (bodies, widest radius [m], most speed)."""
    bodies = 0
    widest = ZERO
    fastest = ZERO
    for row in range(begin, end):
        if rigid[row] == 0:
            continue
        if life[row] != UP:
            continue
        push = impulse[row, 0] * impulse[row, 0] + impulse[row, 1] * impulse[row, 1] + impulse[row, 2] * impulse[row, 2]
        if push > ZERO:
            for axis in range(3):
                velocity[row, axis] += impulse[row, axis] / mass[row]
                impulse[row, axis] = ZERO
            awake[row] = 1
            still_ticks[row] = 0
        bodies += 1
        widest = max(widest, radius[row])
        fastest = max(fastest, np.abs(velocity[row, 0]) + np.abs(velocity[row, 2]))
    if bodies != rigid_in_play[L]:
        rigid_in_play[L] = bodies
        for row in range(begin, end):
            if rigid[row] != 0 and life[row] == UP:
                awake[row] = 1
                still_ticks[row] = 0
    return bodies, widest, fastest


@helper
def grid_of_bodies(begin, end, reach, life, rigid, position, rigid_head, rigid_next):
    """Enter the block's bodies into the cells within `reach` [m]; (low x, low z, cell [m], columns, rows)."""
    found = False
    low_x, low_z, high_x, high_z = ZERO, ZERO, ZERO, ZERO
    for row in range(begin, end):
        if rigid[row] != 0 and life[row] == UP:
            x = position[row, 0]
            z = position[row, 2]
            if not found:
                found = True
                low_x, low_z, high_x, high_z = x, z, x, z
            low_x = min(low_x, x)
            low_z = min(low_z, z)
            high_x = max(high_x, x)
            high_z = max(high_z, z)
    low_x -= reach
    low_z -= reach
    high_x += reach
    high_z += reach
    cell = TWO * reach
    while True:
        columns = int(min((high_x - low_x) / cell, LARGEST)) + 1
        lines = int(min((high_z - low_z) / cell, LARGEST)) + 1
        if columns * lines <= end - begin:
            break
        cell = cell * GROW
    for c in range(columns * lines):
        rigid_head[begin + c] = -1
    for row in range(begin, end):
        if rigid[row] == 0 or life[row] != UP:
            continue
        left = int((position[row, 0] - reach - low_x) / cell)
        near = int((position[row, 2] - reach - low_z) / cell)
        right = min(int((position[row, 0] + reach - low_x) / cell), columns - 1)
        far = min(int((position[row, 2] + reach - low_z) / cell), lines - 1)
        k = 0
        for line in range(near, far + 1):
            for column in range(left, right + 1):
                if k < 4:
                    c = begin + line * columns + column
                    rigid_next[row, k] = rigid_head[c]
                    rigid_head[c] = row * 4 + k
                    k += 1
    return low_x, low_z, cell, columns, lines


@helper
def gap_to_body(x, z, radius, row, position, rigid_round, body_radius, half_extent, yaw):
    """(dx, dz): how a circle of `radius` [m] at (x, z) would have to move to just leave the body; (0, 0) if apart."""
    if rigid_round[row] != 0:
        out_x, out_z = push_out_of_circle(x, z, radius + body_radius[row], position[row, 0], position[row, 2])
    else:
        out_x, out_z = push_out_of_box(
            x, z, radius, position[row, 0], position[row, 2], half_extent[row, 0], half_extent[row, 1],
            cosine(yaw[row]), sine(yaw[row]),
        )  # fmt: skip
    return out_x - x, out_z - z


@system(
    slot="rigid",
    order=0,
    rows_with="rigid",
    writes="position velocity yaw spin impulse radius half_extent height mass rigid_friction rigid_bounce crowd_odd "
    "crowd_refused awake still_ticks rigid_in_play rigid_head rigid_next rigid_near rigid_awake",
)
def rigid_contacts(
    first, outcome, life, rigid, rigid_round, immovable, position, previous_position, radius, height, half_extent,
    mass, yaw, spin, rigid_friction, rigid_bounce, desired_velocity, knocked_ticks, velocity, impulse, crowd_odd,
    crowd_refused, awake, still_ticks, rigid_in_play, rigid_head, rigid_next, rigid_near, rigid_awake,
):  # fmt: skip
    """Reads where everybody is; wakes the loose bodies that are pushed or struck and marks who stands near them."""
    for L in range(len(outcome)):
        rigid_awake[L] = 0
        if outcome[L] != RUNNING:
            continue
        begin = first[L]
        end = first[L + 1]
        repair_lane(
            begin, end, L, life, rigid, position, previous_position, velocity, yaw, spin, impulse, rigid_round, radius,
            half_extent, height, mass, rigid_friction, rigid_bounce, crowd_odd, crowd_refused,
        )  # fmt: skip
        bodies, widest, fastest = wake_lane(
            begin, end, life, rigid, mass, radius, rigid_in_play, L, impulse, velocity, awake, still_ticks
        )
        if bodies == 0:
            continue
        widest_walker = ZERO
        for row in range(begin, end):
            rigid_near[row] = 0
            if immovable[row] == 0 and (life[row] == UP or life[row] == DOWN):
                widest_walker = max(widest_walker, radius[row])
        reach = widest + widest_walker + NEAR + min(fastest, FASTEST_WALK) * DT
        low_x, low_z, cell, columns, lines = grid_of_bodies(
            begin, end, reach, life, rigid, position, rigid_head, rigid_next
        )
        high_x = low_x + cell * F32(columns)
        high_z = low_z + cell * F32(lines)
        for row in range(begin, end):
            x = position[row, 0]
            z = position[row, 2]
            if not (low_x < x < high_x and low_z < z < high_z):
                continue
            if immovable[row] != 0 or (life[row] != UP and life[row] != DOWN):
                continue
            c = min(int((z - low_z) / cell), lines - 1) * columns + min(int((x - low_x) / cell), columns - 1)
            entry = rigid_head[begin + c]
            foot = position[row, 1]
            while entry >= 0:
                body = entry // 4
                entry = rigid_next[body, entry % 4]
                dx = position[body, 0] - x
                dz = position[body, 2] - z
                bound = radius[body] + radius[row] + NEAR
                squared = dx * dx + dz * dz
                if squared > bound * bound + fastest * DT * (TWO * bound + fastest * DT):
                    continue
                low = position[body, 1]
                if foot > low + height[body] - STEP or foot + height[row] < low:
                    continue
                rigid_near[row] = 1
                if awake[body] != 0 or life[row] != UP or knocked_ticks[row] > 0:
                    continue
                # Straight towards the middle is near enough: who only brushes a corner may wake it too.
                if desired_velocity[row, 0] * dx + desired_velocity[row, 1] * dz <= LEANS * np.sqrt(squared):
                    continue
                out_x, out_z = gap_to_body(
                    x, z, radius[row] + TOUCH, body, position, rigid_round, radius, half_extent, yaw
                )
                if out_x * out_x + out_z * out_z > ZERO:
                    awake[body] = 1
                    still_ticks[body] = 0
        count = 0
        for row in range(begin, end):
            if rigid[row] != 0 and life[row] == UP and awake[row] != 0:
                count += 1
        rigid_awake[L] = count
