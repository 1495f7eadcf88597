"""Strikes of the human figure as key frames: which joint turns how far at which moment of a blow, a shot or a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.present.poses.pose import BLOW, CALL, CAST, F32, PROGRESS, RUSH, SHOT, SLAM, STANCE, STRIKE

MOMENTS = np.array([0.0, 0.3, 0.5, 0.58, 0.75, 1.0], dtype=np.float32)
"""Progress of the key frames: at rest, wound up half and wholly, landed, followed through, at rest."""
Turn = tuple[float, float, float]
Frames = tuple[Turn, Turn, Turn, Turn]
"""Pitch, yaw, roll [rad] at the four moments in between."""
Move = Mapping[str, Frames]


def _held(pitch: float, yaw: float = 0.0, roll: float = 0.0) -> Frames:
    turn = (pitch, yaw, roll)
    return (turn, turn, turn, turn)


SLASH: Move = {
    "left_arm": ((-1.2, 0.3, 0.3), (-2.2, 0.5, 0.5), (-0.2, -0.7, -0.2), (0.3, -0.6, 0.0)),
    "left_forearm": ((-0.5, 0.0, 0.0), (-0.9, 0.0, 0.0), (0.3, 0.0, 0.0), (0.1, 0.0, 0.0)),
    "right_arm": ((-0.2, 0.0, -0.2), (-0.4, 0.0, -0.3), (0.5, 0.0, -0.2), (0.3, 0.0, 0.0)),
    "trunk": ((-0.05, 0.3, 0.0), (-0.12, 0.55, 0.0), (0.3, -0.55, 0.0), (0.2, -0.35, 0.0)),
    "head": ((0.0, -0.2, 0.0), (0.0, -0.4, 0.0), (-0.1, 0.4, 0.0), (0.0, 0.2, 0.0)),
}
THRUST: Move = {
    "left_arm": ((0.5, 0.0, 0.1), (0.9, 0.2, 0.1), (-1.0, -0.1, 0.0), (-0.7, -0.1, 0.0)),
    "left_forearm": ((-0.6, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.6, 0.0, 0.0), (0.3, 0.0, 0.0)),
    "trunk": ((0.0, 0.3, 0.0), (-0.05, 0.45, 0.0), (0.35, -0.4, 0.0), (0.2, -0.2, 0.0)),
}
HAMMER: Move = {
    "left_arm": ((-1.0, 0.0, 0.2), (-1.9, 0.0, 0.2), (0.75, -0.3, 0.0), (0.7, -0.3, 0.0)),
    "left_forearm": ((0.3, 0.0, 0.0), (0.4, 0.0, 0.0), (0.9, 0.0, 0.0), (0.6, 0.0, 0.0)),
    "right_arm": ((0.2, 0.0, 0.0), (0.3, 0.2, 0.0), (0.5, 0.3, -0.2), (0.3, 0.2, 0.0)),
    "trunk": ((-0.15, 0.2, 0.0), (-0.3, 0.35, 0.0), (0.5, -0.3, 0.0), (0.35, -0.2, 0.0)),
}
PUSH: Move = {
    "right_arm": ((0.6, 0.0, 0.0), (1.0, -0.2, 0.0), (-0.7, 0.1, 0.0), (-0.4, 0.0, 0.0)),
    "right_forearm": ((-0.7, 0.0, 0.0), (-1.1, 0.0, 0.0), (0.3, 0.0, 0.0), (0.2, 0.0, 0.0)),
    "trunk": ((0.0, -0.3, 0.0), (-0.05, -0.5, 0.0), (0.2, 0.35, 0.0), (0.1, 0.2, 0.0)),
}
LOOSE: Move = {
    "left_arm": ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.0, 0.5, 0.2), (0.1, 0.3, 0.1)),
    "left_forearm": ((0.0, 0.0, 0.0), (0.0, 0.1, 0.0), (0.0, 0.9, 0.0), (0.0, 0.5, 0.0)),
    "trunk": ((-0.03, 0.1, 0.0), (-0.06, 0.15, 0.0), (-0.12, 0.1, 0.0), (-0.05, 0.05, 0.0)),
}
RAISE: Move = {
    "left_arm": ((-0.4, 0.0, 0.1), (-0.8, 0.0, 0.2), (-1.1, 0.0, 0.2), (-0.7, 0.0, 0.1)),
    "left_forearm": ((0.1, 0.0, 0.0), (0.2, 0.0, 0.0), (0.5, 0.0, 0.0), (0.3, 0.0, 0.0)),
    "right_arm": ((-0.3, 0.0, -0.2), (-0.6, 0.0, -0.3), (-1.3, 0.0, -0.5), (-0.8, 0.0, -0.3)),
    "trunk": ((-0.08, 0.0, 0.0), (-0.14, 0.0, 0.0), (0.08, 0.0, 0.0), (0.0, 0.0, 0.0)),
    "head": ((-0.1, 0.0, 0.0), (-0.25, 0.0, 0.0), (-0.1, 0.0, 0.0), (0.0, 0.0, 0.0)),
}
POUND: Move = {
    "left_arm": ((-1.6, 0.0, 0.3), (-2.6, 0.0, 0.3), (-0.3, 0.0, 0.0), (-0.2, 0.0, 0.0)),
    "right_arm": ((-1.6, 0.0, -0.3), (-2.6, 0.0, -0.3), (-0.3, 0.0, 0.0), (-0.2, 0.0, 0.0)),
    "trunk": ((-0.2, 0.0, 0.0), (-0.35, 0.0, 0.0), (0.7, 0.0, 0.0), (0.55, 0.0, 0.0)),
}
SHOUT: Move = {
    "left_arm": ((-0.8, 0.0, 0.4), (-1.2, 0.0, 0.5), (-1.6, 0.0, 0.6), (-1.2, 0.0, 0.5)),
    "right_arm": ((0.2, 0.2, 0.0), (0.3, 0.3, 0.0), (-0.3, 0.3, -0.4), (-0.2, 0.2, -0.2)),
    "trunk": ((-0.1, 0.0, 0.0), (-0.2, 0.0, 0.0), (0.2, 0.0, 0.0), (0.1, 0.0, 0.0)),
    "head": ((-0.2, 0.0, 0.0), (-0.45, 0.0, 0.0), (0.1, 0.0, 0.0), (0.0, 0.0, 0.0)),
}
LUNGE: Move = {
    "trunk": _held(0.6, -0.3),
    "head": _held(-0.4, 0.2),
    "left_arm": _held(-0.5, -0.2, 0.2),
    "left_forearm": _held(0.4),
    "right_arm": _held(1.0, 0.0, -0.3),
}
GUARD: Move = {
    "trunk": _held(0.08, 0.25),
    "left_arm": _held(-0.7, -0.6),
    "left_forearm": _held(-0.5, 0.0, 0.6),
    "right_arm": _held(-0.4, 0.3),
}
STYLES = ("blade", "staff", "bow", "hammer", "spear")
USUAL: Mapping[int, Move] = {
    BLOW: SLASH,
    SHOT: PUSH,
    SLAM: POUND,
    CAST: RAISE,
    CALL: SHOUT,
    RUSH: LUNGE,
    STANCE: GUARD,
}
OF_STYLE: Mapping[tuple[str, int], Move] = {
    ("bow", SHOT): LOOSE,
    ("bow", BLOW): PUSH,
    ("hammer", BLOW): HAMMER,
    ("spear", BLOW): THRUST,
    ("staff", BLOW): THRUST,
    ("staff", SHOT): RAISE,
}


def key_frames(joints: Sequence[str], styles: Sequence[str] = STYLES) -> F32:
    """Angles (styles, strikes, moments, joints, 3) f4 of every strike of every style, at rest first and last."""
    table = np.zeros((len(styles), 8, len(MOMENTS), len(joints), 3), dtype=np.float32)
    for s, style in enumerate(styles):
        for strike, usual in USUAL.items():
            for joint, frames in OF_STYLE.get((style, strike), usual).items():
                table[s, strike, 1:-1, list(joints).index(joint)] = frames
    return table


def struck(table: F32, style: NDArray[np.int64], pose: F32) -> F32:
    """Angles (n, joints, 3) of the strikes that n poses are in the middle of, eased between key frames."""
    progress = np.clip(pose[:, PROGRESS], 0.0, 1.0)
    after = np.clip(np.searchsorted(MOMENTS, progress, side="right"), 1, len(MOMENTS) - 1)
    low, high = MOMENTS[after - 1], MOMENTS[after]
    share = ((progress - low) / (high - low))[:, None, None]
    share = share * share * (3.0 - 2.0 * share)
    strike = pose[:, STRIKE].astype(np.int64)
    first, last = table[style, strike, after - 1], table[style, strike, after]
    return (first + (last - first) * share).astype(np.float32)
