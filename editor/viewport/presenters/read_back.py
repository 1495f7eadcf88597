"""The presenter for software OpenGL, tests and screens without OpenGL: draw offscreen, read the pixels, paint them."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from editor.viewport.camera.camera import Camera
from editor.viewport.presenters.host import Host
from editor.viewport.presenters.inset import InsetImage
from editor.viewport.render.context import offscreen_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList
from engine.telemetry.zones import zone

SMALLEST = 16


class ReadBackCanvas(QWidget):
    """Shows the last picture; immune to what Qt does with windows and docks."""

    kind = "egl"

    def __init__(self, host: Host, parent: QWidget) -> None:
        """Raises NoOpenGLError when there is no context to be had."""
        # Before there is a widget: one that was half made would stay in its parent and be painted.
        context = offscreen_context()
        super().__init__(parent)
        self._host = host
        self._context = context
        self._renderer = Renderer(self._context, (SMALLEST, SMALLEST))
        self._pixels = np.empty((0, 0, 4), dtype=np.uint8)
        self._image = QImage()
        self._inset = InsetImage()
        self._is_stale = True
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def description(self) -> str:
        """What draws."""
        return f"{self._context.renderer}, OpenGL {self._context.version}"

    @property
    def renderer(self) -> Renderer:
        """The renderer behind the pictures."""
        return self._renderer

    def refresh(self) -> None:
        """Draw a new picture with the next paint."""
        self._is_stale = True
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw if something changed, then put the picture and what lies over it on the widget."""
        if self._is_stale:
            self._draw()
        painter = QPainter(self)
        is_scaled = self._image.size() != self.size() * self.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_scaled)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._inset.paint(painter)
        with zone("picture/HUD"):
            self._host.paint_over(painter)
        painter.end()

    def pick(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """The entity under a point of the widget, looking through some."""
        self._ensure_drawn()
        return self._renderer.pick(*self._in_pixels(x, y), without)

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities inside a rectangle of the widget."""
        self._ensure_drawn()
        return self._renderer.pick_box(*self._in_pixels(left, top), *self._in_pixels(right, bottom))

    def drawn_beside(
        self, picture: DrawList, camera: Camera, options: RenderOptions, size: tuple[int, int]
    ) -> NDArray[np.uint8] | None:
        """The pixels (height, width, 4) u8 of a picture besides the one that is shown; None where none can be drawn."""
        self._context.make_current()
        return self._renderer.inset(picture, camera, options, size)

    def release(self) -> None:
        """Give the context back."""
        self._context.close()

    def _ensure_drawn(self) -> None:
        self._context.make_current()
        if self._is_stale:
            self._draw()

    def _draw(self) -> None:
        started = time.perf_counter()
        with zone("picture/Draw list"):
            shot = self._host.shot()
        ratio = self.devicePixelRatioF() * shot.share
        size = (max(round(self.width() * ratio), SMALLEST), max(round(self.height() * ratio), SMALLEST))
        self._context.make_current()
        self._renderer.resize(size)
        with zone("picture/Render"):
            self._renderer.draw(shot.picture, shot.camera, shot.options)
        if self._pixels.shape[:2] != (size[1], size[0]):
            self._pixels = np.empty((size[1], size[0], 4), dtype=np.uint8)
            # The image looks at the array's memory, which lives as long as this widget holds it.
            self._image = QImage(self._pixels.data, size[0], size[1], 4 * size[0], QImage.Format.Format_RGBX8888)
        with zone("picture/Read back"):
            self._renderer.read_pixels(self._pixels)
        with zone("picture/Inset"):
            self._inset.draw(self._renderer, shot.picture, shot.inset, self.devicePixelRatioF())
        self._is_stale = False
        self._host.drawn(time.perf_counter() - started, software=self._context.is_software)

    def _in_pixels(self, x: float, y: float) -> tuple[float, float]:
        width, height = self._renderer.size
        return x * width / max(self.width(), 1), y * height / max(self.height(), 1)
