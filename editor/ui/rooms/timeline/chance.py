"""The chance to win as a row of the timeline: its curve with what the futures leave open, and where it turned."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from editor.ui.api import look, tr
from editor.ui.rooms.timeline.scale import TICKS_A_SECOND, Scale

GLYPH, GAP, EDGE, DOT = 12, 4, 3, 3
HALF = 0.5
LINE, SHADE = 0, 0.35
"""The series of the plots' colours, and how much of it what is left open has."""


def y_of(band: QRect, rate: float) -> float:
    """Where a chance lies in a row [pixels]."""
    top, room = band.top() + look.px(EDGE), band.height() - 2 * look.px(EDGE)
    return top + (1.0 - rate) * room


def swing_at(swings: Sequence[Any], scale: Scale, x: float) -> Any:
    """The turn at a place, with some room around its mark; None where none is."""
    near = [each for each in swings if abs(middle(each, scale) - x) <= look.px(GLYPH) * 0.75]
    return min(near, key=lambda each: abs(middle(each, scale) - x), default=None)


def middle(swing: Any, scale: Scale) -> float:
    """Where the mark of a turn stands [pixels]."""
    return scale.x_of((swing.first + swing.last) / 2.0)


def paint_chance(
    painter: QPainter, band: QRect, scale: Scale, chances: Sequence[Any], swings: Sequence[Any], why_not: str
) -> None:
    """Draw the curve, or why there is none, into a row whose names were drawn."""
    area = QRectF(scale.left, band.top(), scale.width, band.height())
    painter.save()
    painter.setClipRect(area)
    painter.setFont(look.font("caption"))
    if not chances:
        text = why_not or tr("Futures are played beside the window…")
        painter.setPen(look.qcolor("text.secondary"))
        box = area.adjusted(look.px(6), 0, -look.px(6), 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        return
    painter.fillRect(QRectF(area.left(), round(y_of(band, HALF)), area.width(), 1.0), look.qcolor("line.divider"))
    _paint_curve(painter, band, scale, chances)
    for number, swing in enumerate(swings):
        end = middle(swings[number + 1], scale) - look.px(GLYPH) if number + 1 < len(swings) else area.right()
        _paint_swing(painter, band, scale, swing, end)
    painter.restore()


def _paint_curve(painter: QPainter, band: QRect, scale: Scale, chances: Sequence[Any]) -> None:
    xs = [scale.x_of(each.tick) for each in chances]
    line = [QPointF(x, y_of(band, each.rate)) for x, each in zip(xs, chances, strict=True)]
    highs = [QPointF(x, y_of(band, each.interval[1])) for x, each in zip(xs, chances, strict=True)]
    lows = [QPointF(x, y_of(band, each.interval[0])) for x, each in zip(xs, chances, strict=True)]
    colour, shade = QColor(look.series(LINE)), QColor(look.series(LINE))
    shade.setAlphaF(SHADE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF([*highs, *reversed(lows)]))
    painter.setPen(QPen(colour, look.px(3) / 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(line))
    if len(line) == 1:
        painter.setPen(QPen(colour, 1.0))
        painter.drawLine(highs[0], lows[0])
        painter.setBrush(colour)
        painter.drawEllipse(line[0], look.px(DOT), look.px(DOT))


def _paint_swing(painter: QPainter, band: QRect, scale: Scale, swing: Any, end: float) -> None:
    is_good = swing.change > 0
    x, side = middle(swing, scale), look.px(GLYPH)
    glyph = look.pixmap("trend-up" if is_good else "trend-down", "severity.ok" if is_good else "severity.error", GLYPH)
    # A fall leaves room above the curve after it, a rise below.
    top = band.bottom() - side - look.px(EDGE) if is_good else band.top() + look.px(EDGE)
    painter.drawPixmap(round(x - side / 2), top, glyph)
    text = points(swing.change)
    if swing.told:
        text = f"{text}  {swing.told[0].text}"
    begin = x + side / 2 + look.px(GAP)
    if begin + painter.fontMetrics().horizontalAdvance(text) + look.px(GAP) <= end:
        painter.setPen(look.qcolor("text.primary"))
        box = QRectF(begin, top - look.px(2), end - begin, side + look.px(4))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def points(change: float) -> str:
    """A change of a chance in words: "−38 points"."""
    return tr("{sign}{count} points", sign="+" if change > 0 else "−", count=f"{abs(change) * 100:.0f}")


def told_swing(swing: Any) -> str:
    """A turn in words, with what happened there and what a click does."""
    begin, end = (f"{tick / TICKS_A_SECOND:.1f} s" for tick in (swing.first, swing.last))
    lines = [tr("{points} from {begin} to {end}", points=points(swing.change), begin=begin, end=end)]
    lines += [f"{mark.tick / TICKS_A_SECOND:.1f} s: {mark.text}" for mark in swing.told]
    if not swing.told:
        lines.append(tr("Nothing that is told happened there."))
    return "\n".join([*lines, tr("Click to go to {begin}, before it, and branch there.", begin=begin)])


def told_chance(chance: Any, skill: str) -> str:
    """A chance in words, with its interval, its seeds and who plays."""
    at = f"{chance.tick / TICKS_A_SECOND:.1f} s"
    if not chance.runs:
        return tr("{at}: the run was won", at=at) if chance.rate else tr("{at}: the run was not won", at=at)
    low, high = chance.interval
    lines = (
        tr("{at}: {rate:.0f} % win from here, {wins} of {runs} futures", at=at, rate=chance.rate * 100,
           wins=chance.wins, runs=chance.runs),
        tr("95 % interval {low:.0f} to {high:.0f} %, Wilson's, corrected for a second look", low=low * 100,
           high=high * 100),
        tr("Seeds 0 to {last}; the autopilot plays on, {skill}, which is no person", last=chance.runs - 1,
           skill=skill),
    )  # fmt: skip
    return "\n".join(lines)


def rate_of(chance: Any) -> str:
    """A chance as a number with its interval: "61 % ± 12"."""
    if not chance.runs:
        return f"{chance.rate * 100:.0f} %"
    return f"{chance.rate * 100:.0f} % ± {chance.reach * 100:.0f}"
