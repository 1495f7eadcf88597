"""Small pictures of meshes, drawn in software: a few milliseconds each, no graphics context."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPen, QPixmap, QPolygonF

from editor.ui.rooms.known_glyph import known_glyph
from editor.ui.theme.look import look
from engine.present.meshes import MESHES, Mesh

_LIGHT = np.array([0.45, 0.75, 0.48])
_AMBIENT = 0.5
_TURN, _TILT = np.radians(28.0), np.radians(16.0)
_EXPOSURE = 2.1
_MARGIN = 0.1
MOST_PAINTED = 600
"""Triangles that are painted one by one; of a larger mesh points are drawn, which takes the same time for any."""
_POINTS = 200_000
_SMALL, _FILLS = 128, 3
"""Pictures up to so many pixels are drawn twice as large; so often holes between points take their neighbours' colour.
"""
_SEAM = 0.6
F64 = NDArray[np.float64]


def thumbnail(mesh: str, tint: str, glyph: str, side: int) -> QPixmap:
    """A mesh from slightly above, or the glyph where there is no such mesh; a square of `side` pixels."""
    return picture_of(MESHES.spec(mesh).mesh if mesh in MESHES else None, tint, glyph, side)


def picture_of(mesh: Mesh | None, tint: str, glyph: str, side: int) -> QPixmap:
    """A mesh that may be in no registry, or the glyph where there is none; a square of `side` pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _paint_ground(painter, side)
    if mesh is None:
        place = round(side * 0.25)
        painter.drawPixmap(place, place, look.pixmap(known_glyph(glyph), "icon.primary", 28))
    elif mesh.triangle_count > MOST_PAINTED:
        painter.drawImage(QRectF(0, 0, side, side), _points(mesh, tint, side if side > _SMALL else 2 * side))
    else:
        _paint_mesh(painter, mesh, tint, side)
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


def _paint_mesh(painter: QPainter, mesh: Mesh, tint: str, side: int) -> None:
    """Triangles from the farthest to the nearest; good enough for closed shapes of this size."""
    flat, depths, towards = _seen(mesh, side)
    normals = mesh.normals[::3].astype(float)
    colours = _shades(mesh, tint, normals, slice(None, None, 3)).tolist()
    depth = depths.reshape(-1, 3).mean(axis=1)
    for triangle in np.argsort(depth):
        if towards[triangle * 3] <= 0.0:
            continue
        colour = QColor(*colours[triangle])
        painter.setBrush(colour)
        # A hair of the same colour closes the seams that smoothed edges leave between triangles.
        painter.setPen(QPen(colour, _SEAM))
        points = flat[triangle * 3 : triangle * 3 + 3]
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))


def _points(mesh: Mesh, tint: str, side: int) -> QImage:
    """Points strewn evenly over what is seen of the triangles; the nearest one of each pixel is kept."""
    flat, depths, towards = _seen(mesh, side)
    colours = _shades(mesh, tint, mesh.normals.astype(float), slice(None))
    corners, depth = flat.reshape(-1, 3, 2), depths.reshape(-1, 3)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = np.abs(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]) * (towards[::3] > 0.0)
    random = np.random.default_rng(1)
    pixels = np.zeros((side, side, 4), dtype=np.uint8)
    if area.sum() > 0.0:
        chosen = np.searchsorted(np.cumsum(area), random.random(_POINTS) * area.sum()).clip(0, len(area) - 1)
        u, v = random.random((2, _POINTS))
        turned = u + v > 1.0
        u, v = np.where(turned, 1.0 - u, u), np.where(turned, 1.0 - v, v)
        shares = np.stack([1.0 - u - v, u, v], axis=1)
        place = (corners[chosen] * shares[..., None]).sum(axis=1).astype(int).clip(0, side - 1)
        order = np.argsort((depth[chosen] * shares).sum(axis=1))
        place, shades = place[order], colours.reshape(-1, 3, 3)[chosen[order], 0]
        pixels[place[:, 1], place[:, 0], :3] = shades
        pixels[place[:, 1], place[:, 0], 3] = 255
        for _ in range(_FILLS):
            _fill_holes(pixels)
    return QImage(pixels.tobytes(), side, side, 4 * side, QImage.Format.Format_RGBA8888).copy()


def _fill_holes(pixels: NDArray[np.uint8]) -> None:
    """Give empty pixels (h, w, 4) among filled ones the mean colour of their neighbours, in place."""
    padded = np.pad(pixels.astype(np.uint16), ((1, 1), (1, 1), (0, 0)))
    height, width = pixels.shape[:2]
    around = [(0, 1), (2, 1), (1, 0), (1, 2)]
    total = np.sum([padded[y : y + height, x : x + width] for y, x in around], axis=0)
    count = total[..., 3] // 255
    holes = (pixels[..., 3] == 0) & (count >= 3)
    pixels[holes, :3] = total[holes, :3] // count[holes, None]
    pixels[holes, 3] = 255


def _seen(mesh: Mesh, side: int) -> tuple[F64, F64, F64]:
    """Where each corner is seen (n, 2) [pixels], how near (n,), and how far its normal looks towards the eye (n,)."""
    turn, tilt = _rotation()
    seen = mesh.vertices.astype(float) @ turn.T @ tilt.T
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    scale = side * (1.0 - 2.0 * _MARGIN) / max(float((high - low).max()), 1e-6)
    flat = (seen[:, :2] - (low + high) / 2.0) * scale * (1.0, -1.0) + side / 2.0
    corners = seen.reshape(-1, 3, 3)
    # The face itself, since a smooth normal may look away from an eye that sees its triangle.
    face = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])[:, 2]
    return flat, seen[:, 2], np.repeat(face, 3)


def _rotation() -> tuple[F64, F64]:
    c, s = np.cos(_TURN), np.sin(_TURN)
    turn = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    c, s = np.cos(_TILT), np.sin(_TILT)
    return turn, np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def _shades(mesh: Mesh, tint: str, normals: F64, rows: slice) -> NDArray[np.uint8]:
    """SRGB colours (n, 3) u1 of some corners with these normals."""
    light = _AMBIENT + (1.0 - _AMBIENT) * np.clip(normals @ (_LIGHT / np.linalg.norm(_LIGHT)), 0.0, 1.0)
    own = mesh.colours[rows].astype(float)
    tinted = mesh.tinted[rows].astype(float)[:, None]
    glow = mesh.emissive[rows].astype(float)[:, None]
    colour = QColor(tint)
    factor = np.array([colour.redF(), colour.greenF(), colour.blueF()]) ** 2.2
    lit = own * (1.0 - tinted + tinted * factor) * (light[:, None] * _EXPOSURE + np.clip(glow, 0.0, 1.5))
    return (np.clip(lit, 0.0, 1.0) ** (1.0 / 2.2) * 255.0).astype(np.uint8)
