"""Gestures: what a body does while an ability of it is under way, read off the columns that the ability keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from engine.ai.wish import BLOW as WISH_BLOW
from engine.ai.wish import MENDING, NOTHING, SHOCKWAVE
from engine.ai.wish import SHOT as WISH_SHOT
from engine.present.poses.pose import BLOW, CAST, F32, LANDS, PROGRESS, SHOT, SLAM, STANCE, STRIKE

RECOVERY_TICKS = 24


@dataclass(frozen=True)
class Gesture:
    """How an ability looks: `strike` of engine.present.poses.pose, wound up for `windup` ticks (a number or a column).

    `ready` and `cooldown` name the columns that tell how long ago it began (`since_landing`: landed); without them it
    has no recovery. `held` names a column that is above 0 while the body holds the strike at its height.
    """

    part_kind: ClassVar[str] = "gesture"
    name: str
    strike: int
    ability: int = 0
    windup: int | str = 0
    ready: str = ""
    cooldown: str = ""
    since_landing: bool = False
    held: str = ""

    def lay_on(self, view: Mapping[str, Any], rows: NDArray[np.intp], alpha: float, pose: F32) -> None:
        """Write STRIKE and PROGRESS of those rows (n,) that are in the middle of it into poses (n, WIDTH)."""
        if self.held:
            if self.held in view:
                _write(pose, view[self.held][rows] > 0, self.strike, np.full(len(rows), LANDS))
            return
        if "cast" not in view or (isinstance(self.windup, str) and self.windup not in view):
            return
        cast = view["cast"][rows]
        ready = view[self.ready][rows] if self.ready in view and self.cooldown in view else None
        if not (cast == self.ability).any() and (ready is None or not (ready > 0).any()):
            return
        windup = np.maximum(view[self.windup][rows] if isinstance(self.windup, str) else self.windup, 1)
        if ready is not None:
            cooldown = view[self.cooldown][rows]
            began = 0 if self.since_landing else windup
            recovery = np.clip(cooldown - began, 1, RECOVERY_TICKS)
            since = cooldown - ready - began + alpha
            recovers = (cast == NOTHING) & (ready > 0) & (since >= 0) & (since < recovery)
            _write(pose, recovers, self.strike, LANDS + (1.0 - LANDS) * since / recovery)
        gone = windup - view["cast_ticks"][rows] - 1 + alpha
        _write(pose, cast == self.ability, self.strike, LANDS * np.clip(gone / windup, 0.0, 1.0))


def _write(pose: F32, which: NDArray[np.bool_], strike: int, progress: NDArray[Any]) -> None:
    pose[which, STRIKE] = strike
    pose[which, PROGRESS] = progress[which]


def lay_gestures(
    gestures: Iterable[Gesture], view: Mapping[str, Any], rows: NDArray[np.intp], alpha: float, pose: F32
) -> None:
    """Lay all gestures on, what is held last: it wins."""
    for gesture in sorted(gestures, key=lambda each: (bool(each.held), each.name)):
        gesture.lay_on(view, rows, alpha, pose)


BLOWS = Gesture("blow", BLOW, WISH_BLOW, "melee_windup", "melee_ready", "melee_cooldown")
SHOTS = Gesture("shot", SHOT, WISH_SHOT, "ranged_windup", "ranged_ready", "ranged_cooldown")
SHOCKWAVES = Gesture("shockwave", SLAM, SHOCKWAVE, "area_windup", "area_ready", "area_cooldown")
MENDINGS = Gesture("mending", CAST, MENDING, 18, "support_ready", "support_cooldown")
GUARDING = Gesture("guarding", STANCE, held="is_guarding")
