"""How a four-legged beast moves: it trots, rears up, pounces, flinches, staggers and rolls over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.present.poses.legs import bend, step
from engine.present.poses.pose import BLOW, F32, FALL, MOVING, NO_STRIKE, PHASE, PROGRESS, RECOIL, STAGGER, STRIKE
from engine.present.poses.rig import Motion, Skeleton

LEGS = ("left_fore", "right_fore", "left_hind", "right_hind")
JOINTS = {
    "body": "",
    "chest": "body",
    "head": "chest",
    "tail": "body",
    **{f"{leg}_{part}": "chest" if "fore" in leg else "body" for leg in LEGS for part in ("thigh",)},
    **{f"{leg}_shin": f"{leg}_thigh" for leg in LEGS},
    **{f"{leg}_foot": f"{leg}_shin" for leg in LEGS},
}
_NAMES = list(JOINTS)
BODY, CHEST, HEAD, TAIL = range(4)
STEPS = {"left_fore": 0.0, "right_hind": 0.05, "right_fore": 0.5, "left_hind": 0.55}
"""Phase of each leg in a trot: those across from each other go together."""
LIFT = 0.13
MOMENTS = (0.0, 0.35, 0.5, 0.58, 0.75, 1.0)
REARING = (0.0, -0.42, -0.62, 0.28, 0.12, 0.0)
"""Pitch of the body [rad] at the moments of a blow."""
POUNCE_M = (0.0, -0.22, -0.30, 0.55, 0.25, 0.0)
SWIPE = (0.0, -0.7, -1.3, 0.55, 0.3, 0.0)
BITE = (0.0, -0.3, -0.5, 0.5, 0.2, 0.0)


def choreography(pivot: F32, style: NDArray[np.int64], pose: F32, time: float) -> Motion:
    """Angles and shifts of n beasts; see Skeleton."""
    turn = np.zeros((*pivot.shape[:2], 3), dtype=np.float32)
    shift = np.zeros_like(turn)
    stature = pivot[:, HEAD, 1]
    fall = np.clip(pose[:, FALL], 0.0, 1.0)
    fall = (fall * fall * (3.0 - 2.0 * fall)).astype(np.float32)
    standing = (1.0 - fall).astype(np.float32)
    moving = pose[:, MOVING] * standing
    around = pose[:, PHASE] * np.float32(2.0 * np.pi)
    breath = np.sin(np.float32(time * 3.2) + around) * standing
    stagger = pose[:, STAGGER] * standing
    is_blow = (pose[:, STRIKE] > NO_STRIKE) & (pose[:, STRIKE] >= BLOW)
    progress = np.where(is_blow, pose[:, PROGRESS], 0.0)
    rearing, pounce, swipe, bite = (
        (np.interp(progress, MOMENTS, frames).astype(np.float32) * standing)
        for frames in (REARING, POUNCE_M, SWIPE, BITE)
    )
    shift[:, BODY, 1] = (np.cos(2.0 * around) * 0.035 - 0.05) * stature * moving - 0.14 * stature * stagger
    shift[:, BODY, 1] += 0.012 * breath * stature * (1.0 - moving)
    dropped = shift[:, BODY, 1].copy()
    for leg, offset in STEPS.items():
        thigh, shin, foot = (_NAMES.index(f"{leg}_{part}") for part in ("thigh", "shin", "foot"))
        ahead, up, aside = step(pose, stature * 1.25, offset, LIFT)
        swing, knee = bend(pivot[:, thigh], pivot[:, shin], pivot[:, foot], ahead * standing, up * standing - dropped)
        turn[:, thigh, 0], turn[:, shin, 0] = swing, knee
        turn[:, foot, 0] = -(swing + knee) * 0.8
        turn[:, thigh, 2] = np.arcsin(np.clip(aside * standing / pivot[:, thigh, 1], -0.6, 0.6))
        if "fore" in leg:
            turn[:, thigh, 0] += swipe * (1.0 if leg == "left_fore" else 0.45)
            turn[:, shin, 0] -= swipe * 0.3
    turn[:, CHEST, 0] += rearing + np.cos(2.0 * around) * 0.05 * moving - 0.22 * pose[:, RECOIL] * standing
    turn[:, CHEST, 1] += np.cos(around) * 0.09 * moving
    turn[:, BODY, 2] += 0.22 * np.sin(np.float32(time * 6.0) + around) * stagger
    turn[:, HEAD, 0] += bite + 0.05 * breath + 0.5 * stagger - rearing * 0.5
    turn[:, HEAD, 1] += 0.30 * np.sin(np.float32(time * 5.0)) * stagger - 0.10 * np.cos(around) * moving
    turn[:, TAIL, 1] += 0.35 * np.sin(around) * moving + 0.12 * np.sin(np.float32(time * 2.0) + around)
    turn[:, TAIL, 0] += 0.1 * breath
    shift[:, BODY, 2] += pounce * stature
    _roll_over(turn, shift, stature, fall)
    return Motion(turn, shift)


def _roll_over(turn: F32, shift: F32, stature: F32, fall: F32) -> None:
    turn[:, BODY, 2] += 1.42 * fall
    shift[:, BODY, 1] += 0.26 * stature * fall
    shift[:, BODY, 0] += 0.55 * stature * fall
    for leg in LEGS:
        turn[:, _NAMES.index(f"{leg}_shin"), 0] += (0.7 if "fore" in leg else -0.7) * fall
        turn[:, _NAMES.index(f"{leg}_thigh"), 2] -= (0.25 if "left" in leg else 0.1) * fall
    turn[:, HEAD, 0] += 0.35 * fall


BEAST = Skeleton(JOINTS, ("claw",), choreography)
