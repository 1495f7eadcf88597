"""The presenter for graphics cards: pictures are drawn by the window's own OpenGL and never leave the card."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtOpenGLWidgets import QOpenGLWidget
from PySide6.QtWidgets import QWidget

from editor.viewport.camera.camera import Camera
from editor.viewport.presenters.host import Host
from editor.viewport.presenters.inset import InsetImage
from editor.viewport.render.context import Context, NoOpenGLError, current_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList
from engine.telemetry.zones import zone

SAMPLES = 4


class WindowGlCanvas(QOpenGLWidget):
    """Draws in paintGL. When OpenGL turns out to be unusable it stays dark and says why in `failure`."""

    kind = "gl"

    def __init__(self, host: Host, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._context: Context | None = None
        self._renderer: Renderer | None = None
        self._inset = InsetImage()
        self.failure = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def description(self) -> str:
        """What draws."""
        return f"{self._context.renderer}, OpenGL {self._context.version}" if self._context else "OpenGL, not started"

    def initializeGL(self) -> None:
        """Make the renderer in the widget's context."""
        try:
            self._context = current_context()
            samples = 0 if self._context.is_software else SAMPLES
            self._renderer = Renderer(self._context, (16, 16), samples=samples, flipped=False)
        except NoOpenGLError as error:
            self.failure = str(error)

    def paintGL(self) -> None:
        """Draw the picture and what lies over it."""
        if self._renderer is not None and self._context is not None:
            started = time.perf_counter()
            with zone("picture/Draw list"):
                shot = self._host.shot()
            ratio = self.devicePixelRatioF()
            self._context.make_current()
            self._renderer.resize((round(self.width() * ratio), round(self.height() * ratio)))
            with zone("picture/Render"):
                self._renderer.draw(shot.picture, shot.camera, shot.options)
            with zone("picture/Inset"):
                self._inset.draw(self._renderer, shot.picture, shot.inset, ratio)
            self._renderer.show(self.defaultFramebufferObject())
            self._host.drawn(time.perf_counter() - started, software=self._context.is_software)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._inset.paint(painter)
        with zone("picture/HUD"):
            self._host.paint_over(painter)
        painter.end()

    def refresh(self) -> None:
        """Draw a new picture with the next paint."""
        self.update()

    def pick(self, x: float, y: float, without: frozenset[str] = frozenset()) -> str | None:
        """The entity under a point of the widget, looking through some."""
        if self._renderer is None or self._context is None:
            return None
        ratio = self.devicePixelRatioF()
        self.makeCurrent()
        self._context.make_current()
        found = self._renderer.pick(x * ratio, y * ratio, without)
        self.doneCurrent()
        return found

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities inside a rectangle of the widget."""
        if self._renderer is None or self._context is None:
            return ()
        ratio = self.devicePixelRatioF()
        self.makeCurrent()
        self._context.make_current()
        found = self._renderer.pick_box(left * ratio, top * ratio, right * ratio, bottom * ratio)
        self.doneCurrent()
        return found

    def drawn_beside(
        self, picture: DrawList, camera: Camera, options: RenderOptions, size: tuple[int, int]
    ) -> NDArray[np.uint8] | None:
        """The pixels (height, width, 4) u8 of a picture besides the one that is shown; None where none can be drawn."""
        if self._renderer is None or self._context is None:
            return None
        self.makeCurrent()
        self._context.make_current()
        pixels = self._renderer.inset(picture, camera, options, size)
        self.doneCurrent()
        return pixels

    def release(self) -> None:
        """Give the context back."""
        if self._context is not None:
            self._context.close()
