"""Legs: where a foot is at each moment of a step, and how hip and knee bring it there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.present.poses.pose import F32, GOING, MOVING, PHASE, STRIDE

LEAST_DUTY, MOST_DUTY = 0.3, 0.62
USUAL_STRIDE = 0.75
"""Stride in body heights at which a foot is on the ground for MOST_DUTY of the time; longer ones are a run."""


def duty_of(pose: F32, stature: F32) -> F32:
    """The share of a stride (n,) for which a foot is on the ground."""
    longer = pose[:, STRIDE] / stature - USUAL_STRIDE
    return np.clip(MOST_DUTY - 0.44 * longer, LEAST_DUTY, MOST_DUTY).astype(np.float32)


def step(pose: F32, stature: F32, offset: float, lift: float) -> tuple[F32, F32, F32]:
    """Where one foot of n bodies is, relative to where it stands: ahead, up, aside (n,) [m].

    stature (n,): body height [m]; offset: the leg's part of the phase [turns]; lift: how high it is raised, in strides.
    While it is on the ground, a foot goes back exactly as fast as the body goes ahead.
    """
    stride, duty = pose[:, STRIDE], duty_of(pose, stature)
    turn = np.mod(pose[:, PHASE] + np.float32(offset), 1.0)
    reach = duty * stride * 0.5
    swing = np.clip((turn - duty) / (1.0 - duty), 0.0, 1.0)
    eased = swing * swing * (3.0 - 2.0 * swing)
    way = np.where(turn < duty, reach * (1.0 - 2.0 * turn / duty), reach * (2.0 * eased - 1.0)) * pose[:, MOVING]
    up = np.sin(np.pi * swing) * stride * lift * pose[:, MOVING]
    return (
        (way * np.cos(pose[:, GOING])).astype(np.float32),
        up.astype(np.float32),
        (way * np.sin(pose[:, GOING])).astype(np.float32),
    )


def bend(hip: F32, knee: F32, foot: F32, ahead: F32, up: F32) -> tuple[F32, F32]:
    """Pitch of hip and knee (n,) [rad] that bring a foot `ahead` and `up` [m] of where it rests.

    hip, knee, foot (n, 3) [m] at rest; worked out in the plane of y and z by the law of cosines. What is out of reach
    is reached for as far as the leg goes.
    """
    upper, lower, whole = knee - hip, foot - knee, foot - hip
    long_upper, long_lower = np.hypot(upper[:, 1], upper[:, 2]), np.hypot(lower[:, 1], lower[:, 2])
    goal_y, goal_z = whole[:, 1] + up, whole[:, 2] + ahead
    most, least = (long_upper + long_lower) * 0.99999, np.abs(long_upper - long_lower) * 1.001 + 1e-4
    far = np.clip(np.hypot(goal_y, goal_z), least, most)
    rest = np.hypot(whole[:, 1], whole[:, 2])
    before, after = _opening(long_upper, long_lower, rest), _opening(long_upper, long_lower, far)
    # A knee bends to the side on which it is bent at rest.
    side = np.where(upper[:, 1] * whole[:, 2] - upper[:, 2] * whole[:, 1] >= 0.0, 1.0, -1.0)
    shin = side * (before - after)
    reach = np.arctan2(goal_z, -goal_y) - np.arctan2(whole[:, 2], -whole[:, 1])
    thigh_before = _lean(long_upper, long_lower, rest)
    thigh_after = _lean(long_upper, long_lower, far)
    thigh = -reach + side * (thigh_after - thigh_before) * -1.0
    return thigh.astype(np.float32), shin.astype(np.float32)


def _opening(upper: NDArray[np.floating], lower: NDArray[np.floating], far: NDArray[np.floating]) -> F32:
    """The angle at the knee, pi for a straight leg."""
    cosine = (upper * upper + lower * lower - far * far) / (2.0 * upper * lower)
    return np.arccos(np.clip(cosine, -1.0, 1.0)).astype(np.float32)


def _lean(upper: NDArray[np.floating], lower: NDArray[np.floating], far: NDArray[np.floating]) -> F32:
    """The angle at the hip between the thigh and the way to the foot."""
    cosine = (upper * upper + far * far - lower * lower) / (2.0 * upper * far)
    return np.arccos(np.clip(cosine, -1.0, 1.0)).astype(np.float32)
