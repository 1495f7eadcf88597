"""The flame of a capture: ticks, stages and threads on a line of time; wheel and drag move it, so do keys."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from engine.physics.capture import TITLES, Capture, time_text
from panels.physics_profiler.flame_layout import FlameLayout
from panels.physics_profiler.flame_painter import FlamePainter
from panels.physics_profiler.words import tick_line

WHEEL_STEP, KEY_STEP, PAN_SHARE = 1.25, 1.5, 0.2
DRAG_FROM = 4


class FlameView(QWidget):
    """Shows one capture. `picked` carries the index of the chosen tick, `entered` that it should be gone to."""

    picked = Signal(int)
    entered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.layout_of: FlameLayout | None = None
        self.chosen: int | None = None
        self._painter = FlamePainter()
        self._drag: tuple[float, float] | None = None
        self._has_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Flame of the capture"))
        self.setAccessibleDescription(
            tr("Arrows choose a tick, plus and minus zoom, Home shows everything, Enter goes to the tick")
        )
        look.follow(self, lambda view: (view.setMinimumHeight(look.px(64)), view.update()))

    def show_capture(self, capture: Capture | None) -> None:
        """Show another capture as a whole."""
        if self.layout_of is None or self.layout_of.capture is not capture:
            self.layout_of = FlameLayout(capture) if capture is not None else None
            self.chosen = None
        self.update()

    def choose(self, index: int | None) -> None:
        """Choose a tick and bring it into sight."""
        layout = self.layout_of
        if layout is None or index is None:
            return
        self.chosen = min(max(index, 0), len(layout.capture) - 1)
        layout.reveal(self.chosen)
        self.setAccessibleDescription(tick_line(layout.capture.profiles[self.chosen]))
        self.picked.emit(self.chosen)
        self.update()

    def zoom(self, factor: float) -> None:
        """Come closer or go back, about the chosen tick where it is in sight."""
        layout = self.layout_of
        if layout is None:
            return
        at = None
        if self.chosen is not None:
            middle = float(layout.edges[self.chosen] + layout.edges[self.chosen + 1]) / 2
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
            layout.zoom(WHEEL_STEP ** (steps.y() / 120), self._time(event.position().x()))
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
        """A click chooses the tick below it; on the overview it looks there."""
        layout, drag = self.layout_of, self._drag
        self._drag = None
        if layout is None or drag is None or self._has_dragged:
            return
        if self._painter.overview.contains(event.position()):
            share = (event.position().x() - self._painter.overview.x()) / self._painter.overview.width()
            self.choose(int(share * len(layout.capture)))
        else:
            self.choose(layout.index_at(self._time(event.position().x())))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the tick."""
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
        index = layout.index_at(self._time(x)) if layout is not None else None
        if layout is None or index is None:
            return ""
        profile = layout.capture.profiles[index]
        thread = self._painter.thread_at(y, layout)
        if thread is not None and thread < len(profile.busy_ns_per_thread):
            busy = time_text(profile.busy_ns_per_thread[thread])
            has_chunks = thread < len(profile.chunks_per_thread)
            chunks = f"{profile.chunks_per_thread[thread]:,}" if has_chunks else tr("n/a")
            return tr("thread {thread}, busy {busy}, {chunks} chunks", thread=thread, busy=busy, chunks=chunks)
        stage = layout.stage_at(self._time(x)) if self._painter.is_stage_row(y) else None
        if stage is not None:
            return tr("{stage} {time}", stage=TITLES[stage], time=time_text(getattr(profile, stage)))
        return tick_line(profile)

    def x_of(self, index: int) -> float:
        """Where the middle of a tick is drawn."""
        layout = self.layout_of
        assert layout is not None
        middle = float(layout.edges[index] + layout.edges[index + 1]) / 2
        plot = self._painter.plot
        return plot.x() + (middle - layout.begin) / (layout.end - layout.begin) * plot.width()

    def _time(self, x: float) -> float:
        layout, plot = self.layout_of, self._painter.plot
        assert layout is not None
        return layout.begin + (x - plot.x()) / max(1.0, plot.width()) * (layout.end - layout.begin)
