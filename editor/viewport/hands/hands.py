"""Hands the mouse and the keyboard over the viewport to the game, to the tool in hand, or to the camera."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from editor.qt_keys import button_name, key_name, modifier_names
from editor.viewport.camera.camera import Camera
from editor.viewport.camera.game_camera import GameCamera
from editor.viewport.camera.navigation import FlyKeys, Navigation
from editor.viewport.hands.choosing import CLICK_SLACK
from editor.viewport.hands.interaction import Interaction
from editor.viewport.hands.play_input import PlayInput
from editor.viewport.hud.controls import KEY
from editor.viewport.paint import view_gizmo
from editor.viewport.paint.legend import Legend
from editor.viewport.picture.inset import GamePicture
from editor.viewport.picture.source import PictureSource
from engine.play.commands import Input

if TYPE_CHECKING:
    from editor.core.editor import Editor

FLY_KEYS = {"w": (1, 0, 0), "s": (-1, 0, 0), "d": (0, 1, 0), "a": (0, -1, 0), "e": (0, 0, 1), "q": (0, 0, -1)}
FLY_MS = 16
HOLD_MS = 33
LONGEST_STEP_S = 0.1


class ViewportHands(QWidget):
    """The part of the viewport that Qt's events come to."""

    editor: Editor
    navigation: Navigation
    interaction: Interaction
    game_camera: GameCamera
    play_input: PlayInput
    source: PictureSource
    inset: GamePicture
    legend: Legend

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.is_captured = False
        self.is_ejected = False
        self.wants_menu: Callable[[], object] = lambda: None
        """Opens the pause menu, where there is a window that has one."""
        self.offers: Callable[[QPoint, float, float], object] = lambda _where, _x, _y: None
        """Opens the menu of a place: where on the screen, and which point of the picture."""
        self._right_at: tuple[float, float] | None = None
        self._turning = False
        self._fly_keys: set[str] = set()
        self._flown = 0.0
        self._fly_timer = QTimer(self)
        self._fly_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._fly_timer.timeout.connect(self._fly)
        self._held = 0.0
        self._hold_timer = QTimer(self)
        self._hold_timer.timeout.connect(self._hold)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    if TYPE_CHECKING:

        def tip_at(self, x: float, y: float) -> str:
            """What is painted at a place means, in a sentence; empty for the picture itself."""
            ...

        def camera(self) -> Camera:
            """Where the shown picture is taken from."""
            ...

        def toggle_controls(self) -> None:
            """Unfold or fold the list of the game's keys."""
            ...

        def refresh(self, *_: object) -> None:
            """Draw again soon."""
            ...

    @property
    def is_in_game(self) -> bool:
        """Whether the picture follows the player of a running copy."""
        return self.editor.play.session is not None and not self.is_ejected

    def capture(self, on: bool) -> None:
        """Give mouse and keyboard to the game, or take them back."""
        if self.is_captured and not on and self.editor.play.state == "playing":
            self.editor.play.input = self.play_input.at_rest()
        self.is_captured = on
        self.play_input.release()
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.refresh()

    def hands_now(self) -> Input | None:
        """What the player's hands do at this moment; None while they are not the game's."""
        if not self.is_captured:
            return None
        size = (float(self.width()), float(self.height()))
        return self.play_input.command(self.camera(), size, self.source.ground)

    # ---- mouse ----
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button went down."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        x, y, button = *_place(event), button_name(event.button())
        if button == "left" and not self.is_captured and self._press_legend(x, y):
            return
        if self.is_in_game:
            self._press_in_game(x, y, button)
            return
        size = (float(self.width()), float(self.height()))
        if button == "left" and view_gizmo.is_inside(x, y, size):
            axis = view_gizmo.axis_at(x, y, self.camera(), size)
            if axis is not None:
                self.navigation.look_from(axis)
            return
        if button == "left" and self.inset.is_at(x, y):
            self.editor.actions.run("view.eject")
            return
        self._right_at = (x, y) if button == "right" else None
        self.interaction.press(button, x, y, modifier_names(event.modifiers()))
        if self.interaction.shaping.is_stroking:
            self._held = time.perf_counter()
            self._hold_timer.start(HOLD_MS)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        x, y = _place(event)
        if not self.is_captured and not event.buttons() and self.legend.hover(x, y):
            self.refresh()
        if not self.is_in_game:
            self.interaction.move(x, y, modifier_names(event.modifiers()))
            return
        before = self.play_input.pointer or (x, y)
        self.play_input.pointer = (x, y)
        if self._turning:
            self.game_camera.turn(x - before[0], y - before[1])
            self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button came up."""
        button = button_name(event.button())
        self.play_input.lift_button(button)
        if button == "middle":
            self._turning = False
        self.interaction.release(button, *_place(event), modifier_names(event.modifiers()))
        if button == "right":
            self._fly_keys.clear()
            self._offer(*_place(event), event.globalPosition().toPoint())

    def _offer(self, x: float, y: float, where: QPoint) -> None:
        """Open the menu of a place when the right button was only clicked there; a drag has turned the view."""
        at, self._right_at = self._right_at, None
        if at is not None and max(abs(x - at[0]), abs(y - at[1])) < CLICK_SLACK and not self.is_in_game:
            self.offers(where, x, y)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turned."""
        # With Alt held Qt turns a wheel's notches sideways.
        steps = (event.angleDelta().y() or event.angleDelta().x()) / 120.0
        if self.is_in_game:
            self.game_camera.zoom(steps)
            self.refresh()
        else:
            self.interaction.wheel(steps, modifier_names(event.modifiers()))
        event.accept()

    def _turn_at_edge(self, seconds: float) -> None:
        """Turn the game's view while the pointer rests near a side of the picture."""
        pointer = self.play_input.pointer
        if pointer is not None and self.underMouse() and not self._turning:
            self.game_camera.turn_at_edge(pointer[0], float(self.width()), seconds)

    def leaveEvent(self, _event: QEvent) -> None:
        """The pointer left."""
        if self.legend.hover(-1.0, -1.0):
            self.refresh()
        self.interaction.leave()

    # ---- keyboard ----
    def event(self, event: QEvent) -> bool:
        """Keys that the game, a drag or flying need do not run actions; rows of the legend tell what they mean."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._wants(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(float(event.pos().x()), float(event.pos().y()))
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key went down."""
        key = key_name(event)
        if event.isAutoRepeat() and not self.interaction.is_dragging:
            return
        if key == "escape" and self.is_captured:
            self.capture(False)
            self.wants_menu()
            return
        if key == "escape" and (self.interaction.cancel() or self._held_by_menu() or self._left_prefab()):
            return
        if self._is_for_card(key):
            self.toggle_controls()
            return
        if (self.is_captured and self.play_input.press(key)) or self.interaction.type(key):
            return
        if self.interaction.is_flying and (key in FLY_KEYS or key == "shift"):
            self._fly_keys.add(key)
            self._right_at = None  # who flies does not click, however still the hand is
            self._flown = time.perf_counter()
            self._fly_timer.start(FLY_MS)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes to the next axis of a drag instead of the next control."""
        return self.interaction.type("tab") or super().focusNextPrevChild(next)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key came up."""
        if event.isAutoRepeat():
            return
        key = key_name(event)
        self.play_input.lift(key)
        self._fly_keys.discard(key)
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing stays pressed when the keyboard goes elsewhere."""
        self.play_input.release()
        self._fly_keys.clear()
        super().focusOutEvent(event)

    # ---- inside ----
    def _press_legend(self, x: float, y: float) -> bool:
        """Whether a click there folded or unfolded the legend; that is remembered."""
        choice = self.legend.pressed(x, y)
        if choice is not None:
            self.editor.settings.set("view.legend", choice)
            self.refresh()
        return choice is not None

    def _press_in_game(self, x: float, y: float, button: str) -> None:
        self.play_input.pointer = (x, y)
        if button == "middle":
            self._turning = True
        elif self.is_captured:
            self.play_input.press_button(button)
        elif button == "left":
            found = self.interaction.choose(x, y, self.camera())
            if found is None and self.editor.play.autopilot is None:
                self.capture(True)

    def _fly(self) -> None:
        now = time.perf_counter()
        seconds, self._flown = min(now - self._flown, LONGEST_STEP_S), now
        if not self._fly_keys or not self.interaction.is_flying:
            self._fly_timer.stop()
            return
        pushed = [sum(FLY_KEYS[key][i] for key in self._fly_keys if key in FLY_KEYS) for i in range(3)]
        self.interaction.fly(FlyKeys(pushed[0], pushed[1], pushed[2], "shift" in self._fly_keys), seconds)

    def _hold(self) -> None:
        """A brush that is held still goes on working."""
        now = time.perf_counter()
        seconds, self._held = min(now - self._held, LONGEST_STEP_S), now
        if self.interaction.shaping.is_stroking:
            self.interaction.shaping.hold(seconds)
        else:
            self._hold_timer.stop()

    @property
    def _can_be_held(self) -> bool:
        """Whether a run is there that the pause menu could hold: also one that the autopilot plays."""
        return self.editor.play.session is not None and not self.editor.play.has_ended

    def _held_by_menu(self) -> bool:
        if self._can_be_held:
            self.wants_menu()
        return self._can_be_held

    def _left_prefab(self) -> bool:
        mode = self.editor.prefab_mode
        is_shown = mode.name is not None and not self.interaction.is_flying
        if is_shown:
            mode.leave()
        return is_shown

    def _is_for_card(self, key: str) -> bool:
        return key == KEY and self.is_captured and not self.play_input.uses(key)

    def _wants(self, event: QKeyEvent) -> bool:
        key = key_name(event)
        if modifier_names(event.modifiers()) - {"shift"}:
            return False
        if self.is_captured:
            return key == "escape" or self.play_input.uses(key) or self._is_for_card(key)
        if self.interaction.is_dragging or self.interaction.box is not None:
            return bool(key)
        if key == "escape":
            return self._can_be_held
        return self.interaction.is_flying and key in FLY_KEYS


def _place(event: QMouseEvent) -> tuple[float, float]:
    point: QPointF = event.position()
    return point.x(), point.y()
