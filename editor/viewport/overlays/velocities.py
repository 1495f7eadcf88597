"""Velocities: where everybody wants to go, and how fast they really move."""

from __future__ import annotations

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH, bodies, running_rows
from engine.document.wording import counted
from engine.present.batches import lines
from engine.present.draw_list import DrawList

WISH, REAL = "#f4f0e6", "#63e6a2"
AHEAD_S = 0.5
"""An arrow shows the way that would be covered in this time [s]."""
SLOWEST = 0.05
"""Below this [m/s] there is no arrow."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A dashed line for the wish and an arrow for the movement of each body."""
    rows = running_rows(scene, picture, "Velocities")
    if rows is None:
        return
    who = bodies(rows)
    foot = rows["position"][who]
    wish = rows["desired_velocity"][who]
    real = rows["velocity"][who][:, ::2]
    for pace, colour, width, tip, dashed in ((wish, WISH, 0.05, 0.0, True), (real, REAL, 0.09, 0.3, False)):
        moves = np.hypot(pace[:, 0], pace[:, 1]) > SLOWEST
        end = foot[moves].copy()
        end[:, ::2] += pace[moves] * np.float32(AHEAD_S)
        picture.line_batches.append(
            lines(scene.ground, foot[moves], end, colour, width=width, tip=tip, dashed=dashed, through=THROUGH)
        )
    speed = np.hypot(real[:, 0], real[:, 1])
    fastest = f", the fastest at {speed.max():.1f} m/s" if len(who) else ""
    moving = int((speed > SLOWEST).sum())
    picture.notes.append(f"{moving:,} of {counted(len(who), 'body moves', 'bodies move')}{fastest}")


VELOCITIES = Overlay(
    "velocities",
    "Velocities",
    "Who wants to go where, and how fast do they move?",
    "arrow-up-right",
    add,
    (
        Swatch("Wish, half a second ahead", WISH, "dashed", "Where it wants to go."),
        Swatch("Movement, half a second ahead", REAL, help="Where it really goes, pushed by others and walls."),
    ),
    order=62,
)
