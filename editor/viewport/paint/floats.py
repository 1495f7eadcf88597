"""Numbers and words that rise over bodies and fade: outlined, so that they read over sky and grass alike."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from editor.viewport.camera.camera import Camera
from editor.viewport.paint.hud_layout import Rect
from editor.viewport.paint.plates import overlap
from editor.viewport.paint.text import font, width
from engine.present.effects import Float

KEPT = 192
USUAL_PX, LEAST_PX, MOST_PX = 17, 12, 30
FULL_SIZE_M, LEAST_SHARE = 14.0, 0.72
"""Up to that distance [m] texts have their full size; farther away they shrink to that share of it."""
FADES_FROM, POPS_UNTIL = 0.6, 0.08
OUTLINE_PX, ASIDE_PX = 3.0, 34.0
MOST_RISES, CLOSE = 5, 0.8
"""How often a text rises out of the way of others, and the share of its height that it keeps: outlines meet."""
_OUTLINE = QColor(12, 14, 26, 220)


class FloatPainter:
    """Paints floats from small pictures that are made once for each text."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def paint(
        self,
        painter: QPainter,
        floats: Sequence[Float],
        camera: Camera,
        size: tuple[float, float],
        blocked: Sequence[Rect] = (),
    ) -> None:
        """All floats in the picture, none under what is `blocked`; an older one rises out of the way of a newer one."""
        if not floats:
            return
        ratio = painter.device().devicePixelRatioF()
        places = camera.project([each.position for each in floats], size)
        taken: list[Rect] = []
        for each, (x, y, depth) in zip(reversed(floats), reversed(places.tolist()), strict=True):
            if depth <= 0.5 or not (-40.0 < x < size[0] + 40.0 and -20.0 < y < size[1] + 20.0):
                continue
            share = min(1.0, max(LEAST_SHARE, FULL_SIZE_M / depth)) * (size[1] / 720.0) ** 0.5
            pixels = round(min(max(USUAL_PX * each.size * share, LEAST_PX), MOST_PX))
            picture = self._picture(each.text, each.colour, pixels, ratio)
            wide, high = picture.width() / ratio, picture.height() / ratio
            left, top = x + each.aside * (ASIDE_PX * share + wide / 2.0) - wide / 2.0, y - high
            top = out_of_the_way((left, top, wide, high), taken)
            box = (left, top, wide, high)
            if any(overlap(box, other) for other in blocked):
                continue
            taken.append(box)
            painter.setOpacity(opacity(each.age))
            painter.drawPixmap(QPointF(left, top), picture)
        painter.setOpacity(1.0)

    def _picture(self, text: str, colour: str, pixels: int, ratio: float) -> QPixmap:
        key = (text, colour, pixels, ratio)
        known = self._pictures.get(key)
        if known is None:
            known = self._pictures[key] = _drawn(text, colour, pixels, ratio)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return known


def out_of_the_way(box: Rect, taken: Sequence[Rect]) -> float:
    """The top [pixels] at which a box (left, top, width, height), going up, covers none of those taken."""
    left, top, wide, high = box
    for _ in range(MOST_RISES):
        hit = next((other for other in taken if overlap((left, top, wide, high), other)), None)
        if hit is None:
            break
        top = hit[1] - high * CLOSE
    return top


def opacity(age: float) -> float:
    """How much of a text of that age (0..1) is left: it comes at once and fades at its end."""
    comes = min(1.0, 0.4 + age / POPS_UNTIL)
    return comes * min(1.0, max(0.0, (1.0 - age) / (1.0 - FADES_FROM)))


def _drawn(text: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    face = font(pixels, strong=True)
    face.setPixelSize(pixels)
    wide, high = width(text, pixels, True) + 4.0 * OUTLINE_PX, pixels * 1.3 + 2.0 * OUTLINE_PX
    picture = QPixmap(round(wide * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addText(QPointF(2.0 * OUTLINE_PX, pixels + OUTLINE_PX), face, text)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(_OUTLINE, OUTLINE_PX)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.fillPath(path, QColor(colour))
    painter.end()
    return picture
