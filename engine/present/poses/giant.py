"""How a giant of stone moves: it plods, swings a heavy arm, pounds the ground, shakes and topples."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.present.poses.legs import step
from engine.present.poses.pose import (
    BLOW,
    CALL,
    CAST,
    F32,
    FALL,
    MOVING,
    PHASE,
    PROGRESS,
    RECOIL,
    RUSH,
    SHOT,
    SLAM,
    STAGGER,
    STANCE,
    STRIKE,
)  # fmt: skip
from engine.present.poses.rig import Motion, Skeleton

JOINTS = {
    "body": "",
    "trunk": "body",
    "head": "trunk",
    "left_arm": "trunk",
    "left_forearm": "left_arm",
    "right_arm": "trunk",
    "right_forearm": "right_arm",
    "left_leg": "body",
    "right_leg": "body",
}
BODY, TRUNK, HEAD, LEFT_ARM, LEFT_FOREARM, RIGHT_ARM, RIGHT_FOREARM, LEFT_LEG, RIGHT_LEG = range(9)
MOMENTS = (0.0, 0.3, 0.5, 0.56, 0.72, 1.0)
Frames = tuple[float, float, float, float, float, float]
SWING: dict[tuple[int, int], Frames] = {
    (LEFT_ARM, 0): (0.0, -0.9, -1.7, 0.5, 0.4, 0.0),
    (LEFT_ARM, 1): (0.0, 0.5, 0.8, -0.8, -0.6, 0.0),
    (TRUNK, 1): (0.0, 0.35, 0.55, -0.55, -0.35, 0.0),
    (TRUNK, 0): (0.0, -0.08, -0.12, 0.28, 0.2, 0.0),
    (HEAD, 1): (0.0, -0.25, -0.4, 0.3, 0.2, 0.0),
}
POUND: dict[tuple[int, int], Frames] = {
    (LEFT_ARM, 0): (0.0, -1.6, -2.6, -0.35, -0.3, 0.0),
    (RIGHT_ARM, 0): (0.0, -1.6, -2.6, -0.35, -0.3, 0.0),
    (LEFT_ARM, 2): (0.0, 0.2, 0.1, 0.0, 0.0, 0.0),
    (RIGHT_ARM, 2): (0.0, -0.2, -0.1, 0.0, 0.0, 0.0),
    (TRUNK, 0): (0.0, -0.2, -0.32, 0.55, 0.5, 0.0),
    (HEAD, 0): (0.0, -0.1, -0.2, -0.2, -0.1, 0.0),
}
SPREAD: dict[tuple[int, int], Frames] = {
    (LEFT_ARM, 2): (0.0, 0.5, 0.8, 1.0, 0.7, 0.0),
    (RIGHT_ARM, 2): (0.0, -0.5, -0.8, -1.0, -0.7, 0.0),
    (TRUNK, 0): (0.0, -0.12, -0.18, 0.05, 0.0, 0.0),
    (HEAD, 0): (0.0, -0.2, -0.3, 0.1, 0.0, 0.0),
}
CHOP: dict[tuple[int, int], Frames] = {
    (LEFT_ARM, 0): (0.0, -1.6, -2.6, -1.05, -0.9, 0.0),
    (RIGHT_ARM, 0): (0.0, -1.6, -2.6, -1.05, -0.9, 0.0),
    (TRUNK, 0): (0.0, -0.15, -0.28, 0.5, 0.4, 0.0),
    (HEAD, 0): (0.0, 0.0, 0.0, -0.3, -0.2, 0.0),
}
SWEEP: dict[tuple[int, int], Frames] = {
    (LEFT_ARM, 0): (0.0, -0.9, -1.25, -1.35, -0.9, 0.0),
    (RIGHT_ARM, 0): (0.0, -0.9, -1.25, -1.35, -0.9, 0.0),
    (TRUNK, 1): (0.0, 0.7, 1.0, -0.95, -0.7, 0.0),
    (TRUNK, 0): (0.0, -0.05, -0.08, 0.22, 0.15, 0.0),
    (HEAD, 1): (0.0, -0.5, -0.7, 0.6, 0.4, 0.0),
}
STYLES = ("fists", "greatsword")
Strike = dict[tuple[int, int], Frames]
FISTS: dict[int, Strike] = {
    BLOW: SWING,
    RUSH: SWING,
    SLAM: POUND,
    SHOT: SPREAD,
    CAST: SPREAD,
    CALL: SPREAD,
    STANCE: SPREAD,
}
STRIKES: tuple[dict[int, Strike], ...] = (FISTS, {**FISTS, BLOW: CHOP, RUSH: SWEEP})
LIFT = 0.05


def choreography(pivot: F32, style: NDArray[np.int64], pose: F32, time: float) -> Motion:
    """Angles and shifts of n giants; see Skeleton."""
    turn = np.zeros((*pivot.shape[:2], 3), dtype=np.float32)
    shift = np.zeros_like(turn)
    stature = pivot[:, LEFT_ARM, 1] / np.float32(0.78)
    fall = np.clip(pose[:, FALL], 0.0, 1.0).astype(np.float32)
    standing = 1.0 - fall
    moving = pose[:, MOVING] * standing
    around = pose[:, PHASE] * np.float32(2.0 * np.pi)
    under_way: list[list[int]] = np.unique(np.stack([style, pose[:, STRIKE].astype(np.int64)], axis=1), axis=0).tolist()
    for kind, strike in under_way:
        rows = np.flatnonzero((style == kind) & (pose[:, STRIKE] == strike))
        frames = STRIKES[kind].get(strike, {})
        for (joint, axis), angles in frames.items():
            turned = np.asarray(np.interp(pose[rows, PROGRESS], MOMENTS, angles), np.float32)
            turn[rows, joint, axis] += turned * standing[rows]
    breath = np.sin(np.float32(time * 1.3) + around)
    stagger = pose[:, STAGGER] * standing
    shift[:, BODY, 1] = (np.cos(2.0 * around) - 1.0) * 0.012 * stature * moving - 0.06 * stature * stagger
    # A leg is one block of stone: it is carried where the foot goes and leans into the step.
    for leg, offset in ((LEFT_LEG, 0.0), (RIGHT_LEG, 0.5)):
        ahead, up, aside = step(pose, stature, offset, LIFT)
        shift[:, leg, 0], shift[:, leg, 1], shift[:, leg, 2] = aside * 0.4, up, ahead * 0.4
        turn[:, leg, 0] = -np.arcsin(np.clip(ahead * 0.6 / pivot[:, leg, 1], -0.5, 0.5))
        turn[:, leg, 2] = np.arcsin(np.clip(aside * 0.6 / pivot[:, leg, 1], -0.5, 0.5))
        shift[:, leg, 1] -= np.minimum(shift[:, BODY, 1], 0.0)
    swing = np.sin(around) * moving * np.where(style == STYLES.index("greatsword"), 0.2, 1.0)
    turn[:, LEFT_ARM, 0] += 0.26 * swing
    turn[:, RIGHT_ARM, 0] -= 0.26 * swing
    turn[:, TRUNK, 1] += 0.10 * np.cos(around) * moving
    turn[:, TRUNK, 2] += 0.05 * swing + 0.05 * np.sin(np.float32(time * 4.0)) * stagger
    turn[:, TRUNK, 0] += 0.016 * breath + 0.32 * stagger - 0.07 * pose[:, RECOIL]
    turn[:, HEAD, 0] += 0.30 * stagger - 0.02 * breath - 0.08 * pose[:, RECOIL]
    for arm, side in ((LEFT_ARM, 1.0), (RIGHT_ARM, -1.0)):
        turn[:, arm, 0] += 0.25 * stagger - 0.5 * fall
        turn[:, arm, 2] += side * 0.02 * breath
    # It topples onto its face: slowly first, then with all its weight.
    tipped = fall * fall * fall
    turn[:, BODY, 0] += 1.45 * tipped
    shift[:, BODY, 1] += 0.10 * stature * tipped
    shift[:, BODY, 2] -= 0.45 * stature * tipped
    return Motion(turn, shift)


GIANT = Skeleton(JOINTS, STYLES, choreography)
