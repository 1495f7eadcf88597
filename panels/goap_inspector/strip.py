"""The strip of decisions: what the shown agent pursued and did over the last ticks, to look at any of them."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from editor.ui.api import look, tr
from panels.goap_inspector.strip_painter import HEIGHT, Scale, paint_strip
from panels.goap_inspector.timeline import SHORTEST, Timeline
from panels.goap_inspector.words import seconds, spoken, tick_text

AT_FIRST = 600
"""Ticks that are shown at first: ten seconds."""
ZOOM = 1.25


class DecisionStrip(QWidget):
    """A band of goal colours over ticks, with a mark and perhaps a word where the action changed.

    `chosen` carries a tick that was clicked or walked to, `left` that the present is wanted again.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = Timeline()
        self._order: tuple[str, ...] = ()
        self._tick: int | None = None
        self._hover: int | None = None
        self._shown = AT_FIRST
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Decisions over time"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.follow(self, lambda strip: strip.setFixedHeight(look.px(HEIGHT)))

    def show_line(self, line: Timeline, order: tuple[str, ...], tick: int | None) -> None:
        """Show the spans, the goals in the order of their colours, and the tick that is explained (None: the last)."""
        if (line, order, tick) != (self._line, self._order, self._tick):
            self._line, self._order, self._tick = line, order, tick
            self.setAccessibleDescription(self.tell(line.last if tick is None else tick))
            self.update()

    @property
    def scale(self) -> Scale:
        """Which ticks are shown where; the explained one is always among them."""
        last = self._line.last
        first = max(self._line.first, last - self._shown)
        if self._tick is not None and self._tick < first:
            first = max(self._line.first, self._tick - self._shown // 4)
            last = min(self._line.last, first + self._shown)
        return Scale(first, max(last, first + 1), self._band())

    def tell(self, tick: int) -> str:
        """A tick in words: when, what for, what."""
        span = self._line.at(tick)
        if span is None:
            return ""
        what = tr("{action}, goal: {goal}", action=spoken(span.action), goal=spoken(span.goal)) if span.goal else ""
        if not what:
            what = spoken(span.action) if span.action else tr("Does nothing, pursues no goal")
        waits = tr(", waits for a new plan") if span.is_waiting else ""
        ago = self._line.last - tick
        when = tr("{span} ago", span=seconds(ago)) if ago else tr("now")
        return f"{tick_text(tick)}, {when}: {what}{waits}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """The band, the marks, the explained tick, and the one under the pointer."""
        painter = QPainter(self)
        shown = self._line.last if self._tick is None else self._tick
        paint_strip(painter, self.rect(), self._line, self._order, self.scale, shown,
                    is_past=self._tick is not None, hover=self._hover, is_focused=self.hasFocus())  # fmt: skip
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Explain the tick under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self._line.spans:
            self.chosen.emit(self.scale.tick_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which tick lies under the pointer; a drag scrubs."""
        if not self._line.spans:
            return
        tick = self.scale.tick_at(event.position().x())
        if tick != self._hover:
            self._hover = tick
            self.update()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.chosen.emit(tick)

    def leaveEvent(self, event: QEvent) -> None:
        """No tick lies under the pointer."""
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show more ticks, or fewer."""
        factor = 1.0 / ZOOM if event.angleDelta().y() > 0 else ZOOM
        most = max(SHORTEST, self._line.last - self._line.first)
        self._shown = round(min(max(self._shown * factor, SHORTEST), most))
        self.update()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go a tick, with Ctrl or Page keys to the next change; Home to the first tick, End and Esc to now."""
        here = self._line.last if self._tick is None else self._tick
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        if not self._line.spans:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) or (is_far and key in (Qt.Key.Key_Left, Qt.Key.Key_Right)):
            step = -1 if key in (Qt.Key.Key_PageUp, Qt.Key.Key_Left) else 1
            self.chosen.emit(self._line.next_change(here, step))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.chosen.emit(here + (1 if key == Qt.Key.Key_Right else -1))
        elif key == Qt.Key.Key_Home:
            self.chosen.emit(self._line.first)
        elif key == Qt.Key.Key_End or (key == Qt.Key.Key_Escape and self._tick is not None):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """The tooltip says what lies under the pointer."""
        if isinstance(event, QHelpEvent):
            if self._line.spans:
                QToolTip.showText(event.globalPos(), self.tell(self.scale.tick_at(event.pos().x())), self)
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

    def _band(self) -> QRect:
        side = look.px(8)
        return QRect(side, 0, max(1, self.width() - 2 * side), self.height())
