"""Draws the timeline: its picture of tracks and marks, which changes seldom, and over it the playhead."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from editor.ui.api import look, tr
from editor.ui.rooms.timeline.model import TRACKS
from editor.ui.rooms.timeline.scale import TICKS_A_SECOND, Scale, step_of

AXIS, ROW, LEAST_ROW = 20, 18, 14
CHANCE_ROWS = 2
"""As many rows high is that of the chance to win."""
LABELS, NARROW_LABELS, NARROW = 92, 28, 480
GLYPH, GAP, LABEL_ROOM = 12, 4, 64
TONES = {"good": "severity.ok", "bad": "severity.error", "plain": "icon.secondary"}
GLYPHS = {
    "downed": "x", "death": "skull", "revived": "heart-fill", "fled": "person-simple-run",
    "staggered": "lightning", "spawned": "plus-circle", "built": "wall", "broken": "link-break", "thrown": "circle",
    "triggered": "target", "objective": "flag-fill", "outcome": "trophy-fill",
    "spoken": "chat-circle-text",
}  # fmt: skip
OTHER = "diamond-fill"


@dataclass(frozen=True)
class Cluster:
    """Marks of one track that stand at the same place; the most telling of them is drawn."""

    x: float
    marks: tuple[Any, ...]

    @property
    def shown(self) -> Any:
        """The mark that stands for all: a bad one before a good one, and that before others."""
        order = ("bad", "good", "plain")
        return min(self.marks, key=lambda mark: order.index(mark.tone))


@dataclass(frozen=True)
class Rows:
    """Where the rows lie in a rectangle: the axis, the parts of the run, a row for each track, the chance to win."""

    rect: QRect
    has_chance: bool = False

    @property
    def labels(self) -> int:
        """How wide the names of the rows are [pixels]."""
        return look.px(LABELS if self.rect.width() >= look.px(NARROW) else NARROW_LABELS)

    @property
    def axis(self) -> QRect:
        """The axis above all rows."""
        return QRect(self.rect.left(), self.rect.top(), self.rect.width(), look.px(AXIS))

    @property
    def height(self) -> int:
        """How high each row is [pixels]."""
        room = (self.rect.height() - look.px(AXIS)) // rows_high(has_chance=self.has_chance)
        return min(max(room, look.px(LEAST_ROW)), look.px(ROW + 6))

    def row(self, number: int) -> QRect:
        """The row of the parts of the run (0) or of a track (from 1 on), names included."""
        top = self.rect.top() + look.px(AXIS) + number * self.height
        return QRect(self.rect.left(), top, self.rect.width(), self.height)

    @property
    def chance(self) -> QRect | None:
        """The row of the chance to win, below all others; None where it is not shown."""
        if not self.has_chance:
            return None
        row = self.row(len(TRACKS) + 1)
        return QRect(row.left(), row.top(), row.width(), CHANCE_ROWS * self.height)

    def row_at(self, y: float) -> int | None:
        """The row at a height; None above and below them."""
        number = int((y - self.rect.top() - look.px(AXIS)) // self.height)
        return number if 0 <= number <= len(TRACKS) else None


def rows_high(*, has_chance: bool) -> int:
    """As many rows high are all rows together."""
    return len(TRACKS) + 1 + (CHANCE_ROWS if has_chance else 0)


def clusters(marks: Sequence[Any], scale: Scale, apart: float) -> list[Cluster]:
    """Marks in ascending order, those less than `apart` pixels from the first of their group put together."""
    found: list[Cluster] = []
    held: list[Any] = []
    start = 0.0
    for mark in marks:
        x = scale.x_of(mark.tick + 1)
        if held and x - start < apart:
            held.append(mark)
            continue
        if held:
            found.append(Cluster(start, tuple(held)))
        held, start = [mark], x
    if held:
        found.append(Cluster(start, tuple(held)))
    return found


def paint_rows(
    painter: QPainter,
    rows: Rows,
    scale: Scale,
    spans: Sequence[tuple[int, int, str]],
    tracks: Sequence[Sequence[Cluster]],
) -> None:
    """Draw everything but the playhead."""
    rect, left = rows.rect, rows.rect.left() + rows.labels
    painter.fillRect(rect, look.qcolor("surface.input"))
    painter.fillRect(QRect(rect.left(), rect.top(), rows.labels, rect.height()), look.qcolor("surface.panel"))
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), look.px(AXIS)), look.qcolor("surface.panel"))
    painter.setClipRect(QRect(left, rect.top(), rect.width() - rows.labels, rect.height()))
    _paint_axis(painter, rows, scale)
    band = rows.row(0)
    for start, stop, title in spans:
        _paint_span(painter, band, scale, start, stop, title)
    for number, found in enumerate(tracks):
        _paint_marks(painter, rows.row(number + 1), found, scale)
    painter.setClipping(False)
    for number in range(len(TRACKS) + 1):
        _paint_name(painter, rows, number)
    painter.fillRect(QRect(left - 1, rect.top(), 1, rect.height()), look.qcolor("line.divider"))


def paint_playhead(
    painter: QPainter, rows: Rows, scale: Scale, tick: int, end: int, hover: int | None, parted: Sequence[int] = ()
) -> None:
    """Draw how far the run was played, where branches part, the tick under the pointer, and the one that is shown."""
    rect, left = rows.rect, rows.rect.left() + rows.labels
    painter.save()
    painter.setClipRect(QRect(left, rect.top(), rect.width() - rows.labels, rect.height()))
    line = look.px(2)
    bottom = rows.axis.bottom() - line + 1
    played = QRectF(scale.x_of(0), bottom, max(0.0, scale.x_of(end) - scale.x_of(0)), line)
    painter.fillRect(played, look.qcolor("icon.secondary"))
    painter.fillRect(QRectF(played.left(), bottom, scale.x_of(tick) - played.left(), line), look.qcolor("accent.base"))
    for at in parted:
        mark = look.pixmap("git-branch", "icon.primary", GLYPH)
        painter.drawPixmap(round(scale.x_of(at)) + 1, bottom - look.px(GLYPH) - 1, mark)
        painter.fillRect(
            QRectF(round(scale.x_of(at)), rows.axis.top(), 1.0, rows.axis.height()), look.qcolor("icon.primary")
        )
    if hover is not None:
        painter.fillRect(QRectF(round(scale.x_of(hover)), bottom, 1.0, rect.height()), look.qcolor("icon.disabled"))
    x = round(scale.x_of(tick))
    colour = look.qcolor("accent.base")
    painter.fillRect(QRectF(x - line / 2, rect.top(), line, rect.height()), colour)
    text = tr("tick {tick}", tick=f"{tick:,}")
    wide = look.text_width(text, "caption", strong=True) + look.px(12)
    place = min(max(x - wide / 2, left), rect.right() + 1 - wide)
    chip = QRectF(place, rect.top() + look.px(1), wide, look.px(AXIS - 4))
    for label, _ in axis_labels(rows, scale):
        if label.intersects(chip):
            # Half a label beside the chip would read as another time.
            painter.fillRect(label, look.qcolor("surface.panel"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(chip, 3, 3)
    side = look.px(4)
    painter.drawPolygon(QPolygonF([
        QPointF(x - side, chip.bottom()), QPointF(x + side, chip.bottom()), QPointF(x, chip.bottom() + side)
    ]))  # fmt: skip
    painter.setPen(look.qcolor("text.on_accent"))
    painter.setFont(look.font("caption", strong=True))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def clock(seconds: float, step: float, longest: float | None = None) -> str:
    """A time of the axis: "12 s", "12.5 s"; on one that reaches `longest` two minutes or more all are as "2:05"."""
    if (seconds if longest is None else longest) >= 120 and step >= 1:
        return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
    return f"{seconds:.1f} s" if step < 1 else f"{seconds:.0f} s"


def axis_labels(rows: Rows, scale: Scale) -> list[tuple[QRectF, str]]:
    """Where the times of the axis stand, and what they say."""
    step = step_of(scale, look.px(LABEL_ROOM))
    ticks = step * TICKS_A_SECOND
    first, last = int(max(scale.first, 0.0) // ticks), int(scale.last // ticks)
    axis, found = rows.axis, []
    for number in range(first, last + 1):
        text = clock(number * step, step, scale.last / TICKS_A_SECOND)
        left = round(scale.x_of(number * ticks)) + look.px(GAP)
        found.append((QRectF(left, axis.top(), look.text_width(text, "caption") + 1, axis.height() - look.px(7)), text))
    return found


def _paint_axis(painter: QPainter, rows: Rows, scale: Scale) -> None:
    step = step_of(scale, look.px(LABEL_ROOM))
    ticks = step * TICKS_A_SECOND
    number = int(max(scale.first, 0.0) // ticks)
    painter.setFont(look.font("caption"))
    axis, bottom = rows.axis, (rows.chance or rows.row(len(TRACKS))).bottom()
    while number * ticks <= scale.last:
        x = round(scale.x_of(number * ticks))
        painter.fillRect(QRect(x, axis.bottom() - look.px(5), 1, look.px(6)), look.qcolor("icon.secondary"))
        painter.fillRect(QRect(x, axis.bottom() + 1, 1, bottom - axis.bottom()), look.qcolor("plot.grid"))
        for part in range(1, 5):
            small = round(scale.x_of((number + part / 5) * ticks))
            painter.fillRect(QRect(small, axis.bottom() - look.px(2), 1, look.px(3)), look.qcolor("icon.disabled"))
        painter.setPen(look.qcolor("text.secondary"))
        box = QRectF(x + look.px(GAP), axis.top(), look.px(LABEL_ROOM), axis.height() - look.px(4))
        text = clock(number * step, step, scale.last / TICKS_A_SECOND)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        number += 1


def _paint_span(painter: QPainter, band: QRect, scale: Scale, start: int, stop: int, title: str) -> None:
    left, right = scale.x_of(start), max(scale.x_of(stop), scale.x_of(start) + 2)
    box = QRectF(left, band.top() + look.px(2), right - left, band.height() - look.px(4))
    painter.fillRect(box, look.qcolor("surface.selected"))
    painter.fillRect(QRectF(left, box.top(), look.px(2), box.height()), look.qcolor("accent.base"))
    # The title stays in sight when the beginning is not.
    shown = box.intersected(QRectF(scale.left, band.top(), scale.width, band.height()))
    room = shown.adjusted(look.px(6), 0, -look.px(2), 0)
    if room.width() < look.px(20):
        return
    painter.setFont(look.font("caption"))
    painter.setPen(look.qcolor("text.on_selected"))
    text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_marks(painter: QPainter, row: QRect, found: Sequence[Cluster], scale: Scale) -> None:
    painter.setFont(look.font("caption"))
    side = look.px(GLYPH)
    top = row.top() + (row.height() - side) // 2
    ends = [*(cluster.x - side / 2 for cluster in found[1:]), scale.left + scale.width][: len(found)]
    for cluster, end in zip(found, ends, strict=True):
        mark = cluster.shown
        picture = look.pixmap(GLYPHS.get(mark.kind, OTHER), TONES[mark.tone], GLYPH)
        painter.drawPixmap(round(cluster.x - side / 2), top, picture)
        text = (
            mark.text
            if len(cluster.marks) == 1
            else tr("{text}, {more} more", text=mark.text, more=len(cluster.marks) - 1)
        )
        begin = cluster.x + side / 2 + look.px(GAP)
        if begin + painter.fontMetrics().horizontalAdvance(text) + look.px(GAP) <= end:
            painter.setPen(look.qcolor("text.primary" if mark.tone == "bad" else "text.secondary"))
            box = QRectF(begin, row.top(), end - begin, row.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_name(painter: QPainter, rows: Rows, number: int) -> None:
    row = rows.row(number)
    _, title, glyph = ("", "Chapters", "book-open") if number == 0 else TRACKS[number - 1]
    paint_label(painter, row, rows, tr(title), glyph)


def paint_label(painter: QPainter, row: QRect, rows: Rows, title: str, glyph: str, below: str = "") -> None:
    """Draw what a row is called, and what stands below that, where there is room for words."""
    side = look.px(14)
    line = QRect(row.left(), row.top(), row.width(), row.height() // 2 if below else row.height())
    painter.drawPixmap(row.left() + look.px(8), line.top() + (line.height() - side) // 2,
                       look.pixmap(glyph, "icon.secondary", 14))  # fmt: skip
    if rows.labels > look.px(NARROW_LABELS):
        painter.setFont(look.font("caption"))
        for text, top, colour in ((title, line.top(), "text.secondary"), (below, line.bottom() + 1, "text.primary")):
            painter.setPen(look.qcolor(colour))
            box = QRectF(row.left() + look.px(28), top, rows.labels - look.px(30), line.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), look.qcolor("line.divider"))
