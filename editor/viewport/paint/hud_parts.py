"""What the forms of the HUD are put together from: plates, glyphs, bars, discs, keys and prices."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from editor.glyphs import glyph_icon
from editor.viewport.paint.hud_metrics import HudColours, Metrics

FULL_CIRCLE = 360 * 16
TOP = 90 * 16


@lru_cache(maxsize=256)
def _glyph(name: str, colour: str, side: int) -> QPixmap:
    return glyph_icon(name, colour, colour).pixmap(QSize(side, side))


@lru_cache(maxsize=512)
def _rounded(
    wide: float, high: float, radius: float, fill: int, edge: int, line: float, dashed: bool, ratio: float
) -> QPixmap:
    picture = QPixmap(max(1, round(wide * ratio)), max(1, round(high * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if line:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor.fromRgba(edge), line, style))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(fill))
    inset = line / 2.0
    painter.drawRoundedRect(QRectF(inset, inset, wide - line, high - line), radius, radius)
    painter.end()
    return picture


def paint_rounded(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: QColor,
    edge: QColor | None = None,
    line: float = 0.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded box in whole pixels, from a picture that is made once: Qt takes 0.4 ms to draw a large one."""
    picture = _rounded(
        float(round(box.width())), float(round(box.height())), radius, fill.rgba(), edge.rgba() if edge else 0, line,
        dashed, painter.device().devicePixelRatioF(),
    )  # fmt: skip
    painter.drawPixmap(round(box.x()), round(box.y()), picture)


_kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
MOST_KEPT = 96


def paint_kept(
    painter: QPainter, key: tuple[object, ...], box: QRectF, draw: Callable[[QPainter, QRectF], None]
) -> None:
    """What `draw(painter, box)` paints into a box in whole pixels; asked for once as long as the key is the same."""
    ratio = painter.device().devicePixelRatioF()
    whole = (*key, box.width(), box.height(), ratio)
    picture = _kept.get(whole)
    if picture is None:
        picture = QPixmap(max(1, round(box.width() * ratio)), max(1, round(box.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        inner = QPainter(picture)
        inner.setRenderHints(painter.renderHints())
        draw(inner, QRectF(0.0, 0.0, box.width(), box.height()))
        inner.end()
        _kept[whole] = picture
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(whole)
    painter.drawPixmap(round(box.x()), round(box.y()), picture)


def paint_glyph(painter: QPainter, name: str, centre: QPointF, side: float, colour: QColor) -> None:
    """A Phosphor glyph around a point."""
    if not name:
        return
    ratio = painter.device().devicePixelRatioF()
    picture = _glyph(name, colour.name(), round(side * ratio))
    box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.drawPixmap(box, picture, QRectF(picture.rect()))


def paint_plate(
    painter: QPainter,
    box: QRectF,
    colours: HudColours,
    m: Metrics,
    accent: QColor | None = None,
    *,
    solid: bool = False,
) -> None:
    """A dark plate that the picture shines through a little, with a stripe of a colour at its left."""
    radius = m.px(5)
    fill = colours.solid if solid else colours.back
    paint_rounded(painter, box, radius, fill, colours.edge, 1.0 if colours.is_stark else 0.0)
    if accent is not None:
        painter.save()
        painter.setClipRect(QRectF(box.x(), box.y(), m.px(3), box.height()))
        paint_rounded(painter, box, radius, accent)
        painter.restore()


def paint_bar(
    painter: QPainter,
    box: QRectF,
    share: float,
    colour: QColor,
    colours: HudColours,
    marks: tuple[float, ...] = (),
    *,
    is_hatched: bool = False,
) -> None:
    """A bar that is filled from the left; marks are notches in it; a hatched one counts what is not health."""
    box = QRectF(box.toAlignedRect())
    radius = box.height() / 2.0
    paint_rounded(painter, box, radius, colours.trough)
    share = min(max(share, 0.0), 1.0)
    if share > 0.0:
        painter.save()
        painter.setClipRect(QRectF(box.x(), box.y(), box.width() * share, box.height()))
        paint_rounded(painter, box, radius, colour)
        if is_hatched:
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.fillRect(box, QColor(12, 14, 18, 140))
        painter.restore()
    for mark in marks:
        x = round(box.x() + box.width() * mark)
        painter.fillRect(QRectF(x - 1, box.y(), 2, box.height()), colours.ink)
        painter.setPen(Qt.PenStyle.NoPen)
        tip = QPolygonF(
            [QPointF(x - 3.5, box.bottom() + 5), QPointF(x + 3.5, box.bottom() + 5), QPointF(x, box.bottom())]
        )
        painter.setBrush(colours.label)
        painter.drawPolygon(tip)


def paint_disc(
    painter: QPainter,
    centre: QPointF,
    side: float,
    colour: QColor,
    glyph: str,
    colours: HudColours,
    *,
    dashed: bool = False,
) -> None:
    """A dark disc with a ring in a colour and a glyph in it."""
    ring = max(1.5, side * 0.07)
    pen = QPen(colour, ring)
    if dashed:
        pen.setDashPattern([2.2, 1.6])
    painter.setPen(pen)
    painter.setBrush(colours.solid)
    half = (side - ring) / 2.0
    painter.drawEllipse(centre, half, half)
    paint_glyph(painter, glyph, centre, round(side * 0.58), colour)


def paint_gauge(
    painter: QPainter, centre: QPointF, side: float, share: float, colour: QColor, glyph: str, colours: HudColours
) -> None:
    """A ring that is closed as far as `share` goes, clockwise from the top, with a glyph in it."""
    thick = max(2.0, round(side * 0.12))
    half = (side - thick) / 2.0
    box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.trough, thick))
    painter.drawEllipse(box)
    if share > 0.0:
        pen = QPen(colour, thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, TOP, -round(FULL_CIRCLE * min(share, 1.0)))
    paint_glyph(painter, glyph, centre, round(side * 0.5), colour)


def key_size(text: str, m: Metrics) -> tuple[float, float]:
    """Width and height of a key cap."""
    high = m.line(10, strong=True) + m.px(2)
    return max(m.width(text, 10, strong=True) + m.px(8), high), high


def paint_key(painter: QPainter, centre_x: float, top: float, text: str, colours: HudColours, m: Metrics) -> None:
    """A key cap with what stands on it."""
    wide, high = key_size(text, m)
    box = QRectF(round(centre_x - wide / 2), round(top), wide, high)
    paint_rounded(painter, box, 3.0, colours.solid, colours.key_edge, 1.0)
    painter.setFont(m.font(10, strong=True))
    painter.setPen(colours.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def price_size(price: int, m: Metrics) -> float:
    """Width of a price."""
    return m.px(11) + m.width(str(price), 11, strong=True)


def paint_price(painter: QPainter, left: float, centre_y: float, price: int, colour: QColor, m: Metrics) -> None:
    """A number of Echo with Echo's glyph before it."""
    side = m.px(10)
    paint_glyph(painter, "sparkle-fill", QPointF(left + side / 2, centre_y), side, colour)
    painter.setFont(m.font(11, strong=True))
    painter.setPen(colour)
    high = m.line(11, strong=True)
    box = QRectF(left + m.px(11), centre_y - high / 2, m.width(str(price), 11, strong=True) + 2, high)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, str(price))


def wrapped(text: str, pixels: float, room: float, most: int, m: Metrics) -> list[str]:
    """A text in at most `most` lines that fit into `room`; what does not fit ends in an ellipsis."""
    metrics = QFontMetricsF(m.font(pixels))
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines[-1] = f"{lines[-1]} {' '.join(words)}"
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
