"""The map as a widget: wheel and drag move it, a click or the arrow keys choose a chunk, hovering tells it."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from panels.streaming_diagnostics.chunks import Key
from panels.streaming_diagnostics.looking import Looking
from panels.streaming_diagnostics.map_painter import MapPainter
from panels.streaming_diagnostics.map_picture import MapPicture
from panels.streaming_diagnostics.words import chunk_line

WHEEL_STEP, KEY_STEP, PAN_PX, DRAG_FROM = 1.25, 1.5, 48.0, 4
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class MapView(QWidget):
    """Shows one `MapPicture`. `picked` carries the key of the chosen chunk, `left_camera` that it follows no more."""

    picked = Signal(object)
    left_camera = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture = MapPicture()
        self.looking = Looking()
        self.is_following = True
        self._painter = MapPainter()
        self._drag: tuple[float, float] | None = None
        self._has_dragged = False
        self._has_looked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Map of the chunks"))
        self.setAccessibleDescription(
            tr("Arrows choose a chunk, Page Up and Page Down the coarser and the finer one, plus and minus zoom, "
               "Shift with arrows moves, Home shows everything, F follows the camera")
        )  # fmt: skip
        look.follow(self, lambda view: (view.setMinimumSize(look.px(96), look.px(72)), view.update()))

    def show_picture(self, picture: MapPicture) -> None:
        """Show another moment; the look at it follows the camera where that is wanted."""
        self.picture = picture
        if not self._has_looked and len(picture.chunks):
            self._has_looked = True
            self.show_near()
        if self.is_following and picture.viewer is not None:
            self.looking.x, self.looking.z = picture.viewer.eye
        self.update()

    def follow_camera(self, is_following: bool) -> None:
        """Keep the camera in the middle, or let it go."""
        self.is_following = is_following
        self.show_picture(self.picture)

    def show_near(self) -> None:
        """Look at what is drawn in detail: a little more than the third distance, else everything."""
        picture = self.picture
        if picture.viewer is None or not picture.distances:
            self.show_all()
            return
        reach = picture.distances[min(3, len(picture.distances) - 1)] * 1.1
        x, z = picture.viewer.eye
        self.looking.show(x - reach, z - reach, x + reach, z + reach)
        self.update()

    def show_all(self) -> None:
        """Look at every chunk."""
        bounds = self.picture.chunks.bounds()
        if bounds is not None:
            self.looking.show(*bounds)
            self._leave_unless_centred()
            self.update()

    def zoom(self, factor: float) -> None:
        """Come closer or go back, about the middle."""
        self.looking.zoom(factor)
        self.update()

    def choose(self, key: Key) -> None:
        """Choose a chunk, and bring it into sight."""
        side = self.picture.chunks.cell * 64 * 2 ** key[0]
        x, y = self.looking.to_screen((key[1] + 0.5) * side, (key[2] + 0.5) * side)
        if not (0 <= x < self.width() and 0 <= y < self.height()):
            self._leave()
            self.looking.x, self.looking.z = (key[1] + 0.5) * side, (key[2] + 0.5) * side
        self.picked.emit(key)
        self.update()

    def tell(self, left: float, top: float) -> str:
        """The chunk at a place of the map in words; "" where there is none."""
        index = self._index_at(left, top)
        return chunk_line(self.picture.chunks, index) if index is not None else ""

    def place_of(self, key: Key) -> tuple[float, float]:
        """Where the middle of a chunk is drawn [px]."""
        side = self.picture.chunks.cell * 64 * 2 ** key[0]
        return self.looking.to_screen((key[1] + 0.5) * side, (key[2] + 0.5) * side)

    # ---- Qt ----
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays the middle."""
        super().resizeEvent(event)
        self.looking.width, self.looking.height = float(self.width()), float(self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is looked at."""
        painter = QPainter(self)
        self._painter.paint(painter, QRectF(self.rect()), self.picture, self.looking, has_focus=self.hasFocus())
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer, or about the camera while it is followed."""
        factor = WHEEL_STEP ** (event.angleDelta().y() / 120)
        if self.is_following:
            self.looking.zoom(factor)
        else:
            self.looking.zoom(factor, event.position().x(), event.position().y())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to choose."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag, self._has_dragged = (event.position().x(), event.position().y()), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the chunk under the pointer, or drag the ground."""
        x, y = event.position().x(), event.position().y()
        if self._drag is None:
            self._hover(x, y)
            return
        dx, dy = x - self._drag[0], y - self._drag[1]
        if self._has_dragged or abs(dx) + abs(dy) >= DRAG_FROM:
            self._has_dragged, self._drag = True, (x, y)
            self._leave()
            self.looking.pan(dx, dy)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the chunk below it."""
        drag, self._drag = self._drag, None
        if drag is None or self._has_dragged:
            return
        index = self._index_at(event.position().x(), event.position().y())
        if index is not None:
            self.choose(self.picture.chunks.key(index))

    def leaveEvent(self, event: object) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)  # type: ignore[arg-type]
        self._set_hovered(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the mouse does, by keys."""
        key = event.key()
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ARROWS and is_shifted:
            self._leave()
            across, down = ARROWS[Qt.Key(key)]
            self.looking.pan(-across * PAN_PX, -down * PAN_PX)
            self.update()
        elif key in ARROWS:
            self._step(*ARROWS[Qt.Key(key)])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._change_level(1 if key == Qt.Key.Key_PageUp else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(KEY_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / KEY_STEP)
        elif key == Qt.Key.Key_Home:
            self.show_all()
        elif key == Qt.Key.Key_F:
            self.follow_camera(True)
            self.left_camera.emit()
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

    # ---- inside ----
    def _index_at(self, left: float, top: float) -> int | None:
        return self.picture.chunks.at(*self.looking.to_ground(left, top))

    def _hover(self, left: float, top: float) -> None:
        index = self._index_at(left, top)
        self.setToolTip(chunk_line(self.picture.chunks, index) if index is not None else "")
        self._set_hovered(self.picture.chunks.key(index) if index is not None else None)

    def _set_hovered(self, key: Key | None) -> None:
        if key != self.picture.hovered:
            self.picture = replace(self.picture, hovered=key)
            self.update()

    def _step(self, across: int, down: int) -> None:
        """To the chunk beside the chosen one, whatever its level; to the one in the middle without a choice."""
        chunks, chosen = self.picture.chunks, self.picture.chosen
        if chosen is None:
            index = chunks.at(self.looking.x, self.looking.z)
        else:
            side = chunks.cell * 64 * 2 ** chosen[0]
            middle = ((chosen[1] + 0.5) * side, (chosen[2] + 0.5) * side)
            index = chunks.at(middle[0] + across * (side / 2 + 1), middle[1] + down * (side / 2 + 1))
        if index is not None:
            self.choose(chunks.key(index))

    def _change_level(self, step: int) -> None:
        chunks, chosen = self.picture.chunks, self.picture.chosen
        if chosen is None:
            return
        level, x, z = chosen
        wanted = (level + 1, x >> 1, z >> 1) if step > 0 else (level - 1, x * 2, z * 2)
        if chunks.find(wanted) is not None:
            self.choose(wanted)

    def _leave_unless_centred(self) -> None:
        viewer = self.picture.viewer
        if viewer is not None and (self.looking.x, self.looking.z) != viewer.eye:
            self._leave()

    def _leave(self) -> None:
        if self.is_following:
            self.is_following = False
            self.left_camera.emit()
