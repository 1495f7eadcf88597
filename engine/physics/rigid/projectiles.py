"""Thrown balls: exact parabolas in steps of half a radius, so that no wall is too thin to be hit; then they bounce."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.angles import cosine, sine
from engine.physics.crowd.contact import obstacle_cell
from engine.physics.rigid import limits
from engine.physics.rigid.spheres import (
    blow,
    out_of_box,
    out_of_ground,
    out_of_pillar,
    rubbed_off,
)
from engine.terrain.sample import HIGH_X, HIGH_Z, LOW_X, LOW_Z
from engine.world.events import STRUCK, push_event
from engine.world.ids import DOWN, FREE, RUNNING, UP
from engine.world.kernel import helper
from engine.world.system import system

F32 = np.float32
ZERO, HALF, ONE, TWO, THREE = F32(0), F32(0.5), F32(1), F32(2), F32(3)
DT, GRAVITY = F32(limits.DT), F32(limits.GRAVITY)
KNOCK_SPEED, KNOCKED_TICKS_A_SPEED = F32(limits.KNOCK_SPEED), F32(limits.KNOCKED_TICKS_A_SPEED)
MOST_KNOCKED_TICKS = F32(limits.MOST_KNOCKED_TICKS)
TOP_SPEED = F32(100.0)
STRIDE = F32(0.5)
"""In radii: no part of a move is longer, so nothing is passed through."""
MOST_PARTS = 400
OWN_TICKS = 15
"""Ticks for which a ball passes through whoever threw it."""
TOLD = F32(1.0)
"""m/s of change below which a hit is not worth an event: a ball that rolls hits the ground in every tick."""
RESTS = F32(0.1)
FLAT = F32(0.7)


@helper
def list_near(begin, end, ball, reach, life, position, radius, rigid, immovable, projectile_near):
    """Rows that a ball may meet within `reach` [m] of where it is, into the block's scratch; how many."""
    count = 0
    for row in range(begin, end):
        if row == ball or immovable[row] == 2 or (life[row] != UP and life[row] != DOWN):
            continue
        dx = position[row, 0] - position[ball, 0]
        dz = position[row, 2] - position[ball, 2]
        bound = reach + radius[row]
        if immovable[row] != 0 and rigid[row] == 0:
            bound = bound + TWO  # a barricade is a box whose radius says nothing
        if dx * dx + dz * dz < bound * bound:
            projectile_near[begin + count] = row
            count += 1
    return count


@helper
def out_of_row(x, y, z, radius, row, rigid_round, immovable, position, height, half_extent, body_radius, yaw):
    """(normal x, y, z, depth [m]) of a ball against a row: a character or barrel, or a turned box."""
    low = position[row, 1]
    high = low + height[row]
    if immovable[row] == 0 or rigid_round[row] != 0:
        return out_of_pillar(x, y, z, radius, position[row, 0], position[row, 2], body_radius[row], low, high)
    return out_of_box(
        x, y, z, radius, position[row, 0], position[row, 2], half_extent[row, 0], half_extent[row, 1],
        cosine(yaw[row]), sine(yaw[row]), low, high,
    )  # fmt: skip


@helper
def strike(
    ball, row, x, z, n_x, n_y, n_z, immovable, rigid, rigid_round, radius, half_extent, mass, position, rigid_bounce,
    velocity, spin, awake, still_ticks, impulse, knocked_ticks,
):  # fmt: skip
    """Exchange momentum between a ball and a row that it touches; the size of the blow [N s], 0 when they part."""
    speed_x = velocity[ball, 0] - velocity[row, 0]
    speed_y = velocity[ball, 1] - velocity[row, 1]
    speed_z = velocity[ball, 2] - velocity[row, 2]
    is_loose = immovable[row] == 0 or rigid[row] != 0
    if is_loose:  # what it was given in this tick will move it in the next
        speed_x -= impulse[row, 0] / mass[row]
        speed_y -= impulse[row, 1] / mass[row]
        speed_z -= impulse[row, 2] / mass[row]
    arm_x = x - n_x * radius[ball] - position[row, 0]
    arm_z = z - n_z * radius[ball] - position[row, 2]
    if rigid[row] != 0:
        speed_x -= spin[row] * arm_z
        speed_z += spin[row] * arm_x
    along = speed_x * n_x + speed_y * n_y + speed_z * n_z
    if along >= ZERO:
        return ZERO
    lever = arm_z * n_x - arm_x * n_z
    gives = ONE / mass[ball]
    turns = ZERO
    if is_loose:
        gives += ONE / mass[row]
    if rigid[row] != 0:
        if rigid_round[row] != 0:
            turns = TWO / (mass[row] * radius[row] * radius[row])
        else:
            turns = THREE / (
                mass[row] * (half_extent[row, 0] * half_extent[row, 0] + half_extent[row, 1] * half_extent[row, 1])
            )
        gives += lever * lever * turns
    bounce = rigid_bounce[ball]
    if is_loose:
        bounce = bounce * rigid_bounce[row]
    push = blow(along, bounce) / gives
    velocity[ball, 0] += n_x * push / mass[ball]
    velocity[ball, 1] += n_y * push / mass[ball]
    velocity[ball, 2] += n_z * push / mass[ball]
    if rigid[row] != 0:
        velocity[row, 0] -= n_x * push / mass[row]
        velocity[row, 2] -= n_z * push / mass[row]
        spin[row] -= lever * push * turns
        awake[row] = 1
        still_ticks[row] = 0
    elif is_loose:
        impulse[row, 0] -= n_x * push
        impulse[row, 2] -= n_z * push
        change = push * np.sqrt(n_x * n_x + n_z * n_z) / mass[row]
        if change > KNOCK_SPEED:
            ticks = int(min(change * KNOCKED_TICKS_A_SPEED, MOST_KNOCKED_TICKS))
            knocked_ticks[row] = max(knocked_ticks[row], ticks)
    return push


@helper
def bounce_off(ball, n_x, n_y, n_z, rigid_bounce, rigid_friction, velocity):
    """A ball against what never moves; the change of its speed along the normal [m/s], 0 when it leaves already."""
    along = velocity[ball, 0] * n_x + velocity[ball, 1] * n_y + velocity[ball, 2] * n_z
    if along >= ZERO:
        return ZERO
    change = blow(along, rigid_bounce[ball])
    x, y, z = rubbed_off(
        velocity[ball, 0], velocity[ball, 1], velocity[ball, 2], n_x, n_y, n_z, rigid_friction[ball] * change
    )
    velocity[ball, 0] = x + n_x * change
    velocity[ball, 1] = y + n_y * change
    velocity[ball, 2] = z + n_z * change
    return change


@system(
    slot="rigid",
    order=20,
    rows_with="projectile",
    writes="life position velocity spin awake still_ticks projectile_ticks projectile_owner projectile_near impulse "
    "knocked_ticks log_count log_data log_amount",
)
def projectiles(
    first, outcome, run, tick, local_id, projectile, projectile_lifetime, rigid, rigid_round, immovable, radius, height,
    half_extent, mass, yaw, rigid_friction, rigid_bounce, ground_tiles, ground_index, ground_frame, obstacle_box,
    obstacle_circle, obstacle_frame, obstacle_start, obstacle_items, life, position, velocity, spin, awake, still_ticks,
    projectile_ticks, projectile_owner, projectile_near, impulse, knocked_ticks, log_count, log_data, log_amount,
):  # fmt: skip
    """Reads the balls in flight; moves them, lets them hit and bounce, and takes them out when their time is over."""
    for L in range(len(outcome)):
        if outcome[L] != RUNNING:
            continue
        begin = first[L]
        end = first[L + 1]
        for ball in range(begin, end):
            if projectile[ball] == 0 or life[ball] != UP or projectile_ticks[ball] <= 0:
                continue
            projectile_ticks[ball] -= 1
            if projectile_ticks[ball] == 0:
                life[ball] = FREE
                awake[ball] = 0
                projectile_owner[ball] = -1
                for axis in range(3):
                    velocity[ball, axis] = ZERO
                continue
            if awake[ball] == 0:
                continue
            squared = (
                velocity[ball, 0] * velocity[ball, 0] + velocity[ball, 1] * velocity[ball, 1]
                + velocity[ball, 2] * velocity[ball, 2]
            )  # fmt: skip
            speed = np.sqrt(squared)
            if not speed <= TOP_SPEED:  # too fast, or no number
                scale = ZERO
                if speed < F32(1e18):
                    scale = TOP_SPEED / speed
                for axis in range(3):
                    velocity[ball, axis] = velocity[ball, axis] * scale if scale > ZERO else ZERO
                speed = TOP_SPEED * scale / max(scale, F32(1e-30))
            size = radius[ball]
            parts = min(int((speed + GRAVITY * DT) * DT / (STRIDE * size)) + 1, MOST_PARTS)
            part = DT / F32(parts)
            near = list_near(
                begin, end, ball, (speed + TWO) * DT + size + HALF, life, position, radius, rigid, immovable,
                projectile_near,
            )  # fmt: skip
            owner = -1
            if projectile_lifetime[ball] - projectile_ticks[ball] < OWN_TICKS and projectile_owner[ball] >= 0:
                owner = begin + projectile_owner[ball]
            who = projectile_owner[ball]
            if who < 0:
                who = local_id[ball]
            stands = False
            told_ground = False
            for _ in range(parts):
                x = position[ball, 0] + velocity[ball, 0] * part
                y = position[ball, 1] + size + velocity[ball, 1] * part - HALF * GRAVITY * part * part
                z = position[ball, 2] + velocity[ball, 2] * part
                velocity[ball, 1] -= GRAVITY * part
                change = ZERO
                cell = obstacle_cell(x, z, obstacle_frame)
                for k in range(obstacle_start[cell], obstacle_start[cell + 1]):
                    item = obstacle_items[k]
                    if item >= 0:
                        n_x, n_y, n_z, depth = out_of_box(
                            x, y, z, size, obstacle_box[item, 0], obstacle_box[item, 1], obstacle_box[item, 2],
                            obstacle_box[item, 3], obstacle_box[item, 4], obstacle_box[item, 5], obstacle_box[item, 6],
                            obstacle_box[item, 7],
                        )  # fmt: skip
                    else:
                        item = -1 - item
                        n_x, n_y, n_z, depth = out_of_pillar(
                            x, y, z, size, obstacle_circle[item, 0], obstacle_circle[item, 1],
                            obstacle_circle[item, 2], min(y, obstacle_circle[item, 3]), obstacle_circle[item, 3],
                        )  # fmt: skip
                    if depth > ZERO:
                        x += n_x * depth
                        y += n_y * depth
                        z += n_z * depth
                        change = max(change, bounce_off(ball, n_x, n_y, n_z, rigid_bounce, rigid_friction, velocity))
                        stands = stands or n_y > FLAT
                for k in range(begin, begin + near):
                    row = projectile_near[k]
                    if row == owner:
                        continue
                    n_x, n_y, n_z, depth = out_of_row(
                        x, y, z, size, row, rigid_round, immovable, position, height, half_extent, radius, yaw
                    )
                    if depth > ZERO:
                        x += n_x * depth
                        y += n_y * depth
                        z += n_z * depth
                        push = strike(
                            ball, row, x, z, n_x, n_y, n_z, immovable, rigid, rigid_round, radius, half_extent, mass,
                            position, rigid_bounce, velocity, spin, awake, still_ticks, impulse, knocked_ticks,
                        )  # fmt: skip
                        if push > TOLD * mass[ball]:
                            push_event(
                                log_count, log_data, log_amount, run[L], tick[L], STRUCK, who, local_id[row], push
                            )
                n_x, n_y, n_z, depth = out_of_ground(x, y, z, size, ground_tiles, ground_index, ground_frame)
                if depth > ZERO:
                    x += n_x * depth
                    y += n_y * depth
                    z += n_z * depth
                    change = max(change, bounce_off(ball, n_x, n_y, n_z, rigid_bounce, rigid_friction, velocity))
                    stands = True
                if change > TOLD and not told_ground:
                    told_ground = True
                    push_event(log_count, log_data, log_amount, run[L], tick[L], STRUCK, who, -1, change * mass[ball])
                low_x = ground_frame[LOW_X] + size
                low_z = ground_frame[LOW_Z] + size
                high_x = ground_frame[HIGH_X] - size
                high_z = ground_frame[HIGH_Z] - size
                if x < low_x or x > high_x:
                    velocity[ball, 0] = ZERO
                if z < low_z or z > high_z:
                    velocity[ball, 2] = ZERO
                position[ball, 0] = min(max(x, low_x), high_x)
                position[ball, 1] = y - size
                position[ball, 2] = min(max(z, low_z), high_z)
            squared = (
                velocity[ball, 0] * velocity[ball, 0] + velocity[ball, 1] * velocity[ball, 1]
                + velocity[ball, 2] * velocity[ball, 2]
            )  # fmt: skip
            if stands and squared < RESTS * RESTS:
                awake[ball] = 0
                for axis in range(3):
                    velocity[ball, axis] = ZERO
