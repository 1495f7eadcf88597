"""A second, smaller picture over a corner of the first, drawn by the same renderer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from editor.viewport.camera.camera import Camera
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.present.draw_list import DrawList


@dataclass(frozen=True)
class Inset:
    """From where and how it is drawn, and where it lies in the widget (left, top, width, height) [px].

    every: it is drawn anew with each so-many-th picture.
    """

    camera: Camera
    options: RenderOptions
    rect: tuple[float, float, float, float]
    every: int = 1


class InsetImage:
    """Keeps the last one, as its pixels."""

    def __init__(self) -> None:
        self._inset: Inset | None = None
        self._image: QImage | None = None
        self._pixels: np.ndarray | None = None
        self._age = 0

    def draw(self, renderer: Renderer, picture: DrawList, inset: Inset | None, ratio: float) -> None:
        """Draw it if it is due, in as many pixels as it covers at `ratio` pixels a point."""
        self._inset = inset
        if inset is None:
            self._image = self._pixels = None
            return
        size = (max(round(inset.rect[2] * ratio), 1), max(round(inset.rect[3] * ratio), 1))
        self._age += 1
        is_same_size = self._image is not None and (self._image.width(), self._image.height()) == size
        if is_same_size and self._age < inset.every:
            return
        self._age = 0
        # The image looks at the pixels' memory, so they stay here.
        self._pixels = np.ascontiguousarray(renderer.inset(picture, inset.camera, inset.options, size))
        self._image = QImage(self._pixels.data, *size, 4 * size[0], QImage.Format.Format_RGBX8888)

    def paint(self, painter: QPainter) -> None:
        """Paint it where it lies."""
        if self._inset is not None and self._image is not None:
            painter.drawImage(QRectF(*self._inset.rect), self._image)
