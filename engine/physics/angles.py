"""Angles in kernels from + - x / alone: library sines differ in the last bit from machine to machine."""

# pyright: basic
# Compiled code: the types of its parameters are those of the columns, declared in the registry.

import numpy as np

from engine.world.kernel import helper

F32 = np.float32
ZERO, HALF, ONE = F32(0), F32(0.5), F32(1)
PI, HALF_PI, TWO_PI = F32(np.pi), F32(np.pi / 2), F32(2 * np.pi)
INV_TWO_PI = F32(1 / (2 * np.pi))
# Taylor coefficients of the sine; on [-pi/2, pi/2] the error stays below 4e-6.
S3, S5, S7, S9 = F32(-1 / 6), F32(1 / 120), F32(-1 / 5040), F32(1 / 362880)
# Minimax polynomial of the arc tangent on [0, 1] (Abramowitz and Stegun 4.4.49 form), error below 1e-5.
A1, A3, A5, A7, A9 = F32(0.9998660), F32(-0.3302995), F32(0.1801410), F32(-0.0851330), F32(0.0208351)


@helper
def wrap_angle(angle):
    """The same direction within [-pi, pi] [rad], float32."""
    return angle - TWO_PI * np.floor(angle * INV_TWO_PI + HALF)


@helper
def sine(angle):
    """sin(angle [rad]), float32, within 4e-6 plus the rounding of the angle itself."""
    x = wrap_angle(angle)
    if x > HALF_PI:
        x = PI - x
    elif x < -HALF_PI:
        x = -PI - x
    s = x * x
    return x * (ONE + s * (S3 + s * (S5 + s * (S7 + s * S9))))


@helper
def cosine(angle):
    """cos(angle [rad]), float32, as exact as `sine`."""
    return sine(angle + HALF_PI)


@helper
def heading(x, z):
    """Yaw [rad] that looks along (x, z): 0 along +z, growing towards +x; 0 for no direction. Within 2e-5, float32."""
    across = np.abs(x)
    ahead = np.abs(z)
    larger = max(across, ahead)
    if larger <= ZERO:
        return ZERO
    ratio = min(across, ahead) / larger
    s = ratio * ratio
    angle = ratio * (A1 + s * (A3 + s * (A5 + s * (A7 + s * A9))))
    if across > ahead:
        angle = HALF_PI - angle
    if z < ZERO:
        angle = PI - angle
    if x < ZERO:
        angle = -angle
    return angle


@helper
def turn_towards(yaw, wanted, step):
    """`yaw` moved by at most `step` [rad] towards `wanted`, the short way round, within [-pi, pi]; float32."""
    off = wrap_angle(wanted - yaw)
    off = min(max(off, -step), step)
    return wrap_angle(yaw + off)
