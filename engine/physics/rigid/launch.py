"""What a game's systems call: take a spare ball and throw it, or push everything away from a place."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.rigid import limits
from engine.world.ids import DOWN, UP
from engine.world.kernel import helper

F32 = np.float32
ZERO, HALF, ONE = F32(0), F32(0.5), F32(1)
TINY = F32(1e-6)
KNOCK_SPEED, KNOCKED_TICKS_A_SPEED = F32(limits.KNOCK_SPEED), F32(limits.KNOCKED_TICKS_A_SPEED)
MOST_KNOCKED_TICKS = F32(limits.MOST_KNOCKED_TICKS)


@helper
def launch_ball(
    row, owner, x, y, z, speed_x, speed_y, speed_z, life, position, previous_position, velocity, awake,
    projectile_lifetime, projectile_ticks, projectile_owner,
):  # fmt: skip
    """Bring a ball into play at (x, y, z) [m] with a velocity [m/s]; `owner` is the thrower's local id or -1."""
    position[row, 0] = x
    position[row, 1] = y
    position[row, 2] = z
    for axis in range(3):
        previous_position[row, axis] = position[row, axis]
    velocity[row, 0] = speed_x
    velocity[row, 1] = speed_y
    velocity[row, 2] = speed_z
    life[row] = UP
    awake[row] = 1
    projectile_ticks[row] = projectile_lifetime[row]
    projectile_owner[row] = owner


@helper
def push_away(
    begin, end, x, y, z, radius, push, life, rigid, immovable, position, height, mass, impulse, knocked_ticks,
):  # fmt: skip
    """An explosion at (x, y, z) [m]: knock back characters and loose bodies within `radius` [m]; how many.

    `push` [N s] is what somebody at the very place takes; it falls in proportion to the distance. Who is changed by
    more than a stumble loses its feet.
    """
    count = 0
    for row in range(begin, end):
        if life[row] != UP and life[row] != DOWN:
            continue
        if immovable[row] != 0 and rigid[row] == 0:
            continue
        dx = position[row, 0] - x
        dy = position[row, 1] + HALF * height[row] - y
        dz = position[row, 2] - z
        distance = np.sqrt(dx * dx + dy * dy + dz * dz)
        if distance >= radius:
            continue
        level = np.sqrt(dx * dx + dz * dz)
        away_x = ONE
        away_z = ZERO
        if level > TINY:
            away_x = dx / level
            away_z = dz / level
        size = push * (ONE - distance / radius)
        impulse[row, 0] += away_x * size
        impulse[row, 2] += away_z * size
        count += 1
        change = size / mass[row]
        if rigid[row] == 0 and change > KNOCK_SPEED:
            ticks = int(min(change * KNOCKED_TICKS_A_SPEED, MOST_KNOCKED_TICKS))
            knocked_ticks[row] = max(knocked_ticks[row], ticks)
    return count
