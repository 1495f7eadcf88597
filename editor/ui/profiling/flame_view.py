"""A flame as a widget: ticks or frames and what lies in them, on a line of time that wheel, drag and keys move."""

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.profiling.flame_painter import FlamePainter
from editor.ui.profiling.time_line import TimeLine
from editor.ui.theme.look import look

WHEEL_STEP, KEY_STEP, PAN_SHARE = 1.25, 1.5, 0.2
DRAG_FROM = 4
T = TypeVar("T", bound=TimeLine)


class FlameView(QWidget, Generic[T]):
    """Shows one line of time. `picked` carries the index of the chosen item, `entered` that it was asked for more.

    Who inherits says what an item is in words (`line_of`), and what is at a place (`tell_at`).
    """

    picked = Signal(int)
    entered = Signal(int)

    def __init__(self, painter: FlamePainter[T], name: str, description: str) -> None:
        super().__init__()
        self.layout_of: T | None = None
        self.chosen: int | None = None
        self._painter = painter
        self._drag: tuple[float, float] | None = None
        self._has_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        look.follow(self, lambda view: (view.setMinimumHeight(look.px(64)), view.update()))

    def line_of(self, index: int) -> str:
        """An item in words."""
        return ""

    def tell_at(self, index: int, x: float, y: float) -> str:
        """What is at a place of the widget, where an item lies, in words."""
        return self.line_of(index)

    def show_line(self, layout: T | None) -> None:
        """Show another line as a whole."""
        self.layout_of = layout
        self.chosen = None
        self.update()

    def choose(self, index: int | None) -> None:
        """Choose an item and bring it into sight."""
        layout = self.layout_of
        if layout is None or index is None:
            return
        self.chosen = min(max(index, 0), len(layout) - 1)
        layout.reveal(self.chosen)
        self.setAccessibleDescription(self.line_of(self.chosen))
        self.picked.emit(self.chosen)
        self.update()

    def zoom(self, factor: float) -> None:
        """Come closer or go back, about the chosen item where it is in sight."""
        layout = self.layout_of
        if layout is None:
            return
        at = None
        if self.chosen is not None:
            middle = layout.middle(self.chosen)
            at = middle if layout.begin <= middle <= layout.end else None
        layout.zoom(factor, at)
        self.update()

    def show_all(self) -> None:
        """Look at everything."""
        if self.layout_of is not None:
            self.layout_of.look(0.0, self.layout_of.whole)
            self.update()

    # ---- Qt ----
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is looked at."""
        painter = QPainter(self)
        self._painter.paint(painter, QRectF(self.rect()), self.layout_of, self.chosen, has_focus=self.hasFocus())
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer; with Shift, or sideways, move."""
        layout = self.layout_of
        if layout is None:
            return
        steps = event.angleDelta()
        if steps.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            layout.pan(-(steps.x() or steps.y()) / 120 * PAN_SHARE / 2)
        else:
            layout.zoom(WHEEL_STEP ** (steps.y() / 120), self.time_at(event.position().x()))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to choose."""
        if event.button() == Qt.MouseButton.LeftButton and self.layout_of is not None:
            self._drag = (event.position().x(), self.layout_of.begin)
            self._has_dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer, or move what is looked at along with it."""
        layout = self.layout_of
        if layout is None:
            return
        if self._drag is None:
            self.setToolTip(self.tell(event.position().x(), event.position().y()))
            return
        moved = event.position().x() - self._drag[0]
        if self._has_dragged or abs(moved) >= DRAG_FROM:
            self._has_dragged = True
            length = layout.end - layout.begin
            begin = self._drag[1] - moved / max(1.0, self._painter.plot.width()) * length
            layout.look(begin, begin + length)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the item below it; on the overview it looks there."""
        layout, drag = self.layout_of, self._drag
        self._drag = None
        if layout is None or drag is None or self._has_dragged:
            return
        if self._painter.overview.contains(event.position()):
            share = (event.position().x() - self._painter.overview.x()) / self._painter.overview.width()
            self.choose(int(share * len(layout)))
        else:
            self.choose(layout.index_at(self.time_at(event.position().x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for more of the item."""
        if self.chosen is not None:
            self.entered.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the mouse does, by keys."""
        layout, key = self.layout_of, event.key()
        if layout is None:
            super().keyPressEvent(event)
            return
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        here = layout.seen()[0] if self.chosen is None else self.chosen
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -1 if key == Qt.Key.Key_Left else 1
            if is_shifted:
                layout.pan(step * PAN_SHARE)
                self.update()
            else:
                self.choose(here + step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Up):
            self.zoom(KEY_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Down):
            self.zoom(1 / KEY_STEP)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            layout.pan(-1.0 if key == Qt.Key.Key_PageUp else 1.0)
            self.update()
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.entered.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def tell(self, x: float, y: float) -> str:
        """What is at a place, in words; "" where nothing is."""
        layout = self.layout_of
        index = layout.index_at(self.time_at(x)) if layout is not None else None
        return "" if index is None else self.tell_at(index, x, y)

    def x_of(self, index: int) -> float:
        """Where the middle of an item is drawn."""
        layout = self.layout_of
        assert layout is not None
        middle = layout.middle(index)
        plot = self._painter.plot
        return plot.x() + (middle - layout.begin) / (layout.end - layout.begin) * plot.width()

    def time_at(self, x: float) -> float:
        """The time at an x of the widget [ns]."""
        layout, plot = self.layout_of, self._painter.plot
        assert layout is not None
        return layout.begin + (x - plot.x()) / max(1.0, plot.width()) * (layout.end - layout.begin)
