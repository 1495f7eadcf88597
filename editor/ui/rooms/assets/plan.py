"""Small plans of scenes and encounters, seen from above: who stands where on which ground, and what waits there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from editor.ui.theme.look import look
from engine.document import SceneView

MOST = 800
"""Entities that are drawn at most: more could not be told apart in so small a picture."""
_MARGIN = 0.06
_DOT, _RING = 0.032, 0.02
_BRIGHTER = 170


def plan(scene: SceneView, side: int) -> QPixmap:
    """The scene with its encounter, if one is given with it; a square of `side` pixels, north (-z) at the top."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame, corner = QRectF(0, 0, side, side), look.size("radius.thumb")
    shape = QPainterPath()
    shape.addRoundedRect(frame, corner, corner)
    painter.setClipPath(shape)
    terrain: Any = scene.header.terrain
    painter.fillRect(frame, QColor(terrain.grass_colour).lighter(_BRIGHTER))
    shown = [entity for entity in scene.entities[:MOST] if "transform" in entity.components and not entity.hidden]
    reach = _reach(shown, float(terrain.size_m) / 2.0)
    scale = side * (0.5 - _MARGIN) / reach
    for entity in shown:
        components: Any = entity.components
        x, _, z = components["transform"].position
        at = QPointF(side / 2.0 + x * scale, side / 2.0 + z * scale)
        _mark(painter, components, at, scale, side)
    painter.end()
    return picture


def _reach(shown: list[Any], half: float) -> float:
    """How far from the middle the plan goes [m]: to where all is that stands in it, at most to the ground's edge."""
    spots = [entity.components["transform"].position for entity in shown]
    far = max((max(abs(x), abs(z)) for x, _, z in spots), default=half)
    return max(min(half, far * 1.15), 5.0)


def _mark(painter: QPainter, components: Any, at: QPointF, scale: float, side: int) -> None:
    """One entity: a box for what blocks the way, a dot for somebody, a ring for what waits."""
    painter.setPen(Qt.PenStyle.NoPen)
    obstacle, team = components.get("obstacle"), components.get("team")
    group, trigger = components.get("spawn_group"), components.get("trigger")
    if obstacle is not None:
        is_box = obstacle.shape == "box"
        width, depth = (obstacle.size[0], obstacle.size[2]) if is_box else (2.0 * obstacle.radius,) * 2
        box = QRectF(-width * scale / 2.0, -depth * scale / 2.0, width * scale, depth * scale)
        painter.save()
        painter.translate(at)
        painter.rotate(-float(components["transform"].rotation[1]))
        painter.setBrush(look.qcolor("surface.window", 190))
        painter.drawRect(box) if is_box else painter.drawEllipse(box)
        painter.restore()
    elif group is not None or trigger is not None:
        radius = max(float((group or trigger).radius) * scale, side * _DOT)
        colour = look.qcolor("viewport.hostile" if group is not None else "text.on_selected")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(colour, max(1.0, side * _RING), Qt.PenStyle.DashLine if group is None else Qt.PenStyle.SolidLine)
        )
        painter.drawEllipse(at, radius, radius)
    elif team is not None:
        painter.setBrush(look.qcolor("viewport.party" if team.side == "party" else "viewport.hostile"))
        painter.drawEllipse(at, side * _DOT, side * _DOT)
    elif "appearance" in components:
        painter.setBrush(look.qcolor("surface.window", 110))
        painter.drawEllipse(at, side * _DOT * 0.6, side * _DOT * 0.6)
