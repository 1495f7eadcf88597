"""Marks at the picture's edge: which way lies what leads the player and stands outside of the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QColor, QPainter

from editor.viewport.camera.camera import Camera
from editor.viewport.paint.hud_layout import TOP_CLEAR, Rect, meet
from editor.viewport.paint.hud_metrics import letters_scale
from editor.viewport.paint.text import chip_box, paint_chip
from engine.present.draw_list import Label, Point

ARROWS = "→↗↑↖←↙↓↘"
"""By eighths of a turn, against the clock from the right."""
EDGE, LETTER_PX = 12.0, 11
STEPS = 16
"""In so many steps from the edge inward a place is sought that nothing covers."""
_BACK = QColor(14, 18, 34, 215)


def way_out(point: Point, camera: Camera, size: tuple[float, float]) -> tuple[float, float] | None:
    """The direction (right, up) from the picture's middle to a point that is outside of it; None for one inside.

    Of length 1, in pixels of the picture. What is behind the camera lies the way that one would turn.
    """
    away = np.asarray(point, dtype=np.float64) - np.array(camera.eye)
    right, up, ahead = float(away @ camera.right), float(away @ camera.up), float(away @ camera.forward)
    if ahead > 0.0:
        x, y, _ = camera.project([point], size)[0].tolist()
        if 0.0 <= x <= size[0] and 0.0 <= y <= size[1]:
            return None
    length = math.hypot(right, up)
    return (right / length, up / length) if length > 1e-6 else (0.0, -1.0)


def arrow(way: tuple[float, float]) -> str:
    """The arrow that points most nearly that way (right, up)."""
    return ARROWS[round(math.atan2(way[1], way[0]) / (math.pi / 4.0)) % len(ARROWS)]


def lead_box(way: tuple[float, float], text: str, size: tuple[float, float], taken: Sequence[Rect]) -> Rect | None:
    """The box of a chip at the picture's edge that way, nearer to the middle where the edge is taken; None: no room."""
    _, _, wide, high = chip_box(0.0, 0.0, text, round(LETTER_PX * letters_scale(size)))
    middle = (size[0] / 2.0, (size[1] + TOP_CLEAR) / 2.0)
    room = (middle[0] - EDGE - wide / 2.0, (size[1] - TOP_CLEAR) / 2.0 - EDGE - high / 2.0)
    reach = min(room[i] / abs(way[i]) for i in (0, 1) if abs(way[i]) > 1e-6)
    for step in range(STEPS):
        out = reach * (1.0 - step / STEPS)
        box = (middle[0] + way[0] * out - wide / 2.0, middle[1] - way[1] * out - high / 2.0, wide, high)
        if not any(meet(box, each) for each in taken):
            return box
    return None


def paint_leads(
    painter: QPainter, labels: Sequence[Label], camera: Camera, size: tuple[float, float], taken: Sequence[Rect]
) -> list[Rect]:
    """A chip with an arrow for each label that leads and is not in the picture; gives their boxes."""
    shown: list[Rect] = []
    for label in labels:
        way = way_out(label.position, camera, size) if label.leads and camera.ortho <= 0.0 else None
        if way is None:
            continue
        text = f"{arrow(way)} {label.text}"
        box = lead_box(way, text, size, [*taken, *shown])
        if box is None:
            continue
        shown.append(box)
        pixels = round(LETTER_PX * letters_scale(size))
        x, y, _, _ = chip_box(0.0, 0.0, text, pixels)
        colour = QColor(label.colour)
        paint_chip(painter, box[0] - x, box[1] - y, text, back=_BACK, colour=colour, edge=colour, pixels=pixels)
    return shown
