"""The timeline's rows as a widget: mouse, wheel and keys, and a picture that is kept until something else is told."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.ui.api import look, paint_focus_ring, tr
from editor.ui.rooms.timeline.chance import paint_chance, rate_of, swing_at, told_chance, told_swing
from editor.ui.rooms.timeline.model import TICKS_A_SECOND, TRACKS, TimelineModel
from editor.ui.rooms.timeline.painter import (
    AXIS,
    GLYPH,
    LEAST_ROW,
    ROW,
    Cluster,
    Rows,
    clock,
    clusters,
    paint_label,
    paint_playhead,
    paint_rows,
    rows_high,
)
from editor.ui.rooms.timeline.scale import Scale

ZOOM, ALONG = 1.25, 0.1
LAST_PART = 8
"""Pixels by which the part of the run that goes on grows in the picture."""
MOST_LINES = 6
"""Lines of a tooltip."""


class TimelineStrip(QWidget):
    """Shows a run over time. `wanted` carries a tick that the mouse asks for, while it moves as well."""

    wanted = Signal(int)

    def __init__(self, model: TimelineModel) -> None:
        super().__init__()
        self._model = model
        self.scale = Scale()
        self._picture = QPixmap()
        self._key: tuple[Any, ...] = ()
        self._tracks: list[list[Cluster]] = [[] for _ in TRACKS]
        self._hover: int | None = None
        self._has_chance = False
        self._pressed: Cluster | None = None
        self.pictures = 0
        """How often the picture of the rows was drawn anew."""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Run over time"))
        look.follow(self, TimelineStrip._fit)

    # --- where things are ----------------------------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """Where the rows lie."""
        return Rows(self.rect(), self._model.chance is not None)

    def x_of(self, tick: int) -> float:
        """Where a tick lies [pixels]."""
        return self.scale.x_of(tick)

    def show_run(self, *, is_other: bool = False) -> None:
        """Take what the model shows now; the whole of it when it is another run than before."""
        if is_other:
            self.scale = self.scale.whole(self._model.end)
        elif not self._pressed:
            self.scale = self.scale.following(self._model.tick, self._model.end)
        if self.rows.has_chance != self._has_chance:
            self._has_chance = self.rows.has_chance
            self.updateGeometry()
        self.update()

    def cluster_at(self, x: float, y: float) -> Cluster | None:
        """The marks at a place, with some room around them."""
        row = self.rows.row_at(y)
        if not row:
            return None
        near = [cluster for cluster in self._tracks[row - 1] if abs(cluster.x - x) <= look.px(GLYPH) * 0.75]
        return min(near, key=lambda cluster: abs(cluster.x - x), default=None)

    def swing_at(self, x: float, y: float) -> Any:
        """The turn of the chance at a place; None where none is marked."""
        band, chance = self.rows.chance, self._model.chance
        is_there = band is not None and band.top() <= y <= band.bottom()
        return swing_at(chance.swings, self.scale, x) if is_there and chance is not None else None

    def tell(self, x: float, y: float) -> str:
        """What lies at a place, in words."""
        band = self.rows.chance
        if band is not None and band.top() <= y <= band.bottom():
            return self._tell_chance(x, y)
        cluster = self.cluster_at(x, y)
        if cluster is not None:
            lines = [f"{clock(mark.tick / TICKS_A_SECOND, 0.1)}: {mark.text}" for mark in cluster.marks[:MOST_LINES]]
            more = len(cluster.marks) - MOST_LINES
            return "\n".join(lines + ([tr("and {more} more", more=more)] if more > 0 else []))
        tick = min(max(self.scale.tick_at(x), 0), self._model.end)
        if self.rows.row_at(y) is None:
            near = [each for each in self._model.branches() if not each.is_present]
            near = [each for each in near if abs(self.scale.x_of(each.parted) - x) <= look.px(GLYPH)]
            if near:
                return "\n".join(tr("“{name}” parts here", name=each.name) for each in near[:MOST_LINES])
        if self.rows.row_at(y) == 0:
            for start, stop, title in self._model.spans():
                if start <= tick <= stop:
                    return tr("{title}: {begin} to {end}", title=title, begin=clock(start / 60, 0.1),
                              end=clock(stop / 60, 0.1))  # fmt: skip
        return tr("{time}, tick {tick}", time=clock(tick / TICKS_A_SECOND, 0.1), tick=f"{tick:,}")

    # --- Qt's events ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, and the playhead over it."""
        rows = self.rows
        self._draw_rows(rows)
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture)
            model = self._model
            paint_playhead(painter, rows, self.scale, model.tick, model.end, self._hover, model.parted())
            if self.hasFocus():
                paint_focus_ring(painter, self.rect())
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same ticks over the new width."""
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the tick under the pointer; on a mark, to the tick after it."""
        if event.button() != Qt.MouseButton.LeftButton or event.position().x() < self.scale.left:
            return
        place = event.position()
        self._pressed = self.cluster_at(place.x(), place.y())
        swing = self.swing_at(place.x(), place.y())
        if self._pressed is not None:
            self._model.visit(self._pressed.shown)
        elif swing is not None:
            self._model.visit_swing(swing)
        else:
            self.wanted.emit(self.scale.tick_at(place.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag scrubs; otherwise the pointer's tick is shown."""
        x = event.position().x()
        tick = min(max(self.scale.tick_at(x), 0), self._model.end)
        hover = tick if x >= self.scale.left else None
        if hover != self._hover:
            self._hover = hover
            self.update()
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self._pressed is not None and abs(x - self._pressed.x) <= look.px(GLYPH):
                return
            self._pressed = None
            self.wanted.emit(tick)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag is over."""
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole run."""
        self.scale = self.scale.whole(self._model.end)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No tick lies under the pointer."""
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """More or fewer seconds around the pointer; with Shift, or sideways, along the run."""
        turn, side = event.angleDelta().y(), event.angleDelta().x()
        end = self._model.end
        if side or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scale = self.scale.moved(-ALONG if (side or turn) > 0 else ALONG, end)
        elif turn:
            self.scale = self.scale.zoomed(1.0 / ZOOM if turn > 0 else ZOOM, event.position().x(), end)
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go a tick, with Shift a second, with Ctrl to a mark; Home, End; Space; plus and minus zoom."""
        key, held = event.key(), event.modifiers()
        model = self._model
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            if held & Qt.KeyboardModifier.ControlModifier:
                model.jump(step)
            elif held & Qt.KeyboardModifier.ShiftModifier:
                self.wanted.emit(model.tick + step * TICKS_A_SECOND)
            else:
                model.step(step)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.wanted.emit(0 if key == Qt.Key.Key_Home else model.end)
        elif key == Qt.Key.Key_Space:
            model.hold_or_go_on()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            x = self.scale.x_of(model.tick)
            self.scale = self.scale.zoomed(1.0 / ZOOM if key == Qt.Key.Key_Plus else ZOOM, x, model.end)
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip; and keys that are the strip's own while it has the keyboard, before any shortcut takes them."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tell(event.pos().x(), event.pos().y()), self)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space)
            if event.key() in own:
                event.accept()
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no ring."""
        super().focusOutEvent(event)
        self.update()

    # --- inside --------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """The axis and a row for each track."""
        return QSize(look.px(480), look.px(AXIS + ROW * rows_high(has_chance=self.rows.has_chance)))

    def minimumSizeHint(self) -> QSize:
        """The lowest rows in which words can be read."""
        return QSize(look.px(160), look.px(AXIS + LEAST_ROW * rows_high(has_chance=self.rows.has_chance)))

    def _fit(self) -> None:
        labels = self.rows.labels
        self.scale = self.scale.placed(float(labels), float(self.width() - labels))
        self._key = ()
        self.update()

    def _tell_chance(self, x: float, y: float) -> str:
        chance = self._model.chance
        swing = self.swing_at(x, y)
        if swing is not None:
            return told_swing(swing)
        found = chance.near(self.scale.tick_at(x))
        return told_chance(found, tr(chance.skill)) if found is not None else chance.why_not

    def _paint_chance(self, painter: QPainter, rows: Rows) -> None:
        chance, band = self._model.chance, rows.chance
        if chance is None or band is None:
            return
        now = chance.near(self._model.tick)
        paint_label(painter, band, rows, tr("Chance"), "chart-line", rate_of(now) if now is not None else "")
        paint_chance(painter, band, self.scale, chance.chances, chance.swings, tr(chance.why_not))

    def _draw_rows(self, rows: Rows) -> None:
        """Draw the rows anew where anything about them is different."""
        model, ratio = self._model, self.devicePixelRatioF()
        spans = model.spans()
        # The last part grows with each tick; some pixels of it at a time are enough.
        grown = int(self.scale.x_of(model.end)) // LAST_PART
        chance = model.chance
        now = chance.near(model.tick) if chance is not None else None
        known = (chance.version, chance.why_not, now) if chance is not None else None
        key = (model.version, self.scale, self.size(), ratio, look.theme, look.scale, grown, known)
        if key == self._key and not self._picture.isNull():
            return
        self._key = key
        self.pictures += 1
        scale = self.scale
        found = model.marks(int(scale.first) - TICKS_A_SECOND, int(scale.last) + 1)
        self._tracks = [
            clusters([mark for mark in found if mark.track == track], scale, look.px(GLYPH)) for track, _, _ in TRACKS
        ]
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            paint_rows(painter, rows, scale, spans, self._tracks)
            self._paint_chance(painter, rows)
        finally:
            painter.end()
        self._picture = picture
