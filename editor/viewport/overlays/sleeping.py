"""Sleeping: which rigid bodies are at rest, and which characters stand still."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH, Rows, bodies, running_rows
from engine.document.wording import counted
from engine.present.batches import rings
from engine.present.draw_list import DrawList
from engine.world.ids import UP

AWAKE, ASLEEP, STILL = "#ffb454", "#8fa6c8", "#d9d4c7"
STANDING = 0.05
"""A character slower than this [m/s], and with no wish to be faster, stands still."""
BESIDE_M = 0.12
"""How far a ring lies outside the body [m]."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """Rings round rigid bodies, whole while awake and dashed at rest, and round characters that stand still."""
    rows = running_rows(scene, picture, "Sleeping")
    if rows is None:
        return
    rigid = _rigid_rows(rows)
    awake = rows["awake"][rigid] != 0 if len(rigid) else np.zeros(0, dtype=bool)
    reach = np.maximum(rows["radius"][rigid], np.hypot(rows["half_extent"][rigid, 0], rows["half_extent"][rigid, 1]))
    for part, colour, dashed in ((awake, AWAKE, False), (~awake, ASLEEP, True)):
        who = rigid[part]
        picture.ring_batches.append(
            rings(
                scene.ground,
                rows["position"][who],
                reach[part] + BESIDE_M,
                colour,
                width=0.09,
                dashed=dashed,
                through=THROUGH,
            )
        )
    who = bodies(rows)
    pace, wish = rows["velocity"][who], rows["desired_velocity"][who]
    still = who[(np.linalg.norm(pace, axis=1) < STANDING) & (np.hypot(wish[:, 0], wish[:, 1]) < STANDING)]
    picture.ring_batches.append(
        rings(
            scene.ground, rows["position"][still], rows["radius"][still] + BESIDE_M, STILL, dashed=True, through=THROUGH
        )
    )
    picture.notes.append(
        f"{int(awake.sum()):,} of {counted(len(rigid), 'rigid body', 'rigid bodies')} awake"
        if len(rigid)
        else "No rigid bodies in this scene"
    )
    picture.notes.append(f"{len(still):,} of {counted(len(who), 'character stands', 'characters stand')} still")


def _rigid_rows(rows: Rows) -> NDArray[np.intp]:
    if "rigid" not in rows:
        return np.zeros(0, dtype=np.intp)
    end = int(rows["first"][1])
    return np.flatnonzero((rows["rigid"][:end] != 0) & (rows["life"][:end] == UP))


SLEEPING = Overlay(
    "sleeping",
    "Sleeping",
    "What is at rest?",
    "moon",
    add,
    (
        Swatch("Rigid body, awake", AWAKE, "ring", "Computed in every tick."),
        Swatch("Rigid body, at rest", ASLEEP, "dashed ring", "Left alone until something touches it."),
        Swatch("Stands still", STILL, "dashed ring", "A body that does not move now."),
    ),
    order=63,
)
