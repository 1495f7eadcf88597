"""The air of a scene that plays: the motes that its entities give off."""

from __future__ import annotations

import math
import zlib
from typing import TYPE_CHECKING, Any

from engine.present.ground import height_under
from engine.present.motes import KINDS, motes

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.present.draw_list import DrawList

MOST = 500
"""So many motes, at most, are in one picture."""


def air(session: Session, picture: DrawList, time: float) -> None:
    """Add the motes of all entities that have some, as they are at `time` [s]."""
    view = session.compiled.view
    room = MOST
    for entity in view.with_component("motes"):
        given: Any = entity.components["motes"]
        transform: Any = entity.components.get("transform")
        x, lift, z = (float(value) for value in transform.position) if transform is not None else (0.0, 0.0, 0.0)
        yaw = math.radians(transform.rotation[1]) if transform is not None else 0.0
        centre = (x, height_under(picture.ground, x, z) + lift, z)
        if given.radius <= 0.0 and picture.camera_target is not None:
            centre = picture.camera_target
        count = max(0, min(int(given.count), room))
        room -= count
        if count and given.kind in KINDS:
            wind = (math.sin(yaw) * given.wind, math.cos(yaw) * given.wind)
            seed = zlib.crc32(entity.id.encode())
            made = motes(given.kind, centre, given.radius, count, given.color, wind, time, seed)
            picture.sparks = [*picture.sparks, made]
