"""Jumps and knocks: what lifts a body off the ground or takes its steering away, before it moves."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.physics.crowd.limits import (
    AIR_CONTROL,
    BUFFER_TICKS,
    COYOTE_TICKS,
    DT,
    GRAVITY,
    KNOCK_LONGEST,
    KNOCK_SPEED,
    ONE,
    SLIDE_FRICTION,
    TWO,
    ZERO,
)
from engine.world.ids import UP
from engine.world.kernel import helper


@helper
def take_knock_and_jump(
    row, life, velocity, desired_velocity, acceleration, mass, impulse, jump_height, wants_jump, jump_buffer,
    air_ticks, knocked_ticks,
):  # fmt: skip
    """Knock the row by its impulse and begin the jump it asked for; (change of velocity its feet can make, wish share).

    Whom a blow moves faster than KNOCK_SPEED slides, without steering, until friction has stopped it. A jump is begun
    by who stands or has only just left an edge, now or a moment ago: take-off at sqrt(2 g h) [m/s] lifts the foot by
    h = `jump_height`. In the air there is less hold, and none to brake with.
    """
    gain_x = impulse[row, 0] / mass[row]
    gain_y = impulse[row, 1] / mass[row]
    gain_z = impulse[row, 2] / mass[row]
    for axis in range(3):
        impulse[row, axis] = ZERO
    velocity[row, 0] += gain_x
    velocity[row, 2] += gain_z
    if air_ticks[row] > 0:
        velocity[row, 1] += gain_y
    elif gain_y > ZERO:  # the ground holds whoever is pressed down on it
        velocity[row, 1] = gain_y
        air_ticks[row] = COYOTE_TICKS + 1
    if gain_x * gain_x + gain_z * gain_z > KNOCK_SPEED * KNOCK_SPEED:
        speed = np.sqrt(velocity[row, 0] * velocity[row, 0] + velocity[row, 2] * velocity[row, 2])
        rest = int(min(speed / (SLIDE_FRICTION * DT), KNOCK_LONGEST)) + 1
        knocked_ticks[row] = max(knocked_ticks[row], rest)

    if wants_jump[row] != 0:
        wants_jump[row] = 0
        jump_buffer[row] = BUFFER_TICKS
    elif jump_buffer[row] > 0:
        jump_buffer[row] -= 1
    if jump_buffer[row] > 0 and air_ticks[row] <= COYOTE_TICKS and knocked_ticks[row] == 0 and life[row] == UP:
        jump_buffer[row] = 0
        if jump_height[row] > ZERO:
            velocity[row, 1] = np.sqrt(TWO * GRAVITY * jump_height[row])
            air_ticks[row] = COYOTE_TICKS + 1

    hold = acceleration[row] * DT
    share = ONE
    if air_ticks[row] > 0:
        hold = hold * AIR_CONTROL
        if desired_velocity[row, 0] == ZERO and desired_velocity[row, 1] == ZERO:
            hold = ZERO
    if knocked_ticks[row] > 0:
        knocked_ticks[row] -= 1
        hold = SLIDE_FRICTION * DT if air_ticks[row] == 0 else ZERO
        share = ZERO
    return hold, share
