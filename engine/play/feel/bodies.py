"""Who is seen, and in which pose: steps by the way walked, strikes by columns of fighting, falls by events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.play.feel.gestures import lay_gestures
from engine.play.feel.recent import Recent
from engine.present.poses.pose import (
    F32,
    FALL,
    GOING,
    MOVING,
    PHASE,
    RECOIL,
    STAGGER,
    STRIDE,
    standing,
)  # fmt: skip
from engine.world.clock import LONGER, SHORTEST
from engine.world.events import DEATH, REVIVED
from engine.world.ids import DEAD, DOWN, TICKS_PER_SECOND, UP

if TYPE_CHECKING:
    from engine.play.running.session import Session

FALL_TICKS, RISE_TICKS, RECOIL_TICKS = 30, 40, 14
BODY_TICKS, SINK_TICKS = 150, 60
"""How long a body lies, and for how long of it it sinks."""
SINK_M = 0.9
STAGGER_OUT = 14
WALKS_FROM = 0.25
"""Body heights a second from which a body walks wholly; below, it shuffles."""
KNOCKED_UP = 20


def seen_rows(session: Session, recent: Recent) -> NDArray[np.intp]:
    """Local ids of everybody to draw: who stands, who is down, and who fell a moment ago."""
    life = session.world.view["life"]
    seen = (life == UP) | (life == DOWN)
    for row in fallen(session, recent):
        seen[row] = True
    return np.flatnonzero(seen)


def fallen(session: Session, recent: Recent) -> dict[int, float]:
    """Rows that died within BODY_TICKS, each with how long ago [ticks]."""
    view = session.world.view
    life, immovable = view["life"], view["immovable"]
    found = ((event.target, age) for event, age in recent.of_kind(DEATH, BODY_TICKS))
    return {row: age for row, age in found if 0 <= row < len(life) and life[row] == DEAD and not immovable[row]}


def sunk(session: Session, recent: Recent, where: F32) -> None:
    """Let the bodies of the fallen sink into the ground at their end; `where` (rows, 3) is changed in place."""
    for row, age in fallen(session, recent).items():
        share = max(0.0, age - (BODY_TICKS - SINK_TICKS)) / SINK_TICKS
        where[row, 1] -= np.float32(SINK_M * share * share * float(session.world.view["height"][row]))


def poses(session: Session, recent: Recent, rows: NDArray[np.intp], alpha: float) -> F32:
    """Poses (n, WIDTH) f4 of rows (n,), their strides in metres of the world."""
    view = session.world.view
    pose = standing(len(rows))
    _walk(view, rows, alpha, pose)
    lay_gestures(session.compiled.parts.of("gesture").values(), view, rows, alpha, pose)
    _suffer(session, recent, rows, alpha, pose)
    return pose


def _walk(view: Any, rows: NDArray[np.intp], alpha: float, pose: F32) -> None:
    way = view["position"][rows] - view["previous_position"][rows]
    far = np.hypot(way[:, 0], way[:, 2])
    pace, height = far * TICKS_PER_SECOND, np.maximum(view["height"][rows], 0.1)
    stride = SHORTEST * height + LONGER * pace
    pose[:, PHASE] = view["steps"][rows] + alpha * far / stride
    pose[:, STRIDE] = stride
    pose[:, GOING] = np.where(far > 1e-5, np.arctan2(way[:, 0], way[:, 2]) - view["yaw"][rows], 0.0)
    # What a dash or a blow carries along does not walk.
    pose[:, MOVING] = np.clip(pace / (WALKS_FROM * height), 0.0, 1.0)


def _suffer(session: Session, recent: Recent, rows: NDArray[np.intp], alpha: float, pose: F32) -> None:
    view = session.world.view
    if "last_hit_ticks" in view:
        since = view["last_hit_ticks"][rows] + alpha
        pose[:, RECOIL] = np.clip(1.0 - since / RECOIL_TICKS, 0.0, 1.0)
    if "stun" in view:
        left = view["stun"][rows].astype(np.float32)
        pose[:, STAGGER] = np.clip((left - alpha) / STAGGER_OUT, 0.0, 1.0)
    if "knocked_ticks" in view:
        pose[:, FALL] = np.clip(view["knocked_ticks"][rows] / KNOCKED_UP, 0.0, 1.0)
    place = {row: k for k, row in enumerate(rows.tolist())}
    if "downed_ticks" in view:
        down = view["life"][rows] == DOWN
        pose[down, FALL] = np.clip((view["downed_ticks"][rows][down] + alpha) / FALL_TICKS, 0.0, 1.0)
    for row, age in fallen(session, recent).items():
        if row in place:
            pose[place[row], FALL] = min(age / FALL_TICKS, 1.0)
    for event, age in recent.of_kind(REVIVED, RISE_TICKS):
        if event.target in place and view["life"][event.target] == UP:
            pose[place[event.target], FALL] = 1.0 - age / RISE_TICKS
