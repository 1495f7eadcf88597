"""Draws the strip of decisions: words of actions, marks, the band of goals, and the ticks at its ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from editor.ui.api import look, paint_focus_ring, tr
from panels.goap_inspector.timeline import Span, Timeline
from panels.goap_inspector.words import seconds, spoken, tick_text

HEIGHT = 62
WORDS, BAND, AXIS = 16, 16, 14
GAP = 6
SECONDS, MARKS = (1, 2, 5, 10, 30, 60, 300), 24
"""Marks below the band stand these seconds apart, the fewest with which they are so many pixels apart."""
OTHER = 5


@dataclass(frozen=True)
class Scale:
    """Ticks `first` to `last` over the width of `band` [pixels]."""

    first: int
    last: int
    band: QRect

    def x_of(self, tick: float) -> float:
        """Where a tick lies [pixels]."""
        share = (tick - self.first) / (self.last - self.first)
        return self.band.left() + share * self.band.width()

    def tick_at(self, x: float) -> int:
        """The tick at a place, one that is shown."""
        share = (x - self.band.left()) / self.band.width()
        return round(self.first + min(max(share, 0.0), 1.0) * (self.last - self.first))


def goal_colour(goal: str, order: tuple[str, ...]) -> QColor:
    """The colour of a goal's spans; those beyond the fifth share one."""
    place = order.index(goal) if goal in order else OTHER
    return QColor(look.series(place))


def paint_strip(
    painter: QPainter,
    rect: QRect,
    line: Timeline,
    order: tuple[str, ...],
    scale: Scale,
    shown: int,
    *,
    is_past: bool,
    hover: int | None,
    is_focused: bool,
) -> None:
    """Draw the strip; `shown` is the tick that is explained."""
    painter.fillRect(rect, look.qcolor("surface.input"))
    top = rect.top() + look.px(6) + look.px(WORDS)
    band = QRect(scale.band.left(), top, scale.band.width(), look.px(BAND))
    visible = line.between(scale.first, scale.last)
    painter.save()
    painter.setClipRect(QRect(scale.band.left(), rect.top(), scale.band.width() + 1, rect.height()))
    for span in visible:
        _paint_span(painter, span, order, scale, band)
    _paint_words(painter, visible, scale, band)
    painter.restore()
    _paint_axis(painter, scale, band, line.last)
    if hover is not None and hover != shown:
        painter.setPen(QPen(look.qcolor("icon.secondary"), 1.0))
        x = round(scale.x_of(hover))
        painter.drawLine(x, band.top() - look.px(2), x, band.bottom() + look.px(2))
    _paint_cursor(painter, scale, band, shown, is_past=is_past)
    if is_focused:
        paint_focus_ring(painter, rect)


def _paint_span(painter: QPainter, span: Span, order: tuple[str, ...], scale: Scale, band: QRect) -> None:
    left, right = scale.x_of(max(span.start, scale.first)), scale.x_of(min(span.stop, scale.last))
    box = QRectF(left, band.top(), max(1.0, right - left), band.height())
    if span.goal and span.is_up:
        painter.fillRect(box, goal_colour(span.goal, order))
    else:
        # Nothing pursued is a thin line, and whoever is down a dotted one: told apart without colour.
        painter.setPen(
            QPen(look.qcolor("icon.disabled"), 1.0, Qt.PenStyle.SolidLine if span.is_up else Qt.PenStyle.DotLine)
        )
        middle = box.center().y()
        painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    if span.is_waiting:
        painter.fillRect(QRectF(box.left(), band.bottom() + 2, box.width(), 2), look.qcolor("severity.warning"))
    if span.start > scale.first:
        painter.fillRect(QRectF(left, band.top(), 1.0, band.height()), look.qcolor("surface.input"))


def _paint_words(painter: QPainter, spans: tuple[Span, ...], scale: Scale, band: QRect) -> None:
    """The name of each action where it began, as long as there is room up to the next one."""
    painter.setFont(look.font("caption"))
    metrics = painter.fontMetrics()
    starts: list[tuple[float, str]] = []
    before = None
    for span in spans:
        if span.action != before:
            starts.append((scale.x_of(max(span.start, scale.first)), span.action))
            before = span.action
    names = [spoken(action) if action else "" for _, action in starts]
    places = [x for x, _ in starts]
    shown = words_shown(places, [metrics.horizontalAdvance(name) for name in names], float(band.right()), look.px(GAP))
    for x, name, is_shown in zip(places, names, shown, strict=True):
        painter.fillRect(QRectF(x, band.top() - look.px(4), 1.0, look.px(4)), look.qcolor("icon.secondary"))
        if name and is_shown:
            painter.setPen(look.qcolor("text.secondary"))
            box = QRectF(x, band.top() - look.px(4 + WORDS), metrics.horizontalAdvance(name) + 1, look.px(WORDS))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def words_shown(places: Sequence[float], widths: Sequence[float], right: float, gap: float) -> list[bool]:
    """Which words are written: those that fit up to the next place, and then those that fit before the next word.

    `places` are where they begin, ascending, `widths` how long they are, `right` where all end [px].
    """
    ends = [*places[1:], right]
    fits = [x + wide + gap <= end for x, wide, end in zip(places, widths, ends, strict=True)]
    taken_to = float("-inf")
    for number, (x, wide) in enumerate(zip(places, widths, strict=True)):
        following = next((places[k] for k in range(number + 1, len(places)) if fits[k]), right)
        fits[number] = fits[number] or (x >= taken_to and x + wide + gap <= following)
        if fits[number]:
            taken_to = x + wide + gap
    return fits


def _paint_axis(painter: QPainter, scale: Scale, band: QRect, last: int) -> None:
    painter.setFont(look.font("caption"))
    painter.setPen(look.qcolor("text.secondary"))
    box = QRectF(band.left(), band.bottom() + look.px(5), band.width(), look.px(AXIS))
    begin = tr("{span} ago", span=seconds(last - scale.first))
    end = tr("now") if scale.last >= last else tr("{span} ago", span=seconds(last - scale.last))
    step = next((each for each in SECONDS if scale.x_of(last) - scale.x_of(last - 60 * each) >= look.px(MARKS)), 0)
    ticks = range(last, scale.first - 1, -60 * step) if step else ()
    for tick in (each for each in ticks if each <= scale.last):
        mark = QRectF(round(scale.x_of(tick)), band.bottom() + look.px(2), 1.0, look.px(3))
        painter.fillRect(mark, look.qcolor("icon.secondary"))
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, begin)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, end)


def _paint_cursor(painter: QPainter, scale: Scale, band: QRect, tick: int, *, is_past: bool) -> None:
    """A line with a head at the explained tick, and its number below where it lies in the past."""
    x = round(scale.x_of(tick))
    colour = look.qcolor("accent.base" if is_past else "text.primary")
    painter.fillRect(QRect(x - 1, band.top() - look.px(3), 2, band.height() + look.px(6)), colour)
    side = look.px(4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    tip = band.top() - look.px(3)
    head = [QPointF(x - side, tip - side), QPointF(x + side, tip - side), QPointF(x, tip + 1)]
    painter.drawPolygon(QPolygonF(head))
    if not is_past:
        return
    text = tick_text(tick)
    wide = look.text_width(text, "caption", strong=True) + look.px(10)
    left = min(max(x - wide // 2, band.left()), band.right() - wide)
    chip = QRectF(left, band.bottom() + look.px(4), wide, look.px(AXIS + 2))
    painter.drawRoundedRect(chip, 3, 3)
    painter.setPen(look.qcolor("text.on_accent"))
    painter.setFont(look.font("caption", strong=True))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
