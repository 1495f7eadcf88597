"""What a presenter asks of the viewport that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QPainter

from editor.viewport.camera.camera import Camera
from editor.viewport.presenters.inset import Inset
from editor.viewport.render.options import RenderOptions
from engine.present.draw_list import DrawList


@dataclass(frozen=True, eq=False)
class Shot:
    """One picture to take: what, from where, how; `share` of the full resolution is enough for now.

    `inset`: a second one over a corner of it.
    """

    picture: DrawList
    camera: Camera
    options: RenderOptions
    share: float = 1.0
    inset: Inset | None = None


class Host(Protocol):
    """The viewport behind a presenter."""

    def shot(self) -> Shot:
        """The picture to draw now."""
        ...

    def paint_over(self, painter: QPainter) -> None:
        """Paint names, labels and chips over the picture."""
        ...

    def drawn(self, seconds: float, *, software: bool) -> None:
        """A picture was drawn; it took so long."""
        ...
