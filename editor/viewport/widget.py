"""The viewport as a widget: shows the scene or the running game, and hands mouse and keyboard to whom they belong."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from editor.viewport.actions import viewport_actions
from editor.viewport.camera.camera import Camera
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.camera.navigation import FlyKeys, Navigation
from editor.viewport.chips import ChipBar
from editor.viewport.colours import Colours
from editor.viewport.interaction import Interaction
from editor.viewport.overlays import find_overlays
from editor.viewport.overpaint import Overpaint
from editor.viewport.paint import view_gizmo
from editor.viewport.picture_source import PictureSource
from editor.viewport.play_input import PlayInput
from editor.viewport.presenters.choose import make_canvas
from editor.viewport.presenters.host import Shot
from editor.viewport.presenters.message import MessageCanvas
from editor.viewport.qt_keys import button_name, key_name, modifier_names
from editor.viewport.render.options import RenderOptions
from editor.viewport.resolution import Resolution
from editor.viewport.view_state import ViewState
from engine.present.draw_list import DrawList

if TYPE_CHECKING:
    from editor.core.editor import Editor

FLY_KEYS = {"w": (1, 0, 0), "s": (-1, 0, 0), "d": (0, 1, 0), "a": (0, -1, 0), "e": (0, 0, 1), "q": (0, 0, -1)}
LONGEST_STEP_S = 0.1


class ViewportWidget(QWidget):
    """One view of the open scene. Nothing is drawn while nothing changes; in play it draws at the frame limit."""

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.state = ViewState(frozenset(overlay.id for overlay in find_overlays() if overlay.is_on_at_start))
        self.navigation = Navigation()
        self.source = PictureSource(editor, self.state)
        self.interaction = Interaction(editor, self.navigation, self.source, self)
        self.game_camera = GameCamera()
        self.play_input = PlayInput()
        self.is_captured = False
        self.is_ejected = False
        self.pictures_drawn = 0
        self._resolution = Resolution()
        self._overpaint = Overpaint(self)
        self._fly_keys: set[str] = set()
        self._turning = False
        self._picture = DrawList()
        self._last_frame: float | None = None
        self.colours = Colours(editor.settings.appearance.theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Viewport")
        self.setMinimumSize(160, 90)
        self.canvas = make_canvas(self, self, editor.settings.view.presenter)
        if isinstance(self.canvas, MessageCanvas):
            self.canvas.retry.connect(self._try_again)
        self.chips = ChipBar(self.state, self.navigation, self._overpaint.hud_titles, self)
        self.chips.dress(self.colours)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._frame)
        self._own_actions = [action for action in viewport_actions(editor, self) if action.id not in editor.actions]
        editor.actions.add(*self._own_actions)
        self._links = [
            (editor.document_changed, self._on_document),
            (editor.scene_changed, self._on_scene),
            (editor.selection.changed, self._on_selection),
            (editor.tools.changed, self.refresh),
            (editor.tools.frame_requested, self._on_frame_request),
            (editor.play.changed, self._on_play),
            (editor.play.ticked, self._on_tick),
            (self.state.changed, self.refresh),
            (self.navigation.changed, self.refresh),
            (self.interaction.changed, self.refresh),
        ]
        for signal, slot in self._links:
            signal.connect(slot)
        self._on_scene()

    # ---- for the presenter ----
    def shot(self) -> Shot:
        """The picture to draw now."""
        self._picture = self.source.picture()
        return Shot(self._picture, self.camera(), self._options(), self._resolution.share)

    def paint_over(self, painter: QPainter) -> None:
        """Everything at full resolution over the picture."""
        self._overpaint.paint(painter, self._picture, self.camera(), (self.width(), self.height()))

    def drawn(self, seconds: float, *, software: bool) -> None:
        """A picture was drawn."""
        self.pictures_drawn += 1
        play = self.editor.play
        if play.state == "playing":
            self._resolution.learn(seconds, software=software)
            session = play.session
            profile = session.profile if session is not None else None
            measured = profile is not None and profile.is_measured
            self.editor.frames.presented(
                profile.physics_ns / 1e6 if measured and profile else None,
                profile.planning_ns / 1e6 if measured and profile else None,
                play.step_ms if session is not None else None,
            )
        else:
            self.editor.frames.pause()
            self.editor.tools.spot = self.interaction.spot()

    # ---- for the window ----
    @property
    def presenter(self) -> str:
        """How pictures reach the screen: "egl", "gl" or "none"."""
        return str(self.canvas.kind)

    def camera(self) -> Camera:
        """Where the shown picture is taken from."""
        if self.editor.play.session is not None and not self.is_ejected:
            return self.game_camera.camera(self.source.height_at)
        return self.navigation.camera

    def refresh(self, *_: object) -> None:
        """Draw again soon."""
        if shiboken6.isValid(self):
            self.canvas.refresh()
            self.chips.follow()

    def frame_selection(self) -> None:
        """Bring the selection, or the whole scene, into the picture."""
        self._on_frame_request(self.editor.selection.ids)

    def toggle_eject(self) -> None:
        """Fly freely while the game goes on, or return to the player."""
        self.is_ejected = not self.is_ejected
        if self.is_ejected:
            self.navigation.camera = replace(self.game_camera.camera(self.source.height_at), ortho=0.0)
            self.navigation.kind = "perspective"
            self._capture(False)
        self.refresh()

    def set_theme(self, theme: str) -> None:
        """Take another theme's colours."""
        self.colours = Colours(theme)
        self.chips.dress(self.colours)
        self._overpaint.dress()
        self.refresh()

    def pick(self, x: float, y: float) -> str | None:
        """The entity under a point."""
        return self.canvas.pick(x, y)

    def pick_box(self, left: float, top: float, right: float, bottom: float) -> tuple[str, ...]:
        """The entities in a rectangle."""
        return self.canvas.pick_box(left, top, right, bottom)

    def pick_entity(self, answer: object) -> None:
        """The next click chooses an entity for somebody else: `answer(id or None)`."""
        self.interaction.pick_request = answer  # type: ignore[assignment]
        self.setFocus()
        self.refresh()

    def release(self) -> None:
        """Let go of the editor and of OpenGL; the widget is not used after it."""
        self._timer.stop()
        for signal, slot in self._links:
            signal.disconnect(slot, missing_ok=True)
        self._links = []
        self.editor.actions.remove(*(action.id for action in self._own_actions))
        self._own_actions = []
        self.canvas.release()

    # ---- what changed ----
    def _on_document(self, _change: object) -> None:
        self.refresh()

    def _on_scene(self) -> None:
        self.interaction.cancel()
        if self.editor.has_scene:
            self.game_camera.take_over(self.editor.view)
        self.refresh()

    def _on_selection(self, _ids: object) -> None:
        self.refresh()

    def _on_frame_request(self, ids: tuple[str, ...]) -> None:
        if self.editor.has_scene:
            self.navigation.frame(self.source.points_of(ids))

    def _on_play(self) -> None:
        play = self.editor.play
        if play.state == "playing" and self._last_frame is None and play.session is not None:
            if play.tick == 0:
                self.is_ejected = False
                self.game_camera.take_over(self.editor.view)
            self._last_frame = time.perf_counter()
            if play.autopilot is None:
                self._capture(True)
                self.setFocus()
        if play.state != "playing":
            self._capture(False)
            self._last_frame = None
        self._run_timer()
        self.refresh()

    def _on_tick(self, _tick: int) -> None:
        if self.editor.play.state != "playing":
            self.refresh()

    def _run_timer(self) -> None:
        wanted = self.editor.play.state == "playing" or (self.interaction.is_flying and bool(self._fly_keys))
        if wanted and not self._timer.isActive():
            self._last_frame = time.perf_counter()
            self._timer.start(max(round(1000.0 / self.editor.settings.view.frame_limit), 1))
        elif not wanted and self._timer.isActive():
            self._timer.stop()
            self._last_frame = None

    def _frame(self) -> None:
        now = time.perf_counter()
        seconds = min(now - (self._last_frame or now), LONGEST_STEP_S)
        self._last_frame = now
        if self.interaction.is_flying:
            self.interaction.fly(self._pushed(), seconds)
        play = self.editor.play
        if play.state == "playing":
            if self.is_captured:
                size = (float(self.width()), float(self.height()))
                play.input = self.play_input.command(self.camera(), size, self.source.ground)
            if play.advance(seconds):
                self.play_input.forget_taps()
            target = self._picture.camera_target
            if target is not None:
                self.game_camera.follow(target, seconds)
            self.refresh()
        self._run_timer()

    def _capture(self, on: bool) -> None:
        self.is_captured = on
        if not on:
            self.play_input.release()

    def _pushed(self) -> FlyKeys:
        total = [sum(FLY_KEYS[key][i] for key in self._fly_keys if key in FLY_KEYS) for i in range(3)]
        return FlyKeys(total[0], total[1], total[2], "shift" in self._fly_keys)

    def _options(self) -> RenderOptions:
        editor, playing = self.editor, self.editor.play.session is not None
        hovered = self.interaction.hovered
        return RenderOptions(
            editing=not playing and self.state.light != "game",
            grid=self.state.grid and not playing,
            selected=frozenset(editor.selection.ids),
            hovered=frozenset({hovered} if hovered else ()),
            selected_colour=self.colours.text("viewport.selected"),
            hovered_colour=self.colours.text("viewport.hovered"),
            handles=self.interaction.handles(),
            settled=not self.interaction.is_dragging,
        )

    def _try_again(self) -> None:
        old = self.canvas
        self.canvas = make_canvas(self, self, self.editor.settings.view.presenter)
        if isinstance(self.canvas, MessageCanvas):
            self.canvas.retry.connect(self._try_again)
        self.canvas.setGeometry(self.rect())
        self.canvas.show()
        self.canvas.lower()
        old.deleteLater()

    # ---- Qt's events ----
    def resizeEvent(self, _event: QResizeEvent) -> None:
        """The picture fills the widget."""
        self.canvas.setGeometry(self.rect())
        self.canvas.lower()
        self.chips.move(8, 8)
        self.interaction.size = (float(max(self.width(), 1)), float(max(self.height(), 1)))
        self.canvas.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button went down."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x, y, button = *_place(event), button_name(event.button())
        size = (float(self.width()), float(self.height()))
        if button == "left" and view_gizmo.is_inside(x, y, size) and not self.is_captured:
            axis = view_gizmo.axis_at(x, y, self.camera(), size)
            if axis is not None:
                self.navigation.look_from(axis)
            return
        if self._is_in_game():
            if not self.is_captured and button == "left" and self.editor.play.autopilot is None:
                if self.pick(x, y) is None:
                    self._capture(True)
                    return
            if button == "middle":
                self._turning = True
            elif self.is_captured:
                self.play_input.press_button(button)
                return
        self.interaction.press(button, x, y, modifier_names(event.modifiers()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        x, y = _place(event)
        if self._is_in_game():
            if self._turning:
                dx, dy = x - self.interaction.last[0], y - self.interaction.last[1]
                self.game_camera.turn(dx, dy)
                self.refresh()
            self.play_input.pointer = (x, y)
            self.interaction.last = (x, y)
            if self.is_captured or self._turning:
                return
        self.interaction.move(x, y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button came up."""
        button = button_name(event.button())
        self.play_input.lift_button(button)
        self._turning = self._turning and button != "middle"
        self.interaction.release(button, *_place(event))
        if button == "right":
            self._fly_keys.clear()
        self._run_timer()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turned."""
        steps = event.angleDelta().y() / 120.0
        if self._is_in_game():
            self.game_camera.zoom(steps)
            self.refresh()
        else:
            self.interaction.wheel(steps)
        event.accept()

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        self.interaction.leave()

    def event(self, event: QEvent) -> bool:
        """Keys that the game, a drag or flying need do not run actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key went down."""
        key = key_name(event)
        if event.isAutoRepeat():
            return
        if key == "escape":
            if self.is_captured:
                self._capture(False)
                self.refresh()
                return
            if self.interaction.cancel():
                return
        elif (self.is_captured and self.play_input.press(key)) or self.interaction.type(key):
            return
        elif self.interaction.is_flying and (key in FLY_KEYS or key == "shift"):
            self._fly_keys.add(key)
            self._run_timer()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key came up."""
        if event.isAutoRepeat():
            return
        key = key_name(event)
        self.play_input.lift(key)
        self._fly_keys.discard(key)
        self._run_timer()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing stays pressed when the keyboard goes elsewhere."""
        self.play_input.release()
        self._fly_keys.clear()
        super().focusOutEvent(event)

    def _wants(self, event: QKeyEvent) -> bool:
        key = key_name(event)
        if modifier_names(event.modifiers()) - {"shift"}:
            return False
        if self.is_captured:
            return key == "escape" or self.play_input.uses(key)
        if self.interaction.is_dragging:
            return bool(key)
        if self.interaction.is_flying:
            return key in FLY_KEYS
        return key == "escape" and (self.interaction.box is not None or self.interaction.pick_request is not None)

    def _is_in_game(self) -> bool:
        return self.editor.play.session is not None and not self.is_ejected


def _place(event: QMouseEvent) -> tuple[float, float]:
    point: QPointF = event.position()
    return point.x(), point.y()
