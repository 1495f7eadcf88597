"""The game's own picture in a corner: while the camera is free, and while a camera of the scene is selected."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from editor.core.editor import Editor
from editor.tr import tr
from editor.viewport.camera.camera import Camera
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.hud_layout import Rect
from editor.viewport.paint.text import font, paint_text, width
from editor.viewport.picture.source import PictureSource
from editor.viewport.presenters.inset import Inset
from editor.viewport.render.options import RenderOptions
from editor.viewport.view_state import ViewState
from engine.present.draw_list import Point

SHARE, NARROWEST, WIDEST, SHAPE = 0.28, 160.0, 384.0, 9.0 / 16.0
"""Share of the viewport's width that it takes, its least and greatest width [px], height over width."""
LEAST_ROOM = 420.0
"""A viewport that is not wider [px] has no room for a second picture."""
MARGIN, ABOVE_STATUS = 8.0, 34.0
EVERY = 3
"""While the game runs, each third picture is enough for the corner."""
GAME, SCENE = "Game's camera", "As play begins"
TIP = "What the player sees; a click returns to the player."


class Around(Protocol):
    """The viewport, as far as a picture in its corner looks at it."""

    editor: Editor
    state: ViewState
    source: PictureSource
    game_camera: GameCamera
    is_ejected: bool

    @property
    def player_place(self) -> Point | None:
        """Where the shown picture's player is [m]; None where there is none."""
        ...

    def width(self) -> int:
        """How wide it is [px]."""
        ...

    def height(self) -> int:
        """How high it is [px]."""
        ...


class GamePicture:
    """What the corner shows, where it lies, and how it is framed."""

    def __init__(self, viewport: Around) -> None:
        self._viewport = viewport

    @property
    def is_game(self) -> bool:
        """Whether a running game is shown that the free camera has left."""
        return self._viewport.editor.play.session is not None and self._viewport.is_ejected

    @property
    def is_shown(self) -> bool:
        """Whether there is a second picture now."""
        viewport = self._viewport
        if not viewport.state.inset or not viewport.editor.has_scene or viewport.width() <= LEAST_ROOM:
            return False
        return self.is_game or self._is_camera_selected

    @property
    def rect(self) -> Rect | None:
        """Where it lies in the viewport (left, top, width, height) [px]; None while it is not shown."""
        if not self.is_shown:
            return None
        viewport = self._viewport
        wide = min(max(viewport.width() * SHARE, NARROWEST), WIDEST)
        high = min(wide * SHAPE, viewport.height() * 0.4)
        wide = high / SHAPE
        below = MARGIN if self.is_game else ABOVE_STATUS
        left, top = viewport.width() - wide - MARGIN, viewport.height() - high - below
        return (float(round(left)), float(round(top)), float(round(wide)), float(round(high)))

    def is_at(self, x: float, y: float) -> bool:
        """Whether a point of the viewport lies on the game's picture, which a click returns to."""
        return self.is_game and self._holds(x, y)

    def tip_at(self, x: float, y: float) -> str:
        """What it is, in a sentence; empty elsewhere."""
        return tr(TIP) if self.is_at(x, y) else ""

    def shot(self) -> Inset | None:
        """What is to be drawn there."""
        rect = self.rect
        if rect is None:
            return None
        options = RenderOptions(
            editing=False, grid=False, clear_to=self._viewport.player_place if self.is_game else None
        )
        is_running = self._viewport.editor.play.state == "playing"
        return Inset(self._camera(), options, rect, EVERY if is_running else 1)

    def paint(self, painter: QPainter, colours: Colours) -> None:
        """Its frame and what it is called."""
        rect = self.rect
        if rect is None:
            return
        edge = colours.of("play.running" if self.is_game else "viewport.chip_edge")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 1.0))
        painter.drawRect(QRectF(*rect).adjusted(-0.5, -0.5, 0.5, 0.5))
        title = tr(GAME if self.is_game else SCENE)
        chip = QRectF(rect[0], rect[1], width(title, 11) + 14.0, float(round(font(11).pixelSize() * 1.75)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.of("viewport.chip"))
        painter.drawRect(chip)
        paint_text(painter, chip.adjusted(7, 0, 0, 0), title, colours.of("viewport.chip_text"), pixels=11)

    def _holds(self, x: float, y: float) -> bool:
        rect = self.rect
        return rect is not None and QRectF(*rect).contains(x, y)

    @property
    def _is_camera_selected(self) -> bool:
        editor = self._viewport.editor
        primary = editor.selection.primary
        if editor.play.is_active or primary is None:
            return False
        entity = editor.view.get(primary)
        return entity is not None and "camera" in entity.components

    def _camera(self) -> Camera:
        viewport = self._viewport
        if self.is_game:
            return viewport.game_camera.camera(viewport.source.heights())
        camera, editor = GameCamera(), viewport.editor
        assert editor.selection.primary is not None
        camera.take_over(editor.view, editor.selection.primary)
        players = tuple(entity.id for entity in editor.view.with_component("player"))
        camera.follow((viewport.source.points_of(players) or [(0.0, 0.0, 0.0)])[0], 0.0)
        return camera.camera(viewport.source.heights())
