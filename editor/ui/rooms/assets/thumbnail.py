"""Small pictures of meshes, drawn in software: a few milliseconds each, no graphics context."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap, QPolygonF

from editor.ui.rooms.known_glyph import known_glyph
from editor.ui.theme.look import look
from engine.present.meshes import MESHES

_LIGHT = np.array([0.45, 0.75, 0.48])
_AMBIENT = 0.5
_TURN, _TILT = np.radians(28.0), np.radians(16.0)
_EXPOSURE = 2.1
_MARGIN = 0.1


def thumbnail(mesh: str, tint: str, glyph: str, side: int) -> QPixmap:
    """A mesh from slightly above, or the glyph where there is no such mesh; a square of `side` pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, side)
    if mesh in MESHES:
        _paint_mesh(painter, mesh, tint, side)
    else:
        place = round(side * 0.25)
        painter.drawPixmap(place, place, look.pixmap(known_glyph(glyph), "icon.primary", 28))
    painter.end()
    return picture


def _paint_ground(painter: QPainter, side: int) -> None:
    fill = QLinearGradient(0, 0, 0, side)
    base = look.qcolor("surface.pressed")
    fill.setColorAt(0, base.lighter(112))
    fill.setColorAt(1, base.darker(128))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(0, 0, side, side), look.size("radius.thumb"), look.size("radius.thumb"))


def _paint_mesh(painter: QPainter, name: str, tint: str, side: int) -> None:
    """Triangles from the farthest to the nearest; good enough for closed shapes of this size."""
    mesh = MESHES[name]()
    corners = mesh.vertices.astype(float)
    turn, tilt = _rotation()
    seen = corners @ turn.T @ tilt.T
    normals = mesh.normals[::3].astype(float)
    facing = (normals @ turn.T @ tilt.T)[:, 2]
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    scale = side * (1.0 - 2.0 * _MARGIN) / max(float((high - low).max()), 1e-6)
    middle = (low + high) / 2.0
    flat = (seen[:, :2] - middle) * scale * (1.0, -1.0) + side / 2.0
    light = _AMBIENT + (1.0 - _AMBIENT) * np.clip(normals @ (_LIGHT / np.linalg.norm(_LIGHT)), 0.0, 1.0)
    colours = _shades(mesh, tint, light)
    depth = seen[:, 2].reshape(-1, 3).mean(axis=1)
    for triangle in np.argsort(depth):
        if facing[triangle] <= 0.0:
            continue
        painter.setBrush(QColor(*colours[triangle]))
        points = flat[triangle * 3 : triangle * 3 + 3]
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))


def _rotation() -> tuple[np.ndarray, np.ndarray]:
    c, s = np.cos(_TURN), np.sin(_TURN)
    turn = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    c, s = np.cos(_TILT), np.sin(_TILT)
    return turn, np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _shades(mesh: object, tint: str, light: np.ndarray) -> list[list[int]]:
    """One sRGB colour 0..255 for each triangle."""
    own = mesh.colours[::3].astype(float)  # type: ignore[attr-defined]
    tinted = mesh.tinted[::3].astype(float)[:, None]  # type: ignore[attr-defined]
    glow = mesh.emissive[::3].astype(float)[:, None]  # type: ignore[attr-defined]
    colour = QColor(tint)
    factor = np.array([colour.redF(), colour.greenF(), colour.blueF()]) ** 2.2
    lit = own * (1.0 - tinted + tinted * factor) * (light[:, None] * _EXPOSURE + np.clip(glow, 0.0, 1.5))
    return (np.clip(lit, 0.0, 1.0) ** (1.0 / 2.2) * 255.0).astype(int).tolist()
