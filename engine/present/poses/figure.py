"""How the human figure moves: it walks, breathes, strikes, flinches, staggers and falls."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from engine.present.poses.legs import bend, duty_of, step
from engine.present.poses.pose import F32, FALL, MOVING, PHASE, PROGRESS, RECOIL, SHOT, STAGGER, STRIDE, STRIKE
from engine.present.poses.rig import Motion, Skeleton
from engine.present.poses.strikes import MOMENTS, STYLES, key_frames, struck

JOINTS = {
    "body": "",
    "trunk": "body",
    "head": "trunk",
    "left_arm": "trunk",
    "left_forearm": "left_arm",
    "right_arm": "trunk",
    "right_forearm": "right_arm",
    "cloak": "trunk",
    "left_thigh": "body",
    "left_shin": "left_thigh",
    "right_thigh": "body",
    "right_shin": "right_thigh",
    "left_ankle": "left_shin",
    "right_ankle": "right_shin",
}
(
    BODY, TRUNK, HEAD, LEFT_ARM, LEFT_FOREARM, RIGHT_ARM, RIGHT_FOREARM, CLOAK, LEFT_THIGH, LEFT_SHIN, RIGHT_THIGH,
    RIGHT_SHIN, LEFT_ANKLE, RIGHT_ANKLE,
) = range(14)  # fmt: skip
LIFT = 0.11
LYING_M = 0.13
"""How far above the ground the back of who lies is, in body heights of 1.8 m."""
BOW = STYLES.index("bow")
BOW_RAISED = (0.0, 0.9, 1.0, 1.0, 0.85, 0.0)
BREATHS_PER_S = 0.28


@cache
def _strikes() -> F32:
    return key_frames(tuple(JOINTS))


def choreography(pivot: F32, style: NDArray[np.int64], pose: F32, time: float) -> Motion:
    """Angles and shifts of n figures; see Skeleton."""
    stature = pivot[:, LEFT_ARM, 1] / np.float32(0.78)
    moving, fall = pose[:, MOVING], _eased(pose[:, FALL])
    standing = 1.0 - fall
    # Who falls is done with striking.
    turn = (struck(_strikes(), style, pose) * standing[:, None, None]).astype(np.float32)
    shift = np.zeros_like(turn)
    _breathe(turn, pose, time)
    _bear_weapons(turn, style, pose, standing)
    _walk(turn, shift, pivot, pose, stature, standing)
    stagger = pose[:, STAGGER] * standing
    sway = np.sin(np.float32(time * 5.0) + pose[:, PHASE] * 6.0) * stagger
    turn[:, TRUNK, 0] += 0.42 * stagger - 0.30 * pose[:, RECOIL] * standing
    turn[:, TRUNK, 2] += 0.14 * sway
    turn[:, HEAD, 0] += 0.45 * stagger - 0.25 * pose[:, RECOIL]
    turn[:, LEFT_ARM, 0] += 0.35 * stagger
    turn[:, RIGHT_ARM, 0] += 0.35 * stagger
    turn[:, CLOAK, 0] += 0.28 * moving * standing - 0.05 * pose[:, RECOIL]
    _fall(turn, shift, stature, fall)
    return Motion(turn, shift)


def _breathe(turn: F32, pose: F32, time: float) -> None:
    breath = np.sin(np.float32(time * BREATHS_PER_S * 2.0 * np.pi) + pose[:, PHASE] * 2.0 * np.pi)
    breath = breath * (1.0 - pose[:, FALL])
    turn[:, TRUNK, 0] += 0.018 * breath
    turn[:, HEAD, 0] -= 0.014 * breath
    turn[:, LEFT_ARM, 2] += 0.022 * breath
    turn[:, RIGHT_ARM, 2] -= 0.022 * breath
    turn[:, CLOAK, 0] += 0.015 * breath


def _bear_weapons(turn: F32, style: NDArray[np.int64], pose: F32, standing: F32) -> None:
    """A bow is lowered until its arrow is loosed."""
    raised = np.interp(pose[:, PROGRESS], MOMENTS, BOW_RAISED) * (pose[:, STRIKE] == SHOT)
    lowered = np.where(style == BOW, 0.75 * standing * (1.0 - raised), 0.0).astype(np.float32)
    turn[:, LEFT_ARM, 0] += lowered
    turn[:, RIGHT_ARM, 0] += lowered


def _walk(turn: F32, shift: F32, pivot: F32, pose: F32, stature: F32, standing: F32) -> None:
    moving = pose[:, MOVING] * standing
    around = pose[:, PHASE] * np.float32(2.0 * np.pi)
    run = np.clip(pose[:, STRIDE] / stature - 0.7, 0.0, 0.8) * moving
    bob = (np.cos(2.0 * around) * 0.010 - 0.010 - 0.03 * run) * stature * moving
    shift[:, BODY, 1] += bob - _crouch(pivot, pose, stature) * moving
    shift[:, BODY, 1] -= 0.03 * stature * pose[:, STAGGER] * standing
    dropped = shift[:, BODY, 1].copy()
    for thigh, shin, ankle, offset in (
        (LEFT_THIGH, LEFT_SHIN, LEFT_ANKLE, 0.0),
        (RIGHT_THIGH, RIGHT_SHIN, RIGHT_ANKLE, 0.5),
    ):
        ahead, up, aside = step(pose, stature, offset, LIFT)
        hip = pivot[:, thigh]
        swing, knee = bend(hip, pivot[:, shin], pivot[:, ankle], ahead * standing, up * standing - dropped)
        turn[:, thigh, 0] += swing
        turn[:, shin, 0] += knee
        # The sole stays level, but for the toe that pushes off.
        turn[:, ankle, 0] -= (swing + knee) * 0.85
        turn[:, thigh, 2] += np.arcsin(np.clip(aside * standing / (hip[:, 1]), -0.6, 0.6))
    swing = np.sin(around) * moving * (0.30 + 0.45 * run)
    turn[:, LEFT_ARM, 0] += swing
    turn[:, RIGHT_ARM, 0] -= swing
    turn[:, TRUNK, 1] += np.cos(around) * 0.07 * moving
    turn[:, TRUNK, 0] += (0.04 + 0.20 * run) * moving
    turn[:, HEAD, 0] -= (0.03 + 0.14 * run) * moving
    turn[:, CLOAK, 0] += np.cos(2.0 * around) * 0.05 * moving + 0.25 * run


def _crouch(pivot: F32, pose: F32, stature: F32) -> F32:
    """How far the hips must sink (n,) [m] so that both feet reach the ground at the ends of a step."""
    deepest = np.zeros(len(pose), dtype=np.float32)
    half = duty_of(pose, stature) * 0.5
    for thigh, shin, ankle in ((LEFT_THIGH, LEFT_SHIN, LEFT_ANKLE), (RIGHT_THIGH, RIGHT_SHIN, RIGHT_ANKLE)):
        hip, knee, foot = (pivot[:, joint, 1:] for joint in (thigh, shin, ankle))
        longest = 0.995 * (np.linalg.norm(knee - hip, axis=1) + np.linalg.norm(foot - knee, axis=1))
        away = half * pose[:, STRIDE] + np.abs(foot[:, 1] - hip[:, 1])
        high = np.sqrt(np.maximum(longest * longest - away * away, 0.25 * longest * longest))
        deepest = np.maximum(deepest, hip[:, 0] - foot[:, 0] - high)
    return deepest.astype(np.float32)


def _fall(turn: F32, shift: F32, stature: F32, fall: F32) -> None:
    """On the back, knees first: they give way before the body tips over."""
    knees = np.sin(np.pi * fall) * 0.9
    for thigh, shin in ((LEFT_THIGH, LEFT_SHIN), (RIGHT_THIGH, RIGHT_SHIN)):
        turn[:, thigh, 0] -= knees * 0.8 + 0.12 * fall
        turn[:, shin, 0] += knees + 0.2 * fall
    turn[:, LEFT_THIGH, 2] += 0.15 * fall
    turn[:, RIGHT_THIGH, 2] -= 0.15 * fall
    turn[:, LEFT_ARM, 2] += 0.7 * fall
    turn[:, RIGHT_ARM, 2] -= 0.7 * fall
    turn[:, HEAD, 1] += 0.4 * fall
    turn[:, BODY, 0] -= np.float32(np.pi / 2.0) * fall * fall
    shift[:, BODY, 1] += (np.float32(LYING_M / 1.8) * fall * fall - 0.10 * np.sin(np.pi * fall)) * stature
    shift[:, BODY, 2] += 0.45 * fall * fall * stature


def _eased(share: F32) -> F32:
    held = np.clip(share, 0.0, 1.0)
    return (held * held * (3.0 - 2.0 * held)).astype(np.float32)


FIGURE = Skeleton(JOINTS, STYLES, choreography)
