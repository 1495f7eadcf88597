"""The small compass at the top right: which way the axes run; a click on one looks along it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.viewport.camera.camera import Camera
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.text import font

RADIUS, REACH, BALL = 40.0, 27.0, 9.0
MARGIN = 10.0
AXES = {"X": (1.0, 0.0, 0.0), "Y": (0.0, 1.0, 0.0), "Z": (0.0, 0.0, 1.0)}


def centre(size: tuple[float, float]) -> tuple[float, float]:
    """The middle of the compass [pixels]."""
    return size[0] - MARGIN - RADIUS, MARGIN + RADIUS


def balls(camera: Camera, size: tuple[float, float]) -> list[tuple[str, float, float, float]]:
    """(letter, x, y, depth) of each axis end, the farthest first."""
    x, y = centre(size)
    found: list[tuple[str, float, float, float]] = []
    for letter, axis in AXES.items():
        vector = np.array(axis)
        found.append(
            (letter, x + float(vector @ camera.right) * REACH, y - float(vector @ camera.up) * REACH,
             float(vector @ camera.forward))
        )  # fmt: skip
    return sorted(found, key=lambda each: -each[3])


def axis_at(x: float, y: float, camera: Camera, size: tuple[float, float]) -> tuple[float, float, float] | None:
    """The axis whose ball lies under a pixel."""
    for letter, ball_x, ball_y, _ in reversed(balls(camera, size)):
        if (x - ball_x) ** 2 + (y - ball_y) ** 2 <= (BALL + 3.0) ** 2:
            return AXES[letter]
    return None


def is_inside(x: float, y: float, size: tuple[float, float]) -> bool:
    """Whether a pixel lies on the compass."""
    middle_x, middle_y = centre(size)
    return (x - middle_x) ** 2 + (y - middle_y) ** 2 <= RADIUS**2


def paint(painter: QPainter, camera: Camera, size: tuple[float, float], colours: Colours) -> None:
    """Paint it."""
    x, y = centre(size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.of("viewport.chip", 0.92))
    painter.drawEllipse(QPointF(x, y), RADIUS, RADIUS)
    for letter, ball_x, ball_y, depth in balls(camera, size):
        colour = QColor(colours.text(f"axis.{letter.lower()}"))
        if depth > 0.3:
            colour = colour.darker(140)
        painter.setPen(QPen(colour, 2.0))
        painter.drawLine(QPointF(x, y), QPointF(ball_x, ball_y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(ball_x, ball_y), BALL, BALL)
        painter.setPen(QColor(12, 14, 18))
        painter.setFont(font(11, strong=True))
        box = QRectF(ball_x - BALL, ball_y - BALL, 2 * BALL, 2 * BALL)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
